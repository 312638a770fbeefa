"""The labelled pages as four extractors of other projects read them; the texts are kept in .cache."""

import gzip
import json
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any, NamedTuple, TypeAlias

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # that nltk is missing, which its summaries need
    import newspaper
import readability
import tldextract
import trafilatura
from newspaper.languages import get_available_languages
from resiliparse.extract.html2text import extract_plain_text

from agents.extract.language import detect_language
from agents.extract.url import normalise
from tests.support.brokers.jars import CACHE
from tests.support.paths import data

SETS = tuple(f"{name}-dev" for name in (
    "wcxb", "fundus", "fundus-evaluation", "fundus-history", "mercury", "readability", "newspaper", "trafilatura"
))  # fmt: skip

# newspaper4k would ask the web for the list of public suffixes; tldextract has a copy of it.
tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


class Labelled(NamedTuple):
    """A page with the text that a person, or a parser made for its site, found in it."""

    id: str
    url: str
    html: str
    language: str  # of the text, ISO 639-1
    title: str | None
    body: str


class Page(NamedTuple):
    """A labelled page with the extractors' texts."""

    id: str
    group: str  # its normal URL: some pages are in two sets
    url: str
    language: str
    title: str | None
    body: str
    texts: dict[str, str]  # by extractor; empty if it raised an error


def by_trafilatura(page: Labelled) -> str:
    """Return the text with trafilatura's usual settings, without comments."""
    return trafilatura.extract(page.html, url=page.url, include_comments=False) or ""


def by_resiliparse(page: Labelled) -> str:
    """Return the text of the main content by Resiliparse's rules."""
    return extract_plain_text(page.html, main_content=True)


def by_readability(page: Labelled) -> str:
    """Return the text of what a browser's reader view shows."""
    summary = readability.Document(page.html, url=page.url).summary(html_partial=True)
    return extract_plain_text(summary, alt_texts=False, list_bullets=False)


def by_newspaper(page: Labelled) -> str:
    """Return the text by newspaper4k, which counts the stop words of the language."""
    known = page.language if page.language in get_available_languages() else "en"
    article = newspaper.Article(page.url, language=known, fetch_images=False)
    article.download(input_html=page.html)
    article.parse()
    return article.text


Extractor: TypeAlias = Callable[[Labelled], str]
"""Returns the text of a page; may raise anything."""

EXTRACTORS: dict[str, tuple[str, Extractor]] = {  # by name: the package, and the function
    "trafilatura": ("trafilatura", by_trafilatura),
    "resiliparse": ("resiliparse", by_resiliparse),
    "readability": ("readability-lxml", by_readability),
    "newspaper": ("newspaper4k", by_newspaper),
}


def pages(name: str, limit: int | None = None) -> Iterator[Page]:
    """Yield the pages of a set, at most `limit`; skips the test if the data is missing."""
    kept = Kept(name)
    for line in gzip.decompress(data("extraction", f"{name}.jsonl.gz").read_bytes()).splitlines()[:limit]:
        page = labelled(json.loads(line))
        texts = {extractor: kept.text(extractor, page) for extractor in EXTRACTORS}
        group = (normalise(page.url) or page.id).rstrip("/")
        yield Page(page.id, group, page.url, page.language, page.title, page.body, texts)
    kept.write()


def labelled(row: dict[str, Any]) -> Labelled:
    """Read a line of a set."""
    body = row["truth"]["body"]
    language = detect_language(body).code
    return Labelled(row["id"], row["url"] or "", row["content"], language, row["truth"]["title"], body)


class Kept:
    """The extractors' texts of a set, a file for each extractor in its version; a missing text is extracted."""

    def __init__(self, name: str) -> None:
        self._paths = {
            extractor: CACHE / "extracts" / f"{name}-{package}-{version(package)}.json.gz"
            for extractor, (package, _) in EXTRACTORS.items()
        }
        self._texts: dict[str, dict[str, str]] = {
            extractor: json.loads(gzip.decompress(path.read_bytes())) if path.exists() else {}
            for extractor, path in self._paths.items()
        }
        self._new: set[str] = set()

    def text(self, extractor: str, page: Labelled) -> str:
        """Return the text of a page; empty if the extractor raises an error."""
        texts = self._texts[extractor]
        if page.id not in texts:
            self._new.add(extractor)
            texts[page.id] = _extracted(EXTRACTORS[extractor][1], page)
        return texts[page.id]

    def write(self) -> None:
        """Write the files that have new texts."""
        for extractor in self._new:
            path = self._paths[extractor]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(gzip.compress(json.dumps(self._texts[extractor]).encode()))


def _extracted(extractor: Extractor, page: Labelled) -> str:
    try:
        return extractor(page)
    except Exception:  # extractors raise many kinds of error at broken pages
        return ""
