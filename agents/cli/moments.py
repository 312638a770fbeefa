"""Moments as people give them: a time, or how long ago."""

import re
from datetime import UTC, datetime, timedelta

from agents.cli.errors import Misused

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
AGO = re.compile(r"(\d+)([smhd])")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
EXAMPLES = "a time like 2026-11-24T09:30:00Z, or how long ago: 90s, 30m, 2h, 3d"


def bound(text: str, option: str, now: datetime) -> datetime | int | None:
    """Read where a replay begins or ends: a moment, an offset, `beginning` (0) or `end` (None); raises Misused."""
    if text == "end":
        return None
    if text == "beginning":
        return 0
    return int(text) if text.isascii() and text.isdigit() else moment(text, option, now)


def moment(text: str, option: str, now: datetime) -> datetime:
    """Read a moment; one without a zone is in UTC. Raises Misused with the option's name."""
    try:
        if ago := AGO.fullmatch(text):
            return now - timedelta(**{UNITS[ago[2]]: int(ago[1])})
        if DATE.match(text):
            time = datetime.fromisoformat(text)
            return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Misused(f"{option} {text!r}: expected {EXAMPLES}")
