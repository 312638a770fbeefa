"""Traces: a span for each event at each stage, in one trace from the raw event on, or no spans at all.

Covers also streams/delivery/traces.py and streams/watch/tracing.py.
"""

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.semconv._incubating.attributes import messaging_attributes
from opentelemetry.trace import SpanKind, StatusCode

from schemas import Origin, Reason, Rejected, Transient
from streams.delivery.event import Incoming, Result
from streams.delivery.traces import OFF, Traces
from streams.metrics import Outcome
from streams.records import ORIGIN, TRACEPARENT, Record, header, passed_on, trace_parent
from streams.settings import InvalidSettings, Settings, Tracing
from streams.stages import Stage
from streams.watch import spans as spans_module
from streams.watch.spans import Spans
from streams.watch.tracing import tracing
from tests.support.running.deliver import deliver, event

SETTINGS = Settings(topic_prefix="t-", attempts=1, retry_pause=0.01, retry_delays=(60,))
SAMPLED = b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
UNSAMPLED = SAMPLED[:-2] + b"00"


@pytest.fixture(autouse=True)
def without_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES"):
        monkeypatch.delenv(name, raising=False)


class Traced:
    """Spans kept in memory."""

    def __init__(self) -> None:
        self._kept = InMemorySpanExporter()
        self.traces = Spans(SETTINGS, self._kept)

    async def work(
        self, *events: Incoming, stage: Stage = Stage.EXTRACT, fails: Exception | None = None
    ) -> list[Record]:
        return await deliver(stage, passing(fails), *events, settings=SETTINGS, traces=self.traces)

    @property
    def spans(self) -> list[ReadableSpan]:
        self.traces._provider.force_flush()
        return list(self._kept.get_finished_spans())


def passing(fails: Exception | None = None) -> Any:
    """Return work that passes an event on as the stages do, or fails."""

    async def work(incoming: Incoming) -> Result:
        if fails is not None:
            raise fails
        headers = passed_on(incoming.headers, incoming.place)
        return Result(Outcome.EXTRACTED, (Record("out", incoming.key, incoming.value, headers),), article="a1")

    return work


@pytest.fixture
def traced() -> Iterator[Traced]:
    traced = Traced()
    yield traced
    traced.traces._provider.shutdown()


def ids(span: ReadableSpan) -> tuple[str, str]:
    context = span.context
    assert context is not None
    return f"{context.trace_id:032x}", f"{context.span_id:016x}"


def parts(traceparent: bytes | None) -> tuple[str, str, bool]:
    assert traceparent is not None
    _, trace, span, flags = traceparent.decode().split("-")
    return trace, span, bool(int(flags, 16) & 1)


async def test_the_spans_of_two_stages_are_descendants_of_the_feeds_own_span(traced: Traced) -> None:
    (first,) = await traced.work(event(headers=((TRACEPARENT, SAMPLED),)))
    (second,) = await traced.work(event("unique", headers=tuple(first.headers)), stage=Stage.ENRICH)
    root, child = traced.spans
    trace, parent, _ = parts(SAMPLED)
    assert root.parent is not None
    assert child.parent is not None
    assert (ids(root)[0], f"{root.parent.span_id:016x}") == (trace, parent)
    assert (ids(child)[0], f"{child.parent.span_id:016x}") == ids(root)
    assert parts(header(second.headers, TRACEPARENT)) == (*ids(child), True)
    assert [name for name, _ in second.headers] == [TRACEPARENT]


async def test_an_event_without_a_trace_gets_the_trace_of_its_place_at_every_delivery(
    traced: Traced,
) -> None:
    origin = Origin(topic="news.raw.v1", partition=1, offset=7).model_dump_json().encode()
    await traced.work(event(), event(), event("newsmill.extract-again.v1", offset=0, headers=((ORIGIN, origin),)))
    expected, *_ = parts(trace_parent((), "news.raw.v1/1/7"))
    assert [ids(span)[0] for span in traced.spans] == [expected] * 3
    assert len({ids(span)[1] for span in traced.spans}) == 3
    assert all(span.parent is None for span in traced.spans)


