"""The date that a page shows, where it states none: microdata, <time>, or a text near the headline.

Own code beside htmldate, which takes 3 to 15 ms for such a page and is wrong more often: of the 647 pages of six sets
that state no date elsewhere and have one in their labels, it finds 509, and this with htmldate behind it 541.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from lxml.html import HtmlElement

from agents.extract.clean import clean_line
from agents.extract.html.places import above, is_aside, is_elsewhere, is_embedded, names
from agents.extract.labels import MODIFIED, PUBLISHED
from agents.extract.when.clues import DAY_FIRST, Clues
from agents.extract.when.dates import parse_time
from agents.extract.when.days import LONGEST, find_day

_HAS_YEAR = re.compile(  # of any calendar; in scripts with digits of their own any digit
    r"(?:19|20|2[45]|1[34])\d\d|1\d\d[/.]\d|\d\s?年|[年月]|[ก-๎]\.?\s?[4-7]\d(?!\d)|[٠-٩۰-۹०-९০-৯๐-๙໐-໙០-៩၀-၉]"
)
_SIGN = re.compile(
    r"dat[eu]|publi[sc]|posted|created|byline|subline|author|(?:post|entry)meta|(?<![a-z])(?:fecha|time(?!line)|meta|info(?!box))",
    re.IGNORECASE,
)
_LATER = re.compile(r"modif|update", re.IGNORECASE)
_CHANGED = re.compile(r"\d[日일.)]?\s?[(（]?(?:更新|修正|改訂|改定|수정|업데이트)\W{0,3}$")  # behind a date
_FIRST = re.compile(r"publi[sc]|posted|created|entry-date", re.IGNORECASE)
_MICRODATA = frozenset(("datePublished", "dateCreated"))  # https://schema.org/Article
_NO_DATE = frozenset(("title", "script", "style"))
_MOST_TEXTS = 500  # with a year
_MOST_SPLIT = 50  # texts that are read together with their neighbours
_MOST_DATES = 80
_MOST_HEADINGS = 20
_SPLIT = 150  # characters of an element that has a date in several parts
_MOST_CHILDREN = 12  # of such an element
_WHOLE, _SHORT, _LINE, _SENTENCE = 15, 35, 65, 80  # characters beside the date


_BESIDE = frozenset((5, 8))  # ranks of dates that may stand beside the article
_LEAST_LISTED = 3  # days
_NEAR = 4  # elements above a date that are its own box


class _Text(NamedTuple):
    place: int  # in the order of the page
    element: HtmlElement
    text: str


class _Date(NamedTuple):
    place: int
    element: HtmlElement
    moment: datetime
    text: str
    beside: int  # characters of the text that are not of the date
    is_at_end: bool  # the text begins or ends with the date


class _Found(NamedTuple):
    """What may be a date: texts with a year, and what <time> and microdata state; and where the headings are."""

    texts: list[_Text]
    stated: list[_Text]
    headings: list[int]


def shown_date(tree: HtmlElement, headings: Sequence[HtmlElement], clues: Clues = DAY_FIRST) -> datetime | None:
    """Return the date that is most likely the article's publication; `headings` are the page's <h1>."""
    headings = headings[:_MOST_HEADINGS]
    around = {ancestor for heading in headings for ancestor in heading.iterancestors()}
    found = _collect(tree, set(headings))
    dates = [*_stated(found.stated[:_MOST_DATES], clues), *islice(_read(found.texts, clues), _MOST_DATES)]
    ranks = [(rank, one) for one in dates if (rank := _rank(one, around))]
    listed = _listed([one for rank, one in ranks if rank in _BESIDE])
    ranked = [
        (rank, _distance(one.place, found.headings), one.place, one.moment)
        for rank, one in ranks
        if not (rank in _BESIDE and one.place in listed)
    ]
    return min(ranked)[3] if ranked else None


def _collect(tree: HtmlElement, headings: set[HtmlElement]) -> _Found:
    texts: list[_Text] = []
    stated: list[_Text] = []
    places: list[int] = []
    for place, element in enumerate(tree.iter()):
        if element in headings:
            places.append(place)
        if value := element.get("datetime") or (element.get("itemprop") in _MICRODATA and element.get("content")):
            stated.append(_Text(place, element, value))
        elif (text := element.text) and len(text) <= LONGEST and _HAS_YEAR.search(text):
            texts.append(_Text(place, element, text))
        if (text := element.tail) and len(text) <= LONGEST and _HAS_YEAR.search(text):
            texts.append(_Text(place, element.getparent(), text))
    return _Found([text for text in texts if text.element.tag not in _NO_DATE][:_MOST_TEXTS], stated, places)


def _stated(values: Iterable[_Text], clues: Clues) -> Iterator[_Date]:
    for place, element, value in values:
        if moment := parse_time(value, clues) or _day(value, clues):
            yield _Date(place, element, moment, _before(element), 0, True)


def _day(text: str, clues: Clues) -> datetime | None:
    day = find_day(text, clues)
    return day.day if day else None


def _read(texts: Iterable[_Text], clues: Clues) -> Iterator[_Date]:
    split = 0
    for place, element, raw in texts:
        text = clean_line(raw)
        day = find_day(text, clues)
        if day is None and split < _MOST_SPLIT:
            split += 1
            text = _together(element)
            day = find_day(text, clues)
        if day:
            beside = len(text) - (day.end - day.start)
            yield _Date(place, element, day.day, text, beside, day.start == 0 or day.end == len(text))


def _together(element: HtmlElement) -> str:
    """Return the text of a small element, or of the one above an element that has but its own; else nothing."""
    whole = element if len(element) else element.getparent()
    if whole is None or len(whole) > _MOST_CHILDREN:
        return ""
    text = ""
    for part in whole.itertext():
        text += f" {part}"
        if len(text) > _SPLIT:
            return ""
    return clean_line(text)


def _before(element: HtmlElement) -> str:
    """Return the text just before an element, and its own first one."""
    previous = element.getprevious()
    above = element.getparent()
    before = (above.text if above is not None else "") if previous is None else previous.tail or previous.text
    return clean_line(f"{(before or '')[-_SENTENCE:]} {(element.text or '')[:_SENTENCE]}")


def _listed(dates: Iterable[_Date]) -> set[int]:
    """Return the places of elements that show several days: a list of other articles, of comments or of events.

    Where the first stands in another kind of box than all others, it is the article's own: a theme has one class for
    the date of an article and of those that are related to it.
    """
    kinds: dict[tuple[str, str], list[_Date]] = {}
    for one in sorted(dates, key=attrgetter("place")):
        kinds.setdefault(_kind(one.element), []).append(one)
    places: set[int] = set()
    for found in kinds.values():
        if len({one.moment.date() for one in found}) >= _LEAST_LISTED:
            places.update(one.place for one in found[_is_apart(found) :])
    return places


def _is_apart(dates: list[_Date]) -> bool:
    """Whether the first of several elements is beside nothing, and in a box with no class of those of the others."""
    first, *others = ({word.rstrip("-_0123456789") for word in _box(one)} for one in dates)
    element = dates[0].element
    farther = {*islice(element.iterancestors(), _NEAR, None)}
    return bool(first) and first.isdisjoint(set().union(*others)) and not is_aside(element, farther)


def _box(date: _Date) -> list[str]:
    """Return the classes of the element around a date."""
    parent = date.element.getparent()
    return names(parent).split() if parent is not None else []


def _kind(element: HtmlElement) -> tuple[str, str]:
    return str(element.tag), names(element)


def _distance(place: int, headings: list[int]) -> int:
    """Return how many elements are between a date and a headline; one above the headline is twice as far."""
    distances = (place - heading if place >= heading else 2 * (heading - place) for heading in headings)
    return min(distances, default=place)


def _rank(date: _Date, around: set[HtmlElement]) -> int:
    """Return how likely a date is the article's: 1 is the most likely, 0 is none."""
    if date.element.get("itemprop") in _MICRODATA or date.element.get("pubdate") is not None:
        return 1
    label = _label(date)
    if label == "modified":
        return 6
    is_other = is_elsewhere(date.element, around)
    is_beside = is_aside(date.element, around) or is_embedded(date.element)
    is_marked = date.element.tag == "time" or any(_SIGN.search(names(one)) for one in above(date.element, 2))
    ranks = (
        (2, label == "published" and date.beside < _SENTENCE and not is_beside),
        (3, is_marked and date.beside < _SENTENCE and not is_beside),
        (4, date.beside < _SHORT and not is_beside),
        (5, is_marked and date.beside < _SHORT and not is_other),
        (7, date.is_at_end and date.beside < _LINE and not (is_other if is_marked else is_beside)),
        (8, date.beside <= _WHOLE and not is_other),
    )
    return next((rank for rank, is_so in ranks if is_so), 0)


def _label(date: _Date) -> str:
    """Return whether the text before a date, or its element's class, says `published` or `modified`."""
    own = f"{date.element.get('itemprop') or ''} {names(date.element)}"
    if (
        MODIFIED.match(f"{date.text} 1")
        or _CHANGED.search(date.text)
        or (_LATER.search(own) and not _FIRST.search(own))
    ):
        return "modified"
    return "published" if PUBLISHED.match(f"{date.text} 1") else ""
