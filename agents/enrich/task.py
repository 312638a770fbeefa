"""What a child of the pool does to a unique article: add entities and sentiment, after which subscribers get it.

The parent imports this module to name its functions; only the child calls them, and imports what does the work.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from agents.done import Done, note
from agents.enrich.tiers import Choice
from agents.enrich.traits import Traits, traits
from schemas import Article
from streams.stages import Stage

if TYPE_CHECKING:
    from agents.enrich.enricher import Enricher


@dataclass(frozen=True)
class Enriched(Done):
    """An enriched article in wire form, with what is counted of it."""

    traits: Traits


@cache
def enricher(choice: Choice) -> "Enricher":
    """Return the child's enricher, with its models loaded."""
    from agents.enrich.enricher import Enricher

    return Enricher.load(choice)


def warm(choice: Choice) -> None:
    """Load the models and run them once."""
    enricher(choice).warm()


def enrich_event(value: bytes | None, choice: Choice) -> Enriched:
    """Decode a unique article and enrich it; raises Rejected."""
    started = time.perf_counter()
    article = note(enricher(choice).enrich(Article.decode(value)), Stage.ENRICH, started)
    article = article.model_copy(update={"processed_at": datetime.now(UTC)})
    return Enriched.of(article.encode(), article, started, traits=traits(article))
