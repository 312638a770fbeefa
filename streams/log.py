"""Logging: structured lines, JSON in production, readable in a terminal; the libraries' lines have the same form."""

import logging
import sys
from contextlib import AbstractContextManager

import structlog

from streams.settings import LogFormat, Settings

SHOWN_KEY = 200  # bytes; a key may be as large as an event

# Without local variables: they would put whole pages, and secrets, into the log.
TRACEBACKS = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))
CONSOLE_TRACEBACKS = structlog.dev.RichTracebackFormatter(show_locals=False)
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
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: list[structlog.typing.Processor] = (
        [TRACEBACKS, structlog.processors.JSONRenderer()]
        if as_json
        else [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=CONSOLE_TRACEBACKS)]
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
    logging.getLogger("aiokafka").addFilter(_is_news)


def bound(*, stage: str, topic: str, partition: int, offset: int, key: bytes | None) -> AbstractContextManager[None]:
    """Add an event's stage, place and key to every line that this task writes within the block."""
    own = {} if key is None else {"key": readable(key)}
    return structlog.contextvars.bound_contextvars(
        stage=str(stage), topic=topic, partition=partition, offset=offset, **own
    )


def readable(key: bytes) -> str:
    """Return the beginning of a key as text that is safe in a terminal."""
    text = key[:SHOWN_KEY].decode(errors="backslashreplace")
    return text if text.isprintable() else repr(text)[1:-1]


def _is_news(record: logging.LogRecord) -> bool:
    """Drop a client's line about each address that it cannot start from: the error raised says why (`refusal`)."""
    return not record.getMessage().startswith('Unable connect to "')
