"""The lines of a page become the blocks of its article's text."""

from agents.extract.page import MOST_BLOCKS, Line, starts_of, text_blocks, text_of
from schemas import BlockKind

LINES = [
    Line("Fähren", BlockKind.HEADING, 2),
    Line("Die Boote \N{SAILBOAT} fahren."),
    Line("Hafen\tBoote", BlockKind.TABLE_ROW),
]


def test_each_line_is_one_block_by_offsets_in_code_points():
    text, blocks = text_of(LINES), text_blocks(LINES)
    assert [text[block.start : block.end] for block in blocks] == [line.text for line in LINES]
    assert [(block.kind, block.level) for block in blocks] == [("heading", 2), ("paragraph", None), ("table_row", None)]
    assert starts_of(LINES) == [*(block.start for block in blocks), len(text) + 1]


def test_too_many_lines_have_no_blocks():
    assert len(text_blocks([Line("a")] * MOST_BLOCKS)) == MOST_BLOCKS
    assert text_blocks([Line("a")] * (MOST_BLOCKS + 1)) is None
