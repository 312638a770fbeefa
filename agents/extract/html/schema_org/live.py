"""The entries of a live blog (https://schema.org/liveBlogUpdate), and when it began."""

from datetime import UTC, datetime
from typing import Any

from agents.extract.html.json_ld import Node
from agents.extract.when.dates import to_utc

_MOST = 1_000  # entries


def entries(live: Node) -> list[Node]:
    """Return the entries, each once: a page may refer to one a thousand times."""
    found = live.get("liveBlogUpdate")
    nodes = found[:_MOST] if isinstance(found, list) else [found]
    return list({id(node): node for node in nodes if isinstance(node, dict)}.values())


def moment(stated: Any) -> datetime | None:
    """Read a time of ISO 8601: an entry has an hour, and other forms would take milliseconds each.

    Midnight is an hour like others here, in its time zone.
    """
    if not isinstance(stated, str) or ":" not in stated:
        return None
    try:
        found = datetime.fromisoformat(stated.strip())
        return to_utc(found.astimezone(UTC) if found.tzinfo else found)
    except (ValueError, OverflowError):
        return None


def beginning(live: Node) -> str | None:
    """Return the time from which a live blog reports, else that of its first entry; None if it states neither."""
    if moment(start := live.get("coverageStartTime")):
        return str(start)
    times = [(at, stated) for entry in entries(live) if (at := moment(stated := entry.get("datePublished")))]
    return min(times)[1] if times else None
