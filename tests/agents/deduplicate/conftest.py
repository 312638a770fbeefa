"""Extracted events from a text, as the extract stage makes them, and a partition that decides on them in turn."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from agents.deduplicate import Decision, Deduplicator, sign
from agents.extract.identity import fingerprint
from agents.extract.url import site_of
from schemas import Article, Extracted, Language, Provenance, Source

Extract: TypeAlias = Callable[..., Extracted]
DAY = 86_400.0
WINDOW = 3 * DAY


class Stream:
    """A partition whose events arrive one after the other."""

    def __init__(self, extract: Extract, *, window: float = WINDOW, **settings: Any) -> None:
        self.extract = extract
        self.deduplicator = Deduplicator(window=window, **settings)
        self.position = 0
        self.time = 0.0

    def decide(self, article_id: str, text: str, language: str = "en", **fields: str) -> Decision:
        """Decide on a text at the next position."""
        self.position += 1
        event = self.extract(article_id, text, language, **fields)
        return self.deduplicator.decide(event, position=self.position, time=self.time)


@pytest.fixture(scope="session")
def extract() -> Extract:
    def extracted(
        article_id: str, text: str, language: str = "en", *, url: str | None = None, title: str | None = None
    ) -> Extracted:
        article = Article(
            id=article_id,
            url=url,
            source=Source(domain=site_of(url)),
            title=title,
            text=text,
            language=Language(code=language, confidence=1.0),
            fingerprint=fingerprint(text),
            provenance=Provenance(version="0"),
        )
        return Extracted(article=article, signature=sign(text))

    return extracted


@pytest.fixture
def streams(extract: Extract) -> Callable[..., Stream]:
    def made(**settings: Any) -> Stream:
        return Stream(extract, **settings)

    return made


@pytest.fixture
def stream(streams: Callable[..., Stream]) -> Stream:
    return streams()


@pytest.fixture(scope="session")
def story() -> Callable[..., str]:
    def text(topic: str, *paragraphs: int) -> str:
        """Join paragraphs of 40 words on a topic; two numbers or topics share no run of three words."""
        return "\n".join(" ".join(f"{topic}{number}x{word}" for word in range(40)) + "." for number in paragraphs)

    return text
