"""The cells of a table's row are one line; text that a table lays out stays as it is."""

import time

import pytest

from agents.extract.blocks.blocks import read_blocks
from agents.extract.html.structure.tables import joined_rows, piped_cells, whole_tables
from tests.support.articles.trees import parsed

LONG = "The council approved the plan. " * 8


def rows(html: str, without: tuple[str, ...] = ()) -> list[str]:
    """Return the lines of the rows."""
    blocks = read_blocks(parsed(html))
    kept = {number: text for number, text in enumerate(blocks.texts) if text not in without}
    return [row for row in joined_rows(blocks, kept).values() if row]


@pytest.mark.parametrize(
    "html, expected",
    [
        ("<tr><th>Port<th>Ships<tr><td>Callan<td>7", ["Port\tShips", "Callan\t7"]),
        ("<tbody><tr><td><p>Callan</p></td><td><div>7</div></td></tr></tbody>", ["Callan\t7"]),
        ("<tr><td>Callan</td><td></td><td>7</td><td></td></tr>", ["Callan\t\t7"]),
        ("<tr><td></td><td>2025</td><td>2026</td></tr><tr><td>Total</td><td></td></tr>", ["\t2025\t2026", "Total"]),
        ("<tr><td>Callan</td></tr>", []),
        (f"<tr><td>Callan</td><td>{LONG}</td></tr>", []),
        ("<tr><td><h2>Callan</h2></td><td><h2>7</h2></td></tr>", []),
        ("<tr><td>Callan</td><td><p>One</p><p>Two</p></td></tr>", []),
        ("<tr><td>Left</td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr>", ["a\tb"]),
        ("<tr><td></td><td>Text</td></tr>", []),
    ],
)
def test_a_row_of_short_cells_is_one_line(html, expected):
    assert rows(f"<table>{html}</table>") == expected


def test_a_cell_that_is_not_of_the_article_is_empty():
    assert rows("<table><tr><td>Callan</td><td>Advertisement</td><td>7</td></tr></table>", ("Advertisement",)) == [
        "Callan\t\t7"
    ]


@pytest.mark.parametrize(
    "line, expected",
    [
        ("| Port | Ships |", "Port\tShips"),
        ("| | 2025 | 2026 | |", "\t2025\t2026"),
        ("|---|:-:|", []),
        ("| Only one |", ["Only one"]),
        (f"| Callan | {LONG.strip()} |", ["Callan", LONG.strip()]),
        ("|", None),
        ("Either | or", None),
        ("|x| is the absolute value of x", None),
    ],
)
def test_pipes_between_cells_become_tabs(line, expected):
    assert piped_cells(line) == expected


def test_rows_inside_rows_take_no_longer_than_rows_beside_each_other():
    deep = "<table><tr><td>a</td>" + "<td></td>" * 20 + "<td>"
    started = time.process_time()
    assert rows(deep * 80) == []
    assert len(rows("<table>" + "<tr><td>a</td><td>b</td></tr>" * 4_000 + "</table>")) == 4_000
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    "kept, expected",
    [
        ({"Callan", "Skerry"}, ["Port", "Ships", "Callan", "7 to 9", "Skerry", "11"]),
        ({"Before"}, ["Before"]),
        ({"Before", "Left"}, ["Before", "Port", "Ships", "Callan", "7 to 9", "Skerry", "11", "Left"]),
        (set(), []),
    ],
)
def test_a_table_is_kept_as_a_whole(kept, expected):
    rows = "<tr><th>Port<th>Ships</tr><tr><td>Callan<td>7 to 9</tr><tr><td>Skerry<td>11</tr>"
    layout = f"<table><tr><td>Left</td><td><p>One</p><p>{LONG}</p></td></tr></table>"
    blocks = read_blocks(parsed(f"<p>Before</p><table><tbody>{rows}</tbody></table>{layout}"))
    numbers = [number for number, text in enumerate(blocks.texts) if text in kept]
    assert [blocks.texts[number] for number in whole_tables(blocks, numbers)] == expected


def test_a_table_of_which_hardly_anything_is_kept_stays_as_it_is():
    blocks = read_blocks(parsed("<table><tr><td>x</td><td>y</td></tr>" + "<tr><td>Port</td><td>Ships</td></tr>" * 9))
    assert whole_tables(blocks, [0]) == [0]


@pytest.mark.parametrize(
    "table, kept",
    [
        ("<table><tr><td>Port</td><td>Ships</td></tr></table>", ["Before", "Port", "Ships", "After"]),
        ("<table><tr><td><a>Port</a></td><td><a>Ships</a></td></tr></table>", ["Before", "After"]),
        ("<table style='display:none'><tr><td>Port</td><td>Ships</td></tr></table>", ["Before", "After"]),
    ],
)
def test_a_table_between_blocks_of_the_article_is_kept_unless_it_is_hidden_or_a_list_of_links(table, kept):
    blocks = read_blocks(parsed(f"<div><p>Before</p>{table}<p>After</p></div>"))
    numbers = [number for number, text in enumerate(blocks.texts) if text in ("Before", "After")]
    assert [blocks.texts[number] for number in whole_tables(blocks, numbers)] == kept
