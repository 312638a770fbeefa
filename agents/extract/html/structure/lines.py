"""What each line of an HTML page's article is: by its block's elements, or by the block with the same text."""

import re
from collections.abc import Iterator, Sequence

from agents.extract.blocks.blocks import TAGS, Blocks, Elements
from agents.extract.blocks.extractor import Reading
from agents.extract.clean import clean_text, unescaped
from agents.extract.html.structure.tables import joined_rows, piped_cells, whole_tables
from agents.extract.page import Line
from schemas import BlockKind

_HEADINGS = {TAGS[f"h{level}"]: level for level in range(1, 7)}
_ITEMS = frozenset((TAGS["li"], TAGS["dt"], TAGS["dd"]))
# A list or a quotation does not reach over these; a page may also have its whole article in an item or a cell.
_OPAQUE = frozenset(TAGS[tag] for tag in ("article", "main", "body", "table", "tr", "td", "th", "form", "aside"))
_LARGEST_ITEM = 4  # blocks of an item, which is else a part of the page
_LARGEST_QUOTATION = 20
_LIST_MARKER = "- "  # trafilatura's
_NOT_A_LETTER = re.compile(r"[\W_]+")

Looks = tuple[BlockKind, int | None]
"""What a line is, and the level of a heading."""

_PARAGRAPH: Looks = (BlockKind.PARAGRAPH, None)


def block_lines(reading: Reading) -> list[Line]:
    """Return the lines of the article's blocks, the cells of a table's row on one line."""
    blocks = reading.blocks
    kept = whole_tables(blocks, reading.kept)
    texts = _cleaned([unescaped(blocks.texts[number]) for number in kept])
    kept = [number for number, text in zip(kept, texts, strict=True) if text]
    cleaned = dict(zip(kept, filter(None, texts), strict=True))
    rows = joined_rows(blocks, cleaned)
    looks = _Looks(blocks.elements)
    lines: list[Line] = []
    for number, text in cleaned.items():
        row = rows.get(number)
        if row is None:
            lines.append(Line(text, *looks.of(blocks.element[number])))
        elif row:
            lines.append(Line(row, BlockKind.TABLE_ROW))
    return lines


def matched_lines(text: str, blocks: Blocks) -> list[Line]:
    """Return the lines of a text that was read from a page in another way: they are what the page's blocks are.

    Marks that trafilatura writes are removed: those of list items, and those between the cells of a table's row.
    """
    looks = _Looks(blocks.elements)
    known: dict[str, int] = {}
    for found, element in zip(blocks.texts, blocks.element, strict=True):
        known.setdefault(folded(found), element)

    def matched(line: str) -> Line:
        element = known.get(folded(line))
        kind, level = looks.of(element) if element is not None else _PARAGRAPH
        if line.startswith(_LIST_MARKER) and (element is None or kind is BlockKind.LIST_ITEM):
            return Line(line.removeprefix(_LIST_MARKER), BlockKind.LIST_ITEM)
        return Line(line, kind, level)

    return [line for found in text.split("\n") if found for line in _with_cells(found, matched(found))]


def folded(text: str) -> str:
    """Return the letters and digits of a text, by which two ways of reading the same block agree."""
    return _NOT_A_LETTER.sub("", text)


def _with_cells(text: str, line: Line) -> Iterator[Line]:
    cells = piped_cells(text)
    if cells is None:
        yield line
    elif isinstance(cells, str):
        yield Line(cells, BlockKind.TABLE_ROW)
    else:
        yield from map(Line, cells)


def _cleaned(texts: Sequence[str]) -> list[str]:
    """Return each text cleaned; all at once, unless one of them has nothing to show."""
    lines = clean_text("\n".join(texts)).split("\n")
    return lines if len(lines) == len(texts) else [clean_text(text) for text in texts]


class _Looks:
    """What the blocks of a page's elements are; each element is looked at once."""

    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self._known: dict[int, Looks] = {0: _PARAGRAPH}

    def of(self, element: int) -> Looks:
        """Return what a block is that an element holds: the nearest element above decides that says something."""
        if _is_item(self._elements.tag[element]):
            return (BlockKind.LIST_ITEM, None)
        path: list[int] = []
        at = element
        while (looks := self._known.get(at) or self._own(at)) is None:
            path.append(at)
            at = self._elements.parent[at]
        for passed in (*path, at):
            self._known[passed] = looks
        return looks

    def _own(self, element: int) -> Looks | None:
        tag = self._elements.tag[element]
        if level := _HEADINGS.get(tag):
            return (BlockKind.HEADING, level)
        size = self._elements.end[element] - self._elements.first[element]
        if _is_item(tag):
            return (BlockKind.LIST_ITEM, None) if size <= _LARGEST_ITEM else _PARAGRAPH
        if tag == TAGS["blockquote"] and size <= _LARGEST_QUOTATION:
            return (BlockKind.QUOTATION, None)
        return _PARAGRAPH if tag in _OPAQUE else None


def _is_item(tag: int) -> bool:
    return tag in _ITEMS
