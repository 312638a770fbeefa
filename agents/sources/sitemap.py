"""Sitemaps (sitemaps.org, with the news extension): the pages they list and the sitemaps they link to.

The protocol also has feeds and lists of addresses, a line each, for sitemaps; robots.txt names sitemaps.
"""

import io
import re
from collections.abc import Iterator

from lxml import etree

from agents.sources.cut import SITEMAP_ENTRY, cut
from agents.sources.damaged import entries_of
from agents.sources.feed import parse_feed
from agents.sources.listing import BAD_URL, Listed, Listing, NotListing, counted, is_url, listed
from agents.sources.moment import Moments
from agents.sources.plain import plain
from agents.sources.repair import as_text
from agents.web.sniff import looks_html
from agents.web.unpack import NotUnpackable, TooLarge

MAX_URLS = 50_000  # of the protocol
MAX_BYTES = 50 * 1024 * 1024  # of the protocol, unpacked
MAX_TEXT = 20_000  # characters that are read of one field
MAX_KEYWORDS = 100
MAX_LANGUAGES = 50  # of one sitemap; more, and the others' dates are read without
ROOTS = ("urlset", "sitemapindex")
LEFT_OUT = f"beyond the first {MAX_URLS}"
LOST = "lost where the sitemap is broken"

_FEED = re.compile(r"\s*(?:<[!?][^<>]{0,1000}>\s*){0,10}<(?:rss|feed|[A-Za-z]{1,10}:RDF|rdf)[\s>]", re.IGNORECASE)
_IN_ROBOTS = re.compile(r"(?i)sitemap\s{0,9}:\s{0,9}(\S{1,9000})")


def parse_sitemap(document: bytes, address: str) -> Listing:
    """Return what a sitemap, or an index of sitemaps, lists; it may be gzipped. Raises NotListing.

    Of one that is not well-formed, each entry that is whole is read, and the others are counted as LOST.
    """
    try:
        text = as_text(document, None, limit=MAX_BYTES)
    except (TooLarge, NotUnpackable) as error:
        raise NotListing(f"this is not a sitemap: {error}") from None
    if _FEED.match(text):
        return parse_feed(document, address)
    if looks_html(text[:MAX_TEXT].encode(errors="replace")):
        raise NotListing("this is not a sitemap: it is an HTML page, its root is <html>")
    return _parse_xml(text, address) if text.lstrip().startswith("<") else _parse_lines(text, address)


def _parse_xml(text: str, address: str) -> Listing:
    packed, left_out = cut(text.encode(errors="replace"), SITEMAP_ENTRY, MAX_URLS)
    found = _Found(address)
    lost = 0
    try:
        for entry in _entries(packed):
            found.take(entry)
    except etree.XMLSyntaxError as error:
        found = _Found(address)
        for damaged in entries_of(packed.decode(errors="replace")):
            if damaged is None:
                lost += 1
            else:
                found.take(damaged)
        if not (found.pages or found.sitemaps):
            raise NotListing(f"this is not a sitemap: {error}") from None
    return Listing(found.pages, found.sitemaps, counted({BAD_URL: found.without, LEFT_OUT: left_out, LOST: lost}))


def _parse_lines(text: str, address: str) -> Listing:
    """Return the pages of a list of addresses, or the sitemaps that robots.txt names; raises NotListing."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    named = (_IN_ROBOTS.fullmatch(line.partition("#")[0].strip()) for line in lines)
    if sitemaps := [found[1] for found in named if found and is_url(found[1])]:
        return Listing((), sitemaps)
    taken = lines[:MAX_URLS]
    urls = [line for line in taken if is_url(line)]
    if len(urls) < max(len(taken) / 2, 1):  # some text, in which there may be an address
        raise NotListing("this is not a sitemap: it is neither XML nor a list of addresses, a line each")
    pages = [listed(url, {"sitemap": address}) for url in urls]
    return Listing(pages, (), counted({BAD_URL: len(taken) - len(urls), LEFT_OUT: len(lines) - len(taken)}))


def _entries(document: bytes) -> Iterator[etree._Element]:
    """Yield the entries of a sitemap, each forgotten before the next; raises NotListing if the root is another.

    A sitemap within a sitemap is read too: https://github.com/GateNLP/ultimate-sitemap-parser/issues/86
    """
    # Entities are not expanded and nothing else is loaded, because a sitemap may come from anyone.
    parsing = etree.iterparse(
        io.BytesIO(document),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
    )
    for _, entry in parsing:
        parent = entry.getparent()
        if parent is None or etree.QName(parent).localname not in ROOTS:  # the root itself, or a video's url
            continue
        yield entry
        entry.clear()
        while entry.getprevious() is not None:
            del parent[0]
    if (name := etree.QName(parsing.root).localname) not in ROOTS:
        raise NotListing(f"this is not a sitemap: its root is <{name[:100]}>")


class _Found:
    """What the entries of a sitemap name."""

    def __init__(self, address: str) -> None:
        self.pages: list[Listed] = []
        self.sitemaps: list[str] = []
        self.without = 0  # a URL
        self._address = address
        self._moments: dict[str | None, Moments] = {}

    def take(self, entry: etree._Element) -> None:
        """Read an entry."""
        location = _text(entry, "loc")
        if location is None or not is_url(location):
            self.without += 1
        elif etree.QName(entry).localname == "sitemap":
            self.sitemaps.append(location)
        else:
            self.pages.append(self._page(entry, location))

    def _page(self, entry: etree._Element, url: str) -> Listed:
        keywords = (_text(entry, "{*}news/{*}keywords") or "").split(",")
        language = _text(entry, "{*}news/{*}publication/{*}language")
        metadata = {
            "sitemap": self._address,
            "lastmod": _text(entry, "lastmod"),
            "keywords": [keyword.strip() for keyword in keywords[:MAX_KEYWORDS] if keyword.strip()],
        }
        if language not in self._moments and len(self._moments) < MAX_LANGUAGES:
            self._moments[language] = Moments(language)
        moments = self._moments.get(language) or self._moments[next(iter(self._moments))]
        return listed(
            url,
            metadata,
            title=plain(_text(entry, "{*}news/{*}title") or "", is_markup=False),
            published_at=moments.read(_text(entry, "{*}news/{*}publication_date")),
            source=plain(_text(entry, "{*}news/{*}publication/{*}name") or "", is_markup=False),
            language=language,
        )


def _text(entry: etree._Element, path: str) -> str | None:
    text = entry.findtext(path if path.startswith("{") else f"{{*}}{path}")
    return " ".join(text[:MAX_TEXT].split()) or None if text else None
