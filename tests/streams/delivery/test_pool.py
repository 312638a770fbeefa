"""The pool: warm children, deadlines, and crashes that affect only the event they happen on."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import psutil
import pytest

from schemas import Reason, Rejected, Transient
from streams.delivery.children.chunks import AHEAD
from streams.delivery.pool import CAUSES, Pool, PoolFailed
from streams.metrics import Metrics
from tests.support.paths import ROOT
from tests.support.running import pool_tasks

AMPLE = 60.0  # seconds


@asynccontextmanager
async def running(
    size: int = 1,
    warm: Callable[[], object] = pool_tasks.nothing,
    *,
    deadline: float = AMPLE,
    metrics: Metrics | None = None,
    child_memory: int = 0,
) -> AsyncIterator[Pool]:
    pool = Pool(size, warm, deadline=deadline, metrics=metrics or Metrics(), child_memory=child_memory)
    try:
        await pool.start()
        yield pool
    finally:
        pool.stop()


async def children(pool: Pool) -> set[int]:
    found: set[int] = set()
    while len(found) < pool.size:
        found.update(await asyncio.gather(*(pool.run(pool_tasks.process_id, 0.02) for _ in range(2 * pool.size))))
    return found


def warm_ones(folder: Path) -> list[int]:
    """List the process ids that `pool_tasks.note` has written, one for each call."""
    return sorted(int(path.name.partition("-")[0]) for path in folder.iterdir())


def restarts(metrics: Metrics, cause: str) -> float:
    return metrics.registry.get_sample_value("newsmill_pool_restarts_total", {"cause": cause}) or 0.0


async def test_work_is_done_in_another_process_and_its_result_is_returned() -> None:
    async with running() as pool:
        assert await pool.run(pool_tasks.doubled, "äb") == "äbäb"
        assert await pool.run(pool_tasks.process_id) != os.getpid()


async def test_all_children_are_warm_after_the_start_and_warmed_once_each(tmp_path: Path) -> None:
    async with running(2, partial(pool_tasks.note, tmp_path)) as pool:
        warmed = warm_ones(tmp_path)
        assert len(warmed) == 2
        assert await children(pool) == set(warmed)
        assert warm_ones(tmp_path) == warmed


async def test_a_child_that_cannot_load_its_models_is_an_error_with_the_reason() -> None:
    with pytest.raises(PoolFailed, match=r"FileNotFoundError: no model here"):
        async with running(2, partial(pool_tasks.fail, "no model here")):
            pass


async def test_children_that_die_while_they_load_their_models_are_an_error() -> None:
    with pytest.raises(PoolFailed, match="die while they load what they need"):
        async with running(2, partial(pool_tasks.leave, 3)):
            pass


async def test_a_stages_errors_are_raised_unchanged() -> None:
    async with running() as pool:
        with pytest.raises(Rejected, match="no article") as rejected:
            await pool.run(pool_tasks.reject)
        with pytest.raises(Transient, match="not now"):
            await pool.run(pool_tasks.pass_over)
    assert rejected.value.reason is Reason.NO_ARTICLE


async def test_a_defect_is_raised_as_unexpected_with_the_childs_traceback() -> None:
    async with running() as pool:
        with pytest.raises(Rejected) as caught:
            await pool.run(pool_tasks.fail, "page.html")
    assert caught.value.reason is Reason.UNEXPECTED
    assert "FileNotFoundError: page.html" in caught.value.message
    assert "pool_tasks.py" in caught.value.message


async def test_an_exception_that_cannot_be_unpickled_does_not_break_the_pool() -> None:
    metrics = Metrics()
    async with running(metrics=metrics) as pool:
        before = await pool.run(pool_tasks.process_id)
        with pytest.raises(Rejected, match=r"page\.html, line 3"):
            await pool.run(pool_tasks.raise_one_way)
        assert await pool.run(pool_tasks.process_id) == before
    assert restarts(metrics, "broken") == 0


@pytest.mark.parametrize("work", [pool_tasks.return_lock, pool_tasks.return_function])
async def test_a_result_that_cannot_be_pickled_fails_only_its_own_event(work: Callable[[], object]) -> None:
    async with running() as pool:
        with pytest.raises((TypeError, Rejected)):
            await pool.run(work)
        assert await pool.run(pool_tasks.doubled, "a") == "aa"


@pytest.mark.parametrize("end, code", [(partial(pool_tasks.leave, 3), "3"), (pool_tasks.kill_itself, "-9")])
async def test_a_child_that_dies_fails_only_its_own_event(end: Callable[[], None], code: str) -> None:
    metrics = Metrics()
    async with running(2, metrics=metrics) as pool:
        work = [pool.run(pool_tasks.doubled, str(number)) for number in range(20)]
        crash, *results = await asyncio.gather(pool.run(end), *work, return_exceptions=True)
        assert isinstance(crash, Rejected)
        assert crash.reason is Reason.WORKER_CRASHED
        assert f"exit code {code}" in crash.message
        assert results == [str(number) * 2 for number in range(20)]
        assert len(await children(pool)) == 2
    assert restarts(metrics, "crash") == 2  # it was tried once more


@pytest.mark.parametrize("end", [partial(pool_tasks.leave, 3), pool_tasks.kill_itself, pool_tasks.run_out])
async def test_an_event_whose_child_dies_once_is_tried_again_in_another(
    end: Callable[[], None], tmp_path: Path
) -> None:
    async with running(2) as pool:
        before = await children(pool)
        assert await pool.run(pool_tasks.once, tmp_path, end)
        assert len(await children(pool) - before) == 1


async def test_an_event_whose_child_the_kernel_killed_is_tried_again_alone(tmp_path: Path) -> None:
    async with running(3) as pool:
        suspect = asyncio.create_task(pool.run(pool_tasks.once, tmp_path, pool_tasks.kill_itself, 1.0))
        await until((tmp_path / "begun").exists)
        await asyncio.sleep(0.5)  # pebble looks for dead children five times a second
        others = [asyncio.create_task(pool.run(pool_tasks.process_id)) for _ in range(3)]
        await asyncio.wait([suspect, *others], return_when=asyncio.FIRST_COMPLETED)
        assert suspect.done()
        await asyncio.gather(*others)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in /proc")
async def test_an_event_that_takes_too_much_memory_fails_alone() -> None:
    metrics = Metrics()
    async with running(2, metrics=metrics, child_memory=600 * pool_tasks.MIB) as pool:
        work = [pool.run(pool_tasks.process_id, 0.05) for _ in range(40)]
        hog, *results = await asyncio.gather(pool.run(pool_tasks.take, 2048, 60.0), *work, return_exceptions=True)
        assert isinstance(hog, Rejected)
        assert hog.reason is Reason.WORKER_CRASHED
        assert "600 MiB (NEWSMILL_POOL_CHILD_MEMORY)" in hog.message
        assert all(isinstance(result, int) for result in results)
        assert len(await children(pool)) == 2
    assert restarts(metrics, "memory") == 2
    assert restarts(metrics, "broken") == restarts(metrics, "crash") == 0


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in /proc")
async def test_memory_above_the_limit_is_noticed_however_shortly_it_was_taken() -> None:
    async with running(1, child_memory=300 * pool_tasks.MIB) as pool:
        for _ in range(2):
            with pytest.raises(Rejected, match="300 MiB"):
                await pool.run(pool_tasks.take, 300)
        assert await pool.run(pool_tasks.take, 100)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in /proc")
async def test_a_child_whose_memory_grows_is_replaced_between_events_and_fails_none() -> None:
    metrics = Metrics()
    async with running(2, metrics=metrics, child_memory=600 * pool_tasks.MIB) as pool:
        results = await asyncio.gather(*(pool.run(pool_tasks.keep, 60) for _ in range(20)))
        assert len(set(results)) > 2
    assert restarts(metrics, "worn") >= len(set(results)) - 2
    assert restarts(metrics, "memory") == restarts(metrics, "crash") == 0


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in /proc")
async def test_the_retry_has_nearly_all_memory_for_itself() -> None:
    metrics = Metrics()
    async with running(1, metrics=metrics, child_memory=600 * pool_tasks.MIB) as pool:
        await pool.run(pool_tasks.keep, 200)
        assert await pool.run(pool_tasks.take, 400)
    assert restarts(metrics, "memory") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in /proc")
async def test_the_memory_of_the_largest_child_is_shown() -> None:
    metrics = Metrics()
    async with running(2, metrics=metrics) as pool:
        await pool.run(pool_tasks.keep, 300)
        await until(lambda: (metrics.registry.get_sample_value("newsmill_pool_child_memory_bytes") or 0) > 300e6)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in /proc")
async def test_models_that_leave_too_little_memory_are_an_error_at_the_start() -> None:
    with pytest.raises(PoolFailed, match=r"takes \d+ MiB to load its models.*CHILD_MEMORY=300 leaves too little"):
        async with running(1, partial(pool_tasks.take, 250), child_memory=300 * pool_tasks.MIB):
            pass


async def test_only_the_work_beyond_its_deadline_is_ended() -> None:
    metrics = Metrics()
    async with running(2, deadline=1.0, metrics=metrics) as pool:
        neighbours = [pool.run(pool_tasks.process_id, 0.05) for _ in range(40)]
        late, *results = await asyncio.gather(pool.run(pool_tasks.spin), *neighbours, return_exceptions=True)
        assert isinstance(late, Rejected)
        assert late.reason is Reason.DEADLINE_EXCEEDED
        assert "1 s" in late.message
        assert all(isinstance(result, int) for result in results)
        assert await pool.run(pool_tasks.doubled, "a") == "aa"
    assert restarts(metrics, "deadline") == 1


async def test_the_wait_for_a_child_does_not_count_towards_the_deadline() -> None:
    async with running(1, deadline=1.0) as pool:
        pauses = [pool.run(pool_tasks.process_id, 0.4) for _ in range(5)]
        assert len(set(await asyncio.gather(*pauses))) == 1


async def test_a_timeout_error_of_the_work_itself_is_a_defect_not_the_pools_deadline() -> None:
    metrics = Metrics()
    async with running(metrics=metrics) as pool:
        with pytest.raises(Rejected) as caught:
            await pool.run(pool_tasks.time_out)
    assert caught.value.reason is Reason.UNEXPECTED
    assert restarts(metrics, "deadline") == 0


async def test_after_the_death_of_an_idle_child_the_pool_is_started_again(tmp_path: Path) -> None:
    metrics = Metrics()
    async with running(2, partial(pool_tasks.note, tmp_path), metrics=metrics) as pool:
        before = await children(pool)
        os.kill(min(before), signal.SIGKILL)
        await until(lambda: not pool._pool.active)
        with pytest.raises(Transient, match="the pool broke") as caught:
            await pool.run(pool_tasks.doubled, "a")
        assert caught.value.reason is Reason.WORKER_CRASHED
        assert await pool.run(pool_tasks.doubled, "a") == "aa"
        assert not await children(pool) & before
    assert restarts(metrics, "broken") == 1
    assert len(warm_ones(tmp_path)) == 4


async def test_tasks_in_hand_when_the_pool_breaks_may_be_tried_again_and_the_others_go_on() -> None:
    async with running(1) as pool:
        broken = pool._pool
        in_hand = [asyncio.create_task(pool.run(pool_tasks.process_id, 30)) for _ in range(1 + AHEAD)]
        await asyncio.sleep(0.2)
        waiting = [asyncio.create_task(pool.run(pool_tasks.doubled, "a")) for _ in range(5)]
        await asyncio.sleep(0.2)
        broken.stop()  # as after a failure of its own: its tasks are forgotten
        results = await asyncio.gather(*in_hand, return_exceptions=True)
        assert all(isinstance(result, Transient) for result in results)
        for result in await asyncio.gather(*waiting, return_exceptions=True):
            assert result == "aa" or isinstance(result, Transient)
        assert await pool.run(pool_tasks.doubled, "a") == "aa"


async def test_the_depth_counts_waiting_and_running_tasks_and_returns_to_0() -> None:
    metrics = Metrics()
    async with running(metrics=metrics) as pool:
        tasks = [asyncio.create_task(pool.run(pool_tasks.process_id, 0.5)) for _ in range(3)]
        await asyncio.sleep(0.05)
        assert metrics.registry.get_sample_value("newsmill_pool_depth_tasks") == 3
        await asyncio.gather(*tasks)
        assert metrics.registry.get_sample_value("newsmill_pool_depth_tasks") == 0
    assert metrics.registry.get_sample_value("newsmill_pool_size_processes") == 1


async def test_children_block_signals_and_compute_on_one_core_each() -> None:
    async with running() as pool:
        assert await pool.run(pool_tasks.signals_blocked) == ["SIGINT", "SIGTERM"]
        assert await pool.run(pool_tasks.threads_of_numeric_libraries) == "1"


async def test_a_stop_ends_busy_children_even_if_many_tasks_wait() -> None:
    pool = Pool(2, pool_tasks.nothing, deadline=AMPLE, metrics=Metrics())
    await pool.start()
    processes = [psutil.Process(pid) for pid in await children(pool)]
    page = "a" * 1_000_000  # far more than fits into a pipe
    tasks = [asyncio.create_task(pool.run(pool_tasks.spin)) for _ in range(2)]
    tasks += [asyncio.create_task(pool.run(pool_tasks.doubled, page)) for _ in range(20)]
    await asyncio.sleep(0.2)
    pool.stop()
    assert not any(is_alive(process) for process in processes)
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(result, asyncio.CancelledError) for result in results), "it is no verdict on any of them"


async def test_of_events_that_went_to_a_child_together_only_the_one_that_ends_it_fails() -> None:
    metrics = Metrics()
    async with running(metrics=metrics) as pool:
        first = [pool.run(pool_tasks.process_id, 0.2) for _ in range(1 + AHEAD)]
        guilty = pool.run(pool_tasks.leave, 3)
        neighbours = [pool.run(pool_tasks.process_id) for _ in range(4)]
        *results, failed = await asyncio.gather(*first, *neighbours, guilty, return_exceptions=True)
        assert all(isinstance(result, int) for result in results)
        assert isinstance(failed, Rejected)
        assert failed.reason is Reason.WORKER_CRASHED
    assert restarts(metrics, "crash") == 3  # with the others, then twice by itself


async def test_an_event_that_takes_too_long_among_others_has_its_whole_deadline_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("streams.delivery.pool.CHUNK_DEADLINE", 0.5)
    metrics = Metrics()
    async with running(metrics=metrics) as pool:
        first = [pool.run(pool_tasks.process_id, 0.1) for _ in range(1 + AHEAD)]
        others = [pool.run(pool_tasks.process_id, pause) for pause in (0.0, 1.0, 0.0)]
        results = await asyncio.gather(*first, *others)
    assert all(isinstance(result, int) for result in results)
    assert restarts(metrics, "deadline") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process ask to die with its parent")
def test_children_die_with_a_parent_that_is_killed() -> None:
    code = (
        "import asyncio, time\n"
        "from streams.metrics import Metrics\n"
        "from streams.delivery.pool import Pool\n"
        "from tests.support.running import pool_tasks\n"
        "async def main():\n"
        "    pool = Pool(2, pool_tasks.nothing, deadline=60, metrics=Metrics())\n"
        "    await pool.start()\n"
        "    print('started', flush=True)\n"
        "    await asyncio.gather(*(pool.run(pool_tasks.spin) for _ in range(2)))\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "started\n"
        family = psutil.Process(parent.pid).children(recursive=True)
        assert len(family) >= 2
        os.kill(parent.pid, signal.SIGKILL)
    limit = time.monotonic() + 10
    while any(is_alive(process) for process in family) and time.monotonic() < limit:
        time.sleep(0.02)
    assert not any(is_alive(process) for process in family)


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


async def until(holds: Callable[[], bool], limit: float = 20.0) -> None:
    end = time.monotonic() + limit
    while not holds():
        assert time.monotonic() < end, "did not come about in time"
        await asyncio.sleep(0.02)


async def test_a_tasks_wait_for_a_child_is_measured_without_the_task_itself() -> None:
    metrics = Metrics()

    def waited(part: str) -> float:
        return metrics.registry.get_sample_value(f"newsmill_pool_wait_seconds_{part}") or 0.0

    async with running(metrics=metrics) as pool:
        await asyncio.gather(*(pool.run(pool_tasks.process_id, 0.3) for _ in range(3)))
        assert waited("count") == 3
        assert 0.9 <= waited("sum") < 2.5  # 0, 0.3 and 0.6: the second waits for the first, the third for both


async def test_every_cause_of_a_restart_is_exposed_before_the_first_restart() -> None:
    metrics = Metrics()
    Pool(1, pool_tasks.nothing, deadline=AMPLE, metrics=metrics)
    for cause in CAUSES:
        assert metrics.registry.get_sample_value("newsmill_pool_restarts_total", {"cause": cause}) == 0
