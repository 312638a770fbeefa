"""Signatures: the sketch of a text as it travels on events, and all that is compared of an article."""

import base64
import re
from hashlib import blake2b
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from agents.deduplicate.facts import frame_of
from agents.deduplicate.sketch import VERSION, Sketch, sketch_of
from agents.deduplicate.words import hashed, words_of
from schemas import Article, Extracted, Reason, Rejected, Signature

DIGEST = 16  # bytes
MAX_HEADLINE = 300  # characters
HEXADECIMAL = re.compile(r"[0-9a-f]{32}")  # other forms of the same digits are other names


class Parts(NamedTuple):
    """What is compared of an article beside its text."""

    language: str  # its code
    source: str  # the outlet's domain or name; empty if it has none
    title: str
    fingerprint: str


class Text(NamedTuple):
    """The parts of an article that are compared."""

    language: int  # hash of its code
    source: int  # hash of the outlet's domain or name; 0 if it has none
    title: int  # see `title_of`
    fingerprint: bytes
    sketch: Sketch

    @classmethod
    def of(cls, extracted: Extracted) -> Self:
        """Take the parts from an event; raises Rejected with INVALID_FIELD if its signature is invalid.

        A text that another version of newsmill signed is signed again.
        """
        signature = extracted.signature
        article = extracted.article
        if signature.version != VERSION:
            return cls.from_article(article, sketch_of(article.text, article.language.code))
        return cls.from_parts(_parts_of(article), signature.sketch)

    @classmethod
    def from_parts(cls, parts: Parts, packed: str) -> Self:
        """Put an article's parts and its packed sketch together; raises Rejected with INVALID_FIELD."""
        try:
            sketch = Sketch.unpack(base64.b64decode(packed, validate=True))
        except ValueError as error:
            raise Rejected(Reason.INVALID_FIELD, f"signature.sketch: {error}") from None
        if not sketch.is_whole:
            raise Rejected(Reason.INVALID_FIELD, "signature.sketch: hashes are missing or do not ascend")
        return cls._of(parts, sketch)

    @classmethod
    def from_article(cls, article: Article, sketch: Sketch) -> Self:
        """Put an article's parts and the sketch of its text together."""
        return cls._of(_parts_of(article), sketch)

    @classmethod
    def _of(cls, parts: Parts, sketch: Sketch) -> Self:
        return cls(
            hashed(parts.language),
            hashed(parts.source.casefold()),
            title_of(parts.title, parts.language),
            digest(parts.fingerprint),
            sketch,
        )


def _parts_of(article: Article) -> Parts:
    source = article.source.domain or article.source.name or ""
    return Parts(article.language.code, source, article.title or "", article.fingerprint)


def sign(text: str, language: str = "") -> Signature:
    """Return the signature of a text in a language, given by its code."""
    return Signature(version=VERSION, sketch=base64.b64encode(sketch_of(text, language).pack()).decode())


def title_of(headline: str, language: str = "") -> int:
    """Return two hashes of 16 bits, of the headline's frame and of its letters; 0 if there is none.

    The frame, above the lower 16 bits, is 0 if the headline has too few words beside numbers and names.
    """
    frame = frame_of(words_of(headline[:MAX_HEADLINE]), language)
    letters = "".join(filter(str.isalnum, headline.casefold()))
    return hashed(frame) >> 16 << 16 | hashed(letters) & 0xFFFF


def frame_hash(title: int) -> int:
    """Return the hash of a headline's frame; 0 if it has none."""
    return title >> 16


def letters_hash(title: int) -> int:
    """Return the hash of a headline's letters and digits, which are the same in any case and punctuation."""
    return title & 0xFFFF


def digest(name: str) -> bytes:
    """Return an id or fingerprint in 16 bytes: its own if it is 32 hexadecimal digits, else those of a hash."""
    if HEXADECIMAL.fullmatch(name):
        return bytes.fromhex(name)
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def key_of(name: bytes) -> int:
    """Return four bytes of a digest as a key of a hash chain, which is not 0."""
    return int.from_bytes(name[:4], "little") or 1


def keys_of(names: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Return `key_of` of each digest, one a row."""
    first = np.ascontiguousarray(names[:, :4]).view("<u4").reshape(-1)
    return np.asarray(np.maximum(first, 1))
