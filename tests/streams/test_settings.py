"""Settings: read from the environment, refused with the variable's name."""

import os

import pytest

from streams.settings import PREFIX, InvalidSettings, LogFormat, Settings, Stage, load


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)


def test_the_defaults_hold_without_any_environment() -> None:
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
        ("NEWSMILL_WINDOW", "7", "window", 7),
        ("NEWSMILL_RETRY_DELAYS", "10, 3600", "retry_delays", (10, 3600)),
        ("NEWSMILL_RETRY_DELAYS", "", "retry_delays", ()),
        ("NEWSMILL_BREAKER_SHARE", "1", "breaker_share", 1.0),
        ("NEWSMILL_HTTP_PORT", "0", "http_port", 0),
        ("NEWSMILL_MAX_REPLAYS", "0", "max_replays", 0),
        ("NEWSMILL_LOG_FORMAT", "json", "log_format", LogFormat.JSON),
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
        ("NEWSMILL_STAGES", "extract,publish", "'extract', 'fetch', 'deduplicate' or 'enrich'"),
        ("NEWSMILL_STAGES", " , ", "name at least one stage"),
        ("NEWSMILL_TOPIC_PREFIX", "a/b", "pattern"),
        ("NEWSMILL_POOL_SIZE", "0", "greater than or equal to 1"),
        ("NEWSMILL_WINDOW", "many", "valid integer"),
        ("NEWSMILL_TASK_DEADLINE", "-1", "greater than 0"),
        ("NEWSMILL_RETRY_DELAYS", "600,60", "each must be longer than the one before"),
        ("NEWSMILL_RETRY_DELAYS", "60,60", "each must be longer than the one before"),
        ("NEWSMILL_RETRY_DELAYS", "0,60", "greater than or equal to 1"),
        ("NEWSMILL_RETRY_DELAYS", "1m", "valid integer"),
        ("NEWSMILL_BREAKER_SHARE", "50", "less than or equal to 1"),
        ("NEWSMILL_COMPRESSION", "snappy", "pattern"),
        ("NEWSMILL_HTTP_PORT", "70000", "less than or equal to 65535"),
        ("NEWSMILL_LOG_LEVEL", "loud", "pattern"),
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
    monkeypatch.setenv("NEWSMILL_WINDOW", "0")
    monkeypatch.setenv("NEWSMILL_PARTITIONS", "0")
    with pytest.raises(InvalidSettings, match=r"NEWSMILL_PARTITIONS: .*; NEWSMILL_WINDOW: "):
        load()


def test_an_override_wins_and_none_overrides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSMILL_WINDOW", "7")
    monkeypatch.setenv("NEWSMILL_PARTITIONS", "3")
    settings = load(window=9, partitions=None)
    assert (settings.window, settings.partitions) == (9, 3)


def test_every_setting_says_what_it_means() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_settings_cannot_be_changed_while_the_service_runs() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().window = 3  # type: ignore[misc]
