"""A child's own bookkeeping; how it ends, and what that does to its event, is tested with the pool."""

import sys
from functools import partial
from pathlib import Path

import pytest

from schemas import Reason, Rejected
from streams.delivery.children import child
from tests.support.running import pool_tasks


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_child", child._Child())


def test_a_call_returns_the_result_and_its_seconds() -> None:
    result, seconds = child.call(0.5, pool_tasks.doubled, "a")
    assert result == "aa"
    assert 0 <= seconds < 1


def test_a_child_without_a_limit_is_never_worn() -> None:
    child.call(0.5, pool_tasks.doubled, "a")
    assert not child._above(0.0)


def test_a_child_is_worn_by_the_share_of_what_its_models_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_child", child._Child(limit=1000, after_warm=200))
    monkeypatch.setattr(child, "resident", lambda: 600)
    assert not child._above(0.5)
    assert child._above(0.49)


def test_several_calls_end_each_in_its_own_way() -> None:
    first, second, third = child.several(
        0.5, [(pool_tasks.doubled, ("a",)), (pool_tasks.reject, ()), (pool_tasks.fail, ("page.html",))]
    )
    assert first.result[0] == "aa"
    assert isinstance(second.error, Rejected)
    assert second.error.reason is Reason.NO_ARTICLE
    assert isinstance(third.error, Rejected)
    assert "page.html" in third.error.message


def test_the_rest_of_a_chunk_is_left_undone_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MOST_SECONDS", 0.05)
    calls = [(pool_tasks.process_id, (pause,)) for pause in (0.0, 0.1, 0.0, 0.0)]
    assert len(child.several(0.5, calls)) == 2
    assert len(child.several(0.5, calls[1:])) == 1


def test_the_rest_of_a_chunk_is_left_undone_when_the_child_is_worn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_above", lambda _: child._child.used)
    assert len(child.several(0.5, [(pool_tasks.process_id, ()), (pool_tasks.process_id, ())])) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's choice is set in /proc")
async def test_the_kernel_kills_a_child_before_the_worker() -> None:
    from streams.delivery.pool import Pool
    from streams.metrics import Metrics

    pool = Pool(1, pool_tasks.nothing, deadline=60, metrics=Metrics())
    try:
        await pool.start()
        read = partial(Path("/proc/self/oom_score_adj").read_text, encoding="ascii")
        assert int(await pool.run(read)) == int(child.OOM_SCORE)
        assert int(read()) < int(child.OOM_SCORE)
    finally:
        pool.stop()
