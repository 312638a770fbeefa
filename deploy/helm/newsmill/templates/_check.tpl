{{/* Refuse a topic that another release in the namespace has, by (dict "root" $ "name" the KafkaTopic's). */}}
{{- define "newsmill.checkOwner" -}}
{{- $values := .root.Values -}}
{{- $release := .root.Release -}}
{{- $topic := dict -}}
{{- if .root.Capabilities.APIVersions.Has (printf "%s/KafkaTopic" $values.strimzi.apiVersion) -}}{{/* else Helm says that it is missing */}}
{{- $topic = lookup $values.strimzi.apiVersion "KafkaTopic" $release.Namespace .name -}}
{{- end -}}
{{- $owner := dig "metadata" "annotations" "meta.helm.sh/release-name" $release.Name $topic -}}
{{- if ne $owner $release.Name -}}
{{- $took := printf "kubectl -n %s annotate kafkatopics -l app.kubernetes.io/instance=%s meta.helm.sh/release-name=%s --overwrite" $release.Namespace $owner $release.Name -}}
{{- fail (printf "strimzi.topics: the KafkaTopic %s belongs to the release %s. For topics of its own, give this release another settings.NEWSMILL_TOPIC_PREFIX; to use those of %s, set strimzi.topics.enabled=false; if %s is uninstalled, take its topics over: %s" .name $owner $owner $owner $took) -}}
{{- end -}}
{{- end -}}

