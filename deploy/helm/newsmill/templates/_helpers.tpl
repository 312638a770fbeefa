{{- define "newsmill.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "newsmill.fullname" -}}
{{- $name := include "newsmill.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "newsmill.selectorLabels" -}}
app.kubernetes.io/name: {{ include "newsmill.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "newsmill.labels" -}}
{{ include "newsmill.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "newsmill.serviceAccountName" -}}
{{- default (ternary (include "newsmill.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "newsmill.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}{{ .repository }}@{{ .digest }}{{- else -}}{{ .repository }}:{{ default $.Chart.AppVersion .tag }}{{- end -}}
{{- end -}}
{{- end -}}

{{/* A number for the environment. Helm reads all numbers as floats and writes large ones as 8.388608e+06. */}}
{{- define "newsmill.value" -}}
{{- if and (kindIs "float64" .) (eq . (float64 (int64 .))) -}}{{ int64 . }}{{- else -}}{{ . }}{{- end -}}
{{- end -}}

{{/* The port of a URL. */}}
{{- define "newsmill.portOf" -}}
{{- $url := urlParse . -}}
{{- regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) | default (ternary "443" "80" (eq $url.scheme "https")) -}}
{{- end -}}

{{/* The brokers' ports, as a list. */}}
{{- define "newsmill.kafkaPorts" -}}
{{- $ports := .Values.networkPolicy.kafkaPorts -}}
{{- if not $ports -}}
{{- range regexFindAll ":[0-9]+(,|$)" .Values.settings.NEWSMILL_BROKER -1 -}}
{{- $ports = append $ports (. | trimPrefix ":" | trimSuffix "," | int) -}}
{{- end -}}
{{- end -}}
{{- toJson $ports -}}
{{- end -}}

{{/* The Deployments: a list of {component, stages, replicas, settings, resources, autoscaling}. */}}
{{- define "newsmill.workloads" -}}
{{- $enabled := list -}}
{{- $workloads := list -}}
{{- range (include "newsmill.topology" . | fromJson).stages -}}
{{- $stage := .name -}}
{{- $own := default dict (get $.Values.stages $stage) -}}
{{- if dig "enabled" true $own -}}
{{- $enabled = append $enabled $stage -}}
{{- $workload := mergeOverwrite (deepCopy $.Values.worker) (deepCopy (omit $own "enabled")) -}}
{{- $workloads = append $workloads (merge (dict "component" $stage "stages" (list $stage)) $workload) -}}
{{- end -}}
{{- end -}}
{{- if not $enabled -}}{{- fail "stages: enable at least one" -}}{{- end -}}
{{- if eq .Values.mode "single" -}}
{{- $workloads = list (merge (dict "component" "worker" "stages" $enabled) (deepCopy .Values.worker)) -}}
{{- end -}}
{{- toJson $workloads -}}
{{- end -}}

{{/*
What a scaled Deployment has as replicas, by (dict "root" $ "name" its name "minimum" ...). Without them the API server
would take 1, which also stops running workers when autoscaling is switched on. So a new Deployment has the minimum, and
a running one what it has. If Helm applies on the server, it leaves the field to the autoscaler from the first time that
this one has written it: to repeat the number would be a conflict when a release is rolled back.
*/}}
{{- define "newsmill.scaledReplicas" -}}
{{- $live := lookup "apps/v1" "Deployment" .root.Release.Namespace .name -}}
{{- if $live -}}
{{- $applies := false -}}
{{- $scaled := false -}}
{{- range $live.metadata.managedFields -}}
{{- if and (eq .operation "Apply") (eq .manager "helm") -}}{{- $applies = true -}}{{- end -}}
{{- if and (eq (default "" .subresource) "scale") (hasKey (dig "fieldsV1" "f:spec" dict .) "f:replicas") -}}
{{- $scaled = true -}}
{{- end -}}
{{- end -}}
{{- if not (and $applies $scaled) -}}{{ int $live.spec.replicas }}{{- end -}}
{{- else -}}
{{- int .minimum -}}
{{- end -}}
{{- end -}}

{{- define "newsmill.usesTls" -}}{{- if has .Values.settings.NEWSMILL_SECURITY_PROTOCOL (list "SSL" "SASL_SSL") -}}true{{- end -}}{{- end -}}
{{- define "newsmill.usesSasl" -}}{{- if has .Values.settings.NEWSMILL_SECURITY_PROTOCOL (list "SASL_PLAINTEXT" "SASL_SSL") -}}true{{- end -}}{{- end -}}

{{/*
A Deployment's credentials for Kafka, by (dict "root" $ "user" its full name): {ca, certificate, password, client}, each
a Secret with its keys, or absent. With Strimzi's users, they are the Secrets that its operator creates.
*/}}
{{- define "newsmill.credentials" -}}
{{- $values := .root.Values -}}
{{- $tls := include "newsmill.usesTls" .root -}}
{{- $sasl := include "newsmill.usesSasl" .root -}}
{{- $found := dict -}}
{{- if and $tls $values.tls.caSecret.name -}}
{{- $_ := set $found "ca" $values.tls.caSecret -}}
{{- else if and $tls $values.strimzi.users.enabled -}}
{{- $_ := set $found "ca" (dict "name" (printf "%s-cluster-ca-cert" $values.strimzi.cluster) "key" "ca.crt") -}}
{{- end -}}
{{- if and $values.strimzi.users.enabled $sasl -}}
{{- $_ := set $found "password" (dict "name" .user "username" .user "passwordKey" "password") -}}
{{- else if $values.strimzi.users.enabled -}}
{{- $_ := set $found "certificate" (dict "name" .user "certificateKey" "user.crt" "keyKey" "user.key" "passwordKey" "") -}}
{{- else -}}
{{- if $values.tls.certificateSecret.name -}}{{- $_ := set $found "certificate" $values.tls.certificateSecret -}}{{- end -}}
{{- if $values.sasl.passwordSecret.name -}}{{- $_ := set $found "password" $values.sasl.passwordSecret -}}{{- end -}}
{{- if $values.sasl.clientSecret.name -}}{{- $_ := set $found "client" $values.sasl.clientSecret -}}{{- end -}}
{{- end -}}
{{- toJson $found -}}
{{- end -}}

{{/* The settings, without secrets, of all workers and of the topics' Job. */}}
{{- define "newsmill.settings" -}}
{{- range $name, $value := .Values.settings }}
{{ $name }}: {{ include "newsmill.value" $value | quote }}
{{- end }}
NEWSMILL_HTTP_HOST: "0.0.0.0"
NEWSMILL_HTTP_PORT: {{ .Values.httpPort | quote }}
{{- $credentials := include "newsmill.credentials" (dict "root" . "user" "any") | fromJson }}
{{- if $credentials.ca }}
NEWSMILL_SSL_CA_FILE: /etc/newsmill/ca/ca.pem
{{- end }}
{{- if $credentials.certificate }}
NEWSMILL_SSL_CERTIFICATE_FILE: /etc/newsmill/certificate/certificate.pem
NEWSMILL_SSL_KEY_FILE: /etc/newsmill/certificate/key.pem
{{- end }}
{{- if .Values.sasl.serviceAccountToken.enabled }}
NEWSMILL_SASL_TOKEN_FILE: /var/run/newsmill/token
{{- end }}
{{- end -}}

{{- define "newsmill.fromSecret" -}}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef: { name: {{ .secret | quote }}, key: {{ .key | quote }} }
{{- end -}}

{{/* The environment variables from Secrets, by (dict "root" $ "user" ...). */}}
{{- define "newsmill.secrets" -}}
{{- $credentials := include "newsmill.credentials" . | fromJson }}
{{- with $credentials.certificate }}{{- if .passwordKey }}
{{ include "newsmill.fromSecret" (dict "variable" "NEWSMILL_SSL_KEY_PASSWORD" "secret" .name "key" .passwordKey) }}
{{- end }}{{- end }}
{{- with $credentials.password }}
{{- if .username }}
- name: NEWSMILL_SASL_USERNAME
  value: {{ .username | quote }}
{{- else }}
{{ include "newsmill.fromSecret" (dict "variable" "NEWSMILL_SASL_USERNAME" "secret" .name "key" .usernameKey) }}
{{- end }}
{{ include "newsmill.fromSecret" (dict "variable" "NEWSMILL_SASL_PASSWORD" "secret" .name "key" .passwordKey) }}
{{- end }}
{{- with $credentials.client }}
{{ include "newsmill.fromSecret" (dict "variable" "NEWSMILL_SASL_CLIENT_ID" "secret" .name "key" .idKey) }}
{{ include "newsmill.fromSecret" (dict "variable" "NEWSMILL_SASL_CLIENT_SECRET" "secret" .name "key" .secretKey) }}
{{- end }}
{{- end -}}

{{- define "newsmill.volumes" -}}
{{- $credentials := include "newsmill.credentials" . | fromJson -}}
- name: tmp
  emptyDir: { sizeLimit: {{ .root.Values.temporarySpace }} }
{{- with $credentials.ca }}
- name: ca
  secret:
    secretName: {{ .name | quote }}
    defaultMode: 0440
    items: [{ key: {{ .key | quote }}, path: ca.pem }]
{{- end }}
{{- with $credentials.certificate }}
- name: certificate
  secret:
    secretName: {{ .name | quote }}
    defaultMode: 0440
    items:
      - { key: {{ .certificateKey | quote }}, path: certificate.pem }
      - { key: {{ .keyKey | quote }}, path: key.pem }
{{- end }}
{{- with .root.Values.sasl.serviceAccountToken }}{{- if .enabled }}
- name: token
  projected:
    defaultMode: 0440
    sources:
      - serviceAccountToken:
          path: token
          audience: {{ .audience | quote }}
          expirationSeconds: {{ int .expirationSeconds }}
{{- end }}{{- end }}
{{- end -}}

{{- define "newsmill.volumeMounts" -}}
{{- $credentials := include "newsmill.credentials" . | fromJson -}}
- { name: tmp, mountPath: /tmp }
{{- if $credentials.ca }}
- { name: ca, mountPath: /etc/newsmill/ca, readOnly: true }
{{- end }}
{{- if $credentials.certificate }}
- { name: certificate, mountPath: /etc/newsmill/certificate, readOnly: true }
{{- end }}
{{- if .root.Values.sasl.serviceAccountToken.enabled }}
- { name: token, mountPath: /var/run/newsmill, readOnly: true }
{{- end }}
{{- end -}}

{{- define "newsmill.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "newsmill.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: { drop: [ALL] }
{{- end -}}
