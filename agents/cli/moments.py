"""Moments on the command line: a time, or how long ago.

Own code beside dateparser, because dateparser guesses (it reads `10` as October and `2026-13-01` as 13 January), and a
redrive or a replay must take exactly the span that was meant: here a wrong time is an error.
"""

import re
from datetime import UTC, datetime, timedelta

from agents.cli.errors import Misused

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
AGO = re.compile(r"(\d+)([smhd])")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
MOMENTS = "a time like 2026-11-24T09:30:00Z, or how long ago: 90s, 30m, 2h, 3d"
BOUNDS = f"{MOMENTS}; an offset, beginning or end"


def bound(text: str, option: str, now: datetime) -> datetime | int | None:
    """Read a bound of a replay: a moment, an offset, `beginning` (0) or `end` (None); raises Misused."""
    if text == "end":
        return None
    if text == "beginning":
        return 0
    return int(text) if text.isascii() and text.isdigit() else moment(text, option, now, BOUNDS)


def moment(text: str, option: str, now: datetime, expected: str = MOMENTS) -> datetime:
    """Read a moment; without a time zone it is in UTC. Raises Misused with the option and what was expected."""
    try:
        if ago := AGO.fullmatch(text):
            return now - timedelta(**{UNITS[ago[2]]: int(ago[1])})
        if DATE.match(text):
            time = datetime.fromisoformat(text)
            return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Misused(f"{option} {text!r}: expected {expected}")
