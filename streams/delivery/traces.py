"""Traces: a span of each event at each stage, where NEWSMILL_TRACES asks for it; else nothing, at no cost.

OpenTelemetry is an extra, and only `streams/watch/spans.py` imports it.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from typing import TYPE_CHECKING

from streams.settings import InvalidSettings, Settings, Tracing
from streams.stages import Stage

if TYPE_CHECKING:
    from streams.delivery.stage import Incoming, Result


class Span:
    """The span of an event at a stage; this one leaves everything as it is."""

    def carried_by(self, incoming: "Incoming") -> "Incoming":
        """Return the event with the span as its trace context, for the stage to pass on."""
        return incoming

    def finished(self, result: "Result") -> None:
        """Note what became of the event."""


class Traces:
    """Makes the spans; this one makes none."""

    def span(self, stage: Stage, incoming: "Incoming") -> AbstractContextManager[Span]:
        """Open the span of an event at a stage, as a block."""
        return nullcontext(NO_SPAN)


NO_SPAN = Span()
OFF = Traces()


@asynccontextmanager
async def tracing(settings: Settings) -> AsyncIterator[Traces]:
    """Make spans as the settings say, and export at the end what is left, for some seconds at most.

    Raises InvalidSettings where OpenTelemetry is not installed, or a variable of its own is wrong.
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
        raise InvalidSettings(f"a variable of OpenTelemetry's, OTEL_*, is wrong: {error}") from None
    try:
        yield spans
    finally:
        await spans.close()
