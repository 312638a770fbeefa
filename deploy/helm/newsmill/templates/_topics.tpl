{{/* What streams/topics.py says, for the settings of the values: tests hold the two together. */}}

{{- define "newsmill.retryTopics" -}}
{{- $names := list -}}
{{- range $delay := compact (splitList "," (nospace .Values.settings.NEWSMILL_RETRY_DELAYS)) -}}
{{- $seconds := int64 $delay -}}
{{- $duration := printf "%ds" $seconds -}}
{{- if eq 0 (mod $seconds 86400) -}}{{- $duration = printf "%dd" (div $seconds 86400) -}}
{{- else if eq 0 (mod $seconds 3600) -}}{{- $duration = printf "%dh" (div $seconds 3600) -}}
{{- else if eq 0 (mod $seconds 60) -}}{{- $duration = printf "%dm" (div $seconds 60) -}}
{{- end -}}
{{- $names = append $names (dict "short" (printf "newsmill.retry.%s.v1" $duration) "bytes" 32505856 "days" (add 7 (div $seconds 86400))) -}}
{{- end -}}
{{- toJson $names -}}
{{- end -}}

{{/* Every topic: {name, config}. */}}
{{- define "newsmill.topics" -}}
{{- $prefix := .Values.settings.NEWSMILL_TOPIC_PREFIX -}}
{{- $topics := list -}}
{{- $known := list
  (dict "short" "news.raw.v1" "bytes" 8388608 "days" 7)
  (dict "short" "newsmill.fetch.v1" "bytes" 1048576 "days" 7)
  (dict "short" "newsmill.fetched.v1" "bytes" 16777216 "days" 2)
  (dict "short" "newsmill.extracted.v1" "bytes" 16777216 "days" 2)
  (dict "short" "newsmill.deduplicate-state.v1" "bytes" 1048576 "days" 0)
  (dict "short" "newsmill.unique.v1" "bytes" 16777216 "days" 2)
  (dict "short" "news.articles.v1" "bytes" 16777216 "days" 7)
  (dict "short" "news.duplicates.v1" "bytes" 1048576 "days" 7)
  (dict "short" "news.dead-letters.v1" "bytes" 33554432 "days" 30)
  (dict "short" "newsmill.redrives.v1" "bytes" 1048576 "days" 60)
-}}
{{- range concat $known (include "newsmill.retryTopics" . | fromJsonArray) -}}
{{- $config := dict "max.message.bytes" (printf "%d" (int64 .bytes)) -}}
{{- if eq 0 (int64 .days) -}}
{{- $lag := int64 (mulf $.Values.settings.NEWSMILL_DEDUPLICATION_WINDOW 1000.0) -}}
{{- $config = merge $config (dict "cleanup.policy" "compact" "min.compaction.lag.ms" (printf "%d" $lag)) -}}
{{- else -}}
{{- $config = merge $config (dict "cleanup.policy" "delete" "retention.ms" (printf "%d" (mul .days 86400000))) -}}
{{- end -}}
{{- $topics = append $topics (dict "name" (printf "%s%s" $prefix .short) "config" $config) -}}
{{- end -}}
{{- toJson $topics -}}
{{- end -}}

{{/*
What a worker of some stages may do, by (dict "root" $ "stages" ...): the list of Strimzi's ACLs.

Every worker checks all topics at its start and gives back what waits for a retry, of whatever stage.
*/}}
{{- define "newsmill.acls" -}}
{{- $prefix := .root.Values.settings.NEWSMILL_TOPIC_PREFIX -}}
{{- $sources := dict
  "extract" (list "news.raw.v1" "newsmill.fetched.v1")
  "fetch" (list "newsmill.fetch.v1")
  "deduplicate" (list "newsmill.extracted.v1")
  "enrich" (list "newsmill.unique.v1")
-}}
{{- $outputs := dict
  "extract" (list "newsmill.fetch.v1" "newsmill.extracted.v1")
  "fetch" (list "newsmill.fetched.v1")
  "deduplicate" (list "newsmill.deduplicate-state.v1" "newsmill.unique.v1" "news.duplicates.v1")
  "enrich" (list "news.articles.v1")
-}}
{{- $read := list -}}
{{- $write := list "news.dead-letters.v1" -}}
{{- $groups := list -}}
{{- $retries := list -}}
{{- range include "newsmill.retryTopics" .root | fromJsonArray -}}{{- $retries = append $retries .short -}}{{- end -}}
{{- range .stages -}}
{{- $read = concat $read (index $sources .) -}}
{{- $write = concat $write (index $outputs .) -}}
{{- $groups = append $groups (printf "%snewsmill-%s" $prefix .) -}}
{{- end -}}
{{- if has "deduplicate" .stages -}}{{- $read = append $read "newsmill.deduplicate-state.v1" -}}{{- end -}}
{{- if $retries -}}
{{- $read = concat $read $retries -}}
{{- $write = concat $write $retries -}}
{{- range $sources -}}{{- $write = append $write (last .) -}}{{- end -}}
{{- $groups = append $groups (printf "%snewsmill-retry" $prefix) -}}
{{- end -}}
{{- range include "newsmill.topics" .root | fromJsonArray }}
{{- $operations := list "Describe" "DescribeConfigs" -}}
{{- $short := trimPrefix $prefix .name -}}
{{- if has $short $read -}}{{- $operations = append $operations "Read" -}}{{- end -}}
{{- if has $short $write -}}{{- $operations = append $operations "Write" -}}{{- end }}
- resource: { type: topic, name: {{ .name | quote }}, patternType: literal }
  operations: {{ toJson $operations }}
{{- end }}
{{- range $groups }}
- resource: { type: group, name: {{ . | quote }}, patternType: literal }
  operations: ["Read"]
{{- end }}
{{- end -}}
