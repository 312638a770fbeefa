"""The entry of one article: all the deduplicator remembers of it, and its wire form on the state topic."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, NamedTuple, Self

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError

from agents.deduplicate.signature import Text
from schemas import Link
from schemas.base import describe

MAX_RULINGS = 16
"""How many of an article's texts are remembered; an event is delivered again within seconds, not 16 revisions later."""


class Relation(NamedTuple):
    """A link in a third of the memory a model takes."""

    id: str
    revision: int
    similarity: float
    method: str

    def link(self) -> Link:
        """Return the relation as events carry it."""
        return Link(id=self.id, revision=self.revision, similarity=self.similarity, method=self.method)


class Ruling(NamedTuple):
    """What was decided on one text of an article."""

    position: int  # of the event that brought the text
    fingerprint: str
    revision: int  # it was published as; 0 for a duplicate
    relations: tuple[Relation, ...]  # a duplicate's one, an article's links


def _is_sketch(value: bytes) -> bytes:
    if len(value) not in {0, 256}:
        raise ValueError(f"expected 0 or 256 bytes, got {len(value)}")
    return value


@dataclass(slots=True)
class Entry:
    """One article or duplicate: what was decided on its texts, and what its last published text is compared by."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    id: str
    language: str
    time: float  # stream time at its last event, seconds since the epoch
    position: int  # of its last event
    # The ruling on its last text, spread out: an article has but one as a rule, and a tuple takes 80 bytes.
    ruled_at: int
    fingerprint: str
    revision: int
    relations: tuple[Relation, ...]
    earlier: Annotated[tuple[Ruling, ...], Field(max_length=MAX_RULINGS - 1)] = ()  # on the texts before, oldest first
    sketch: Annotated[bytes, AfterValidator(_is_sketch)] = b""  # empty for a duplicate and for a text of two words
    shingles: int = 0
    row: Annotated[int, Field(exclude=True)] = 0  # where the index holds it; 0 where it does not

    @classmethod
    def of(cls, article_id: str, text: Text, ruling: Ruling, *, time: float, earlier: tuple[Ruling, ...] = ()) -> Self:
        """Make the entry after a ruling; nothing is compared with a duplicate's text, so it is not kept."""
        sketch, shingles = (text.sketch, text.shingles) if ruling.revision else (b"", 0)
        return cls(
            article_id, text.language, time, ruling.position, *ruling, earlier[1 - MAX_RULINGS :], sketch, shingles
        )

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """What was decided on its texts, oldest first."""
        return (*self.earlier, Ruling(self.ruled_at, self.fingerprint, self.revision, self.relations))

    @property
    def last_seen(self) -> tuple[float, int]:
        """Stream time and position of its last event, by which entries are in order."""
        return self.time, self.position

    def knows(self, fingerprint: str) -> bool:
        """Tell whether a text with this fingerprint was decided on."""
        return any(ruling.fingerprint == fingerprint for ruling in self.rulings)

    def ruling_on(self, position: int, fingerprint: str) -> Ruling | None:
        """Return what was decided on the event at this position; None where it changed nothing or is not remembered."""
        for ruling in self.rulings:
            if (ruling.position, ruling.fingerprint) == (position, fingerprint):
                return ruling
        return None

    def ruling_with(self, fingerprint: str) -> Ruling | None:
        """Return what was decided on this text when it came first; None where it was not decided on."""
        return next((ruling for ruling in self.rulings if ruling.fingerprint == fingerprint), None)

    def has_seen(self, position: int, fingerprint: str) -> bool:
        """Tell whether the event at this position came before.

        That its text is not known although later events were seen has two reasons: its ruling had to make room for
        16 later ones, or the positions are of a source topic that was made anew; only the first has come before.
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
