"""The events on newsmill's topics: their models, their validation and their wire form."""

from schemas.article import (
    Article,
    BlockKind,
    Entity,
    EntityType,
    Evidence,
    Language,
    Link,
    Mention,
    Origin,
    Passage,
    Probabilities,
    Provenance,
    Sentiment,
    SentimentLabel,
    Source,
    Status,
    TextBlock,
    Update,
)
from schemas.base import Event
from schemas.dead_letter import DeadLetter
from schemas.duplicate import Duplicate
from schemas.errors import Deferred, Reason, Rejected, StageError, Transient
from schemas.extracted import Extracted, Signature
from schemas.raw import MediaType, RawArticle

__all__ = [
    "Article",
    "BlockKind",
    "DeadLetter",
    "Deferred",
    "Duplicate",
    "Entity",
    "EntityType",
    "Event",
    "Evidence",
    "Extracted",
    "Language",
    "Link",
    "MediaType",
    "Mention",
    "Origin",
    "Passage",
    "Probabilities",
    "Provenance",
    "RawArticle",
    "Reason",
    "Rejected",
    "Sentiment",
    "SentimentLabel",
    "Signature",
    "Source",
    "StageError",
    "Status",
    "TextBlock",
    "Transient",
    "Update",
]
