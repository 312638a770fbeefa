"""The labelled pages as extractors of other projects read them; what they find is kept in .cache."""

import gzip
import json
import warnings
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # that nltk is missing, which its summaries need
    import newspaper
import readability
import tldextract
import trafilatura
from newspaper.languages import get_available_languages
from resiliparse.extract.html2text import extract_plain_text

from agents.extract.url import normalise
from tests.support.brokers.jars import CACHE
from tests.support.extraction.measure import FIELDS
from tests.support.extraction.pages import SETS, Found, Labelled, labelled_pages

__all__ = ["ALL", "EXTRACTORS", "SETS", "Extractor", "Kept", "Page", "pages"]

# newspaper4k would ask the web for the list of public suffixes; tldextract has a copy of it.
tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


class Page(NamedTuple):
    """A labelled page with the extractors' texts."""

    id: str
    group: str  # its normal URL: some pages are in two sets
    url: str
    language: str  # of the labelled text, ISO 639-1
    title: str | None
    body: str
    texts: dict[str, str]  # by extractor; empty if it raised an error


Read: TypeAlias = Callable[[Labelled], Found]
"""Returns what is found in a page; may raise anything."""


class Extractor(NamedTuple):
    """A function of another project's package, and which fields besides the text it finds."""

    package: str
    read: Read
    fields: tuple[str, ...] = FIELDS


def by_trafilatura(page: Labelled, **options: Any) -> Found:
    """Read with trafilatura, metadata included and comments not: its usual settings, or with more options."""
    document = trafilatura.bare_extraction(
        page.html, url=page.url or None, include_comments=False, with_metadata=True, **options
    )
    if document is None:
        return Found()
    authors = tuple(name.strip() for name in (document.author or "").split(";") if name.strip())
    return Found(document.text or "", document.title, authors, document.date)


def by_trafilatura_recall(page: Labelled) -> Found:
    """Read with trafilatura's fast pass that favours recall."""
    return by_trafilatura(page, favor_recall=True, fast=True)


def by_trafilatura_precision(page: Labelled) -> Found:
    """Read with trafilatura's settings that favour precision."""
    return by_trafilatura(page, favor_precision=True)


def by_resiliparse(page: Labelled) -> Found:
    """Read the main content by Resiliparse's rules."""
    return Found(extract_plain_text(page.html, main_content=True))


def by_readability(page: Labelled) -> Found:
    """Read what a browser's reader view shows."""
    document = readability.Document(page.html, url=page.url)
    summary = document.summary(html_partial=True)
    return Found(extract_plain_text(summary, alt_texts=False, list_bullets=False), document.short_title())


def by_newspaper(page: Labelled) -> Found:
    """Read with newspaper4k, which counts the stop words of the language."""
    known = page.language if page.language in get_available_languages() else "en"
    article = newspaper.Article(page.url, language=known, fetch_images=False)
    article.download(input_html=page.html)
    article.parse()
    day = article.publish_date.date().isoformat() if article.publish_date else None
    return Found(article.text or "", article.title, tuple(article.authors), day)


EXTRACTORS = {  # by name: the best that each project has
    "trafilatura": Extractor("trafilatura", by_trafilatura),
    "resiliparse": Extractor("resiliparse", by_resiliparse, ()),
    "readability": Extractor("readability-lxml", by_readability, ("title",)),
    "newspaper": Extractor("newspaper4k", by_newspaper),
}
ALL = EXTRACTORS | {
    "trafilatura-recall": Extractor("trafilatura", by_trafilatura_recall),
    "trafilatura-precision": Extractor("trafilatura", by_trafilatura_precision),
}


def pages(name: str, limit: int | None = None) -> Iterator[Page]:
    """Yield the pages of a set, at most `limit`; skips the test if the data is missing."""
    kept = Kept(name, EXTRACTORS)
    for page in labelled_pages(name, limit):
        texts = {extractor: kept.found(extractor, page).text for extractor in EXTRACTORS}
        group = (normalise(page.url) or page.id).rstrip("/")
        yield Page(page.id, group, page.url, page.language, page.truth.title, page.truth.text, texts)
    kept.write()


class Kept:
    """What extractors find in a set, a file for each extractor in its version; what is missing is extracted."""

    def __init__(self, name: str, extractors: Iterable[str]) -> None:
        self._paths = {
            extractor: CACHE / "found" / f"{name}-{extractor}-{version(ALL[extractor].package)}.json.gz"
            for extractor in extractors
        }
        self._found: dict[str, dict[str, Found]] = {
            extractor: _stored(path) if path.exists() else {} for extractor, path in self._paths.items()
        }
        self._new: set[str] = set()

    def found(self, extractor: str, page: Labelled) -> Found:
        """Return what is found in a page; nothing if the extractor raises an error."""
        if page.id not in self._found[extractor]:
            self.keep(extractor, page.id, attempt(ALL[extractor].read, page))
        return self._found[extractor][page.id]

    def keep(self, extractor: str, page_id: str, found: Found) -> None:
        """Keep what was found in a page."""
        self._new.add(extractor)
        self._found[extractor][page_id] = found

    def write(self) -> None:
        """Write the files that have something new."""
        for extractor in self._new:
            path = self._paths[extractor]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(gzip.compress(json.dumps(self._found[extractor]).encode()))


def attempt(read: Read, page: Labelled) -> Found:
    """Return what is found in a page; nothing if the extractor raises an error."""
    try:
        return read(page)
    except Exception:  # extractors raise many kinds of error at broken pages
        return Found()


def _stored(path: Path) -> dict[str, Found]:
    rows = json.loads(gzip.decompress(path.read_bytes()))
    return {page_id: Found(text, title, tuple(names), day) for page_id, (text, title, names, day, _) in rows.items()}
