"""Log lines: one JSON object a line in production, from newsmill and from its libraries."""

import json
import logging
import warnings
from collections.abc import Iterator

import pytest
import structlog

from streams.log import NOISY, configure
from streams.settings import LogFormat, Settings
from tests.support.hostile_text import HOSTILE, own_lines, unsafe

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in NOISY}
    before = structlog.get_config()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
    structlog.configure(**before)


def lines(capsys: Output) -> list[dict[str, object]]:
    written = capsys.readouterr()
    assert written.out == ""
    return [json.loads(line) for line in written.err.splitlines()]


def test_a_line_is_one_json_object_with_level_logger_time_and_fields(capsys: Output) -> None:
    configure(Settings(log_format=LogFormat.JSON))
    structlog.get_logger("streams.delivery.stage").warning("dead letter", stage="extract", offset=7)
    (line,) = lines(capsys)
    assert str(line.pop("timestamp")).endswith("Z")
    assert line == {
        "event": "dead letter",
        "level": "warning",
        "logger": "streams.delivery.stage",
        "stage": "extract",
        "offset": 7,
    }


@pytest.mark.parametrize("log_format", [LogFormat.JSON, LogFormat.CONSOLE])
def test_a_traceback_shows_no_variables_because_they_may_be_secrets(capsys: Output, log_format: LogFormat) -> None:
    def fail(password: str) -> None:
        raise ValueError(len(password))

    configure(Settings(log_format=log_format))
    try:
        fail("hush" * 2)
    except ValueError:
        logging.getLogger("aiokafka.conn").exception("unexpected")
    written = capsys.readouterr().err
    assert "ValueError" in written
    assert "hushhush" not in written


def test_without_a_terminal_the_format_is_json(capsys: Output) -> None:
    configure(Settings(log_format=LogFormat.AUTO))
    structlog.get_logger("a").info("x")
    assert lines(capsys)[0]["event"] == "x"


def test_on_a_console_a_line_is_for_people(capsys: Output) -> None:
    configure(Settings(log_format=LogFormat.CONSOLE))
    structlog.get_logger("a").info("dead letter", stage="extract")
    written = capsys.readouterr().err
    assert "dead letter" in written
    assert "stage=extract" in written
    assert "{" not in written


def test_a_librarys_line_has_the_same_form(capsys: Output) -> None:
    configure(Settings(log_format=LogFormat.JSON))
    logging.getLogger("a_library").error("lost %s", "it")
    (line,) = lines(capsys)
    assert (line["event"], line["level"], line["logger"]) == ("lost it", "error", "a_library")


@pytest.mark.parametrize("name", [name for name, level in NOISY.items() if level == logging.WARNING])
def test_a_noisy_library_is_logged_from_warning_on(capsys: Output, name: str) -> None:
    configure(Settings(log_format=LogFormat.JSON, log_level="DEBUG"))
    logging.getLogger(f"{name}.part").info("chatter")
    logging.getLogger(f"{name}.part").warning("trouble")
    assert [line["event"] for line in lines(capsys)] == ["trouble"]


def test_a_traceback_is_part_of_its_line(capsys: Output) -> None:
    configure(Settings(log_format=LogFormat.JSON))
    try:
        raise ValueError("broken")
    except ValueError:
        structlog.get_logger("a").exception("failed")
    (line,) = lines(capsys)
    assert "ValueError" in json.dumps(line["exception"])


def test_on_a_console_no_field_message_or_error_reaches_the_terminal_as_a_command(capsys: Output) -> None:
    configure(Settings(log_format=LogFormat.CONSOLE))
    fields = {"text": HOSTILE, "number": 1, "parts": [HOSTILE], "raw": HOSTILE.encode(), "error": ValueError(HOSTILE)}
    structlog.get_logger("a").info(HOSTILE, **fields)
    logging.getLogger("a_library").warning("lost %s", HOSTILE)
    written = capsys.readouterr().err
    assert unsafe(written) == set()
    assert written.count("\n") == 2


@pytest.mark.parametrize("log_format", [LogFormat.JSON, LogFormat.CONSOLE])
def test_a_tracebacks_message_is_no_command_and_no_line_of_its_own(capsys: Output, log_format: LogFormat) -> None:
    configure(Settings(log_format=log_format))
    inner = ValueError(HOSTILE)
    inner.add_note(HOSTILE)
    try:
        raise ExceptionGroup(HOSTILE, [inner]) from inner
    except ExceptionGroup:
        structlog.get_logger("a").exception("failed")
    written = capsys.readouterr().err
    assert "all is well" in written
    assert unsafe(written) == set()
    assert own_lines(written) == []


@pytest.mark.parametrize("log_format", [LogFormat.JSON, LogFormat.CONSOLE])
def test_a_librarys_warning_is_a_line_too(capsys: Output, log_format: LogFormat) -> None:
    configure(Settings(log_format=log_format))
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn(HOSTILE, stacklevel=1)
        logging.captureWarnings(capture=False)
    written = capsys.readouterr().err
    assert "all is well" in written
    assert unsafe(written) == set()
    assert written.count("\n") == 1


def test_lines_below_the_level_are_not_written(capsys: Output) -> None:
    configure(Settings(log_format=LogFormat.JSON, log_level="WARNING"))
    structlog.get_logger("a").info("x")
    logging.getLogger("b").info("x")
    assert lines(capsys) == []


def test_configuring_twice_writes_each_line_once(capsys: Output) -> None:
    for _ in range(2):
        configure(Settings(log_format=LogFormat.JSON))
    structlog.get_logger("a").warning("x")
    assert len(lines(capsys)) == 1
