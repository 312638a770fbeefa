"""The header Retry-After (RFC 9110, section 10.2.3): seconds, or a date."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_DIGITS = 9
MAX_DATE = 40  # characters


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return for how many seconds a site wants to be left alone; None if it does not say."""
    stated = headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdigit() and len(stated) <= MAX_DIGITS:
        return float(stated)
    if not stated or len(stated) > MAX_DATE:
        return None
    try:
        until = parsedate_to_datetime(stated)
        return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
