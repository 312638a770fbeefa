"""The by-line that a page shows, where it states no author: elements marked as one, links to authors, `By Jane Doe`."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from agents.extract.html.places import is_aside
from agents.extract.labels import BYLINE
from agents.extract.persons.split import split_byline
from agents.extract.words import any_of

_TAGS = tuple("h1 a address b cite dd div em h3 h4 h5 h6 i li p small span strong td".split())
# What any mark has, in small letters: five times as fast as the search without regard to case.
_MAY_MARK = re.compile(r"aut[eho]|by-?l|forfatt|skribent|writer|report|journalist|redact|contrib|usern")
# `author-name`, `articleAuthor`, `c-byline__name`; not `authority`.
_MARK = re.compile(
    r"author(?!i[stz])|(?<![a-z])(?:by-?lines?|auto[rn](?:e[ns]?|in)?|auteurs?|autor[ei]s?|forfatt(?:er|are)|skribent|writers?"
    r"|reporters?|journalists?|redact(?:eur|or)|contributors?|username)(?![a-z])|(?<=[a-z])(?-i:By-?[Ll]ine)(?![a-z])",
    re.IGNORECASE,
)
# Beside one of the above: mostly an author's picture, card or button, less often the name.
_NOT_MARK = re.compile(
    r"(?i)(?<![a-z])(?:bio|biography|box|image|img|avatar|photo|picture|social|card|more|follow|comments?|related|date|time|icon|thumb)"
    r"(?![a-z])"
)
# The address of an author's page.
_LINK = re.compile(
    r"(?i)/(?:authors?|autor(?:en|es|in)?|auteurs?|autore|by|profiles?|people|staff|journalists?|reporters?|redaktion|writers?"
    r"|contributors?|columnists?|bio|team)/[^/?#]+"
)
_EAST = re.compile(
    r"\s*[【(（]?(?:(?:本报|本報|特约|特約)?(?:记者|記者|通讯员|通訊員)\s*|文\s*[/／])[^\W\d_a-z]{2,4}(?!\w)"
)
_MOST_MARKED = 300  # elements that are looked into
_MOST = 40  # by-lines that are compared
_MOST_HEADINGS = 20
_LONGEST = 150  # characters of a by-line
_LONGEST_NAME = 300  # of a class and an id
_LONGEST_URL = 500
_NEAR = 80  # elements between the headline and an unmarked by-line
_JOINT = re.compile(rf"(?i)(?:{any_of('joint')}|[&,;/|]|)")
_LABEL = re.compile(rf"(?i)(?:.*\s)?(?:{any_of('by', 'by_at_start', 'author', 'before_by')})")
_NO_NAME = re.compile(rf"(?i)(?<!\w)(?:{any_of('no_name')})(?!\w)|[!?:=@{{}}<>]|\d\d")
_OFFICE = re.compile(rf"(?i)(?<!\w)(?:{any_of('office')})(?!\w)|\d")
_MOST_WORDS = 5
# Ranks, the surest first; an element beside the article comes after all others.
_SURE, _MARKED, _LINKED, _DOUBTFUL, _LABELLED, _ALIAS, _ASIDE = range(1, 8)
_PARTICLE = 3  # characters of a particle (de, van, al-)


class Shown(NamedTuple):
    """Names in a by-line, and whether they look like those of persons and stand with the article."""

    names: list[str]
    is_person: bool


class _Byline(NamedTuple):
    rank: int
    distance: int
    place: int
    element: HtmlElement
    names: list[str]


def shown_bylines(tree: HtmlElement, headings: Sequence[HtmlElement]) -> Iterator[Shown]:
    """Yield the by-lines that a page shows, the most likely first; `headings` are its <h1>."""
    headings = headings[:_MOST_HEADINGS]
    around = {ancestor for heading in headings for ancestor in heading.iterancestors()}
    found = sorted(islice(_bylines(tree, set(headings), around), _MOST), key=lambda byline: byline[:3])
    for byline in found:
        beside = [name for other in found if _is_beside(other, byline) for name in other.names]
        yield Shown([*byline.names, *beside], byline.rank < _ALIAS and all(map(looks_like_name, byline.names)))


def _is_beside(other: _Byline, byline: _Byline) -> bool:
    """Whether two by-lines are of the same kind and stand side by side."""
    if (
        other is byline
        or other.element.tag != byline.element.tag
        or other.element.get("class") != byline.element.get("class")
    ):
        return False
    return _above(other.element, 2) is not None and _above(other.element, 2) is _above(byline.element, 2)


def _above(element: HtmlElement, steps: int) -> HtmlElement | None:
    return next(islice(element.iterancestors(), steps - 1, None), None)


def _bylines(tree: HtmlElement, headings: set[HtmlElement], around: set[HtmlElement]) -> Iterator[_Byline]:
    for place, distance, rank, element in islice(_marked(tree, headings), _MOST_MARKED):
        parts = _parts(element)
        names = _names(parts)
        if not names and rank <= _MARKED:
            names = _alias(parts)
            rank = rank if rank == _SURE else _ALIAS
        if names:
            yield _Byline(rank + _ASIDE * is_aside(element, around), distance, place, element, names)


def _marked(tree: HtmlElement, headings: set[HtmlElement]) -> Iterator[tuple[int, int, int, HtmlElement]]:
    """Yield the elements that may be by-lines: their places, distances from the last headline, and ranks."""
    at = None
    for place, element in enumerate(tree.iter(*_TAGS)):
        if element.tag == "h1":
            at = place if element in headings else at
            continue
        distance = place if at is None else place - at
        if rank := _rank(element, is_near=distance <= _NEAR and (at is not None or not headings)):
            yield place, distance, rank, element


def _names(parts: list[str]) -> list[str]:
    """Return the parts of a by-line from the first that looks like a name to the last of a run of such."""
    names: list[str] = []
    for part in parts:
        if looks_like_name(part):
            names.append(part)
        elif names and not _JOINT.fullmatch(part):
            break
    return names


def _alias(parts: list[str]) -> list[str]:
    """Return the first part of a by-line that may be a name of one word, or in small letters."""
    rest = [part for part in parts if not _LABEL.fullmatch(part)]
    return [rest[0]] if rest and len(rest[0].split()) <= 3 and not _NO_NAME.search(rest[0]) else []


def _rank(element: HtmlElement, *, is_near: bool) -> int:
    """Return how surely an element is a by-line: 1 is the surest, 0 is none. `is_near`: it follows the headline."""
    is_link = element.tag == "a"
    if "author" in (element.get("itemprop") or "") or (is_link and element.get("rel") == "author"):
        return _SURE
    own = f"{element.get('class') or ''} {element.get('id') or ''}"
    if own != " " and _MAY_MARK.search(own.lower()) and _MARK.search(own := own[:_LONGEST_NAME]):
        return _DOUBTFUL if _NOT_MARK.search(own) else _MARKED
    if is_link:
        return _LINKED if _LINK.search((element.get("href") or "")[:_LONGEST_URL]) else 0
    if is_near and element.text and len(element.text) < _LONGEST and _labels_name(element.text):
        return _LABELLED
    return 0


def _labels_name(text: str) -> bool:
    """Whether a text begins as by-lines do; those of Chinese have no space: `記者王小明`, `文/王小明`."""
    return BYLINE.match(text) is not None or _EAST.match(text) is not None


def _parts(element: HtmlElement) -> list[str]:
    """Return the texts in a by-line, split as by-lines are; nothing if it is too long for one."""
    texts: list[str] = []
    left = _LONGEST
    for text in element.itertext():
        left -= len(text.strip())
        if left < 0:
            return []
        texts.extend([text] if text.strip() else [])
    if len(texts) > 1 and all(len(text.split()) == 1 for text in texts):
        texts = [" ".join(texts)]  # a name in parts
    return [part.strip(" \t\n,.;:-–—") for text in texts for part in split_byline(text)]


def looks_like_name(text: str) -> bool:
    """Whether a text looks like a person's name: two to five words, in capitals where the script has them."""
    words = text.split()
    if _NO_NAME.search(text) or _OFFICE.search(text) or not 1 <= len(words) <= _MOST_WORDS or words[-1].islower():
        return False
    if len(words) == 1:
        return 2 <= len(text) <= 8 and all(unicodedata.category(letter) == "Lo" for letter in text)  # Chinese
    return all(word[:1].isupper() or not word[:1].islower() or len(word) <= _PARTICLE for word in words) and (
        text != text.lower() or text == text.upper()
    )
