"""The pace: never more than the rate allows, and no burst after a pause."""

import pytest

from streams.replay.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_events_pass_at_the_rate_and_the_first_at_once(clock: Clock) -> None:
    pace, passed = Pace(4, clock, clock.sleep), []
    for _ in range(5):
        await pace.turn()
        passed.append(clock.now)
    assert passed == [100.0, 100.25, 100.5, 100.75, 101.0]


async def test_there_is_no_burst_after_a_pause(clock: Clock) -> None:
    pace = Pace(1, clock, clock.sleep)
    await pace.turn()
    clock.now += 60
    passed = []
    for _ in range(3):
        await pace.turn()
        passed.append(clock.now)
    assert passed == [160.0, 161.0, 162.0]


async def test_without_a_rate_no_event_waits(clock: Clock) -> None:
    pace = Pace(0, clock, clock.sleep)
    for _ in range(1000):
        await pace.turn()
    assert clock.now == 100.0
