"""Order by key: events of one lane are sent in their order, events of other lanes do not wait."""

import asyncio
from collections.abc import Sequence
from typing import Any, cast

import pytest

from schemas import Reason, Rejected
from streams.delivery.event import Finish, Incoming, Process, Result
from streams.delivery.lanes import Lanes, Turn
from streams.delivery.stage import Delivery
from streams.kafka.publisher import Publisher
from streams.metrics import Metrics, Outcome
from streams.records import Record
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics
from tests.support.running.deliver import Kept, event, stopped

SETTINGS = Settings(attempts=1, retry_delays=())
TOPICS = Topics(SETTINGS)
LIMIT = 10.0  # seconds


async def waits(turn: Turn) -> bool:
    """Return whether a turn has to wait for another one."""
    beginning = asyncio.create_task(turn.begin())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    begun = beginning.done()
    beginning.cancel()
    return not begun


async def test_an_event_waits_for_the_one_before_it_in_its_lane() -> None:
    lanes = Lanes()
    first, second, third = (lanes.enter("story") for _ in range(3))
    assert [await waits(turn) for turn in (first, second, third)] == [False, True, True]
    lanes.leave("story", first)
    assert [await waits(turn) for turn in (second, third)] == [False, True]
    lanes.leave("story", second)
    assert not await waits(third)


async def test_an_event_that_ends_early_lets_only_the_next_one_begin() -> None:
    lanes = Lanes()
    first, second, third = (lanes.enter("story") for _ in range(3))
    lanes.leave("story", second)
    assert await waits(lanes.enter("story"))
    assert not await waits(third)
    assert not await waits(first)


async def test_events_of_other_lanes_and_without_a_lane_do_not_wait() -> None:
    lanes = Lanes()
    lanes.enter("story")
    lanes.enter(None)
    assert not await waits(lanes.enter("another"))
    assert not await waits(lanes.enter(None))


async def test_a_lane_is_forgotten_when_its_last_event_has_ended() -> None:
    lanes = Lanes()
    first, second = lanes.enter("story"), lanes.enter("story")
    lanes.leave("story", first)
    assert set(lanes._last) == {"story"}
    lanes.leave("story", second)
    assert lanes._last == {}
    assert not await waits(lanes.enter("story"))


async def test_over_returns_when_the_turn_has_ended() -> None:
    lanes = Lanes()
    turn = lanes.enter("story")
    over = asyncio.create_task(turn.over())
    await asyncio.sleep(0)
    assert not over.done()
    lanes.leave("story", turn)
    await asyncio.wait_for(over, LIMIT)


class InHand:
    """A delivery of the extract stage with events in hand."""

    def __init__(self, work: Process, publisher: Any = None) -> None:
        self.kept = publisher or Kept()
        self.halted: list[Exception] = []
        halt = stopped if publisher is None else self.halted.append
        self.delivery = Delivery(
            Stage.EXTRACT, work, cast(Publisher, self.kept), SETTINGS, TOPICS, Metrics(), halt=halt
        )
        self.running: list[asyncio.Task[None]] = []

    async def take(self, *events: Incoming) -> None:
        """Take events; their tasks are in `running` in the same order."""

        async def admit() -> Finish:
            return lambda: None

        for one in events:
            before = set(self.delivery._running)
            await self.delivery.take(one, admit)
            self.running += self.delivery._running - before

    async def end(self) -> list[bytes | None]:
        """Wait until all events have ended; returns the values that were sent, in order."""
        await asyncio.wait(self.running, timeout=LIMIT)
        assert all(task.done() for task in self.running)
        return [record.value for record in self.kept.records]


def echo(incoming: Incoming) -> Result:
    return Result(Outcome.EXTRACTED, (Record(TOPICS.extracted.name, incoming.key, incoming.value),))


async def test_records_are_sent_in_the_order_of_the_events_with_one_key_even_if_the_work_ends_in_reverse() -> None:
    ended: dict[bytes | None, asyncio.Event] = {b"%d" % number: asyncio.Event() for number in range(6)}

    async def work(incoming: Incoming) -> Result:
        await ended[incoming.value].wait()
        return echo(incoming)

    stage = InHand(work)
    await stage.take(*(event(offset=n, key=b"odd" if n % 2 else b"even", value=b"%d" % n) for n in range(6)))
    for number in reversed(range(6)):
        ended[b"%d" % number].set()
        await asyncio.sleep(0.01)
    sent = await stage.end()
    assert [value for value in sent if int(value or b"") % 2] == [b"1", b"3", b"5"]
    assert [value for value in sent if not int(value or b"") % 2] == [b"0", b"2", b"4"]


async def test_an_event_whose_work_fails_is_dead_lettered_in_its_turn_and_frees_its_lane() -> None:
    begun = asyncio.Event()

    async def work(incoming: Incoming) -> Result:
        if incoming.value == b"fails":
            await begun.wait()
            raise Rejected(Reason.NO_ARTICLE, "nothing in it")
        begun.set()
        return echo(incoming)

    stage = InHand(work)
    await stage.take(event(offset=1, value=b"fails"), event(offset=2, value=b"next"))
    assert await stage.end() == [b"fails", b"next"]
    assert [record.topic for record in stage.kept.records] == [TOPICS.dead_letters.name, TOPICS.extracted.name]
    assert stage.delivery._lanes._last == {}


async def test_an_event_whose_work_is_cancelled_frees_its_lane() -> None:
    async def work(incoming: Incoming) -> Result:
        if incoming.value == b"hangs":
            await asyncio.sleep(3600)
        return echo(incoming)

    stage = InHand(work)
    await stage.take(event(offset=1, value=b"hangs"), event(offset=2, value=b"next"))
    await asyncio.sleep(0.01)
    assert stage.kept.records == []
    stage.running[0].cancel()
    assert await stage.end() == [b"next"]
    assert stage.delivery._lanes._last == {}


class FailsOnce(Kept):
    """A publisher whose first call fails."""

    def __init__(self) -> None:
        super().__init__()
        self._errors = [ConnectionError("the broker is away")]

    async def send(self, records: Sequence[Record]) -> Kept:
        if self._errors:
            raise self._errors.pop()
        return await super().send(records)


async def test_an_event_whose_records_cannot_be_sent_frees_its_lane() -> None:
    async def work(incoming: Incoming) -> Result:
        return echo(incoming)

    stage = InHand(work, FailsOnce())
    await stage.take(event(offset=1, value=b"lost"), event(offset=2, value=b"next"))
    assert await stage.end() == [b"next"]
    assert [str(error) for error in stage.halted] == ["the broker is away"]
    with pytest.raises(ConnectionError):
        stage.running[0].result()
