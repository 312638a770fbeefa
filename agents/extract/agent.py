"""The extract stage: raw events in, extracted articles out, keyed by language for the deduplicator."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from agents.done import Done, Output, Step
from agents.extract.cloud_event import unwrapped
from agents.extract.page import Extractor
from agents.extract.task import ToFetch, extract_event, load, warm
from agents.means import Means
from agents.web.url import SiteBy, fault, site_of
from schemas import Origin, RawArticle, Reason, Rejected
from streams.delivery.event import Incoming, Result, Work, origin_of
from streams.metrics import Outcome
from streams.records import ORIGIN, Record, passed_on
from streams.settings import Settings
from streams.stages import Stage

if TYPE_CHECKING:
    from agents.fetch import Fetcher

Task = Callable[[bytes | None, Origin | None, int, Extractor], Done | ToFetch]


def load_extract(_: Settings) -> Callable[[], object]:
    """Return what loads in a child of the pool what extraction of any page needs."""
    return load


def warm_extract(_: Settings) -> Callable[[], object]:
    """Return what loads in a child of the pool all that extraction may need, and runs it once."""
    return warm


class ExtractWork(Work):
    """One call into the pool, then one record, to be deduplicated or to be fetched.

    `task` is what a child of the pool does; another one than newsmill's own must be importable by name.
    """

    def __init__(self, means: Means, task: Task = extract_event) -> None:
        super().__init__()
        self._means = means
        self._task = task
        self._options = (means.settings.max_event_bytes, Extractor(means.settings.extractor))
        self._seconds = means.metrics.stage_seconds.labels(stage=Stage.EXTRACT)

    async def __call__(self, incoming: Incoming) -> Result:
        """Extract the article of one raw event."""
        topics = self._means.topics
        origin = origin_of(incoming, topics)
        value = unwrapped(incoming.value, incoming.headers)
        done = await self._means.pool.run(self._task, value, origin, *self._options)
        headers = passed_on(incoming.headers, origin.place)
        if isinstance(done, ToFetch):
            if (why := fault(done.url)) is not None:
                raise Rejected(Reason.INVALID_FIELD, f"url: {why}")
            site = site_of(done.url, SiteBy(self._means.settings.fetch_site))
            headers.append((ORIGIN, origin.model_dump_json().encode()))
            return Result(Outcome.TO_FETCH, (Record(topics.fetch.name, site.encode(), incoming.value, headers),))
        self._seconds.observe(done.seconds)
        record = Record(topics.extracted.name, done.language.encode(), done.event, headers)
        return Result(Outcome.EXTRACTED, (record,), article=done.id)


def extract_locally(means: Means) -> Step:
    """Return the stage without Kafka, which fetches a missing page itself."""
    options = (means.settings.max_event_bytes, Extractor(means.settings.extractor))

    @cache
    def fetcher() -> "Fetcher":
        from agents.fetch.agent import create_fetcher  # imports the HTTP client, which pages from files do not need

        return create_fetcher(means)

    async def step(before: Output) -> Output:
        done = await means.pool.run(extract_event, before.event, None, *options)
        if isinstance(done, ToFetch):
            page = await fetcher().fetch(RawArticle.decode(before.event))
            assert page is not None, "without a place, the page is fetched in any case"
            try:
                done = await means.pool.run(extract_event, page.raw.encode(), None, *options)
            finally:
                page.hold.release()
        assert isinstance(done, Done), "a fetched event has content"
        return Output(Outcome.EXTRACTED, done.event)

    return step
