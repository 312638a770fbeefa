"""The values in a page's state that may be a story's text, each with the objects that hold it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from agents.extract.html.state.literals import LONGEST, Value, parse_json
from agents.extract.html.state.rich_text import is_html

MOST_OBJECTS = 100_000
_SHORTEST = 100  # characters of a text that is looked at
_SHORTEST_OF_ANY = 300  # and of one under a name that says nothing
_MOST_ABOVE = 3  # objects above a text that may state its headline
_MOST = 200

Holder: TypeAlias = dict[str, Value]

_BODY = frozenset(
    """
    body content text html articlebody bodyhtml contenthtml fulltext maintext story storybody storytext paragraphs
    contentelements blocks components elements sections richtext markdown document copy bodytext bodyxml bodycontent
    bodycopy articlecontent articletext articlehtml contents detail details newscontent newsbody newstext postcontent
    postbody post fullcontent maincontent mainbody rendered processed htmlbody htmlcontent rawcontent contentraw raw
    bodymarkdown contentmarkdown mdx contentbody bodyblocks contentblocks articleblocks editorcontent ckcontent message
    contenu corps texte inhalt texto cuerpo corpo testo contenuto contenido conteudo conteúdo innehall innhold tresc
    текст содержание
    """.split()
)
_NOT_BODY = frozenset(
    """
    translations messages i18n locale locales dictionary labels comments related relatedarticles recommended
    recommendations trending mostread latest footer menu navigation nav author authors seo config settings consent
    cookies privacy terms newsletter advertisement ads
    """.split()
)
_SHAPES = tuple(
    "blocks content children root nodes html raw json rendered processed value text markdown paragraphs document "
    "content_elements".split()
)
_TREES = frozenset(("doc", "document", "root"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that may be a story's text; `holders` are the objects around it, the nearest first."""

    body: Value
    holders: tuple[Holder, ...]
    size: int


@dataclass(frozen=True, slots=True)
class _Place:
    value: Value
    key: str
    holders: tuple[Holder, ...]


def name_of(key: str) -> str:
    """Return a property's name without differences of style: `content_elements` and `contentElements` are equal."""
    return key.partition("(")[0].replace("_", "").replace("-", "").lower()


def candidates(values: Iterable[Value]) -> list[Candidate]:
    """Return what may be a story's text in the values, the largest first."""
    found: list[Candidate] = []
    for candidate in _candidates(values):
        found.append(candidate)
        if len(found) >= _MOST:
            break
    return sorted(found, key=lambda candidate: -candidate.size)


def _candidates(values: Iterable[Value]) -> Iterator[Candidate]:
    left = [_Place(value, "", ()) for value in values if isinstance(value, list | dict)]
    left.reverse()
    seen: set[int] = set()
    unpacked = LONGEST
    for _ in range(MOST_OBJECTS):
        if not left:
            return
        place = left.pop()
        if isinstance(place.value, str):
            if place.value[:1] in ("{", "[") and (unpacked := unpacked - len(place.value)) > 0:
                inner = parse_json(place.value)
                if isinstance(inner, list | dict):
                    left.append(_Place(inner, place.key, place.holders))
                    continue
            if _is_text(place):
                yield Candidate(place.value, place.holders, len(place.value))
            continue
        if id(place.value) in seen:
            continue
        seen.add(id(place.value))
        if place.holders and _is_rich(place) and (size := _size(place.value)) >= _SHORTEST:
            yield Candidate(place.value, place.holders, size)
        left.extend(_below(place))


def _below(place: _Place) -> Iterator[_Place]:
    """Yield the texts and containers in a container."""
    if isinstance(place.value, dict):
        holders = (place.value, *place.holders[:_MOST_ABOVE])
        items: Iterable[tuple[str, Value]] = place.value.items()
    else:
        holders, items = place.holders, ((place.key, value) for value in place.value)
    for key, value in items:
        is_long = isinstance(value, str) and len(value) >= _SHORTEST
        if (is_long or (isinstance(value, list | dict) and value)) and name_of(key) not in _NOT_BODY:
            yield _Place(value, key, holders)


def _is_text(place: _Place) -> bool:
    """Whether a text may be a story: by its name, or as HTML with paragraphs."""
    if not place.holders:
        return False
    if name_of(place.key) in _BODY:
        return True
    return len(place.value) >= _SHORTEST_OF_ANY and place.value.count("<p") >= 2 and is_html(place.value)


def _is_rich(place: _Place) -> bool:
    """Whether a container may be a story's paragraphs or its tree of nodes."""
    value = place.value
    if isinstance(value, dict):
        kind = value.get("type") or value.get("nodeType") or value.get("_type")
        if isinstance(kind, str) and kind.lower() in _TREES:
            return True
        is_story = any(name in value for name in ("title", "headline", "headlines", "slug"))
        return not is_story and name_of(place.key) in _BODY and any(name in value for name in _SHAPES)
    return name_of(place.key) in _BODY


def _size(value: Value) -> int:
    """Return about how many characters of text a container holds: those of texts with a space in them."""
    size = 0
    left = [value]
    for _ in range(2_000):
        if not left:
            break
        one = left.pop()
        if isinstance(one, str):
            size += len(one) if len(one) > 20 or " " in one else 0
        elif isinstance(one, list | dict):
            left.extend(one.values() if isinstance(one, dict) else one)
    return size
