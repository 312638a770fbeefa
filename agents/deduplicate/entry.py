"""The entry of one article: all that the deduplicator remembers about it, and its wire form on the state topic."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, NamedTuple, Self

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError

from agents.deduplicate.signature import Text
from schemas import Link
from schemas.base import describe

MAX_RULINGS = 16
"""Texts of an article that are remembered; an event is delivered again within seconds, not 16 revisions later."""


class Relation(NamedTuple):
    """A link in a third of the memory that a model takes."""

    id: str
    revision: int
    similarity: float
    method: str

    def link(self) -> Link:
        """Return the relation as it is in events."""
        return Link(id=self.id, revision=self.revision, similarity=self.similarity, method=self.method)


class Ruling(NamedTuple):
    """What the state remembers about one text of an article."""

    position: int  # of the event that brought the text
    fingerprint: str
    revision: int  # under which it was published; 0 for a duplicate
    relations: tuple[Relation, ...]  # of a duplicate: the article it copies; of an article: its links


def _is_sketch(value: bytes) -> bytes:
    if len(value) not in {0, 256}:
        raise ValueError(f"expected 0 or 256 bytes, got {len(value)}")
    return value


@dataclass(slots=True)
class Entry:
    """One article or duplicate: the rulings on its texts, and the sketch of its last published text."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    id: str
    language: str
    time: float  # stream time at its last event, seconds since the epoch
    position: int  # of its last event
    # The ruling on its last text, field by field: most articles have only one, and a tuple takes 80 bytes.
    ruled_at: int
    fingerprint: str
    revision: int
    relations: tuple[Relation, ...]
    earlier: Annotated[tuple[Ruling, ...], Field(max_length=MAX_RULINGS - 1)] = ()  # on the texts before, oldest first
    sketch: Annotated[bytes, AfterValidator(_is_sketch)] = b""  # empty for a duplicate and for a text of two words
    shingles: int = 0
    row: Annotated[int, Field(exclude=True)] = 0  # its place in the index; 0 if it has no place

    @classmethod
    def of(cls, article_id: str, text: Text, ruling: Ruling, *, time: float, earlier: tuple[Ruling, ...] = ()) -> Self:
        """Make the entry after a ruling; without a sketch for a duplicate, since no text is compared with it."""
        sketch, shingles = (text.sketch, text.shingles) if ruling.revision else (b"", 0)
        return cls(
            article_id, text.language, time, ruling.position, *ruling, earlier[1 - MAX_RULINGS :], sketch, shingles
        )

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """The rulings on its texts, oldest first."""
        return (*self.earlier, Ruling(self.ruled_at, self.fingerprint, self.revision, self.relations))

    @property
    def last_seen(self) -> tuple[float, int]:
        """Stream time and position of its last event, which give the order of entries."""
        return self.time, self.position

    def knows(self, fingerprint: str) -> bool:
        """Tell whether a text with this fingerprint was decided on."""
        return any(ruling.fingerprint == fingerprint for ruling in self.rulings)

    def ruling_on(self, position: int, fingerprint: str) -> Ruling | None:
        """Return the ruling on the event at this position; None if it changed nothing or is not remembered."""
        for ruling in self.rulings:
            if (ruling.position, ruling.fingerprint) == (position, fingerprint):
                return ruling
        return None

    def ruling_with(self, fingerprint: str) -> Ruling | None:
        """Return the first ruling on this text; None if there is no ruling on it."""
        return next((ruling for ruling in self.rulings if ruling.fingerprint == fingerprint), None)

    def has_seen(self, position: int, fingerprint: str) -> bool:
        """Tell whether the event at this position was decided on before.

        If later events were seen, but its text is not known, there are two cases. Either 16 later rulings replaced its
        own: then it was decided on. Or its position is of a source topic that was created again: then it was not.
        """
        if position > self.position:
            return False
        is_forgotten = len(self.earlier) == MAX_RULINGS - 1 and position < self.earlier[0].position
        return is_forgotten or self.knows(fingerprint)

    def encode(self) -> bytes:
        """Return the entry as JSON; the sketch in base64."""
        return _WIRE.dump_json(self)

    @classmethod
    def decode(cls, value: bytes) -> Self:
        """Read an entry from its wire form; raises ValueError with the names of the wrong fields."""
        try:
            return _WIRE.validate_json(value)  # type: ignore[return-value]
        except ValidationError as error:
            raise ValueError(f"not an entry of the deduplicator's state: {describe(error)}") from None


_WIRE = TypeAdapter(Entry)
