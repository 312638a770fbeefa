"""Metadata between two fences: `---`, `+++` and `;;;` of site generators, a block of code, a comment, braces."""

import re
from collections.abc import Callable

from agents.extract.document.front.formats import Fields, end_of_json, from_json, from_toml, from_yaml
from agents.extract.document.front.lines import are_metadata, fields_of, leading

_LONGEST = 20_000  # characters; more is text between two horizontal rules
_FENCE = re.compile(r"(---|\+\+\+|;;;|```)[ \t]*+(yaml|yml|toml|json|)[ \t]*+\n", re.IGNORECASE)
_ENDS = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE),
    ";;;": re.compile(r"^;;;[ \t]*(?:\n|\Z)", re.MULTILINE),
    "```": re.compile(r"^```[ \t]*(?:\n|\Z)", re.MULTILINE),
}
_READERS: dict[str, Callable[[str], Fields | None]] = {
    "yaml": from_yaml,
    "yml": from_yaml,
    "toml": from_toml,
    "json": from_json,
    "---": from_yaml,
    "+++": from_toml,
    ";;;": from_json,
}
_BRACE = re.compile(r"\{\s*\"[\w$.-]+\"\s*:")
_BRACE_ALONE = re.compile(r"(?m)^\}[ \t]*$")
_COMMENT = re.compile(r"<!--(.{0,5000}?)-->[ \t]*\n?", re.DOTALL)

Fenced = tuple[Fields, str]


def take_fenced(text: str) -> Fenced | None:
    """Return the fields between fences at the start of a text, and the text behind; None if there are no fences."""
    if fence := _FENCE.match(text):
        return _between(text, fence)
    if text.startswith("<!--"):
        return _in_comment(text)
    return _in_braces(text) if text.startswith("{") else None


def _between(text: str, fence: re.Match[str]) -> Fenced | None:
    mark, kind = fence[1], fence[2].lower()
    if mark == "```" and not kind:
        return None
    end = _ENDS[mark].search(text, fence.end())
    if end is None or end.start() - fence.end() > _LONGEST:
        return _unclosed(text, fence)
    inner = text[fence.end() : end.start()]
    rest = text[end.end() :]
    fields = _READERS[kind or mark](inner)
    if fields is not None:
        return fields, rest
    lines = inner.split("\n")
    return (dict(fields_of(lines)), rest) if are_metadata(lines) or not inner.strip() else None


def _unclosed(text: str, fence: re.Match[str]) -> Fenced | None:
    """Read metadata whose second fence is missing: it ends with the first empty line."""
    inner, _, rest = text[fence.end() :].partition("\n\n")
    lines = inner.split("\n")
    return (dict(fields_of(lines)), rest) if len(inner) <= _LONGEST and leading(lines) == len(lines) else None


def _in_comment(text: str) -> Fenced | None:
    """Read the comment at the start; one without metadata is no text either."""
    comment = _COMMENT.match(text)
    if comment is None:
        return None
    lines = comment[1].strip().split("\n")
    return (dict(fields_of(lines)) if are_metadata(lines) else {}), text[comment.end() :]


def _in_braces(text: str) -> Fenced | None:
    if not _BRACE.match(text):
        return None
    top = text[:_LONGEST]
    end = end_of_json(top)
    if end is not None:
        return from_json(top[:end]) or {}, text[end:]
    alone = _BRACE_ALONE.search(top)
    if alone is None:
        return None
    return dict(fields_of([line.strip() for line in top[1 : alone.start()].split("\n")])), text[alone.end() :]
