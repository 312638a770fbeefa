"""The internal event between extraction and deduplication: a draft of the article and its signature."""

from pydantic import Field

from schemas.article import Article
from schemas.base import Event, Value


class Signature(Value):
    """What deduplication compares of a text: hashes of its words, numbers and names."""

    version: int = Field(default=1, description="Of the sketch's format; a text with another version is signed again.")
    sketch: str = Field(default="", max_length=2048, description="The sketch, packed, in base64.")


class Extracted(Event):
    """An article as extracted: revision and status are not decided yet, entities and sentiment are absent."""

    article: Article
    signature: Signature
