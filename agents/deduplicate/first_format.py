"""The first format of the state's records, JSON, as newsmill 0.1 wrote it.

Its sketch, of another kind, is not read: texts published by that version are found by their fingerprints alone.
"""

from typing import Annotated, NamedTuple

from pydantic import BaseModel, Field, FiniteFloat

from schemas import Link

Position = Annotated[int, Field(ge=-(1 << 63), lt=1 << 63)]
Revision = Annotated[int, Field(ge=0, lt=1 << 32)]


class FirstLink(NamedTuple):
    """A link to another article."""

    id: str
    revision: int
    similarity: float
    method: str

    def link(self) -> Link:
        """Return it as it is in events."""
        return Link(id=self.id, revision=self.revision, similarity=self.similarity, method=self.method)


class FirstRuling(NamedTuple):
    """A ruling on a text."""

    position: Position
    fingerprint: str
    revision: Revision
    links: tuple[FirstLink, ...]


class FirstEntry(BaseModel):
    """A record; the fields of the last ruling stand beside the others."""

    language: str
    time: FiniteFloat
    position: Position
    ruled_at: Position
    fingerprint: str
    revision: Revision
    relations: tuple[FirstLink, ...]
    earlier: tuple[FirstRuling, ...] = ()

    @property
    def rulings(self) -> tuple[FirstRuling, ...]:
        """The rulings on its texts, oldest first."""
        return (*self.earlier, FirstRuling(self.ruled_at, self.fingerprint, self.revision, self.relations))
