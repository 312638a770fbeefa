"""The extract stage on Kafka: raw events in, extracted articles out, keyed by language for the deduplicator."""

from collections.abc import Callable
from urllib.parse import urlsplit

from agents.extract.cloud_event import unwrapped
from agents.work import Done, ToFetch, extract_event
from schemas import Origin
from streams.delivery.pool import Pool
from streams.delivery.stage import Incoming, Result, Work
from streams.metrics import Metrics, Outcome
from streams.records import ORIGIN, Record, header, passed_on
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics

Task = Callable[[bytes | None, Origin | None, int], Done | ToFetch]


def extract_work(pool: Pool, settings: Settings, topics: Topics, metrics: Metrics, task: Task = extract_event) -> Work:
    """Make the stage's work: one call into the pool, then one record, to be deduplicated or to be fetched."""
    seconds = metrics.stage_seconds.labels(stage=Stage.EXTRACT)

    async def work(incoming: Incoming) -> Result:
        given = header(incoming.headers, ORIGIN)  # a fetched page's raw event lies elsewhere
        origin = incoming.origin if given is None else Origin.model_validate_json(given)
        value = unwrapped(incoming.value, incoming.headers)
        done = await pool.run(task, value, origin, settings.max_event_bytes)
        headers = passed_on(incoming.headers, origin.place)
        if isinstance(done, ToFetch):
            host = (urlsplit(done.url).hostname or "").encode()
            headers.append((ORIGIN, origin.model_dump_json().encode()))
            return Result(Outcome.TO_FETCH, (Record(topics.fetch.name, host, incoming.value, headers),))
        seconds.observe(done.seconds)
        record = Record(topics.extracted.name, done.language.encode(), done.event, headers)
        return Result(Outcome.EXTRACTED, (record,), article=done.id)

    return work
