"""Injury: a worker is killed amid its work and started again, on the embedded broker. Every event is accounted for.

test_kill_storm.py has Apache Kafka.
"""

from pathlib import Path

import pytest

from tests.support.load import PARTITIONS, Load, Outcomes, fed
from tests.support.worker import WorkerProcess

LOAD = Load.of(stories=600, updates=60, copies=60, bad=20)
# A session timeout just above the least the broker allows, so that the killed worker's place is free soon.
SETTINGS = {"partitions": PARTITIONS, "pool_size": 1, "session_timeout": 10, "retry_delays": "", "breaker_share": 1}


@pytest.mark.slow
@pytest.mark.timeout(400)
async def test_a_killed_worker_loses_nothing_and_says_nothing_twice_with_different_words(
    embedded, topic_prefix, tmp_path: Path
):
    topics = await fed(embedded, topic_prefix, LOAD.events)
    with WorkerProcess(embedded.url, topic_prefix, tmp_path / "worker.log", **SETTINGS) as worker:
        async with Outcomes(embedded.bootstrap, topics) as outcomes:
            await outcomes.until(lambda: outcomes.events > len(LOAD.events) // 3)
            await worker.kill()
            worker.start()
            await outcomes.until(lambda: outcomes.events == len(LOAD.events))
            await worker.terminate()
            await outcomes.settle()
    print(f"{outcomes.records} records of {outcomes.by_kind()}")  # noqa: T201 - the figure, with pytest -s
    outcomes.check(LOAD)
