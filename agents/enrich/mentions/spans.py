"""A stretch of text that names something: what recognition yields and the later rooms refine."""

from typing import NamedTuple

from schemas import EntityType


class Span(NamedTuple):
    """`text[start:end]` names something of this type; offsets count characters."""

    start: int
    end: int
    type: EntityType

    def of(self, text: str) -> str:
        """Return what the span covers."""
        return text[self.start : self.end]
