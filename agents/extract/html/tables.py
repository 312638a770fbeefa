"""Rows of tables as lines: the cells of a row on one line, a tab between two.

Pages also lay out text with tables. So a row has two cells with text at least, none is long, and each is one block.
"""

from collections.abc import Iterable, Mapping

from agents.extract.blocks.blocks import TAGS, Blocks, Elements
from agents.extract.page import CELL_END

_CELLS = frozenset((TAGS["td"], TAGS["th"]))
_IN_CELLS = frozenset((TAGS["p"], TAGS["div"], TAGS["center"]))  # that templates put around the text of a cell
_LONGEST = 200  # characters of a cell
_PIPE = "|"

Row = dict[int, int]
"""The block of each cell that has one, by the cell's element."""


def joined_rows(blocks: Blocks, cleaned: Mapping[int, str]) -> dict[int, str]:
    """Return for each block in a row of a table the row's line, at its first block; at the others an empty text.

    `cleaned` are the texts of the article's blocks by their numbers, in the order of the page. Cells without such a
    block are empty, those at the end of a row are left out.
    """
    rows: dict[int, Row] = {}
    for number in cleaned:
        cell = _cell_of(blocks.element[number], blocks.elements)
        if cell:
            rows.setdefault(blocks.elements.parent[cell], {})[cell] = number
    cells = {row: _cells(row, blocks, cleaned) for row in rows}
    tables = {blocks.elements.parent[row] for row, held in rows.items() if len(held) > 1 and cells[row]}
    found: dict[int, str] = {}
    for row, held in rows.items():
        if cells[row] and blocks.elements.parent[row] in tables:
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


def _cell_of(element: int, elements: Elements) -> int:
    """Return the cell of a table's row in which an element holds a block, or 0."""
    cell = elements.parent[element] if elements.tag[element] in _IN_CELLS else element
    is_cell = elements.tag[cell] in _CELLS and elements.tag[elements.parent[cell]] == TAGS["tr"]
    return cell if is_cell else 0


def _cells(row: int, blocks: Blocks, cleaned: Mapping[int, str]) -> list[int]:
    """Return the cells of a row, or none if it is not one of short texts.

    It stops at a row inside the row, so that each element is looked at for one row only.
    """
    elements = blocks.elements
    cells: list[int] = []
    for element in range(row + 1, len(elements.tag)):
        if elements.depth[element] <= elements.depth[row]:
            break
        if elements.tag[element] == TAGS["tr"]:
            return []
        if elements.parent[element] == row and elements.tag[element] in _CELLS:
            cells.append(element)
            if elements.end[element] - elements.first[element] > 1:
                return []
    held = (number for number in range(elements.first[row], elements.end[row]) if number in cleaned)
    return cells if all(len(cleaned[number]) <= _LONGEST for number in held) else []
