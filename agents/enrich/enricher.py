"""Enrichment of an article: what it names and how it speaks of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

from agents.enrich.both import together
from agents.enrich.confirm import confirmed
from agents.enrich.encoder.reading import Encoder
from agents.enrich.encoder.scripts import readable
from agents.enrich.languages import vocabulary_of
from agents.enrich.languages.vocabulary import Vocabulary
from agents.enrich.levels import Level, entities_level, sentiment_level, standard
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
from agents.enrich.sentences import Place, sentences
from agents.enrich.sentiment import SentimentModel
from agents.enrich.sentiment.judge import MAIN, Judge, needed
from agents.enrich.sentiment.readings import Blended, Reading, linear_readings, linear_title
from agents.enrich.skim import Skim, capitalised
from agents.enrich.spans import Span, Thing
from agents.enrich.tiers import BUDGETS, ENGLISH_BUDGETS, Choice, Tier, Tiers, tiers_of
from schemas import Article, Entity, Mention, Provenance

NONE = "none"
ENGLISH = "en"
SENTENCES_EACH = 3  # that the encoder reads for the sentiment toward a thing, if the budget has it
SAMPLE = "Alice Example of Example Industries praised the city of Geneva on Monday."


class Model(NamedTuple):
    """A model as provenance names it."""

    name: str
    version: str


class Enricher:
    """Owns the models of all languages; enriching the same article again gives the same result."""

    def __init__(
        self, encoder: Encoder, recognisers: Mapping[str, Recogniser], linear: SentimentModel, tiers: Tiers
    ) -> None:
        self._encoder = encoder
        self._recognisers = dict(recognisers)
        self._linear = linear
        self._tiers = dict(tiers)

    @classmethod
    def load(cls, choice: Choice) -> Self:
        """Load what is bundled, and the deployer's own models in its place.

        Raises ModelUnusable if such a model is not installed or is not one, and ValueError for an unknown tier.
        """
        models = {standard(language): model for language, model in choice.models}
        check_models(models)
        return cls(Encoder.load(), _recognisers(models), SentimentModel.load(), tiers_of(choice.tiers))

    def warm(self) -> None:
        """Run each model on a sentence, so that the first article is as fast as the next."""
        for recogniser in self._recognisers.values():
            recogniser.recognise(SAMPLE)
        (reading,) = self._encoder.read([SAMPLE])
        reading.toward(0, len(SAMPLE))

    def enrich(self, article: Article) -> Article:
        """Return the article with entities, sentiment and the models that found them.

        If its language has no model, or is hardly the text's, the fields stay empty and provenance.methods says `none`.
        """
        language = standard(confirmed(article.language, article.text) or NONE)
        if entities_level(language) is Level.NONE and language not in self._recognisers:
            return article.model_copy(update={"provenance": _provenance(article, [], [], Level.NONE, Level.NONE)})
        return _Enrichment(article, language, self).run()

    def tier(self, language: str) -> Tier:
        """Return how thoroughly texts in a language are read."""
        return self._tiers.get(language, self._tiers[""])

    def recogniser(self, language: str) -> Recogniser | None:
        """Return what recognises names in a language beside the encoder, or in its place; None if nothing does."""
        return self._recognisers.get(language)

    @property
    def encoder(self) -> Encoder:
        """The encoder of all languages."""
        return self._encoder

    @property
    def linear(self) -> SentimentModel:
        """The fast model of English sentiment."""
        return self._linear


class _Enrichment:
    """The enrichment of one article."""

    def __init__(self, article: Article, language: str, models: Enricher) -> None:
        self._article = article
        self._language = language
        self._models = models
        self._vocabulary = vocabulary_of(language)
        self._text = restored(article.text, self._vocabulary)
        self._places = list(sentences(self._text, self._vocabulary))
        self._recogniser = models.recogniser(language)
        self._has_convolutions = isinstance(self._recogniser, EnglishRecogniser)
        self._is_own = self._recogniser is not None and not self._has_convolutions
        tier = models.tier(language)
        budget = (ENGLISH_BUDGETS if language == ENGLISH else BUDGETS)[tier]
        text, title = readable(self._text, language), readable(article.title or "", language)
        self._skim = (
            Skim(models.encoder, text, self._places, budget, title, has_others=language == ENGLISH) if budget else None
        )

    def run(self) -> Article:
        article, skim = self._article, self._skim
        things = mentioned(self._names(), self._text, self._vocabulary)
        ranked = ranking(things, self._text, article.title, self._vocabulary)
        if skim:
            skim.finish(needed([thing for thing, _ in ranked[:MAIN]], self._places, SENTENCES_EACH))
        judge = self._judge(skim.title if skim else None)
        return article.model_copy(
            update={
                "entities": entities(ranked, article, self._text, judge, self._vocabulary),
                "sentiment": judge.whole(),
                "provenance": _provenance(
                    article,
                    self._entity_models(),
                    self._sentiment_models(),
                    Level.OWN if self._is_own else entities_level(self._language),
                    sentiment_level(self._language),
                ),
            }
        )

    def _names(self) -> list[Span]:
        """Return the names that the language's models recognise, in order, without overlap."""
        if self._recogniser is None:
            assert self._skim is not None
            self._skim.look(capitalised(self._text, self._places))
            self._skim.settle()
            return self._skim.spans()
        spans = self._recogniser.recognise(self._text)
        if not (self._has_convolutions and self._skim):
            return spans
        cut = list(trimmed(self._text, spans, self._vocabulary))
        self._skim.look(_words_by_sentence(cut, self._text, self._places))
        self._skim.settle()
        return together(self._skim, self._places, cut, self._text)

    def _judge(self, title: Reading | None) -> Judge:
        level = sentiment_level(self._language)
        readings: dict[int, Reading] = dict(self._skim.readings) if self._skim else {}
        if self._language == ENGLISH:
            linear = linear_readings(self._models.linear, self._text, self._places)
            by_linear = linear_title(self._models.linear, self._article.title)
            title = Blended(title, by_linear) if title and by_linear else by_linear
            readings = {
                number: Blended(readings[number], one) if number in readings else one for number, one in linear.items()
            }
        return Judge(self._text, self._places, readings, title, level)

    def _entity_models(self) -> list[Model]:
        used = [Model(self._recogniser.name, self._recogniser.version)] if self._recogniser else []
        is_read = self._skim is not None and not self._is_own
        return [*([_encoder(self._models)] if is_read else []), *used]

    def _sentiment_models(self) -> list[Model]:
        if sentiment_level(self._language) is Level.NONE:
            return []
        linear = Model(self._models.linear.name, self._models.linear.version)
        return [*([_encoder(self._models)] if self._skim else []), *([linear] if self._language == ENGLISH else [])]


