"""The decision on one event: its verdict, the article to publish, and the changes of the state."""

from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

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


class Judgement(NamedTuple):
    """What the state says of an event: the ruling on its text, None if the text is known, and the state's changes."""

    ruling: Ruling | None
    changes: tuple[Change, ...]


def verdict_of(ruling: Ruling | None) -> Verdict:
    """Return the verdict that follows from a ruling; without a ruling the text is known."""
    if ruling is None:
        return Verdict.UNCHANGED
    if ruling.revision == 0:
        return Verdict.DUPLICATE
    return Verdict.NEW if ruling.revision == 1 else Verdict.UPDATED


def changes_of(ruling: Ruling) -> dict[str, Any]:
    """Return the fields of an article that a ruling by which it is published sets."""
    return {
        "revision": ruling.revision,
        "status": Status.NEW if ruling.revision == 1 else Status.UPDATED,
        "near_duplicates": ruling.relations.copies + ruling.relations.near,
        "contained_in": ruling.relations.contained_in,
        "contains": ruling.relations.contains,
    }


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
        return cls(verdict_of(ruling), article.model_copy(update=changes_of(ruling)), None, changes)
