"""Lines of metadata: `Title: ...`, `title = ...`, `"title": ...`, `:title: ...`, `.. title: ...`, `#+TITLE: ...`."""

import re
from collections.abc import Iterator, Sequence

from agents.extract.labels import BYLINE, MODIFIED, PUBLISHED, TITLE

_LONGEST = 1000  # characters of a line of metadata; a description has 200
_LINE = re.compile(
    r"(?:#\+|\.\.[ \t]+|:)?[\"']?(?P<name>[^\W\d][\w.-]*(?: [^\W\d][\w-]*){0,2})[\"']?"
    r"(?:[ \t]*=|[ \t]*:)(?P<value>[ \t].*|)$"
)
_MORE = re.compile(r"[ \t]+\S|[-\]})][\s,]|[\]})],?$|#(?!#)")  # a list's item, an indented line, a comment
_TABLE = re.compile(r"\[{1,2}([\w. \"'-]+)\]{1,2}[ \t]*$")  # of TOML
_LIST = re.compile(r"\[([^\[\]]*)\],?$")
# The start of a value that is more than a text; `[Video] Ferries are back` is one
# (https://github.com/arnau/obsidian-metatable/issues/31).
_REFERENCE = re.compile(r"[&*!|>{]|\[(?![^\[\]]*\] \w)")
_ANCHOR = re.compile(r"^&\w+[ \t]+")  # of YAML
_MARK = re.compile(r"[\W_]+")

_TITLES = frozenset("title headline subject".split())
_STRONG = _TITLES | frozenset(
    "author authors byline creator date published pubdate publishdate publicationdate publishedat datepublished"
    " modified lastmod slug tags keywords category categories layout permalink messageid mimeversion".split()
)
_KNOWN = _STRONG | frozenset(
    "created updated lastupdated summary description abstract status lang language template css url canonicalurl"
    " source section contenttype filetags options email from to".split()
)
_LABELS = (("title", TITLE), ("published", PUBLISHED), ("modified", MODIFIED), ("byline", BYLINE))


def key_of(name: str) -> str:
    """Return a field's name in the form in which names are compared: `publish_date` and `publishDate` are one."""
    return _MARK.sub("", name).casefold()


def are_metadata(lines: Sequence[str]) -> bool:
    """Tell whether all lines, one at least with a name, are such as metadata has between fences."""
    filled = [line for line in lines if line.strip()]
    named = sum(_LINE.match(line) is not None for line in filled if len(line) <= _LONGEST)
    return named > 0 and all(len(line) <= _LONGEST and _is_line(line) for line in filled)


def fields_of(lines: Sequence[str]) -> dict[str, list[str]]:
    """Return the texts of each field, by its name; values that are more than texts and lists of them are left out."""
    fields: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in lines:
        if found := _LINE.match(line[:_LONGEST]):
            current = fields.setdefault(_called(found), [])
            current.extend(_texts(found["value"]))
        elif _TABLE.match(line):
            current = None
        elif current is not None and (more := line.strip()):
            _add(current, more)
    return fields


def leading(lines: Sequence[str]) -> int:
    """Return how many lines at the start of a document are metadata without a fence; 0 if that is not certain.

    It is if two lines have names, and one of these is a title, or two are such as metadata has: lines of an interview
    or of the notice of an event have other names.
    """
    count = sum(1 for _ in _run(lines))
    names = [_called(found) for line in lines[:count] if (found := _LINE.match(line))]
    known = _KNOWN.intersection(names)
    is_certain = (len(known) > 1 and not _STRONG.isdisjoint(known)) or not _TITLES.isdisjoint(known)
    return count if is_certain and len(names) > 1 else 0


def _run(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines at the start up to the first that has no name and continues no line with one."""
    for place, line in enumerate(lines):
        is_named = len(line) <= _LONGEST and _LINE.match(line) is not None
        if not is_named and not (place and line[:1] in " \t" and line.strip()):
            return
        yield line


def _called(found: re.Match[str]) -> str:
    """Return the key of a line's name, in English if the name is a label of by-lines, dates or titles elsewhere."""
    key = key_of(found["name"])
    if key in _KNOWN:
        return key
    line = f"{found['name']}: {found['value'].strip()}"
    return next((name for name, label in _LABELS if label.match(line)), key)


def _is_line(line: str) -> bool:
    return (_LINE.match(line) or _MORE.match(line) or _TABLE.match(line) or _REFERENCE.match(line)) is not None


def _add(texts: list[str], more: str) -> None:
    """Add a line that continues a field: an item of a list, or the rest of a text."""
    if more.startswith("- "):
        texts.extend(_texts(more[2:]))
    elif not _REFERENCE.match(more) and texts:
        texts[-1] = f"{texts[-1]} {more}"


def _texts(value: str) -> list[str]:
    value = _ANCHOR.sub("", value.strip())
    if listed := _LIST.match(value):
        return [text for item in listed[1].split(",") for text in _texts(item)]
    if not value or _REFERENCE.match(value):
        return []
    quoted = re.match(r"\"([^\"]*)\",?$|'([^']*)',?$", value)
    return [quoted[1] or quoted[2] or ""] if quoted else [value]
