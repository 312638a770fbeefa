"""Named entity recognition: text in, spans out."""

from typing import Protocol

from agents.enrich.spans import Span


class Recogniser(Protocol):
    """Finds the names in a text."""

    @property
    def name(self) -> str:
        """The model's name, for provenance."""

    @property
    def version(self) -> str:
        """The model's version, for provenance."""

    def recognise(self, text: str) -> list[Span]:
        """Return the spans that name something, in order, without overlap."""
