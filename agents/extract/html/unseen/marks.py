"""Marks in a text that are not the text: readings over characters, numbers of footnotes, what was struck out."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

TAGS = ("ruby", "rb", "rt", "rp", "rtc", "sup", "del", "s", "strike")
_BASES = frozenset(("ruby", "rb"))
_RUBY = _BASES | frozenset(("rt", "rp", "rtc"))
_STRUCK = frozenset(("del", "s", "strike"))
# `[1]`, `[a]`, `[note 2]`, `(3)`; what is in brackets above the line is a note anywhere.
_BRACKETED = re.compile(r"\[[^\[\]]{1,40}\]")
_NUMBER = re.compile(r"\(\d{1,3}\)|\d{1,3}(?:\s*[,–-]\s*\d{1,3}){0,5}|[ivx]{1,5}|[a-z]")
_SIGN = re.compile(r"[*∗†‡§¶#]{1,3}")
_NOTE = re.compile(r"(?i)foot-?note|note-?ref|end-?note|cite|\breference\b|\bfn\b")
_ITS_TEXT = re.compile(
    r"(?i)(?:foot-?note|end-?note|reference)s?[_-]?(?:tooltip|text|content|body)|(?:side|margin)-?note"
)
_HIGHEST = 3  # elements above a mark, and beside it
_INLINE = frozenset(("a", "span", "sup", "small"))  # elements around a mark, and of the text of its note
_AFTER_GAP = (".", ",", ";", ":", ")", "!", "?", "。", "、", "،", "।")
_TO_NOTE = re.compile(r"(?i)[^#]{0,500}#\S{0,100}(?:note|cite|ref|fn|ftn|edn|\d)")
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[.,;:!?”’»\")]{0,3}$")
_POWERS = frozenset(("2", "3"))
_UNITS = frozenset(
    "meter meters metre metres metro metros metri foot feet inch inches mile miles yard yards sec".split()
)
_LONGEST_UNIT = 3  # letters: m, km, мкм, min
_LONGEST_MARK = 45  # characters of a footnote's mark
INITIALS = frozenset(("span", "b", "strong"))
_LETTERS = ("dropcap", "drop-cap", "drop_cap", "dropCap", "first-letter", "firstletter")
_LONGEST_CLASS = 1_000
_WORDS_OF_A_LETTER = frozenset("AIOYEUÀÁÉÈÓÒÚÍÅÖŐZVSKWOАОУИВСКЯІЙЄ")
_VALUE = re.compile(r"\s{0,9}[$€£¥]?\s?\d")
_MOST_NOTES = 50  # more have encyclopedias and papers, whose readers look for them
_LONGEST_STRUCK = 300  # characters; more is a tag that nobody closed
_MOST_BELOW = 30  # elements in one that is a part of a line
_BLOCKS = frozenset("p div li h1 h2 h3 time table article section".split())


def remove_marks(marks: list[HtmlElement]) -> None:
    """Empty the elements of TAGS that are above, beside or instead of its text; the text around them stays."""
    notes: list[HtmlElement] = []
    for element in marks:
        if element.tag in _RUBY:
            _read_ruby(element)
        elif element.tag in _STRUCK:
            if is_small(element, _LONGEST_STRUCK) and _is_replaced(element):
                element.clear(keep_tail=True)
        elif is_small(element, _LONGEST_MARK) and _is_note(element):
            notes.append(element)
    for note in notes if len(notes) <= _MOST_NOTES else ():
        _close_gap(note)
        note.clear(keep_tail=True)


def _close_gap(note: HtmlElement) -> None:
    """Remove the space before a mark that a full stop or a comma follows: it was not between words."""
    if not (note.tail or "").startswith(_AFTER_GAP):
        return
    previous, parent = note.getprevious(), note.getparent()
    if previous is not None:
        previous.tail = previous.tail and previous.tail.rstrip()
    elif parent is not None:
        parent.text = parent.text and parent.text.rstrip()


def is_initial(element: HtmlElement) -> bool:
    """Whether an element of INITIALS is by its class the large first letter of a text."""
    classes = element.get("class")
    return bool(classes) and _is_letter(classes[:_LONGEST_CLASS])


@lru_cache(maxsize=2_048)  # a page has many elements of few classes
def _is_letter(classes: str) -> bool:
    return any(name in classes for name in _LETTERS)


def join_initials(initials: list[HtmlElement]) -> None:
    """Remove the space that a template left between a large first letter and the rest of its word."""
    for element in initials:
        rest = element.tail or ""
        if rest[:1].isspace() and rest.lstrip()[:1].islower():
            letter = "".join(islice(element.itertext(), 3)).strip()
            if len(letter) == 1 and letter.isalpha() and letter not in _WORDS_OF_A_LETTER:
                element.text = letter
                element.tail = rest.lstrip()


def _is_replaced(element: HtmlElement) -> bool:
    """Whether struck text is no longer said: deleted, or a number or a word before its correction; not a joke."""
    if element.tag == "del":
        return True
    after = element.tail or ""
    following = element.getnext()
    if following is not None and following.tag == "ins" and not after.strip():
        return True
    text = "".join(element.itertext())
    return any(map(str.isdecimal, text)) and (
        _VALUE.match(after) is not None or (not after.strip() and following is not None)
    )


def is_small(element: HtmlElement, longest: int) -> bool:
    """Whether an element is a part of a line: a few elements, no block, headline or time, and at most so much text."""
    below = list(islice(element.iter(), _MOST_BELOW + 1))
    if len(below) > _MOST_BELOW or any(one.tag in _BLOCKS for one in below):
        return False
    return sum(map(len, element.itertext())) <= longest


def _read_ruby(element: HtmlElement) -> None:
    """Make an element of the base a part of its line, and empty one of the reading.

    Where the end tags are left out, as HTML allows, the parser puts the next base into the reading. Some pages hide the
    bases from screen readers, which hear the readings (https://github.com/mozilla/readability/issues/758).
    """
    element.attrib.pop("aria-hidden", None)
    if element.tag not in _BASES:
        bases = "".join(base.text or "" for base in element.iter("rb"))
        element.clear(keep_tail=True)
        element.text = bases
    element.tag = "span"


def _is_note(element: HtmlElement) -> bool:
    """Whether what is above the line is a footnote's mark, not a power, an ordinal or an abbreviation."""
    text = "".join(element.itertext()).strip()
    if _stands_before_its_text(element) or _begins_line(element):
        return False
    if _BRACKETED.fullmatch(text) or _SIGN.fullmatch(text):
        return True
    if _NUMBER.fullmatch(text) is None:
        return False
    if any(_leads_to_note(one) for one in _beside(element)):
        return True
    return text[0].isdecimal() and _is_behind_word(_before(element), text)


def _stands_before_its_text(element: HtmlElement) -> bool:
    """Whether the note itself follows in the line, where its mark alone tells it from the sentence."""
    line = (one for one in islice(element.iterancestors(), _HIGHEST) if one.tag in _INLINE)
    following = (one for start in (element, *line) for one in islice(start.itersiblings("*"), _HIGHEST))
    return any(one.tag in _INLINE and _ITS_TEXT.search(one.get("class") or "") and _has_text(one) for one in following)


def _has_text(element: HtmlElement) -> bool:
    return any(text.strip() for text in islice(element.itertext(), _MOST_BELOW))


def _begins_line(element: HtmlElement) -> bool:
    """Whether a mark begins a line, as it does in the list of the notes."""
    for one in (element, *islice(element.iterancestors(), _HIGHEST)):
        previous, parent = one.getprevious(), one.getparent()
        if one.tag in _BLOCKS or (previous is not None and previous.tag == "br" and not (previous.tail or "").strip()):
            return True
        if previous is not None or parent is None or (parent.text or "").strip():
            return False
    return False


def _beside(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield an element, those in it, and the one around it if that holds nothing else."""
    yield from element.iter()
    parent = element.getparent()
    is_alone = element.getprevious() is None and element.getnext() is None and not (element.tail or "").strip()
    if parent is not None and is_alone and not (parent.text or "").strip():
        yield parent


def _leads_to_note(element: HtmlElement) -> bool:
    if element.tag == "a" and _TO_NOTE.match(element.get("href") or ""):
        return True
    if (element.get("role") or element.get("epub:type") or "").endswith("noteref"):
        return True
    return any(_NOTE.search(element.get(name) or "") for name in ("class", "id", "data-type"))


def _before(element: HtmlElement) -> str:
    """Return the text right before an element, if there is any in its parent."""
    previous = element.getprevious()
    if previous is not None:
        return previous.tail or "".join(previous.itertext())[-_LONGEST_MARK:]
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""


def _is_behind_word(before: str, number: str) -> bool:
    """Whether a number stands behind a word, which has no powers; `m2` and `km3` have, as have single letters."""
    found = _WORD_BEFORE.search(before[-_LONGEST_MARK:])
    if found is None:
        return False
    word = found[1]
    is_ended = found.end(1) < found.end()
    if is_ended and len(word) > _LONGEST_UNIT:
        return True
    return len(word) > _LONGEST_UNIT and not (number in _POWERS and word.casefold() in _UNITS)
