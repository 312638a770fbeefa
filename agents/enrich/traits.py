"""The traits of an article, for the metrics of content; those that label metrics come from closed lists."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from agents.enrich.levels import ENTITIES_TRAINED, TRANSFERRED, standard
from schemas import Article

LANGUAGES = ENTITIES_TRAINED | TRANSFERRED | {"und"}  # those that have answers, and the unknown one
METHODS = frozenset({"blocks", "json-ld", "markdown", "plain", "trafilatura"})
OTHER = "other"  # a value that is not in the lists above
NONE = "none"  # there is no model for the language


@dataclass(frozen=True)
class Traits:
    """The traits of one article."""

    language: str
    method: str  # the one that found its text
    is_partial: bool
    words: int
    sentiment: str
    mentions: Mapping[str, int]  # by the entity's type
    source: str | None  # its domain, which is not a label


def traits(article: Article) -> Traits:
    """Return an article's traits."""
    language, method = standard(article.language.code), article.provenance.methods.get("text", OTHER)
    mentions: Counter[str] = Counter()
    for entity in article.entities:
        mentions[entity.type.value] += len(entity.mentions)
    return Traits(
        language=language if language in LANGUAGES else OTHER,
        method=method if method in METHODS else OTHER,
        is_partial=article.is_partial,
        words=article.word_count,
        sentiment=article.sentiment.label.value if article.sentiment else NONE,
        mentions=dict(mentions),
        source=article.source.domain,
    )
