"""Enrichment of an article: what it names and how it speaks of it."""

from collections.abc import Mapping, Sequence
from typing import Self

from agents.enrich.confirm import confirmed
from agents.enrich.languages import vocabulary_of
from agents.enrich.languages.vocabulary import Vocabulary
from agents.enrich.levels import Level, sentiment_level
from agents.enrich.mentions.agree import agreed
from agents.enrich.mentions.casing import restored
from agents.enrich.mentions.link import linked, name_of, type_of
from agents.enrich.mentions.occurrences import completed
from agents.enrich.mentions.revise import revised
from agents.enrich.mentions.salience import saliences
from agents.enrich.mentions.trim import trimmed
from agents.enrich.models import check_models
from agents.enrich.recognise import Recogniser
from agents.enrich.recognise.cnn import EnglishRecogniser
from agents.enrich.sentiment import SentimentModel
from agents.enrich.sentiment.judge import MAIN, Judge, linear_judge
from agents.enrich.spans import Thing
from schemas import Article, Entity, Mention, Provenance

NONE = "none"
ENGLISH = "en"
SAMPLE = "Alice Example of Example Industries praised the city of Geneva on Monday."


class Enricher:
    """Owns the models of each language; enriching the same article again gives the same result."""

    def __init__(self, recognisers: Mapping[str, Recogniser], sentiment: Mapping[str, SentimentModel]) -> None:
        self._recognisers = dict(recognisers)
        self._sentiment = dict(sentiment)

    @classmethod
    def load(cls, models: Mapping[str, str]) -> Self:
        """Load what is bundled, and the spaCy model of each language (ISO 639 code to package or path) in its place.

        Raises ModelUnusable if a model is not installed or is not one.
        """
        check_models(models)
        recognisers = _recognisers(models)
        sentiment = SentimentModel.load()
        return cls(recognisers, {sentiment.vocabulary.code: sentiment})

    def warm(self) -> None:
        """Run each recogniser on a sentence, so that the first article is as fast as the next."""
        for recogniser in self._recognisers.values():
            recogniser.recognise(SAMPLE)

    def enrich(self, article: Article) -> Article:
        """Return the article with entities, sentiment and the models that found them.

        If its language has no model, or is hardly the text's, the fields stay empty and provenance.methods says `none`.
        """
        language = confirmed(article.language, article.text) or NONE
        recogniser = self._recognisers.get(language)
        model = self._sentiment.get(language)
        judge = linear_judge(model, article.text, article.title) if model else None
        vocabulary = vocabulary_of(language)
        text = restored(article.text, vocabulary)
        things = mentioned(recogniser, text, vocabulary) if recogniser else []
        return article.model_copy(
            update={
                "entities": entities(things, article, text, judge),
                "sentiment": judge.whole() if judge else None,
                "provenance": _provenance(article, recogniser, model, language),
            }
        )


def _recognisers(models: Mapping[str, str]) -> dict[str, Recogniser]:
    """Return what recognises names in each language; spaCy, an extra, is imported only if a model needs it."""
    recognisers: dict[str, Recogniser] = {}
    if models:
        from agents.enrich.recognise.spacy_model import SpacyRecogniser

        recognisers |= {language: SpacyRecogniser.load(model) for language, model in models.items()}
    if ENGLISH not in models:
        recognisers[ENGLISH] = EnglishRecogniser.load()
    return recognisers


def mentioned(recogniser: Recogniser, text: str, vocabulary: Vocabulary) -> list[Thing]:
    """Return the things that a text in ordinary case names, each with all its mentions."""
    recognised = recogniser.recognise(text)
    names = list(trimmed(text, recognised, vocabulary))
    attested = revised(text, names, vocabulary)
    typed = agreed(text, attested, vocabulary)
    repeated = completed(text, typed, vocabulary)
    return linked(text, repeated, vocabulary)


def entities(things: Sequence[Thing], article: Article, text: str, judge: Judge | None) -> tuple[Entity, ...]:
    """Return things as entities, the most salient first, by names from the text in ordinary case."""
    vocabulary = vocabulary_of(article.language.code)
    found = zip(things, saliences(things, text, article.title, vocabulary), strict=True)
    ranked = sorted(found, key=lambda thing_and_salience: (-thing_and_salience[1], thing_and_salience[0][0].start))
    return tuple(
        Entity(
            name=name_of(thing, text, vocabulary),
            type=type_of(thing, text),
            mentions=tuple(Mention(start=span.start, end=span.end, text=span.of(article.text)) for span in thing),
            salience=salience,
            sentiment=judge.toward(thing) if judge and rank < MAIN else None,
        )
        for rank, (thing, salience) in enumerate(ranked)
    )


def _provenance(
    article: Article, recogniser: Recogniser | None, model: SentimentModel | None, language: str
) -> Provenance:
    """Return the article's provenance with the models, which of them found what, and what their answers rest on."""
    before = article.provenance
    used = [part for part in (recogniser, model) if part is not None]
    methods = {"entities": recogniser.name if recogniser else NONE, "sentiment": model.name if model else NONE}
    models = {part.name: part.version for part in used}
    levels = {"sentiment": (sentiment_level(language) if model else Level.NONE).value}
    return before.model_copy(
        update={
            "models": before.models | models,
            "methods": before.methods | methods,
            "levels": (before.levels or {}) | levels,
        }
    )
