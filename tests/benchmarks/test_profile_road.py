"""The profile of the road: how sampled stacks are read and summed up, and the time of threads."""

import threading
import time

import pytest

from tests.benchmarks.profile_road import figures, threads
from tests.benchmarks.road.stacks import STANDARD, Frame, read, summarise

LOOP = "thread (7): MainThread;run (asyncio/runners.py:190)"
LINES = [
    f"{LOOP};Delivery._run (streams/delivery/stage.py:129);Producer.send (aiokafka/producer/producer.py:5) 6\n",
    f"{LOOP};Delivery._run (streams/delivery/stage.py:140) 3\n",
    "\n",
    "thread (8): Thread-2 (pool_manager_loop);loop (pebble/pool/process.py:9);wait (threading.py:3) 1\n",
]
RUN = Frame("Delivery._run", "streams/delivery/stage.py")


def test_a_line_is_a_thread_its_frames_and_a_number() -> None:
    first, *_, last = read(LINES)
    assert (first.thread, first.samples) == ("MainThread", 6)
    assert first.frames[1] == RUN
    assert (last.thread, last.frames[-1]) == ("Thread-2 (pool_manager_loop)", Frame("wait", "threading.py"))


def test_names_with_parentheses_and_semicolon_free_places_are_read() -> None:
    (stack,) = read(["f.<locals>.g (<string>:5);<module> (a/b.py) 2"])
    assert stack.frames == (Frame("f.<locals>.g", "<string>"), Frame("<module>", "a/b.py"))


def test_a_line_that_is_no_stack_is_refused() -> None:
    with pytest.raises(ValueError, match="not a frame"):
        list(read(["nonsense 3"]))


@pytest.mark.parametrize(
    "file, package",
    [
        ("aiokafka/client.py", "aiokafka"),
        ("streams/delivery/stage.py", "streams.delivery"),
        ("streams/metrics.py", "streams.metrics"),
        ("selectors.py", STANDARD),
        ("<frozen importlib._bootstrap>", STANDARD),
        ("tests/benchmarks/road/runs.py", "this script"),
    ],
)
def test_a_file_belongs_to_its_package(file: str, package: str) -> None:
    assert Frame("f", file).package == package


def test_samples_are_counted_where_they_end_and_where_they_pass() -> None:
    summary = summarise(read(LINES))
    assert summary.total == 10
    assert summary.own_by_package == {"aiokafka": 6, "streams.delivery": 3, STANDARD: 1}
    assert summary.all_by_package == {
        "asyncio": 9, "streams.delivery": 9, "aiokafka": 6, "pebble": 1, STANDARD: 1
    }  # fmt: skip
    assert summary.own_by_function[RUN] == 3
    assert summary.all_by_function[RUN] == 9


def test_a_function_that_calls_itself_counts_once() -> None:
    summary = summarise(read(["f (a/b.py:1);f (a/b.py:2);f (a/b.py:1) 4"]))
    assert summary.all_by_function == {Frame("f", "a/b.py"): 4}
    assert summary.all_by_package == {"a": 4}


def test_samples_are_shares_of_the_time() -> None:
    rows = figures(summarise(read(LINES)), 5.0, top=10)
    assert rows["packages"]["aiokafka"] == {"own ms": 3.0, "all ms": 3.0, "own %": 60.0, "all %": 60.0}
    assert rows["packages"]["streams.delivery"]["all ms"] == 4.5
    assert sum(row["own ms"] for row in rows["packages"].values()) == pytest.approx(5.0)
    first, *_, last = rows["functions by all time"]
    assert first in ("run (asyncio/runners.py)", str(RUN))
    assert last in ("loop (pebble/pool/process.py)", "wait (threading.py)")
    assert rows["functions by all time"][str(RUN)]["own ms"] == 1.5


def test_the_time_of_a_thread_is_its_own() -> None:
    def work() -> None:
        end = time.thread_time() + 0.2
        while time.thread_time() < end:
            pass
        measured.update(threads())

    measured: dict[str, tuple[float, float]] = {}
    thread = threading.Thread(target=work, name="busy one")
    thread.start()
    thread.join()
    assert 100 <= sum(measured["busy one"]) <= 300
