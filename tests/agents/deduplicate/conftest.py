"""Extracted events from a text, as the extract stage makes them."""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeAlias

import pytest

from agents.deduplicate import sign
from schemas import Article, Extracted, Language, Provenance

Extract: TypeAlias = Callable[..., Extracted]


@pytest.fixture(scope="session")
def extract() -> Extract:
    def extracted(article_id: str, text: str, language: str = "en") -> Extracted:
        words = "".join(character.lower() for character in text if character.isalnum())
        article = Article(
            id=article_id,
            text=text,
            language=Language(code=language, confidence=1.0),
            fingerprint=sha256(words.encode()).hexdigest()[:32],
            provenance=Provenance(version="0"),
        )
        return Extracted(article=article, signature=sign(text))

    return extracted


@pytest.fixture(scope="session")
def story() -> Callable[..., str]:
    def text(topic: str, *paragraphs: int) -> str:
        """Join paragraphs of 40 words on a topic; two numbers or topics share no run of three words."""
        return "\n".join(" ".join(f"{topic}{number}x{word}" for word in range(40)) + "." for number in paragraphs)

    return text
