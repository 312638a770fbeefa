"""What a page tells about its dates beside them: language, country, when it was fetched, and days beyond doubt.

Everything is read when it is asked for first: most pages state a time that is clear by itself.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from agents.extract.html import meta_tags as meta
from agents.extract.html.json_ld import first
from agents.extract.html.stated import Stated
from agents.extract.language import UNDETERMINED, detect_language
from agents.extract.when.clues import Known, Order, clues_of, order_of
from agents.extract.when.dates import read_time
from agents.extract.when.days import LONGEST, find_day
from agents.extract.when.url import day_in
from schemas import RawArticle

_SAMPLE = 600  # characters by which the language is detected
_MOST_PARAGRAPHS = 40
_MOST_TEXTS = 400  # that may be a day in words
_MOST_SEEN = 3_000  # texts in which other dates are looked for
_FIGURES = re.compile(r"(?<![\d/-])(\d\d?)[/-](\d\d?)[/-](?:19|20)\d\d(?!\d)")
_SURE = 0.5  # of the language
_TAGS = ("p", "div", "span", "time", "li", "h2", "small", "b", "strong", "em", "i")


class Surroundings:
    """The clues of a page (`Clues`)."""

    def __init__(self, stated: Stated, raw: RawArticle) -> None:
        self._stated = stated
        self._raw = raw

    @property
    def latest(self) -> datetime | None:
        """When the page was fetched."""
        return self._raw.fetched_at

    @property
    def language(self) -> str | None:
        """The language that the page states, else that of its text."""
        return self._told.language or self._detected

    @property
    def region(self) -> str | None:
        """The country that the page states, else that of its address."""
        return self._told.region

    @cached_property
    def order(self) -> Order | None:
        """The order of day and month; a page that only states English may be in another language."""
        if self._told.language not in (None, "en") or self._detected in (None, "en"):
            return self._told.order or self._shown_order()
        regions = [region for region in (self._told.region,) if region and region != "US"]
        return order_of(self._detected, regions) or self._shown_order()

    def _shown_order(self) -> Order | None:
        """Return the order of the other dates in figures on the page, where one has a day above 12."""
        found = {
            Order.DAY_FIRST if int(date[1]) > 12 else Order.MONTH_FIRST
            for text in islice(self._stated.tree.itertext(), _MOST_SEEN)
            if len(text) <= LONGEST
            for date in _FIGURES.finditer(text)
            if (int(date[1]) > 12) != (int(date[2]) > 12)
        }
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def witnesses(self) -> frozenset[date]:
        """The days that the page or its server states beyond doubt."""
        return frozenset(self._witnesses())

    @cached_property
    def _told(self) -> Known:
        try:
            host = urlsplit(self._stated.url or "").hostname
        except ValueError:
            host = None
        return clues_of(filter(None, self._tags()), host)

    def _tags(self) -> Iterator[str]:
        yield self._stated.tree.get("lang") or self._stated.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        yield next(iter(self._stated.tags.get("og:locale", [])), "")
        for element in self._stated.elements["meta"]:
            if (element.get("http-equiv") or "").lower() == "content-language":
                yield element.get("content") or ""
        yield first(self._stated.article.get("inLanguage"), "alternateName", "name") or ""
        yield _header(self._raw.headers, "content-language")
        yield self._raw.language or ""

    @cached_property
    def _detected(self) -> str | None:
        texts = (element.text for element in islice(self._stated.tree.iter("p"), _MOST_PARAGRAPHS))
        sample = ""
        for text in texts:
            sample += f"{text or ''} "
            if len(sample) > _SAMPLE:
                break
        found = detect_language(sample[:_SAMPLE])
        return found.code if found.code != UNDETERMINED and found.confidence >= _SURE else None

    def _witnesses(self) -> Iterator[date]:
        if day := day_in(self._stated.url):
            yield day.date()
        times = [
            first(node.get(name), "@value")
            for node in (self._stated.article, self._stated.page)
            for name in ("datePublished", "dateModified", "dateCreated")
        ]
        times += [value for name in (*meta.PUBLISHED, *meta.MODIFIED) for value in self._stated.tags.get(name, [])[:2]]
        times += [element.get("datetime") for element in self._stated.elements["time"][:5]]
        times.append(_header(self._raw.headers, "last-modified"))
        for time in filter(None, times):
            if moment := read_time(time):
                yield moment.date()
        if self._raw.published_at:
            yield self._raw.published_at.date()
        yield from self._in_words()

    def _in_words(self) -> Iterator[date]:
        """Yield the days that stand alone in a short text, with the name of the month."""
        clues = Known(self.language)
        for element in islice(self._stated.tree.iter(*_TAGS), _MOST_TEXTS):
            text = element.text
            if text and len(text) <= LONGEST // 3 and any(map(str.isdigit, text)) and (day := find_day(text, clues)):
                yield day.day.date()


def _header(headers: Mapping[str, str], name: str) -> str:
    return next((value for key, value in headers.items() if key.lower() == name), "")
