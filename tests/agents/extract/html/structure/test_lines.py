"""Each line of an HTML article is known for what it is, whichever way its text was read."""

import time

import pytest

from agents.extract.article import extract
from agents.extract.blocks.blocks import read_blocks
from agents.extract.blocks.extractor import Reading
from agents.extract.html.structure.lines import block_lines, matched_lines
from agents.extract.page import Extractor
from schemas import Article, RawArticle
from tests.support.articles.extract import LAST, LEAD, MORE, SENTENCE, page
from tests.support.articles.trees import parsed

ROWS = "".join(f"<tr><td>Port {number}</td><td>{number * 7} ships</td></tr>" for number in range(3))
BODY = (
    f"<article><h1>Ferries are back</h1><p>{LEAD} {SENTENCE}</p><h2>What is known</h2><p>{MORE} {SENTENCE}</p>"
    f"<ul><li>{LEAD}</li><li>{MORE}</li></ul><blockquote><p>{LAST}</p></blockquote><p>{LAST} {SENTENCE}</p></article>"
)


def kinds(article: Article) -> list[tuple[str, str]]:
    assert [article.text[block.start : block.end] for block in article.blocks] == article.text.split("\n")
    return [(str(block.kind), article.text[block.start : block.end]) for block in article.blocks]


def lines(html: str, kept: list[int] | None = None) -> list[tuple[str, str]]:
    blocks = read_blocks(parsed(html))
    found = block_lines(Reading(blocks, list(range(len(blocks.texts))) if kept is None else kept, 1.0))
    return [(str(line.kind), line.text) for line in found]


@pytest.mark.parametrize("extractor", Extractor)
def test_headings_list_items_and_quotations_are_told_from_paragraphs(extractor):
    raw = RawArticle(content=page(BODY, "<meta property=og:title content='Ferries are back'>"))
    found = kinds(extract(raw, version="1.0", extractor=extractor))
    assert found == [
        ("paragraph", f"{LEAD} {SENTENCE}".strip()),
        ("heading", "What is known"),
        ("paragraph", f"{MORE} {SENTENCE}".strip()),
        ("list_item", LEAD),
        ("list_item", MORE),
        ("quotation", LAST),
        ("paragraph", f"{LAST} {SENTENCE}".strip()),
    ]


@pytest.mark.parametrize(
    "html, kind",
    [
        ("<h3><span>Boats</span></h3>", "heading"),
        ("<h2><div>Boats</div></h2>", "heading"),
        ("<dl><dd><p>Boats</p></dd></dl>", "list_item"),
        ("<blockquote><div><div><p>Boats</p></div></div></blockquote>", "quotation"),
        ("<blockquote><ul><li>Boats</li></ul></blockquote>", "list_item"),
        ("<ul><li><blockquote>Boats</blockquote></li></ul>", "quotation"),
        ("<ul><li><article><p>Boats</p></article></li></ul>", "paragraph"),
        ("<pre>Boats</pre>", "paragraph"),
        ("Boats", "paragraph"),
    ],
)
def test_the_nearest_element_above_that_says_something_decides(html, kind):
    assert lines(html) == [(kind, "Boats")]


def test_a_page_within_one_item_or_one_quotation_is_not_a_list_or_a_quotation():
    html = "".join(f"<p>{number}</p>" for number in range(30))
    assert {kind for kind, _ in lines(f"<ul><li>{html}</li></ul>")} == {"paragraph"}
    assert {kind for kind, _ in lines(f"<blockquote>{html}</blockquote>")} == {"paragraph"}


def test_a_heading_has_its_level():
    blocks = read_blocks(parsed("<h2>A</h2><h4>B</h4><p>C</p>"))
    assert [line.level for line in block_lines(Reading(blocks, [0, 1, 2], 1.0))] == [2, 4, None]


def test_a_block_that_shows_nothing_is_no_line():
    assert lines("<p>a</p><p>\u200b</p><p>b</p>") == [("paragraph", "a"), ("paragraph", "b")]


def test_a_text_read_in_another_way_has_the_blocks_of_the_page():
    blocks = read_blocks(parsed(f"<h2>Ports</h2><ul><li>A pier, for all.</li></ul><p>- Da.</p><table>{ROWS}</table>"))
    text = "Ports\n- A pier , for all.\n- Not on the page\n- Da.\nUnknown\n| Port 0 | 0 ships | |\n|---|---|---|"
    assert [(str(line.kind), line.text) for line in matched_lines(text, blocks)] == [
        ("heading", "Ports"),
        ("list_item", "A pier , for all."),
        ("list_item", "Not on the page"),
        ("paragraph", "- Da."),
        ("paragraph", "Unknown"),
        ("table_row", "Port 0\t0 ships"),
    ]


def test_elements_of_any_depth_are_looked_at_once():
    html = "<div>" * 240 + "".join(f"<p>{number}</p>" for number in range(8_000))
    started = time.process_time()
    assert len(lines(html)) == 8_000
    assert time.process_time() - started < 3


def test_entities_that_a_template_has_escaped_twice_are_read():
    assert lines("<p>Ships &amp;amp; boats cost 40,000 crowns &amp;mdash; more</p>") == [
        ("paragraph", "Ships & boats cost 40,000 crowns \u2014 more")
    ]


def test_a_line_feed_that_is_escaped_twice_ends_no_line():
    html = "<p>&#8203;</p><p>Ships &amp;#10; boats &amp;#8232; cranes</p><h2>Ports</h2>"
    assert lines(html) == [("paragraph", "Ships boats cranes"), ("heading", "Ports")]