def _encoder(models: Enricher) -> Model:
    return Model(models.encoder.name, models.encoder.version)


def _recognisers(models: Mapping[str, str]) -> dict[str, Recogniser]:
    """Return what recognises names in each language; spaCy, an extra, is imported only if a model needs it."""
    recognisers: dict[str, Recogniser] = {}
    if models:
        from agents.enrich.recognise.spacy_model import SpacyRecogniser

        recognisers |= {language: SpacyRecogniser.load(model) for language, model in models.items()}
    if ENGLISH not in models:
        recognisers[ENGLISH] = EnglishRecogniser.load()
    return recognisers


def mentioned(recognised: Sequence[Span], text: str, vocabulary: Vocabulary) -> list[Thing]:
    """Return the things that a text in ordinary case names, each with all its mentions, from the recognised names."""
    names = list(trimmed(text, recognised, vocabulary))
    attested = revised(text, names, vocabulary)
    typed = agreed(text, attested, vocabulary)
    repeated = completed(text, typed, vocabulary)
    return linked(text, repeated, vocabulary)


def ranking(things: Sequence[Thing], text: str, title: str | None, vocabulary: Vocabulary) -> list[tuple[Thing, float]]:
    """Return things with their saliences, the most salient first."""
    found = zip(things, saliences(things, text, title, vocabulary), strict=True)
    return sorted(found, key=lambda thing_and_salience: (-thing_and_salience[1], thing_and_salience[0][0].start))


def entities(
    ranked: Sequence[tuple[Thing, float]], article: Article, text: str, judge: Judge, vocabulary: Vocabulary
) -> tuple[Entity, ...]:
    """Return ranked things as entities, by names from the text in ordinary case."""
    return tuple(
        Entity(
            name=name_of(thing, text, vocabulary),
            type=type_of(thing, text),
            mentions=tuple(Mention(start=span.start, end=span.end, text=span.of(article.text)) for span in thing),
            salience=salience,
            sentiment=judge.toward(thing) if rank < MAIN else None,
        )
        for rank, (thing, salience) in enumerate(ranked)
    )


def _words_by_sentence(spans: Sequence[Span], text: str, places: Sequence[Place]) -> list[list[str]]:
    """Return the words of the names in each sentence."""
    words: list[list[str]] = [[] for _ in places]
    number = 0
    for span in spans:
        while number < len(places) and places[number][1] <= span.start:
            number += 1
        if number < len(places):
            words[number] += span.of(text).split()
    return words


def _provenance(
    article: Article, by_entities: Sequence[Model], by_sentiment: Sequence[Model], entities: Level, sentiment: Level
) -> Provenance:
    """Return the article's provenance with the models, which of them found what, and what their answers rest on."""
    before = article.provenance
    methods = {"entities": _named(by_entities), "sentiment": _named(by_sentiment)}
    models = {model.name: model.version for model in (*by_entities, *by_sentiment)}
    levels = {"entities": entities.value, "sentiment": sentiment.value}
    return before.model_copy(
        update={
            "models": before.models | models,
            "methods": before.methods | methods,
            "levels": (before.levels or {}) | levels,
        }
    )


def _named(models: Sequence[Model]) -> str:
    return "+".join(model.name for model in models) or NONE
