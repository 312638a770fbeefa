"""The pieces of text that recognition, mentions and sentiment share: a span, and the spans that name one thing."""

from typing import NamedTuple, TypeAlias

from schemas import EntityType


class Span(NamedTuple):
    """`text[start:end]` names something of this type; offsets count characters."""

    start: int
    end: int
    type: EntityType

    def of(self, text: str) -> str:
        """Return the characters of the span."""
        return text[self.start : self.end]


Thing: TypeAlias = list[Span]
"""All mentions of one thing, in order."""
