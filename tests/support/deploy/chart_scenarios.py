"""The values that the tests of the Helm chart render, by what they are about."""

from streams.stages import Stage
from tests.support.deploy.chart import Object, merged, values

SCRAM = {"NEWSMILL_SECURITY_PROTOCOL": "SASL_SSL", "NEWSMILL_SASL_MECHANISM": "SCRAM-SHA-256"}
TOKENS = {"NEWSMILL_SECURITY_PROTOCOL": "SASL_SSL", "NEWSMILL_SASL_MECHANISM": "OAUTHBEARER"}
SCALED = {"worker": {"autoscaling": {"enabled": True}}}
WITH_STRIMZI = {"strimzi": {"cluster": "kafka", "topics": {"enabled": True}, "users": {"enabled": True}}}
CERTIFICATES = {
    "tls": {"caSecret": {"name": "ca"}, "certificateSecret": {"name": "own", "passwordKey": "key-password"}}
}

SCENARIOS: dict[str, Object] = {
    "defaults": {},
    "dev": values("values-dev.yaml"),
    "prod": values("values-prod.yaml"),
    "single, scaled": merged(SCALED, {"mode": "single", "networkPolicy": {"enabled": False}}),
    "only fetch": {
        "stages": {stage.value: {"enabled": False} for stage in Stage if stage is not Stage.FETCH},
        "worker": {
            "settings": {"NEWSMILL_FETCH_PORTS": "8080, 8000-8009", "NEWSMILL_FETCH_NETWORKS": "10.1.0.0/16,fd00::1"}
        },
    },
    "TLS": {"settings": {"NEWSMILL_SECURITY_PROTOCOL": "SSL"}},
    "certificates, scaled": merged(CERTIFICATES, SCALED, {"settings": {"NEWSMILL_SECURITY_PROTOCOL": "SSL"}}),
    "PLAIN": {
        "settings": {"NEWSMILL_SECURITY_PROTOCOL": "SASL_PLAINTEXT", "NEWSMILL_SASL_MECHANISM": "PLAIN"},
        "sasl": {"passwordSecret": {"name": "user"}},
        "topicsJob": {"enabled": True},
    },
    "SCRAM and certificates, scaled": merged(
        CERTIFICATES, SCALED, {"settings": SCRAM, "sasl": {"passwordSecret": {"name": "user", "usernameKey": "login"}}}
    ),
    "tokens from an address, scaled": merged(
        SCALED,
        {
            "settings": TOKENS
            | {"NEWSMILL_SASL_TOKEN_URL": "https://id.example:8443/token", "NEWSMILL_SASL_SCOPE": "kafka"},
            "sasl": {"clientSecret": {"name": "client"}},
            "networkPolicy": {"tokenTo": [{"ipBlock": {"cidr": "203.0.113.0/24"}}]},
        },
    ),
    "the pod's own tokens": {
        "settings": TOKENS,
        "sasl": {"serviceAccountToken": {"enabled": True}},
        "topicsJob": {"enabled": True},
    },
    "Strimzi, certificates, scaled": merged(
        WITH_STRIMZI, SCALED, {"settings": {"NEWSMILL_SECURITY_PROTOCOL": "SSL"}, "mode": "single"}
    ),
    "old Strimzi, without TLS": merged(
        WITH_STRIMZI,
        {
            "settings": {
                "NEWSMILL_SECURITY_PROTOCOL": "SASL_PLAINTEXT",
                "NEWSMILL_SASL_MECHANISM": "SCRAM-SHA-512",
                "NEWSMILL_RETRY_DELAYS": "",
            },
            "strimzi": {"apiVersion": "kafka.strimzi.io/v1beta2"},
        },
    ),
    "every other setting": merged(
        WITH_STRIMZI,
        {
            "fullnameOverride": "mill",
            "image": {"repository": "images.example/newsmill", "digest": f"sha256:{'0' * 64}", "pullPolicy": "Always"},
            "imagePullSecrets": [{"name": "pull"}],
            "settings": {
                "NEWSMILL_SECURITY_PROTOCOL": "SSL",
                "NEWSMILL_BROKER": "kafka://a:9093,b:9094",
                "NEWSMILL_TOPIC_PREFIX": "Staging_",
                "NEWSMILL_PARTITIONS": 100,
                "NEWSMILL_RETRY_DELAYS": "5, 90,7200,864000",
                "NEWSMILL_DEDUPLICATION_WINDOW": 0.5,
                "NEWSMILL_DRAIN_GRACE": 40.5,
                "NEWSMILL_MAX_EVENT_BYTES": 16_777_216,
                "NEWSMILL_POOL_SIZE": 3,
                "NEWSMILL_BREAKER_SHARE": 0.25,
            },
            "worker": {"replicas": 100},
            "stages": {
                "extract": {"settings": {"NEWSMILL_POOL_SIZE": 4, "NEWSMILL_MAX_IN_FLIGHT_BYTES": 134_217_728}},
                "enrich": {"replicas": 2, "resources": {"requests": {"cpu": "1500m"}}},
            },
            "terminationMarginSeconds": 30,
            "httpPort": 9000,
            "podDisruptionBudget": {"maxUnavailable": "20%"},
            "serviceAccount": {"annotations": {"example.org/role": "newsmill"}},
            "podAnnotations": {"example.org/team": "news"},
            "podLabels": {"team": "news"},
            "nodeSelector": {"kubernetes.io/arch": "amd64"},
            "tolerations": [{"key": "batch", "operator": "Exists"}],
            "affinity": {
                "nodeAffinity": {
                    "requiredDuringSchedulingIgnoredDuringExecution": {
                        "nodeSelectorTerms": [{"matchExpressions": [{"key": "pool", "operator": "Exists"}]}]
                    }
                }
            },
            "priorityClassName": "low",
            "extraEnv": [{"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://collector:4318"}],
            "networkPolicy": {
                "kafkaPorts": [9093, 9095],
                "metricsFrom": [{"podSelector": {}}],
                "extraEgress": [{"ports": [{"port": 4318, "protocol": "TCP"}]}],
            },
            "monitoring": {
                "serviceMonitor": {"enabled": True, "interval": "1m", "labels": {"release": "prometheus"}},
                "rules": {"enabled": True, "labels": {"release": "prometheus"}},
                "dashboards": {"enabled": True, "annotations": {"grafana_folder": "newsmill"}},
            },
        },
    ),
    "an existing ServiceAccount": {"serviceAccount": {"create": False, "name": "shared"}},
}
