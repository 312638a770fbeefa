"""What a child of the pool does to a raw event: decode it, extract the article, sign its text.

The parent imports this module to name its functions; only the child calls them, and imports what does the work.
"""

import logging
import time
from dataclasses import dataclass

from agents.done import Done, note
from agents.extract.page import Extractor
from schemas import Extracted, Origin, RawArticle, Reason, Rejected
from streams.stages import Stage
from streams.version import VERSION

TALKATIVE = ("courlan", "dateparser", "htmldate", "trafilatura")  # warn of every odd page; the event has the outcome


@dataclass(frozen=True)
class ToFetch:
    """The event has no content: its page must be fetched first."""

    url: str


def load() -> None:
    """Load what extraction of any page needs, and keep its libraries quiet."""
    for library in TALKATIVE:
        logger = logging.getLogger(library)
        logger.setLevel(logging.CRITICAL)
        logger.handlers[:] = [logging.NullHandler()]  # trafilatura sets a lower level of htmldate when it is imported
        logger.propagate = False
    import agents.deduplicate
    import agents.extract.article  # noqa: F401


def warm() -> None:
    """Load all that extraction may need and run it once, so that a child's first event is as fast as its second."""
    load()
    from agents.extract.article import warm

    warm()


def extract_event(
    value: bytes | None, origin: Origin | None, max_bytes: int, extractor: Extractor = Extractor.BLOCKS
) -> Done | ToFetch:
    """Decode a raw event, extract its article and sign its text; raises Rejected."""
    from agents.deduplicate import sign
    from agents.extract.article import extract

    started = time.perf_counter()
    if value is not None and len(value) > max_bytes:
        raise Rejected(
            Reason.TOO_LARGE, f"the event has {len(value)} bytes, the limit (NEWSMILL_MAX_EVENT_BYTES) is {max_bytes}"
        )
    raw = RawArticle.decode(value)
    if not raw.has_content:
        return ToFetch(raw.url or "")
    article = extract(raw, version=VERSION, extractor=extractor)
    signature = sign(article.text, article.language.code)
    article = note(article, Stage.EXTRACT, started, origin=origin)
    return Done.of(Extracted(article=article, signature=signature).encode(), article, started)
