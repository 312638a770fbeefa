"""What a kill lost and doubled: the outcomes of raw events are counted against the stories that they are about."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import orjson

ORIGINAL, COPY = "original", "copy"


class Published(NamedTuple):
    """An article event on the output topic."""

    raw_id: str  # of the raw event
    id: str
    revision: int


class Damage(NamedTuple):
    """What is wrong with the outcomes; all 0 if each story is one article, and its copy a duplicate."""

    lost: int  # raw events of which nothing came
    doubled: int  # article events that repeat an earlier one's id and revision
    copies_published: int  # stories of which two articles were published
    articles_dropped: int  # stories of which all events were given as duplicates


def raw_id(kind: str, story: int) -> str:
    """Return the id of a story's raw event, or of that of its copy."""
    return f"{kind}-{story}"


def damage(published: Sequence[Published], duplicates: Iterable[str], stories: int) -> Damage:
    """Count what is wrong with the outcomes of stories, each of which has an original and a copy.

    `duplicates` are the raw ids on the topic of duplicates. Which of two events is the copy of the other depends on
    which is decided first, so either may be the article.
    """
    articles = {event.raw_id for event in published}
    copies = set(duplicates)
    sides = [(raw_id(ORIGINAL, story), raw_id(COPY, story)) for story in range(stories)]
    repeated = Counter((event.id, event.revision) for event in published)
    return Damage(
        lost=sum(side not in articles and side not in copies for pair in sides for side in pair),
        doubled=sum(count - 1 for count in repeated.values()),
        copies_published=sum(first in articles and second in articles for first, second in sides),
        articles_dropped=sum(
            not (first in articles or second in articles) and first in copies and second in copies
            for first, second in sides
        ),
    )


def published(value: bytes) -> Published:
    """Read what is counted of an article event."""
    event = orjson.loads(value)
    return Published(event["raw_id"], event["id"], event["revision"])


def duplicate(value: bytes) -> str:
    """Read the raw id of a duplicate event."""
    return str(orjson.loads(value)["raw_id"])
