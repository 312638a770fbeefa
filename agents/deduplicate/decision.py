"""The decision on one event: its verdict, the article to publish, and the changes of the state."""

from enum import StrEnum
from typing import NamedTuple, TypeAlias

from agents.deduplicate.entry import Ruling
from schemas import Article, Link, Status

Change: TypeAlias = tuple[str, bytes | None]
"""A record of the state topic: an article's id, and its entry in wire form, or None for a tombstone."""


class Verdict(StrEnum):
    """What becomes of an event."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


class Decision(NamedTuple):
    """A verdict, with what it means for subscribers and for the state."""

    verdict: Verdict
    article: Article  # as it is published if the verdict is NEW or UPDATED, else as it was received
    duplicate_of: Link | None  # the published article that it copies, if the verdict is DUPLICATE
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, article: Article, ruling: Ruling | None, changes: tuple[Change, ...]) -> "Decision":
        """Make the decision that follows from a ruling; without a ruling the verdict is UNCHANGED."""
        if ruling is None:
            return cls(Verdict.UNCHANGED, article, None, changes)
        if ruling.revision == 0:
            return cls(Verdict.DUPLICATE, article, ruling.relations.copies[0], changes)
        verdict, status = (Verdict.NEW, Status.NEW) if ruling.revision == 1 else (Verdict.UPDATED, Status.UPDATED)
        update = {
            "revision": ruling.revision,
            "status": status,
            "near_duplicates": ruling.relations.copies + ruling.relations.near,
            "contained_in": ruling.relations.contained_in,
            "contains": ruling.relations.contains,
        }
        return cls(verdict, article.model_copy(update=update), None, changes)
