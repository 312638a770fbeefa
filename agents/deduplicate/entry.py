"""The entry of one article: all that the deduplicator remembers about it, and its wire form on the state topic."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Annotated, Any, NamedTuple, Self

import orjson
from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from agents.deduplicate.first_format import FirstEntry, FirstRuling, Position, Revision
from agents.deduplicate.index import KEYS, OTHERS
from agents.deduplicate.signature import DIGEST, Text, digest
from agents.deduplicate.sketch import Sketch
from agents.deduplicate.words import hashed
from schemas import Link
from schemas.base import describe

MAX_RULINGS = 16
"""Texts of an article that are remembered; an event is delivered again within seconds, not 16 revisions later."""

FORMAT = 2  # of the wire form, its first byte; 1 was JSON, whose first byte is {
NOT_BY_FINGERPRINT = 0x80  # beside the number of indexed hashes
_FIXED = struct.Struct(f"<B{DIGEST}sdqqIIIIBH")


def _from_hexadecimal(digits: object) -> bytes:
    if not isinstance(digits, str):
        raise ValueError("is not text")
    return bytes.fromhex(digits)


Fingerprint = Annotated[bytes, BeforeValidator(_from_hexadecimal), Field(min_length=DIGEST, max_length=DIGEST)]


class Relations(NamedTuple):
    """The links of a text, of each kind the strongest first."""

    copies: tuple[Link, ...] = ()
    contained_in: tuple[Link, ...] = ()
    contains: tuple[Link, ...] = ()
    near: tuple[Link, ...] = ()  # nearly repeated, with other facts


NO_RELATIONS = Relations()


class Ruling(NamedTuple):
    """What the state remembers about one text of an article."""

    position: Position  # of the event that brought the text
    fingerprint: Fingerprint
    revision: Revision  # under which it was published; 0 for a duplicate
    relations: Relations = NO_RELATIONS  # of a duplicate: only the article it copies


@dataclass(slots=True)
class Entry:
    """One article or duplicate: the rulings on its texts, and the sketch of its last published text."""

    id: str
    language: int  # this and the next two as in a `Text`
    source: int
    title: int
    time: float  # stream time at its last event, seconds since the epoch
    position: int  # of its last event
    rulings: tuple[Ruling, ...]  # on its texts, oldest first
    sketch: Sketch | None = None  # None for a duplicate, and if an older version published the text
    indexed: int = 0  # hashes of the sketch by which the index finds it: the first ones
    by_fingerprint: bool = True  # whether the index finds it by its fingerprint too

    @classmethod
    def of(cls, article_id: str, text: Text, ruling: Ruling, *, time: float, earlier: Sequence[Ruling] = ()) -> Self:
        """Make the entry after a ruling; without a sketch for a duplicate, since no text is compared with it."""
        rulings = (*earlier[1 - MAX_RULINGS :], ruling)
        sketch = text.sketch if ruling.revision else None
        return cls(article_id, text.language, text.source, text.title, time, ruling.position, rulings, sketch)

    @property
    def last(self) -> Ruling:
        """The ruling on its last text."""
        return self.rulings[-1]

    @property
    def revision(self) -> int:
        """Revision of its last text; 0 for a duplicate."""
        return self.last.revision

    @property
    def last_seen(self) -> tuple[float, int]:
        """Stream time and position of its last event, which give the order of entries."""
        return self.time, self.position

    def knows(self, fingerprint: bytes) -> bool:
        """Tell whether a text with this fingerprint was decided on."""
        return any(ruling.fingerprint == fingerprint for ruling in self.rulings)

    def ruling_on(self, position: int, fingerprint: bytes) -> Ruling | None:
        """Return the ruling on the event at this position; None if it changed nothing or is not remembered."""
        for ruling in self.rulings:
            if (ruling.position, ruling.fingerprint) == (position, fingerprint):
                return ruling
        return None

    def ruling_with(self, fingerprint: bytes) -> Ruling | None:
        """Return the first ruling on this text; None if there is no ruling on it."""
        return next((ruling for ruling in self.rulings if ruling.fingerprint == fingerprint), None)

    def has_seen(self, position: int, fingerprint: bytes) -> bool:
        """Tell whether the event at this position was decided on before.

        If later events were seen, but its text is not known, there are two cases. Either 16 later rulings replaced its
        own: then it was decided on. Or its position is of a source topic that was created again: then it was not.
        """
        if position > self.position:
            return False
        is_forgotten = len(self.rulings) == MAX_RULINGS and position < self.rulings[0].position
        return is_forgotten or self.knows(fingerprint)

    def encode(self) -> bytes:
        """Return the entry as bytes: a struct, the sketch, and a tail of JSON if it has links or earlier texts."""
        last = self.last
        sketch = b"" if self.sketch is None else self.sketch.pack()
        fixed = _FIXED.pack(
            FORMAT, last.fingerprint, self.time, self.position, last.position, last.revision, self.language,
            self.source, self.title, self.indexed | (0 if self.by_fingerprint else NOT_BY_FINGERPRINT), len(sketch),
        )  # fmt: skip
        return fixed + sketch + pack_tail(self.rulings)

    @classmethod
    def decode(cls, article_id: str, value: bytes) -> Self:
        """Read an entry from its wire form; raises ValueError that says what is wrong."""
        try:
            entry = cls._from_json(article_id, value) if value.startswith(b"{") else cls._from_struct(article_id, value)
            entry._check()
        except ValidationError as error:
            raise ValueError(f"not an entry of the deduplicator's state: {describe(error)}") from None
        except (struct.error, ValueError) as error:
            raise ValueError(f"not an entry of the deduplicator's state: {error}") from None
        return entry

    @classmethod
    def _from_struct(cls, article_id: str, value: bytes) -> Self:
        if value[:1] != bytes([FORMAT]):
            raise ValueError(f"its first byte is {value[:1]!r}, this version reads format {FORMAT}")
        _, fingerprint, time, position, ruled_at, revision, language, source, title, found_by, size = (
            _FIXED.unpack_from(value)
        )
        end = _FIXED.size + size
        sketch = Sketch.unpack(value[_FIXED.size : end]) if size else None
        rulings = unpack_tail(Ruling(ruled_at, fingerprint, revision), value[end:])
        indexed, by_fingerprint = found_by & ~NOT_BY_FINGERPRINT, not found_by & NOT_BY_FINGERPRINT
        return cls(
            article_id, language, source, title, time, position, rulings, sketch, indexed, by_fingerprint=by_fingerprint
        )

    @classmethod
    def _from_json(cls, article_id: str, value: bytes) -> Self:
        first = FirstEntry.model_validate_json(value)
        rulings = tuple(_ruling(ruling) for ruling in first.rulings)
        return cls(article_id, hashed(first.language), 0, 0, first.time, first.position, rulings)

    def _check(self) -> None:
        """Raise ValueError if the memory could not keep the entry as it is."""
        if not isfinite(self.time):
            raise ValueError(f"its time is {self.time}")
        check_rulings(self.rulings)
        hashes = 0 if self.sketch is None else len(self.sketch.hashes)
        if not max(0, hashes - OTHERS) <= self.indexed <= min(hashes, KEYS):
            raise ValueError(f"{self.indexed} of {hashes} hashes indexed")
        if self.sketch is not None and not self.revision:
            raise ValueError("a duplicate with a sketch")


def check_rulings(rulings: Sequence[Ruling]) -> None:
    """Raise ValueError if the memory could not keep these rulings as they are."""
    if len(rulings) > MAX_RULINGS:
        raise ValueError(f"{len(rulings)} rulings, at most {MAX_RULINGS} are kept")
    if not all(ruling.revision or ruling.relations.copies for ruling in rulings):
        raise ValueError("a duplicate of no article")


def pack_tail(rulings: Sequence[Ruling]) -> bytes:
    """Return the last ruling's links and the earlier rulings as JSON; nothing if there is neither."""
    *earlier, last = rulings
    if not earlier and not any(last.relations):
        return b""
    before = [(one.position, one.fingerprint.hex(), one.revision, _links(one)) for one in earlier]
    return bytes(memoryview(orjson.dumps((_links(last), before))))  # a copy: orjson's keep the buffer they grew in


def unpack_tail(last: Ruling, tail: bytes) -> tuple[Ruling, ...]:
    """Return all rulings from the last one without its links and the tail; raises ValidationError if it is damaged."""
    if not tail:
        return (last,)
    relations, earlier = _TAIL.validate_json(tail)
    return (*earlier, last._replace(relations=relations))


def _links(ruling: Ruling) -> list[list[dict[str, Any]]]:
    return [[link.model_dump(exclude_none=True) for link in links] for links in ruling.relations]


def _ruling(first: FirstRuling) -> Ruling:
    links = [link.link() for link in first.links]
    copies = tuple(link for link in links if link.method != "containment")
    containers = tuple(link for link in links if link.method == "containment")
    return Ruling(first.position, digest(first.fingerprint), first.revision, Relations(copies, containers))


_TAIL = TypeAdapter(tuple[Relations, tuple[Ruling, ...]])
