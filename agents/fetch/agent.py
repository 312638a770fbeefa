"""The fetch stage: raw events without content in, the same events with their page out, back to extraction."""

import time

from agents.fetch.answer import Answer
from agents.fetch.page import Fetcher
from agents.means import Means
from schemas import RawArticle
from streams.delivery.event import Incoming, Result, Work
from streams.metrics import Outcome
from streams.records import ORIGIN, Record, header, passed_on
from streams.stages import Stage


def create_fetcher(means: Means) -> Fetcher:
    """Make the fetcher of the settings; a page in base64 is then below the limit of an event again."""
    settings, fetches = means.settings, means.metrics.fetches
    for answer in Answer:
        fetches.labels(answer=answer)  # exposed from the start: Prometheus does not see a count rise from nothing

    def answered(answer: Answer) -> None:
        fetches.labels(answer=answer).inc()

    fetcher = Fetcher(
        timeout=settings.fetch_timeout,
        max_bytes=settings.max_event_bytes * 2 // 3,
        user_agent=settings.fetch_user_agent,
        answered=answered,
    )
    means.stack.push_async_callback(fetcher.close)
    return fetcher


class FetchWork(Work):
    """One page, one record."""

    def __init__(self, means: Means) -> None:
        super().__init__()
        self._topic = means.topics.fetched.name
        self._seconds = means.metrics.stage_seconds.labels(stage=Stage.FETCH)
        self._fetcher = create_fetcher(means)

    async def __call__(self, incoming: Incoming) -> Result:
        """Fetch the page of one raw event; raises Rejected or Transient."""
        started = time.perf_counter()
        fetched = await self._fetcher.fetch(RawArticle.decode(incoming.value))
        self._seconds.observe(time.perf_counter() - started)
        headers = passed_on(incoming.headers, incoming.place)
        origin = header(incoming.headers, ORIGIN)
        if origin is not None:
            headers.append((ORIGIN, origin))
        return Result(Outcome.FETCHED, (Record(self._topic, incoming.key, fetched.encode(), headers),))
