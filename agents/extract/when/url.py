"""The day in the path of a URL."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from agents.extract.when.names import months_of

# /2021/03/23/, /2021-03-23-story, /2021/3/23.html. A month alone is no date.
_IN_PATH = re.compile(r"(?<=[/_-])((?:19|20)\d\d)([/_-])(\d\d?)\2(\d\d?)(?![^/._-])")
_NAMED = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,10})/(\d\d?)(?=[/.]|$)", re.IGNORECASE)  # /2021/mar/23/
_LONGEST = 2_000  # characters


def day_in(url: str | None) -> datetime | None:
    """Return the day in a URL's path, as midnight UTC, or None."""
    try:
        path = urlsplit((url or "")[:_LONGEST]).path
        if found := _IN_PATH.search(path):
            return datetime(int(found[1]), int(found[3]), int(found[4]), tzinfo=UTC)
        if (named := _NAMED.search(path)) and len(months := months_of(named[2], None)) == 1:
            return datetime(int(named[1]), months[0][1], int(named[3]), tzinfo=UTC)
        return None
    except ValueError:
        return None
