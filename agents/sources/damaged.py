"""The entries of a sitemap that is not well-formed, each read by itself: damage costs the entry that it is in."""

import re
from collections.abc import Iterator

from lxml import etree

from agents.sources.repair import with_references

MAX_PREFIXES = 50  # of namespaces
MAX_ENTRY = 1_000_000  # characters; one of a page with a thousand pictures has 200,000

_NAME = r"(?:[A-Za-z_][\w.-]{0,40}:)?(?:url|sitemap)"
_TAG = re.compile(rf"<(/?){_NAME}(?:\s[^<>]{{0,500}})?>")
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,40}):")


def entries_of(text: str) -> Iterator[etree._Element | None]:
    """Yield each entry that has an end, with its broken references repaired; None for one that is lost."""
    prefixes = sorted({found[1] for found in _PREFIX.finditer(text)} - {"xml", "xmlns"})[:MAX_PREFIXES]
    root = "<urlset " + " ".join(f'xmlns:{prefix}="{prefix}"' for prefix in prefixes) + ">"
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    start: int | None = None
    for tag in _TAG.finditer(text):
        if not tag[1]:
            if start is not None:
                yield None
            start = tag.start()
        elif start is not None:
            yield _entry(root, text[start : tag.end()], parser)
            start = None
    if start is not None:
        yield None  # cut off: its address may be cut too


def _entry(root: str, text: str, parser: etree.XMLParser) -> etree._Element | None:
    if len(text) > MAX_ENTRY:
        return None
    try:
        parsed = etree.fromstring(f"{root}{with_references(text)}</urlset>", parser)
    except (etree.XMLSyntaxError, ValueError):  # ValueError: characters that no XML may have
        return None
    return parsed[0] if parsed is not None and len(parsed) else None
