"""Any record on any topic: a stage, the forwarder, a redrive, a replay and the commands always come to a result.

Covers the way from a record to the stages' own code, without a broker: whatever key, value, headers and timestamp it
has, an event ends as records or as a dead letter that has its bytes, and nothing raises.
"""

import asyncio
import re
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, example, given, settings

from agents.cli import letters
from agents.cli.commands.tail import _as_json, _as_text
from agents.deduplicate import Deduplicator
from agents.enrich.agent import EnrichWork
from agents.extract.agent import ExtractWork
from agents.fetch.agent import FetchWork
from schemas import DeadLetter, Extracted, Origin, RawArticle, Reason, Transient
from streams.delivery.app import incoming
from streams.delivery.event import Finish, Incoming, Process
from streams.delivery.forwarder import Forwarder
from streams.delivery.retries import Past, read_past, retry_record
from streams.delivery.stage import Delivery
from streams.kafka.publisher import Publisher
from streams.kafka.reader import Received
from streams.metrics import Metrics, Outcome
from streams.records import ORIGIN, PAST, REDRIVES, REPLAY, TRACEPARENT, Record, moment
from streams.replay.letters import look_at
from streams.replay.raw import Replay
from streams.replay.redrive import Fate, judge, redrive_record
from streams.stages import Stage
from tests.support.hostile_records import LETTER, RAW, RECORDS, SETTINGS, TOPICS, nested
from tests.support.running.deliver import Kept, deduplicating, means_of

SOURCES = [(stage, topic.name) for stage in Stage for topic in TOPICS.sources(stage)]
often = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
ELSEWHERE = Origin(topic="t-news.raw.v1", partition=99, offset=99)
PAST_ELSEWHERE = Past(attempts=1, waits=1, origin=ELSEWHERE).model_dump_json().encode()


def attack(*headers: tuple[str, bytes | None], value: bytes | None = RAW) -> Any:
    """An example that is always tried."""
    return example(SimpleNamespace(key=b"k", value=value, headers=headers, timestamp=0, partition=1, offset=7))


class InThisProcess:
    """A pool that does the task at once, in this process."""

    async def run(self, function: Any, *args: Any) -> Any:
        return function(*args)


def work_of(stage: Stage, metrics: Metrics) -> Process:
    """Return a stage's own work, with a pool in this process, an empty state, and no site."""
    means = means_of(SETTINGS, metrics=metrics, pool=InThisProcess())
    if stage is Stage.EXTRACT:
        return ExtractWork(means)
    if stage is Stage.ENRICH:
        return EnrichWork(means)
    if stage is Stage.FETCH:
        fetch = FetchWork(means)
        fetch._fetcher = cast(Any, SimpleNamespace(fetch=unreachable))
        return fetch
    return deduplicating(means, {1: Deduplicator(window=SETTINGS.deduplication_window)})


async def unreachable(raw: RawArticle, *_: Any) -> Any:
    raise Transient(Reason.FETCH_FAILED, f"{raw.url}: no site answers here")


async def outcome_of(stage: Stage, event: Incoming) -> tuple[Outcome, list[Record]]:
    """Deliver one event, and return how it ended; raises what would have stopped the worker."""
    kept, metrics, finished, stopped = Kept(), Metrics(), asyncio.Event(), []

    async def admit() -> Finish:
        return finished.set

    def halt(error: Exception) -> None:
        stopped.append(error)
        finished.set()

    delivery = Delivery(stage, work_of(stage, metrics), cast(Publisher, kept), SETTINGS, TOPICS, metrics, halt=halt)
    await delivery.take(event, admit)
    async with asyncio.timeout(20):
        await finished.wait()
        await asyncio.sleep(0.001)
    if stopped:
        raise stopped[0]
    counts = {outcome: metrics.registry.get_sample_value(
        "newsmill_events_total", {"stage": stage, "outcome": outcome}) for outcome in Outcome}  # fmt: skip
    ((outcome, count),) = ((outcome, count) for outcome, count in counts.items() if count)
    assert count == 1
    return outcome, kept.records


@pytest.mark.parametrize("stage, topic", SOURCES)
@given(record=RECORDS)
@attack((REDRIVES, b"9" * 5_000))
@attack((PAST, b'{"attempts": %s, "waits": 1, "origin": {}}' % (b"9" * 4_000)))
@attack((ORIGIN, ELSEWHERE.model_dump_json().encode()))
@attack((PAST, PAST_ELSEWHERE), value=b"{")
@attack((PAST, PAST_ELSEWHERE))
@attack((TRACEPARENT, b"00-" + b"0" * 5_000), (REPLAY, b"r" * 5_000))
@attack(value=nested(253))
@often
def test_a_stage_comes_to_a_result(stage: Stage, topic: str, record: SimpleNamespace) -> None:
    record.topic = topic
    message = SimpleNamespace(**vars(record) | {"timestamp": record.timestamp / 1000})
    event = incoming(cast(Any, message), TOPICS.again(stage).name)
    if topic == TOPICS.raw.name:
        assert event.origin.place == f"{topic}/1/7", "nobody may give a raw event another place"
    outcome, sent = asyncio.run(outcome_of(stage, event))
    if outcome not in (Outcome.DEAD_LETTER, Outcome.RETRY):
        check_passed_on(sent, topic)
    if outcome is Outcome.DEAD_LETTER:
        letter = DeadLetter.from_record(sent[0].key, sent[0].value, sent[0].headers)
        own, past = read_past(record.headers) if topic == TOPICS.again(stage).name else (record.headers, None)
        assert (letter.key, letter.value, letter.headers) == (record.key, record.value, tuple(own))
        assert letter.origin == (past.origin if past else event.origin)
        assert letter.reason is not Reason.UNEXPECTED, letter.error