@pytest.mark.parametrize("given", [b"", b"nonsense", b"\xff", None, b"00-" + b"0" * 32 + b"-b7ad6b7169203331-01"])
async def test_an_invalid_trace_context_gives_a_span_without_a_parent(traced: Traced, given: bytes | None) -> None:
    await traced.work(event(headers=((TRACEPARENT, given),)))
    (span,) = traced.spans
    assert span.parent is None


async def test_a_span_has_the_attributes_of_the_conventions_and_newsmills(traced: Traced) -> None:
    await traced.work(event())
    (span,) = traced.spans
    assert (span.name, span.kind, span.status.status_code) == (
        "extract news.raw.v1",
        SpanKind.CONSUMER,
        StatusCode.UNSET,
    )
    attributes = dict(span.attributes or {})
    assert attributes == {
        "messaging.system": "kafka",
        "messaging.operation.type": "process",
        "messaging.operation.name": "extract",
        "messaging.destination.name": "news.raw.v1",
        "messaging.destination.partition.id": "1",
        "messaging.consumer.group.name": "t-newsmill-extract",
        "messaging.kafka.offset": 7,
        "messaging.kafka.message.key": "a.example",
        "newsmill.stage": "extract",
        "newsmill.outcome": "extracted",
        "newsmill.article.id": "a1",
    }
    known = {name for name in vars(messaging_attributes).values() if isinstance(name, str)}
    assert {name for name in attributes if name.startswith("messaging.")} <= known


async def test_a_dead_letter_is_an_error_with_its_reason_and_keeps_its_headers(traced: Traced) -> None:
    given = ((TRACEPARENT, SAMPLED), ("x", b"y"))
    (letter,) = await traced.work(event(headers=given), fails=Rejected(Reason.NO_ARTICLE, "nothing in it"))
    (span,) = traced.spans
    assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, "no_article")
    attributes = dict(span.attributes or {})
    assert (attributes["newsmill.outcome"], attributes["newsmill.reason"]) == ("dead_letter", "no_article")
    assert tuple(letter.headers[:2]) == given


async def test_the_span_of_an_event_that_waits_is_no_error_and_its_next_attempt_is_a_sibling(traced: Traced) -> None:
    given = ((TRACEPARENT, SAMPLED),)
    (waiting,) = await traced.work(event(headers=given), fails=Transient(Reason.FETCH_FAILED, "no answer"))
    await traced.work(event(headers=tuple(waiting.headers[:1])))
    first, again = traced.spans
    assert (first.status.status_code, dict(first.attributes or {})["newsmill.reason"]) == (
        StatusCode.UNSET,
        "fetch_failed",
    )
    assert first.parent == again.parent


async def test_an_event_that_its_feed_did_not_sample_gets_no_span(traced: Traced) -> None:
    (record,) = await traced.work(event(headers=((TRACEPARENT, UNSAMPLED),)))
    assert list(record.headers) == [(TRACEPARENT, UNSAMPLED)]
    assert traced.spans == []


async def test_the_sampler_decides_once_for_all_stages_of_an_event_without_a_trace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
    monkeypatch.setenv("OTEL_TRACES_SAMPLER_ARG", "0.5")
    traced = Traced()
    records = await traced.work(*(event(offset=offset, key=None) for offset in range(100)))
    extracted = {ids(span)[0] for span in traced.spans}
    assert 25 < len(extracted) < 75
    await traced.work(*(event(headers=tuple(one.headers), key=None) for one in records), stage=Stage.ENRICH)
    enriched = {ids(span)[0] for span in traced.spans if span.name.startswith("enrich")}
    assert enriched == extracted
    traced.traces._provider.shutdown()


async def test_a_span_without_an_outcome_is_an_error(traced: Traced) -> None:
    with pytest.raises(OSError, match="gone"), traced.traces.span(Stage.EXTRACT, event()):
        raise OSError("the broker is gone")
    (span,) = traced.spans
    assert span.status.status_code is StatusCode.ERROR


@pytest.mark.parametrize("headers", [(), ((TRACEPARENT, SAMPLED),)], ids=["none", "given"])
async def test_without_traces_headers_are_unchanged(headers: tuple[tuple[str, bytes], ...]) -> None:
    async with tracing(SETTINGS) as traces:
        assert traces is OFF
        one = event(headers=headers)
        (record,) = await deliver(Stage.EXTRACT, passing(), one, settings=SETTINGS, traces=traces)
    assert list(record.headers) == [(TRACEPARENT, trace_parent(headers, "news.raw.v1/1/7"))]


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


