"""Spans by OpenTelemetry: one for each event at each stage, exported in the background.

An exporter that is slow or down loses spans, but never delays events. Attributes are those of the semantic conventions
for messaging (https://opentelemetry.io/docs/specs/semconv/messaging/kafka/, where `messaging.kafka.offset` used to be
`messaging.kafka.message.offset`), with a few of newsmill's own.
"""

import asyncio
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import structlog
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter, SpanExporter
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from streams.delivery.event import Incoming, Result, origin_of
from streams.delivery.traces import Span, Traces
from streams.log import readable
from streams.metrics import Outcome
from streams.records import TRACEPARENT, derived_trace_parent, header
from streams.settings import Settings, Tracing
from streams.stages import Stage
from streams.topics import Topics, consumer_group
from streams.version import VERSION

log = structlog.get_logger(__name__)

CLOSE_SECONDS = 3.0  # for the last export; the shutdown takes some seconds beyond the drain in any case
TRACE_CONTEXT = TraceContextTextMapPropagator()


class EventSpan(Span):
    """A span of OpenTelemetry."""

    def __init__(self, span: trace.Span) -> None:
        self._span = span

    def carried_by(self, incoming: Incoming) -> Incoming:
        """Return the event with the span as its trace context; unchanged if the span is not sampled."""
        if not self._span.is_recording():
            return incoming
        carrier: dict[str, str] = {}
        TRACE_CONTEXT.inject(carrier, trace.set_span_in_context(self._span, Context()))
        own = (TRACEPARENT, carrier[TRACEPARENT].encode())
        return replace(incoming, headers=(*incoming.headers, own))  # the last of repeated headers is used

    def finished(self, result: Result) -> None:
        """Set outcome, reason and article; a dead letter is an error."""
        self._span.set_attribute("newsmill.outcome", result.outcome.value)
        if result.article is not None:
            self._span.set_attribute("newsmill.article.id", result.article)
        if result.reason is not None:
            self._span.set_attribute("newsmill.reason", result.reason.value)
            if result.outcome is Outcome.DEAD_LETTER:
                self._span.set_status(StatusCode.ERROR, result.reason.value)


class TraceIds(RandomIdGenerator):
    """Random ids for spans; the id of a new trace is set before, because it is derived from the event's place."""

    next_trace = 0

    def generate_trace_id(self) -> int:
        """Return the id that was set."""
        return self.next_trace


class Spans(Traces):
    """Makes spans and hands them to an exporter's thread; if that falls behind, spans are dropped."""

    def __init__(self, settings: Settings, exporter: SpanExporter) -> None:
        self._settings = settings
        self._topics = Topics(settings)
        self._ids = TraceIds()
        self._provider = TracerProvider(resource=resource(), id_generator=self._ids, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("newsmill", VERSION)

    @contextmanager
    def span(self, stage: Stage, incoming: Incoming) -> Iterator[Span]:
        """Open the span of an event: a child of its `traceparent`, or the first of a new trace."""
        given = (header(incoming.headers, TRACEPARENT) or b"").decode(errors="replace")
        seed = origin_of(incoming, self._topics).place  # as the extract stage derives it
        self._ids.next_trace = int(derived_trace_parent(seed).split(b"-")[1], 16)
        with self._tracer.start_as_current_span(
            f"{stage} {incoming.topic}",
            context=TRACE_CONTEXT.extract({TRACEPARENT: given}, Context()),
            kind=SpanKind.CONSUMER,
            attributes=self._attributes(stage, incoming),
        ) as span:
            yield EventSpan(span)

    def _attributes(self, stage: Stage, incoming: Incoming) -> dict[str, str | int]:
        attributes: dict[str, str | int] = {
            "messaging.system": "kafka",
            "messaging.operation.type": "process",
            "messaging.operation.name": stage.value,
            "messaging.destination.name": incoming.topic,
            "messaging.destination.partition.id": str(incoming.partition),
            "messaging.consumer.group.name": consumer_group(self._settings, stage),
            "messaging.kafka.offset": incoming.offset,
            "newsmill.stage": stage.value,
        }
        if incoming.key is not None:
            attributes["messaging.kafka.message.key"] = readable(incoming.key)
        return attributes

    async def close(self) -> None:
        """Export the remaining spans, for CLOSE_SECONDS at most."""
        end = threading.Thread(target=self._provider.shutdown, daemon=True)
        end.start()
        await asyncio.to_thread(end.join, CLOSE_SECONDS)
        if end.is_alive():
            log.warning("the last spans were not exported in time", seconds=CLOSE_SECONDS)


def exporter(to: Tracing) -> SpanExporter:
    """Make the exporter; OTLP's reads its address and options from OTEL_*, and raises ValueError if they are wrong."""
    if to is Tracing.CONSOLE:
        return ConsoleSpanExporter(out=sys.stdout, formatter=lambda span: span.to_json(indent=None) + "\n")
    return OTLPSpanExporter()


def resource() -> Resource:
    """Return the attributes of this service; OTEL_* overrides them."""
    own = {SERVICE_NAME: "newsmill", SERVICE_VERSION: VERSION}
    return Resource.create({**own, **OTELResourceDetector().detect().attributes})
