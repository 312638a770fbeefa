"""The choice of the story in a page's state, and whether it is the page's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from lxml import etree
from lxml.html import HtmlElement

from agents.extract.blocks.blocks import read_blocks
from agents.extract.blocks.extractor import Reading, bundled
from agents.extract.blocks.looks import Hints
from agents.extract.clean import fold
from agents.extract.html.hints import read_hints
from agents.extract.html.limits import check_source
from agents.extract.html.state import facts, flight
from agents.extract.html.state.candidates import Candidate, candidates
from agents.extract.html.state.literals import Value
from agents.extract.html.state.rich_text import as_html
from agents.extract.html.state.sources import in_attributes, in_scripts, script_texts
from agents.extract.html.stated import Stated
from agents.extract.html.structure.lines import block_lines
from agents.extract.page import Line, text_of
from schemas import Rejected

SCRIPT = "script"  # the method, in an article's provenance
SHORT = 2_000  # characters of a page's own text, from which it is the article's
LEAST = 200  # characters of a story
_TIMES = 2.0  # the page's own text, above which that is a part of the story
LITTLE = 150  # characters of a text that no story must begin with
_MOST_READ = 12  # candidates that are read
_START = 40  # letters of a line that a story must have
_UNSPACED_START = 15  # in scripts without spaces
_MOST_WORDS = 12  # of a headline that are compared
_SHARED = 0.5  # of the words of two headlines, if they are of one story
_PROSE = 0.6  # of a text
_LEFT_OUT = ("figure", "figcaption", "aside", "form", "nav", "button", "select", "dialog")
_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*")
_WORD = re.compile(r"[^\W_]{3,}")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")  # scripts without spaces
_BREAK = re.compile(rf"\s|{_UNSPACED.pattern}")
_LONGEST_WORD = 25  # characters of a text for each of its words, on average


@dataclass(frozen=True, slots=True)
class Story:
    """A story that a page holds for its scripts; a field is None or empty if the page does not state it there."""

    lines: list[Line]
    title: str | None
    published_at: datetime | None
    authors: tuple[str, ...]


def held_story(stated: Stated, own: Sequence[Line], *, is_paid: bool) -> Story | None:
    """Return the story in a page's scripts, if the page shows nothing or only a part of it; `own` is what it shows.

    A part that a paid page shows stays what it is: its readers see no more.
    """
    shown = text_of(own)
    if len(shown) >= (LITTLE if is_paid else SHORT):
        return None
    texts = script_texts(stated.elements["script"])
    hints = read_hints(stated)
    least = max(LEAST, int(_TIMES * len(shown)))
    page = _Page(hints.title, stated.url or "", own)
    held = [*in_scripts(texts), *(in_attributes(stated.tree) if len(shown) < LITTLE else ())]
    rows = flight.read_rows(text for text, _ in texts) if any(flight.MARK in text for text, _ in texts) else {}
    found = [story for story in _stories([*held, *rows.values()], least) if page.has(story)]
    if found:
        return page.best(found)
    return _shown_later(rows, hints, least) if rows else None


def fill(fields: dict[str, Any], story: Story) -> None:
    """Fill the fields of a page from its story in a script: those that the page does not state, but by its <title>."""
    methods = fields["methods"]
    weak = {"title": ("title",), "published_at": ("htmldate",)}
    for name in ("title", "published_at", "authors"):
        if (value := getattr(story, name)) and (not fields.get(name) or methods.get(name) in weak.get(name, ())):
            fields[name] = value
            methods[name] = SCRIPT


class _Page:
    """What is known of the page that a story must be of."""

    def __init__(self, title: str, url: str, own: Sequence[Line]) -> None:
        self._title = _words(title)
        self._url = url
        self._starts = [_letters(line.text)[:_START] for line in own if _is_long(line.text)]
        self._is_bare = len(text_of(own)) < LITTLE

    def has(self, story: "_Found") -> bool:
        """Whether a story goes on where the page's own text ends, or the page shows next to nothing."""
        return self._is_bare or any(start in story.letters for start in self._starts)

    def best(self, found: "list[_Found]") -> Story | None:
        """Return the story with the page's address or headline; else the only one, or one far longer than others."""
        ranked = sorted(found, key=lambda story: (-self._rank(story), -len(story.letters)))
        first = ranked[0]
        if self._rank(first):
            return first.story
        others = [
            story for story in ranked[1:] if story.letters not in first.letters and first.letters not in story.letters
        ]
        is_alone = not others or len(first.letters) > 3 * len(others[0].letters)
        return first.story if is_alone and not self._is_other(first) else None

    def _rank(self, story: "_Found") -> int:
        return 2 * self._is_titled(story) + any(self._leads_here(address) for address in story.addresses)

    def _is_titled(self, story: "_Found") -> bool:
        own = _words(story.story.title or "")
        return bool(own) and len(own & self._title) >= _SHARED * min(len(own), len(self._title) or 99)

    def _is_other(self, story: "_Found") -> bool:
        """Whether a story has a headline that has no word of the page's, which is no name alone."""
        own = _words(story.story.title or "")
        return len(own) > 2 and len(self._title) > 4 and not own & self._title

    def _leads_here(self, address: str) -> bool:
        """Whether an address, or a part of one, ends the page's own."""
        end = address.partition("?")[0].rstrip("/").rpartition("/")[2]
        return len(end) >= 4 and end in self._url