OPEN = """
import asyncio, sys
from streams.settings import Settings
from streams.watch.tracing import tracing
import streams.delivery.stage
async def main(to):
    async with tracing(Settings(traces=to)):
        pass
"""


def test_without_traces_opentelemetry_is_not_imported() -> None:
    assert run(OPEN + "asyncio.run(main('none'));print([m for m in sys.modules if 'opentelemetry' in m])") == "[]\n"


def test_a_missing_extra_is_named() -> None:
    hidden = "sys.modules['opentelemetry'] = None\n"
    output = run(OPEN + hidden + "try: asyncio.run(main('otlp'))\nexcept Exception as error: print(repr(error))")
    assert output.startswith("InvalidSettings('NEWSMILL_TRACES: otlp needs OpenTelemetry")
    assert "newsmill[otel]" in output


async def test_a_wrong_variable_of_opentelemetry_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_BSP_MAX_QUEUE_SIZE", "-1")
    with pytest.raises(InvalidSettings, match=r"OTEL_.*max_queue_size must be"):
        async with tracing(Settings(traces=Tracing.OTLP)):
            pass


class Collector:
    """A collector of OTLP over HTTP."""

    def __init__(self) -> None:
        self.requests: list[ExportTraceServiceRequest] = []
        self.headers: list[dict[str, str]] = []
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                collector.requests.append(ExportTraceServiceRequest.FromString(body))
                collector.headers.append({name.lower(): value for name, value in self.headers.items()})
                self.send_response(200 if self.path == "/v1/traces" else 404)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    thread = threading.Thread(target=collector.server.serve_forever)
    thread.start()
    yield collector
    collector.server.shutdown()
    collector.server.server_close()
    thread.join()


async def traced_once(traces: Traces) -> None:
    await deliver(Stage.EXTRACT, passing(), event(), settings=SETTINGS, traces=traces)


async def test_the_remaining_spans_are_exported_at_the_end_to_the_address_of_the_variables(
    monkeypatch: pytest.MonkeyPatch, collector: Collector
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=press")
    monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test")
    async with tracing(Settings(traces=Tracing.OTLP)) as traces:
        await traced_once(traces)
    (request,) = collector.requests
    (sent,) = request.resource_spans
    about = {one.key: one.value.string_value for one in sent.resource.attributes}
    assert about["service.name"] == "newsmill"
    assert about["deployment.environment.name"] == "test"
    assert [span.name for span in sent.scope_spans[0].spans] == ["extract news.raw.v1"]
    assert collector.headers[0]["x-tenant"] == "press"


def test_the_service_can_have_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_SERVICE_NAME", "newsmill-eu")
    assert spans_module.resource().attributes["service.name"] == "newsmill-eu"


async def test_on_a_console_a_span_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    async with tracing(Settings(traces=Tracing.CONSOLE)) as traces:
        await traced_once(traces)
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert json.loads(line)["name"] == "extract news.raw.v1"


class Stuck(SpanExporter):
    """An exporter that hangs until it is released."""

    def __init__(self) -> None:
        self.released = threading.Event()

    def export(self, spans: object) -> SpanExportResult:
        self.released.wait(60)
        return SpanExportResult.FAILURE


async def test_an_exporter_that_hangs_delays_neither_events_nor_the_shutdown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans_module, "CLOSE_SECONDS", 0.2)
    stuck = Stuck()
    traces = Spans(SETTINGS, stuck)
    started = time.monotonic()
    events = [event(offset=offset, key=None) for offset in range(3000)]  # more than fit the exporter's queue
    assert len(await deliver(Stage.EXTRACT, passing(), *events, settings=SETTINGS, traces=traces)) == len(events)
    closing = time.monotonic()
    await traces.close()
    assert time.monotonic() - closing < 5
    assert time.monotonic() - started < 50  # Stuck's own limit is longer
    stuck.released.set()
    await asyncio.sleep(0)
