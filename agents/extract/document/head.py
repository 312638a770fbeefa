"""The head of a document, above its lead: headline, date, by-line."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from agents.extract.authors import clean_authors
from agents.extract.document.blocks import Block, Kind
from agents.extract.labels import BEFORE_BYLINE, BYLINE, MODIFIED, PUBLISHED, READING_TIME, SPACE, TITLE
from agents.extract.when.clues import NOTHING, Known, order_of
from agents.extract.when.dates import parse_date_line, to_utc
from agents.extract.words import any_of

_HEAD = 8  # blocks
_LONGEST_LINE = 160  # characters of a line with a date or a by-line
_LONGEST_TITLE = 250
_MOST_DATES = 40  # a text that is no date takes 10 ms, until it has been tried in all languages
_PROSE = 120  # characters from which a paragraph is the lead, where the head ends
_WRAPPED = 40  # characters of most lines of a wrapped paragraph
_PIECE = re.compile(rf"{SPACE}?[|•·–—]\s*+|{SPACE}[-/]\s++|{BEFORE_BYLINE.pattern}")
_PLACE = re.compile(r"[^\W\d][^\d,]{1,30},\s+")  # `Madrid, 7 de octubre de 2021`
_CUT = re.compile(rf",\s++|{SPACE}{any_of('before_date')}\s++")
_NOISE = re.compile(rf"\W*markdown content\W*|{READING_TIME.pattern}", re.IGNORECASE)
_NO_TITLE_END = (".", ",", ";", ":", "。", "،", "।", "॥", "۔", "။", "។", "።")  # Hindi, Urdu, Burmese, Khmer, Amharic


@dataclass(slots=True)
class Head:
    """The fields found above the lead; `dates_left` is how many texts may still be tried as dates."""

    title: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    dates_left: int = _MOST_DATES


def take_head(blocks: list[Block], language: str | None) -> tuple[Head, list[Block]]:
    """Return headline, date and by-line, and the blocks without them; `language` helps to read dates."""
    head = Head()
    title_at = _title_place(blocks)
    kept: list[Block] = []
    is_over = False
    for place, block in enumerate(blocks):
        if place == title_at:
            head.title = TITLE.sub("", block.text, count=1).strip() or None
            continue
        is_over = is_over or place >= _HEAD or (place > title_at and _is_prose(block))
        lines = block.lines if is_over else tuple(line for line in block.lines if not _read_line(line, head, language))
        if lines or block.has_image:
            kept.append(block if lines == block.lines else replace(block, lines=lines, emphasised="", has_image=False))
    return head, kept


def _title_place(blocks: list[Block]) -> int:
    """Return the place of the headline: a heading, a labelled line, a first line that is not a sentence; else -1."""
    top = blocks[:_HEAD]
    for level in (1, 2, 3):
        for place, block in enumerate(top):
            if block.kind is Kind.HEADING and block.level == level and block.text:
                return place
    for place, block in enumerate(top):
        if TITLE.match(block.text) and len(block.lines) == 1:
            return place
    for place, block in enumerate(top[:3]):
        if _is_headline(block) and place + 1 < len(blocks):
            return place
    return -1


def _is_headline(block: Block) -> bool:
    text = block.text
    if block.kind is not Kind.PARAGRAPH or not text or len(text) > _LONGEST_TITLE or text.endswith(_NO_TITLE_END):
        return False
    head = Head()
    return len(block.lines) <= 3 and not any(_read_line(line, head, None) for line in block.lines)


def _is_prose(block: Block) -> bool:
    if block.kind is not Kind.PARAGRAPH or len(block.text) <= _PROSE:
        return False
    is_wrapped = len(block.lines) > 2 and 2 * sum(len(line) >= _WRAPPED for line in block.lines) > len(block.lines)
    return is_wrapped or any(len(line) > _PROSE for line in block.lines)


def _read_line(line: str, head: Head, language: str | None) -> bool:
    """Copy date and by-line from a line into the head; return whether the line has nothing else."""
    if len(line) > _LONGEST_LINE:
        return False
    if _read_piece(line, head, language):
        return True
    pieces = [piece for piece in _PIECE.split(line) if piece]
    if not 2 <= len(pieces) <= 6:
        return False
    read = [_read_piece(piece, head, language) for piece in pieces]
    return any(read) and all(done or len(piece.split()) <= 5 for done, piece in zip(read, pieces, strict=True))


def _read_piece(piece: str, head: Head, language: str | None) -> bool:
    if _NOISE.fullmatch(piece):
        return True
    if label := MODIFIED.match(piece):
        if moment := _date(piece[label.end() :], head, language):
            head.modified_at = head.modified_at or moment
            return True
        return False
    if _read_byline(piece, head) or _read_byline_with_date(piece, head, language):
        return True
    label = PUBLISHED.match(piece)
    if moment := _date(piece[label.end() :] if label else piece, head, language):
        head.published_at = head.published_at or moment
        return True
    return False


def _read_byline(piece: str, head: Head) -> bool:
    label = BYLINE.match(piece)
    if not label or not _are_names(rest := piece[label.end() :].strip()):
        return False
    head.authors = head.authors or clean_authors([rest])
    return bool(head.authors)


def _read_byline_with_date(line: str, head: Head, language: str | None) -> bool:
    """Read `By Jane Doe, March 23, 2021`."""
    if not BYLINE.match(line):
        return False
    for cut in _CUT.finditer(line):
        if (moment := _date(line[cut.end() :], head, language)) and _read_byline(line[: cut.start()], head):
            head.published_at = head.published_at or moment
            return True
    return False


def _are_names(text: str) -> bool:
    """Whether a text may be names: few words, long ones capitalised, no digit, no full stop at the end."""
    words = [word for word in re.split(r"[\s,]+", re.sub(r",.*$", "", text)) if word]
    if not 1 <= len(words) <= 12 or text.endswith(_NO_TITLE_END):
        return False
    return all(not word[0].islower() or len(word) <= 3 for word in words) and not any(c.isdigit() for c in text)


def _date(text: str, head: Head, language: str | None) -> datetime | None:
    head.dates_left -= any(character.isdigit() for character in text)
    if head.dates_left < 0:
        return None
    clues = Known(language, order=order_of(language, []))
    without_place = _PLACE.sub("", text, count=1)
    for line in (text, without_place) if without_place != text else (text,):
        if moment := parse_date_line(line, clues=clues) or (parse_date_line(line, clues=NOTHING) if language else None):
            return to_utc(moment)
    return None
