"""What the pool's children do: whole stages on bytes, so that the event loop never parses a page.

Arguments and results are plain values that travel by pickle; what a child needs is loaded once, by `warm`.
"""

import logging
import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from agents.deduplicate import sign
from agents.enrich import Enricher
from agents.enrich.traits import Traits, traits
from agents.extract import extract
from agents.extract import warm as warm_extract
from schemas import Article, Extracted, Origin, RawArticle, Reason, Rejected
from streams.stages import Stage
from streams.version import VERSION

TALKATIVE = ("courlan", "dateparser", "htmldate", "trafilatura")  # warn of every odd page; the event has the outcome


@dataclass(frozen=True)
class ToFetch:
    """The event has no content: its page must be fetched first."""

    url: str


@dataclass(frozen=True)
class Done:
    """A stage's product in wire form, with what its record needs."""

    event: bytes
    id: str
    revision: int
    language: str
    seconds: float  # the stage's own time
    raw_timestamp: float | None  # of the raw event, seconds since the epoch
    traits: Traits | None = None  # of an enriched article


@cache
def enricher() -> Enricher:
    """Return the child's enricher, with its models loaded."""
    return Enricher.load()


def warm(stages: Collection[Stage]) -> None:
    """Load what the stages need and run each once, so that a child's first event is no slower than its second."""
    for library in TALKATIVE:
        logging.getLogger(library).setLevel(logging.CRITICAL)
    if Stage.EXTRACT in stages:
        warm_extract()
    if Stage.ENRICH in stages:
        enricher().warm()


def extract_event(value: bytes | None, origin: Origin | None, max_bytes: int) -> Done | ToFetch:
    """Decode a raw event, extract its article and sign its text; raises Rejected."""
    started = time.perf_counter()
    if value is not None and len(value) > max_bytes:
        raise Rejected(
            Reason.TOO_LARGE, f"the event has {len(value)} bytes, the limit (NEWSMILL_MAX_EVENT_BYTES) is {max_bytes}"
        )
    raw = RawArticle.decode(value)
    if not raw.has_content:
        return ToFetch(raw.url or "")
    article = extract(raw, version=VERSION)
    signature = sign(article.text)
    article = _note(article, Stage.EXTRACT, started, origin=origin)
    return _done(Extracted(article=article, signature=signature).encode(), article, started)


def enrich_event(value: bytes | None) -> Done:
    """Decode a unique article and add entities and sentiment: it is then what subscribers get; raises Rejected."""
    started = time.perf_counter()
    article = _note(enricher().enrich(Article.decode(value)), Stage.ENRICH, started)
    article = article.model_copy(update={"processed_at": datetime.now(UTC)})
    return replace(_done(article.encode(), article, started), traits=traits(article))


def _note(article: Article, stage: Stage, started: float, **changes: Any) -> Article:
    """Return the article with a stage's duration, and what else is known of its way, in its provenance."""
    timings = article.provenance.timings | {stage.value: round(time.perf_counter() - started, 6)}
    provenance = article.provenance.model_copy(update={"timings": timings, **changes})
    return article.model_copy(update={"provenance": provenance})


def _done(event: bytes, article: Article, started: float) -> Done:
    origin = article.provenance.origin
    return Done(
        event=event,
        id=article.id,
        revision=article.revision,
        language=article.language.code,
        seconds=time.perf_counter() - started,
        raw_timestamp=origin.timestamp.timestamp() if origin and origin.timestamp else None,
    )
