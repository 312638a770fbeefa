"""Injury: a worker is killed under load and started again, on the embedded broker. Every event is accounted for.

test_kill_storm.py does so on Apache Kafka.
"""

from pathlib import Path

import pytest

from tests.support.brokers.records import publish
from tests.support.running.load import WORKER, Load, Outcomes, fed, unchanged
from tests.support.running.stage import until
from tests.support.running.worker import WorkerProcess

LOAD = Load.of(stories=600, updates=60, copies=60, bad=20)
REPEATED = [event for event in LOAD.events if not event[0].startswith(b"bad")][:50]
# A session timeout just above the least the broker allows, so that the killed worker's place is free soon.
SETTINGS = WORKER | {"session_timeout": 10}


@pytest.mark.injury
@pytest.mark.timeout(400)
async def test_a_killed_worker_loses_nothing_and_repeats_events_only_with_the_same_content(
    embedded, topic_prefix, tmp_path: Path
):
    topics = await fed(embedded, topic_prefix, LOAD.events)
    with WorkerProcess(embedded.url, topic_prefix, tmp_path / "worker.log", **SETTINGS) as worker:
        async with Outcomes(embedded.bootstrap, topics) as outcomes:
            await outcomes.until(lambda: outcomes.events > len(LOAD.events) // 3)
            await worker.kill()
            worker.start()
            await outcomes.until(lambda: outcomes.events == len(LOAD.events))
            await outcomes.settle()
            said, judged = outcomes.records, unchanged(worker)
            await publish(embedded.bootstrap, topics.raw.name, REPEATED)
            await until(lambda: unchanged(worker) >= judged + len(REPEATED))
            await worker.terminate()
            await outcomes.settle()
            assert outcomes.records == said, "unchanged articles are not published again"
    print(f"{outcomes.records} records of {outcomes.by_kind()}")  # noqa: T201 - the figure, with pytest -s
    outcomes.check(LOAD)
