"""Log lines of an event have its stage, place, key and article.

Covers also streams/delivery/event.py.
"""

import asyncio
from collections.abc import Iterator

import pytest
import structlog
from structlog.testing import LogCapture

from schemas import Origin, Reason, Rejected, Transient
from streams.delivery.event import Incoming, Result
from streams.delivery.retries import Past
from streams.log import SHOWN_KEY, bound, readable
from streams.metrics import Outcome
from streams.settings import Settings
from streams.stages import Stage
from tests.support.running.deliver import deliver, event

SETTINGS = Settings(attempts=1, retry_pause=0.01, retry_delays=(60,))
Lines = list[dict[str, object]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    before = structlog.get_config()
    capture = LogCapture()
    structlog.configure(processors=[structlog.contextvars.merge_contextvars, capture], cache_logger_on_first_use=False)
    yield capture.entries
    structlog.configure(**before)


def place(offset: int) -> dict[str, object]:
    return {"stage": "extract", "topic": "news.raw.v1", "partition": 1, "offset": offset, "key": "a.example"}


async def test_each_of_two_events_in_hand_has_its_own_place_on_its_lines(lines: Lines) -> None:
    both = asyncio.Barrier(2)

    async def work(incoming: Incoming) -> Result:
        log = structlog.get_logger()
        for _ in range(3):
            await both.wait()
            log.warning("at work", mine=incoming.offset)
        return Result(Outcome.EXTRACTED, article=f"article {incoming.offset}")

    await deliver(Stage.EXTRACT, work, event(offset=1), event(offset=2), settings=SETTINGS)
    at_work = [line for line in lines if line["event"] == "at work"]
    assert [line["mine"] for line in at_work].count(1) == [line["mine"] for line in at_work].count(2) == 3
    assert all(line.items() >= place(int(str(line["mine"]))).items() for line in at_work)
    assert not any("article" in line for line in at_work)
    ends = [line for line in lines if line["event"] == "event finished"]
    assert {line["offset"]: line["article"] for line in ends} == {1: "article 1", 2: "article 2"}
    assert structlog.contextvars.get_contextvars() == {}


async def test_a_finished_event_is_one_line_at_debug(lines: Lines) -> None:
    async def work(_: Incoming) -> Result:
        return Result(Outcome.PUBLISHED, article="a1")

    await deliver(Stage.EXTRACT, work, event(), settings=SETTINGS)
    (line,) = lines
    assert 0 <= float(str(line.pop("seconds"))) < 10
    assert line == {
        "event": "event finished",
        "log_level": "debug",
        "outcome": "published",
        "article": "a1",
        **place(7),
    }


@pytest.mark.parametrize(
    "error, logged",
    [
        (Rejected(Reason.NO_ARTICLE, "nothing in it"), "dead letter"),
        (Transient(Reason.FETCH_FAILED, "no answer"), "waits 60 s for a retry"),
    ],
    ids=["dead letter", "retry"],
)
async def test_a_failure_is_one_line_at_info_with_its_event(lines: Lines, error: Exception, logged: str) -> None:
    async def work(_: Incoming) -> Result:
        raise error

    await deliver(Stage.EXTRACT, work, event(), settings=SETTINGS)
    (line,) = [line for line in lines if line["log_level"] == "info"]
    assert line.items() >= (place(7) | {"event": logged}).items()


async def test_the_lines_of_an_event_that_waited_have_its_first_place(lines: Lines) -> None:
    async def work(_: Incoming) -> Result:
        return Result(Outcome.EXTRACTED)

    past = Past(attempts=1, waits=1, origin=Origin(topic="news.raw.v1", partition=1, offset=3))
    await deliver(Stage.EXTRACT, work, event("newsmill.extract-again.v1", past=past), settings=SETTINGS)
    assert lines[-1].items() >= place(3).items()


def test_bound_values_are_removed_after_the_block() -> None:
    with bound(stage="extract", topic="t", partition=0, offset=1, key=None):
        assert structlog.contextvars.get_contextvars() == {
            "stage": "extract",
            "topic": "t",
            "partition": 0,
            "offset": 1,
        }
    assert structlog.contextvars.get_contextvars() == {}


@pytest.mark.parametrize(
    "key, shown",
    [
        (b"a.example", "a.example"),
        ("zürich.example".encode(), "zürich.example"),
        (b"\xff\x00", "\\xff\\x00"),
        (b"\x1b[2Jx\n", "\\x1b[2Jx\\n"),
        (b"x" * 10_000, "x" * SHOWN_KEY),
    ],
    ids=["plain", "of another script", "bytes", "escapes", "long"],
)
def test_a_key_is_shown_as_text_that_is_safe_in_a_terminal(key: bytes, shown: str) -> None:
    assert readable(key) == shown
