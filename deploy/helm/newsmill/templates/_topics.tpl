{{/* newsmill's stages and topics, generated from streams/stages.py and streams/topics.py, as JSON. */}}
{{- define "newsmill.topology" -}}
{{- .Files.Get "files/topology.json" -}}
{{- end -}}

{{/* The topics of NEWSMILL_RETRY_DELAYS, as a list of {name, config}: the last unit that divides a delay names it. */}}
{{- define "newsmill.retryTopics" -}}
{{- $retry := (include "newsmill.topology" . | fromJson).retry -}}
{{- $topics := list -}}
{{- range $delay := compact (splitList "," (nospace .Values.settings.NEWSMILL_RETRY_DELAYS)) -}}
{{- $seconds := int64 $delay -}}
{{- $duration := "" -}}
{{- range $retry.units -}}
{{- if eq 0 (mod $seconds .seconds) -}}{{- $duration = printf "%d%s" (div $seconds .seconds) .name -}}{{- end -}}
{{- end -}}
{{- $retention := dict "retention.ms" (printf "%d" (mul (add $retry.days (div $seconds 86400)) 86400000)) -}}
{{- $topics = append $topics (dict "name" (printf $retry.name $duration) "config" (merge $retention $retry.config)) -}}
{{- end -}}
{{- toJson $topics -}}
{{- end -}}

{{/* All topics, as a list of {name, config}; names are without NEWSMILL_TOPIC_PREFIX. */}}
{{- define "newsmill.topics" -}}
{{- $topics := list -}}
{{- range concat (include "newsmill.topology" . | fromJson).topics (include "newsmill.retryTopics" . | fromJsonArray) -}}
{{- $window := dict -}}
{{- with .window -}}
{{- $window = dict . (printf "%d" (int64 (mulf $.Values.settings.NEWSMILL_DEDUPLICATION_WINDOW 1000.0))) -}}
{{- end -}}
{{- $topics = append $topics (dict "name" .name "config" (merge $window .config)) -}}
{{- end -}}
{{- toJson $topics -}}
{{- end -}}

{{/*
Strimzi's ACLs for a worker, by (dict "root" $ "stages" ...).

Every worker checks all topics when it starts, and republishes the retried events of all stages.
*/}}
{{- define "newsmill.acls" -}}
{{- $prefix := .root.Values.settings.NEWSMILL_TOPIC_PREFIX -}}
{{- $topology := include "newsmill.topology" .root | fromJson -}}
{{- $retries := list -}}
{{- range include "newsmill.retryTopics" .root | fromJsonArray -}}{{- $retries = append $retries .name -}}{{- end -}}
{{- $read := $retries -}}
{{- $write := append $retries $topology.deadLetters -}}
{{- $groups := list -}}
{{- range $stage := $topology.stages -}}
{{- if has .name $.stages -}}
{{- $read = concat $read .reads .state -}}
{{- $write = concat $write .writes .state -}}
{{- $groups = append $groups .group -}}
{{- end -}}
{{- if $retries -}}{{- $write = append $write .again -}}{{- end -}}
{{- end -}}
{{- if $retries -}}{{- $groups = append $groups $topology.retry.group -}}{{- end -}}
{{- range include "newsmill.topics" .root | fromJsonArray }}
{{- $operations := list "Describe" "DescribeConfigs" -}}
{{- if has .name $read -}}{{- $operations = append $operations "Read" -}}{{- end -}}
{{- if has .name $write -}}{{- $operations = append $operations "Write" -}}{{- end }}
- resource: { type: topic, name: {{ printf "%s%s" $prefix .name | quote }}, patternType: literal }
  operations: {{ toJson $operations }}
{{- end }}
{{- range $groups }}
- resource: { type: group, name: {{ printf "%s%s" $prefix . | quote }}, patternType: literal }
  operations: ["Read"]
{{- end }}
{{- end -}}
