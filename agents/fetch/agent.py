"""The fetch stage: raw events without content in, the same events with their page out, back to extraction."""

import time
from collections.abc import Mapping

import structlog

from agents.fetch.answer import Answer
from agents.fetch.page import Fetcher, Rules
from agents.fetch.sites import Pace
from agents.means import Means
from agents.web.url import SiteBy
from schemas import RawArticle
from streams.delivery.event import Incoming, Result, Work
from streams.metrics import Outcome
from streams.records import ORIGIN, REDRIVES, REPLAY, Record, header, passed_on
from streams.settings import Settings
from streams.stages import Stage

log = structlog.get_logger(__name__)

ASKED_FOR_AGAIN = (REPLAY, REDRIVES)  # headers of events whose page is wanted even if it has not changed


def fetch_rules(settings: Settings) -> Rules:
    """Return what the settings say about fetching; a page in base64 is then below the limit of an event again."""
    return Rules(
        user_agent=settings.fetch_user_agent,
        timeout=settings.fetch_timeout,
        max_bytes=settings.max_event_bytes * 2 // 3,
        max_held_bytes=settings.max_in_flight_bytes,
        connections=settings.fetch_connections,
        networks=tuple(str(network) for network in settings.fetch_networks),
        ports=settings.ports,
        proxy=settings.fetch_proxy or None,
        robots=settings.fetch_robots,
        revalidate=settings.fetch_revalidate,
        pace=Pace(
            settings.fetch_delay,
            settings.fetch_concurrency,
            settings.fetch_patience,
            SiteBy(settings.fetch_site),
            settings.retry_delays,
        ),
    )


def create_fetcher(means: Means) -> Fetcher:
    """Make the fetcher of the settings, with its metrics."""
    settings, metrics = means.settings, means.metrics
    # Exposed from the start: Prometheus does not see a rise from nothing.
    fetches = {answer: metrics.fetches.labels(answer=answer) for answer in Answer}

    def answered(answer: Answer) -> None:
        fetches[answer].inc()

    fetcher = Fetcher(fetch_rules(settings), answered=answered, deferred=metrics.fetch_deferred.inc)
    metrics.fetch_waiting.set_function(lambda: fetcher.sites.waiting)
    metrics.fetch_left_alone.set_function(fetcher.sites.left_alone)
    means.stack.push_async_callback(fetcher.close)
    return fetcher


class FetchWork(Work):
    """One page, one record; none if the page has not changed since it was fetched for another event."""

    def __init__(self, means: Means) -> None:
        super().__init__()
        self._topic = means.topics.fetched.name
        self._seconds = means.metrics.stage_seconds.labels(stage=Stage.FETCH)
        self._fetcher = create_fetcher(means)
        if not any(sign in means.settings.fetch_user_agent for sign in ("@", "://")):
            log.warning("NEWSMILL_FETCH_USER_AGENT has no address, so sites can only block newsmill, not write to you")

    def assign(self, tenures: Mapping[int, int]) -> None:
        """Wait for the turns of sites again, after a drain."""
        self._fetcher.sites.resume()

    def hurry(self) -> None:
        """Send the events that wait for their site's turn to a retry topic."""
        self._fetcher.sites.hurry()

    async def __call__(self, incoming: Incoming) -> Result:
        """Fetch the page of one raw event; raises Rejected, Transient or Deferred."""
        started = time.perf_counter()
        was_tried = incoming.past is not None and incoming.past.attempts > 0
        is_wanted = was_tried or any(header(incoming.headers, name) for name in ASKED_FOR_AGAIN)
        raw = RawArticle.decode(incoming.value)
        page = await self._fetcher.fetch(raw, None if is_wanted else incoming.place)
        self._seconds.observe(time.perf_counter() - started)
        if page is None:
            return Result(Outcome.UNCHANGED)
        try:
            return Result(Outcome.FETCHED, (self._record(incoming, page.raw),), ended=page.hold.release)
        except Exception:  # a defect: the room would never be given back
            page.hold.release()
            raise

    def _record(self, incoming: Incoming, raw: RawArticle) -> Record:
        headers = passed_on(incoming.headers, incoming.place)
        origin = header(incoming.headers, ORIGIN)
        if origin is not None:
            headers.append((ORIGIN, origin))
        return Record(self._topic, incoming.key, raw.encode(), headers)
