"""Logging: structured lines, JSON in production, readable in a terminal; the libraries' lines have the same form."""

import logging
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import TextIO

import structlog
from rich.traceback import Stack, Trace, Traceback
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from streams.console import PrintableConsole
from streams.printable import printable
from streams.settings import LogFormat, Settings

SHOWN_KEY = 200  # bytes; a key may be as large as an event

# Without local variables: they would put whole pages, and secrets, into the log.
TRACEBACKS = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))
NOISY = {
    "aiokafka": logging.WARNING,
    "faust": logging.WARNING,
    "mode": logging.WARNING,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "stamina": logging.ERROR,  # logs each attempt; newsmill counts attempts, and logs each event that waits for a retry
}
"""The lowest level of each library, even if the setting is lower: at DEBUG aiokafka logs requests with passwords."""


def configure(settings: Settings) -> None:
    """Send all log lines to stderr in the settings' format; called once by each command."""
    as_json = settings.log_format is LogFormat.JSON or (
        settings.log_format is LogFormat.AUTO and not sys.stderr.isatty()
    )
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: list[Processor] = (
        [TRACEBACKS, structlog.processors.JSONRenderer()]
        if as_json
        else [_printable, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_print_error)]
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(settings.log_level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    output = logging.StreamHandler(sys.stderr)
    output.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [output]
    root.setLevel(settings.log_level)
    for name, level in NOISY.items():
        logging.getLogger(name).setLevel(max(level, root.level))
    logging.captureWarnings(capture=True)  # libraries repeat what they parsed in warnings
    logging.getLogger("aiokafka").addFilter(_is_news)


def bound(*, stage: str, topic: str, partition: int, offset: int, key: bytes | None) -> AbstractContextManager[None]:
    """Add an event's stage, place and key to every line that this task writes within the block."""
    own = {} if key is None else {"key": readable(key)}
    return structlog.contextvars.bound_contextvars(
        stage=str(stage), topic=topic, partition=partition, offset=offset, **own
    )


def readable(key: bytes) -> str:
    """Return the beginning of a key as text that is safe in a terminal."""
    return printable(key[:SHOWN_KEY].decode(errors="backslashreplace"))


def _printable(_: WrappedLogger, __: str, fields: EventDict) -> EventDict:
    """Escape the line's text and fields, which may be of an event; other types than text are shown by `repr`."""
    return {name: printable(value) if isinstance(value, str) else value for name, value in fields.items()}


def _print_error(output: TextIO, thrown: ExcInfo) -> None:
    """Write a traceback for a terminal: messages with escapes, and indented, so that none looks like a log line."""
    shown = Traceback.from_exception(*thrown, show_locals=False, word_wrap=True)
    for stack in _stacks(shown.trace):
        stack.exc_value = stack.exc_value.replace("\n", "\n  ")
        stack.notes = [note.replace("\n", "\n  ") for note in stack.notes]
    output.write("\n")
    PrintableConsole(output, colors=sys.stderr.isatty()).print(shown)


def _stacks(trace: Trace) -> Iterator[Stack]:
    for stack in trace.stacks:
        yield stack
        for inner in stack.exceptions:
            yield from _stacks(inner)


def _is_news(record: logging.LogRecord) -> bool:
    """Drop a client's line about each address that it cannot start from: the error raised says why (`refusal`)."""
    return not record.getMessage().startswith('Unable connect to "')