@dataclass(frozen=True, slots=True)
class _Found:
    story: Story
    letters: str
    addresses: list[str]


def _stories(held: list[Value], least: int) -> Iterator[_Found]:
    for candidate in candidates(held)[:_MOST_READ]:
        if candidate.size < least:
            return
        lines = _lines(as_html(candidate.body))
        text = text_of(lines)
        if len(text) > least and _is_prose(lines):
            yield _Found(_story(candidate, lines), _letters(text), facts.addresses_of(candidate.holders))


def _story(candidate: Candidate, lines: list[Line]) -> Story:
    holders = candidate.holders
    return Story(lines, facts.title_of(holders), facts.published_of(holders), facts.authors_of(holders))


def _lines(html: str) -> list[Line]:
    """Return the lines of a story's HTML."""
    tree = _parsed(html)
    if tree is None:
        return []
    for element in list(tree.iter(*_LEFT_OUT)):
        if element.getparent() is not None:
            element.drop_tree()
    blocks = read_blocks(tree)
    lines = block_lines(Reading(blocks, list(range(len(blocks.texts))), 1.0)) if blocks.texts else []
    return [line for line in lines if not _ADDRESS.fullmatch(line.text)]


def _shown_later(rows: dict[str, Value], hints: Hints, least: int) -> Story | None:
    """Return the article among the elements that React will show."""
    tree = _parsed(flight.markup(rows))
    if tree is None:
        return None
    reading = bundled(0.0).read(tree, hints)
    lines = block_lines(reading) if np.any(reading.kept) else []
    return Story(lines, None, None, ()) if len(text_of(lines)) > least and _is_prose(lines) else None


def _parsed(html: str) -> HtmlElement | None:
    """Return the tree of HTML that a story is made of; None if it has none, or more than a page may have."""
    if not html.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        check_source(html)
        tree = etree.fromstring(f"<html><body>{html}</body></html>".encode("utf-8", "replace"), parser)
    except (Rejected, etree.LxmlError, ValueError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _is_prose(lines: list[Line]) -> bool:
    """Whether most of a text is in lines as long as paragraphs; lists of names and settings have none."""
    texts = [line.text for line in lines if _is_long(line.text)]
    long = sum(len(text) for text in texts if len(_BREAK.findall(text)) * _LONGEST_WORD >= len(text))
    return long >= _PROSE * sum(len(line.text) for line in lines)


def _is_long(line: str) -> bool:
    return len(line) >= (_UNSPACED_START if _UNSPACED.search(line) else _START)


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")


def _words(title: str) -> set[str]:
    """Return the words of a headline; in scripts without spaces, its pairs of characters."""
    folded = fold(title)
    words = _WORD.findall(folded)[:_MOST_WORDS]
    return {part for word in words for part in (_pairs(word) if _UNSPACED.search(word) else (word,))}


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)]
