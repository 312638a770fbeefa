"""The fetch stage on Kafka: raw events without content in, the same with their page out, back to extraction."""

import time

from agents.fetch.answer import Answer
from agents.fetch.page import Fetcher
from schemas import RawArticle
from streams.delivery.stage import Incoming, Result, Work
from streams.metrics import Metrics, Outcome
from streams.records import ORIGIN, Record, header, passed_on
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics


def create_fetcher(settings: Settings, metrics: Metrics | None = None) -> Fetcher:
    """Make the fetcher of the settings; a page in base64 is then below the limit of an event again."""
    fetches = (metrics or Metrics()).fetches
    for answer in Answer:
        fetches.labels(answer=answer)  # shown from the start: Prometheus does not see a count rise from nothing

    def answered(answer: Answer) -> None:
        fetches.labels(answer=answer).inc()

    return Fetcher(
        timeout=settings.fetch_timeout,
        max_bytes=settings.max_event_bytes * 2 // 3,
        user_agent=settings.fetch_user_agent,
        answered=answered,
    )


def fetch_work(fetcher: Fetcher, topics: Topics, metrics: Metrics) -> Work:
    """Make the stage's work: one page, one record."""
    seconds = metrics.stage_seconds.labels(stage=Stage.FETCH)

    async def work(incoming: Incoming) -> Result:
        started = time.perf_counter()
        fetched = await fetcher.fetch(RawArticle.decode(incoming.value))
        seconds.observe(time.perf_counter() - started)
        headers = passed_on(incoming.headers, incoming.place)
        origin = header(incoming.headers, ORIGIN)
        if origin is not None:
            headers.append((ORIGIN, origin))
        return Result(Outcome.FETCHED, (Record(topics.fetched.name, incoming.key, fetched.encode(), headers),))

    return work
