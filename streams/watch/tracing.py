"""The traces of a worker, as NEWSMILL_TRACES says: none, or spans of OpenTelemetry, which is an extra."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from streams.delivery.traces import OFF, Traces
from streams.settings import InvalidSettings, Settings, Tracing


@asynccontextmanager
async def tracing(settings: Settings) -> AsyncIterator[Traces]:
    """Make spans as the settings say; at the end, export the last ones, for a few seconds at most.

    Raises InvalidSettings if OpenTelemetry is not installed, or one of its own variables is wrong.
    """
    if settings.traces is Tracing.NONE:
        yield OFF
        return
    try:
        from streams.watch.spans import Spans, exporter
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("opentelemetry"):
            raise
        raise InvalidSettings(
            f"NEWSMILL_TRACES: {settings.traces} needs OpenTelemetry: install newsmill with its extra, newsmill[otel]"
        ) from None
    try:
        spans = Spans(settings, exporter(settings.traces))
    except ValueError as error:
        raise InvalidSettings(f"one of OpenTelemetry's variables, OTEL_*, is wrong: {error}") from None
    try:
        yield spans
    finally:
        await spans.close()
