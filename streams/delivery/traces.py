"""The interface of traces: a span for each event at each stage. The classes here make no spans, at no cost."""

from contextlib import AbstractContextManager, nullcontext

from streams.delivery.event import Incoming, Result
from streams.stages import Stage


class Span:
    """The span of an event at a stage; this one changes nothing."""

    def carried_by(self, incoming: Incoming) -> Incoming:
        """Return the event with the span as its trace context, which the stage passes on."""
        return incoming

    def finished(self, result: Result) -> None:
        """Note the event's result."""


class Traces:
    """Makes the spans; this one makes none."""

    def span(self, stage: Stage, incoming: Incoming) -> AbstractContextManager[Span]:
        """Open the span of an event at a stage, as a block."""
        return nullcontext(NO_SPAN)


NO_SPAN = Span()
OFF = Traces()
