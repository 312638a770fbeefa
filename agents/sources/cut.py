"""Cutting a feed or a sitemap before it is parsed: a parser takes all entries or none, however many there are."""

import re

SITEMAP_ENTRY = re.compile(rb"</(?:[A-Za-z_][\w.-]{0,40}:)?(?:url|sitemap)\s{0,40}>")
FEED_ENTRY = re.compile(rb"</(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)\s{0,40}>", re.IGNORECASE)


def cut(document: bytes, entry: re.Pattern[bytes], most: int) -> tuple[bytes, int]:
    """Return a document with its first `most` entries, and how many others were taken out.

    `entry` finds the end of one. What follows the last entry stays, so that the document is still well-formed.
    """
    found = last = end = 0
    for match in entry.finditer(document):
        found, last = found + 1, match.end()
        if found == most:
            end = last
    return (document[:end] + document[last:], found - most) if found > most else (document, 0)