{{/*
Refuse a port of the web to any address, by (dict "root" $ "peers" the value that names the addresses, "setting" what
they are of, "ports" ..., "opens" what such a rule would let happen).
*/}}
{{- define "newsmill.checkWeb" -}}
{{- $policy := .root.Values.networkPolicy -}}
{{- $peers := .peers -}}
{{- $setting := .setting -}}
{{- $opens := .opens -}}
{{- range .ports -}}
{{- if and $policy.enabled (not (get $policy $peers)) (has (int .) (list 80 443)) -}}
{{- fail (printf "networkPolicy.%s: name the peers of settings.%s; port %d to any address would let %s" $peers $setting (int .) $opens) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Refuse values that contradict each other, which a schema cannot express. */}}
{{- define "newsmill.check" -}}
{{- $values := .Values -}}
{{- $settings := $values.settings -}}
{{- $protocol := $settings.NEWSMILL_SECURITY_PROTOCOL -}}
{{- $mechanism := $settings.NEWSMILL_SASL_MECHANISM -}}
{{- $tls := include "newsmill.usesTls" . -}}
{{- $sasl := include "newsmill.usesSasl" . -}}
{{- $partitions := int $settings.NEWSMILL_PARTITIONS -}}
{{- range include "newsmill.workloads" . | fromJsonArray -}}
{{- $where := ternary "worker" (printf "stages.%s" .component) (eq .component "worker") -}}
{{- if and (not .autoscaling.enabled) (gt (int .replicas) $partitions) -}}
{{- fail (printf "%s.replicas: %d is more than the %d of settings.NEWSMILL_PARTITIONS; the other workers would have no partition" $where (int .replicas) $partitions) -}}
{{- end -}}
{{- $proxy := (mergeOverwrite (deepCopy $settings) .settings).NEWSMILL_FETCH_PROXY -}}
{{- if and $proxy (has "fetch" .stages) -}}
{{- include "newsmill.checkWeb" (dict "root" $ "peers" "proxyTo" "setting" "NEWSMILL_FETCH_PROXY" "opens" "the fetch stage reach the web past its proxy" "ports" (list (include "newsmill.portOf" $proxy))) -}}
{{- end -}}
{{- if .autoscaling.enabled -}}
{{- if gt (int .autoscaling.maxReplicas) $partitions -}}
{{- fail (printf "%s.autoscaling.maxReplicas: %d is more than the %d of settings.NEWSMILL_PARTITIONS; the other workers would have no partition" $where (int .autoscaling.maxReplicas) $partitions) -}}
{{- end -}}
{{- if gt (int .autoscaling.minReplicas) (int (default $partitions .autoscaling.maxReplicas)) -}}
{{- fail (printf "%s.autoscaling.minReplicas: %d is more than its maxReplicas" $where (int .autoscaling.minReplicas)) -}}
{{- end -}}
{{- if $values.sasl.serviceAccountToken.enabled -}}
{{- fail (printf "%s.autoscaling: KEDA cannot use the workers' own tokens (sasl.serviceAccountToken); use sasl.clientSecret" $where) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and $sasl (not $mechanism) -}}
{{- fail (printf "settings.NEWSMILL_SASL_MECHANISM: NEWSMILL_SECURITY_PROTOCOL=%s needs one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 and OAUTHBEARER" $protocol) -}}
{{- end -}}
{{- if and $mechanism (not $sasl) -}}
{{- fail (printf "settings.NEWSMILL_SASL_MECHANISM: NEWSMILL_SECURITY_PROTOCOL=%s does not use it" $protocol) -}}
{{- end -}}
{{- if and (not $tls) (or $values.tls.caSecret.name $values.tls.certificateSecret.name) -}}
{{- fail (printf "tls: settings.NEWSMILL_SECURITY_PROTOCOL=%s does not use it" $protocol) -}}
{{- end -}}
{{- $oauth := eq $mechanism "OAUTHBEARER" -}}
{{- $url := default "" $settings.NEWSMILL_SASL_TOKEN_URL -}}
{{- if and $url (not $oauth) -}}
{{- fail "settings.NEWSMILL_SASL_TOKEN_URL: only NEWSMILL_SASL_MECHANISM=OAUTHBEARER uses it" -}}
{{- end -}}
{{- if and $values.sasl.passwordSecret.name (or (not $sasl) $oauth) -}}
{{- fail "sasl.passwordSecret: only PLAIN and SCRAM use it, see settings.NEWSMILL_SASL_MECHANISM" -}}
{{- end -}}
{{- if and (or $values.sasl.clientSecret.name $values.sasl.serviceAccountToken.enabled) (not $oauth) -}}
{{- fail "sasl: only settings.NEWSMILL_SASL_MECHANISM=OAUTHBEARER uses clientSecret and serviceAccountToken" -}}
{{- end -}}
{{- if and $oauth (eq (not $url) (not $values.sasl.serviceAccountToken.enabled)) -}}
{{- fail "sasl: OAUTHBEARER needs either settings.NEWSMILL_SASL_TOKEN_URL with sasl.clientSecret, or sasl.serviceAccountToken" -}}
{{- end -}}
{{- if and $oauth (eq (not $url) (not (not $values.sasl.clientSecret.name))) -}}
{{- fail "sasl.clientSecret: set both it and settings.NEWSMILL_SASL_TOKEN_URL, or neither" -}}
{{- end -}}
{{- if $values.strimzi.users.enabled -}}
{{- if or $values.sasl.passwordSecret.name $values.tls.certificateSecret.name -}}
{{- fail "strimzi.users: Strimzi creates the password or certificate; leave sasl.passwordSecret and tls.certificateSecret empty" -}}
{{- end -}}
{{- if not (or (and $sasl (eq $mechanism "SCRAM-SHA-512")) (eq $protocol "SSL")) -}}
{{- fail "strimzi.users: set settings.NEWSMILL_SASL_MECHANISM=SCRAM-SHA-512, or settings.NEWSMILL_SECURITY_PROTOCOL=SSL for certificates" -}}
{{- end -}}
{{- else if and $sasl (not $oauth) (not $values.sasl.passwordSecret.name) -}}
{{- fail (printf "sasl.passwordSecret.name: %s needs a Secret with user and password" $mechanism) -}}
{{- end -}}
{{- if and (or $values.strimzi.topics.enabled $values.strimzi.users.enabled) (not $values.strimzi.cluster) -}}
{{- fail "strimzi.cluster: name the Kafka resource that the topics and users belong to" -}}
{{- end -}}
{{- if and $values.topicsJob.enabled (or $values.strimzi.topics.enabled $values.strimzi.users.enabled) -}}
{{- fail "topicsJob: disable it with strimzi, whose operators create topics and users only after the Job" -}}
{{- end -}}
{{- $web := "every stage reach the web" -}}
{{- include "newsmill.checkWeb" (dict "root" . "peers" "tokenTo" "setting" "NEWSMILL_SASL_TOKEN_URL" "opens" $web "ports" (list (include "newsmill.portOf" (default "none://:0" $url)))) -}}
{{- include "newsmill.checkWeb" (dict "root" . "peers" "kafkaTo" "setting" "NEWSMILL_BROKER" "opens" $web "ports" (include "newsmill.kafkaPorts" . | fromJsonArray)) -}}
{{- if and $values.monitoring.podMonitor.enabled $values.monitoring.serviceMonitor.enabled -}}
{{- fail "monitoring: podMonitor and serviceMonitor would both scrape every worker; enable only one" -}}
{{- end -}}
{{- end -}}
