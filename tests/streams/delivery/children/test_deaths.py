"""Dead children whose last message is read late."""

import asyncio
import time

import pytest
from pebble.pool.process import PoolManager

from schemas import Reason, Rejected
from streams.delivery.pool import Pool
from streams.metrics import Metrics
from tests.support.running import pool_tasks


async def test_a_child_that_dies_before_its_parent_knows_of_its_task_is_no_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = PoolManager.process_next_message

    def late(self: PoolManager, timeout: float) -> None:
        time.sleep(0.3)  # more than what lies between two looks for dead children
        read(self, timeout)

    pool = Pool(2, pool_tasks.nothing, deadline=20.0, metrics=Metrics())
    try:
        await pool.start()
        other = asyncio.create_task(pool.run(pool_tasks.process_id, 4))  # with no task at all, the pool breaks
        await asyncio.sleep(0.5)
        monkeypatch.setattr(PoolManager, "process_next_message", late)
        with pytest.raises(Rejected) as caught:
            await asyncio.wait_for(pool.run(pool_tasks.leave, 3), 15)
        assert caught.value.reason is Reason.WORKER_CRASHED
        await other
    finally:
        pool.stop()
