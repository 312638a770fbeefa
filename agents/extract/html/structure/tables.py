"""Rows of tables as lines: the cells of a row on one line, a tab between two.

Pages also lay out text with tables. So a row has two cells with text at least, none is long, and each is one block. A
table of such rows is the article's as a whole, or not at all but for single cells.
"""

from collections.abc import Iterable, Mapping

from agents.extract.blocks.blocks import TAGS, Blocks, Elements
from agents.extract.page import CELL_END

_ROW = TAGS["tr"]
_CELLS = frozenset((TAGS["td"], TAGS["th"]))
_IN_CELLS = frozenset((TAGS["p"], TAGS["div"], TAGS["center"]))  # that templates put around the text of a cell
_LONGEST = 200  # characters of a cell
# Of the characters of a table. With models that have not seen the page's site, F1 of the pages with tables rises: from
# .900 to .912 on 133 of wcxb, from .805 to .826 on 16 of mercury, from .930 to .934 on 30 of readability.
_LEAST = 0.25
_MOST_LINKED = 0.3
_PIPE = "|"

Row = dict[int, int]
"""The block of each cell that has one, by the cell's element."""


def whole_tables(blocks: Blocks, kept: list[int]) -> list[int]:
    """Return the numbers of the article's blocks with those of all rows of its tables.

    A table is the article's if enough of it is kept, or if it stands between blocks that are kept and is no list of
    links. The model looks at cells one by one, and takes labels without their numbers, or the reverse, or none.
    """
    if not kept or _ROW not in blocks.elements.tag:
        return kept
    tables: dict[int, list[int]] = {}
    for row, held in _rows(blocks, range(len(blocks.texts))).items():
        if len(held) > 1 and _cells(row, blocks):
            tables.setdefault(_table_of(row, blocks.elements), []).extend(held.values())
    whole = set(kept)
    for numbers in tables.values():
        characters = sum(len(blocks.texts[number]) for number in numbers)
        already = sum(len(blocks.texts[number]) for number in numbers if number in whole)
        is_hidden = blocks.elements.hidden[blocks.element[numbers[0]]]
        is_between = kept[0] < min(numbers) and max(numbers) < kept[-1] and not is_hidden
        linked = sum(blocks.linked[number] for number in numbers)
        if already >= _LEAST * characters or (is_between and linked <= _MOST_LINKED * characters):
            whole.update(numbers)
    return sorted(whole)


def joined_rows(blocks: Blocks, cleaned: Mapping[int, str]) -> dict[int, str]:
    """Return for each block in a row of a table the row's line, at its first block; at the others an empty text.

    `cleaned` are the texts of the article's blocks by their numbers, in the order of the page. Cells without such a
    block are empty, those at the end of a row are left out.
    """
    if _ROW not in blocks.elements.tag:
        return {}
    parent = blocks.elements.parent
    rows = _rows(blocks, cleaned)
    cells = {row: _cells(row, blocks) for row in rows}
    tables = {parent[row] for row, held in rows.items() if len(held) > 1 and cells[row]}
    found: dict[int, str] = {}
    for row, held in rows.items():
        if cells[row] and parent[row] in tables:
            line = CELL_END.join(cleaned[held[cell]] if cell in held else "" for cell in cells[row])
            first, *others = held.values()
            found[first] = line.rstrip(CELL_END)
            found |= dict.fromkeys(others, "")
    return found


def piped_cells(line: str) -> str | list[str] | None:
    """Return the row that a line with pipes is, or its cells if they are paragraphs; None if it is not such a line.

    A line of dashes, which separates the head of a table in Markdown, has no cells.
    """
    if not (len(line) > 1 and line.startswith(_PIPE) and line.endswith(_PIPE)):
        return None
    cells = [cell.strip() for cell in line[1:-1].split(_PIPE)]
    texts = [cell for cell in cells if cell]
    if all(set(cell) <= set(":-") for cell in texts):
        return []
    return CELL_END.join(cells).rstrip(CELL_END) if len(texts) > 1 and _are_short(texts) else texts


def _are_short(texts: Iterable[str]) -> bool:
    return all(len(text) <= _LONGEST for text in texts)


def _rows(blocks: Blocks, numbers: Iterable[int]) -> dict[int, Row]:
    """Return the rows that hold some of the blocks, by their elements."""
    rows: dict[int, Row] = {}
    for number in numbers:
        if cell := _cell_of(blocks.element[number], blocks.elements):
            rows.setdefault(blocks.elements.parent[cell], {})[cell] = number
    return rows


def _cell_of(element: int, elements: Elements) -> int:
    """Return the cell of a table's row in which an element holds a block, or 0."""
    cell = elements.parent[element] if elements.tag[element] in _IN_CELLS else element
    return cell if elements.tag[cell] in _CELLS and elements.tag[elements.parent[cell]] == _ROW else 0


def _table_of(row: int, elements: Elements) -> int:
    above = elements.parent[row]
    return above if elements.tag[above] == TAGS["table"] else elements.parent[above]


def _cells(row: int, blocks: Blocks) -> list[int]:
    """Return the cells of a row, or none if it is not one of short texts.

    It stops at a row inside the row, so that each element is looked at for one row only.
    """
    elements = blocks.elements
    cells: list[int] = []
    for element in range(row + 1, len(elements.tag)):
        if elements.depth[element] <= elements.depth[row]:
            break
        if elements.tag[element] == _ROW:
            return []
        if elements.parent[element] == row and elements.tag[element] in _CELLS:
            cells.append(element)
            if elements.end[element] - elements.first[element] > 1:
                return []
    return cells if _are_short(blocks.texts[elements.first[row] : elements.end[row]]) else []
