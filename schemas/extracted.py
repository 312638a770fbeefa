"""The internal event between extraction and deduplication: a draft of the article and its signature."""

from pydantic import Field

from schemas.article import Article
from schemas.base import Event, Value


class Signature(Value):
    """A text's MinHash signature, by which near-duplicates are found."""

    minhash: str = Field(description="128 unsigned 32-bit integers, little-endian, in base64.")
    shingles: int = Field(ge=0, description="Number of distinct shingles; 0 if the text is too short for one.")


class Extracted(Event):
    """An article as extracted: revision and status are not decided yet, entities and sentiment are absent."""

    article: Article
    signature: Signature