def check_passed_on(sent: list[Record], topic: str) -> None:
    """Check that only bounded headers are carried on, and that an origin from outside is not believed."""
    for one in sent:
        headers = dict(one.headers)
        assert all(len(text or b"") < 1_024 for text in headers.values())
        if TRACEPARENT in headers:
            assert re.fullmatch(rb"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}", headers[TRACEPARENT] or b"")
        if one.topic == TOPICS.extracted.name and topic == TOPICS.raw.name:
            origin = Extracted.decode(one.value).article.provenance.origin
            assert origin is not None
            assert origin.place == f"{topic}/1/7"


@given(record=RECORDS)
@often
def test_the_forwarder_returns_a_record_or_makes_a_dead_letter_of_it(record: SimpleNamespace) -> None:
    record.topic = TOPICS.retries[0].name
    forwarder = Forwarder(SETTINGS, TOPICS, cast(Publisher, Kept()), Metrics())
    forwarder._delays = {record.topic: 60}
    due, returned, letter = forwarder._judge(cast(Any, record))
    assert isinstance(due, float)
    if letter is None:
        assert (returned.topic, returned.key, returned.value) == (TOPICS.dead_letters.name, record.key, record.value)
    else:
        incoming(cast(Any, SimpleNamespace(**vars(returned) | vars(record))), returned.topic)


@given(record=RECORDS)
@often
def test_a_waiting_event_with_any_headers_returns_as_it_was(record: SimpleNamespace) -> None:
    letter = LETTER.model_copy(update={"headers": record.headers, "key": record.key, "value": record.value})
    put = retry_record(letter, TOPICS.retries[0], 1)
    forwarder = Forwarder(SETTINGS, TOPICS, cast(Publisher, Kept()), Metrics())
    forwarder._delays = {put.topic: 60}
    waiting = SimpleNamespace(topic=put.topic, partition=0, offset=1, timestamp=datetime.now(UTC).timestamp() * 1000,
                              key=put.key, value=put.value, headers=put.headers)  # fmt: skip
    _, returned, _ = forwarder._judge(cast(Any, waiting))
    own, past = read_past(tuple(returned.headers))
    assert past is not None
    assert (returned.key, returned.value, tuple(own)) == (record.key, record.value, record.headers)


def received(record: SimpleNamespace, topic: str) -> Received:
    time = moment(record.timestamp / 1000)
    return Received(topic, record.partition, record.offset, time, record.key, record.value, record.headers)


@given(record=RECORDS)
@attack((REDRIVES, b"9" * 5_000))
@attack(*LETTER.to_headers(), ("newsmill-origin-offset", b"9" * 40))
@attack(*LETTER.to_headers(), ("newsmill-attempt", b"9" * 40))
@attack(*LETTER.to_headers(), ("newsmill-key-base64", b"%%%"), value=nested(500))
@often
def test_a_record_of_the_dead_letters_can_be_listed_shown_judged_and_redriven(record: SimpleNamespace) -> None:
    found = look_at(received(record, TOPICS.dead_letters.name))
    assert letters.line(found)
    assert letters.in_full(found, TOPICS)
    assert letters.table([found], TOPICS).row_count == 1
    assert letters.summary([found])["dead_letters"] == 1
    if judge(found, TOPICS, max_redrives=3, again=False) is Fate.REDRIVE:
        again = redrive_record(found, dict.fromkeys((name for _, name in SOURCES), 2))
        assert dict(again.headers)[REDRIVES] in (b"1", b"2", b"3")
        assert again.value == record.value


@pytest.mark.parametrize("kind", ["articles", "duplicates", "dead-letters", "raw"])
@given(record=RECORDS)
@attack((REDRIVES, b"9" * 5_000))
@often
def test_a_record_can_be_shown_as_it_arrives(kind: Any, record: SimpleNamespace) -> None:
    record = received(record, TOPICS.of(kind).name)
    assert "\n" not in _as_text(kind, record)
    _as_json(kind, record)


@given(record=RECORDS)
@attack((REDRIVES, b"9" * 5_000))
@often
def test_a_raw_event_is_replayed_with_its_bytes(record: SimpleNamespace) -> None:
    async def replayed() -> list[Record]:
        kept = Kept()
        replay = Replay(
            "again", cast(Any, None), cast(Publisher, kept), TOPICS, cast(Any, SimpleNamespace(turn=nothing))
        )
        await (await replay._publish(received(record, TOPICS.raw.name)))
        return kept.records

    (again,) = asyncio.run(replayed())
    assert (again.key, again.value, tuple(again.headers[:-2])) == (record.key, record.value, record.headers)


async def nothing() -> None:
    """Wait for no turn."""
