"""Blocks: the text that a page shows in one piece each, whatever its elements are."""

import pytest
from lxml import etree

from agents.extract.blocks.blocks import TAGS, Blocks, bits, read_blocks
from agents.extract.blocks.lexicon import NAMES


def blocks(html: str) -> Blocks:
    return read_blocks(etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8", remove_comments=True)))


@pytest.mark.parametrize(
    "html, texts",
    [
        ("<p>The ferry <b>sails</b> <a href=/>again</a>.</p><p>At noon.</p>", ["The ferry sails again.", "At noon."]),
        ("<div>Before<p>inside</p>after</div>", ["Before", "inside", "after"]),
        ("<p>one<br>line</p>", ["one line"]),
        ("<p>one paragraph<br><br>and another</p>", ["one paragraph", "and another"]),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", ["a", "b"]),
        ("<p>seen</p><script>x()</script><style>p{}</style><noscript>no</noscript><svg><text>s</text></svg>", ["seen"]),
        ("<p>a<!-- not --> b</p>", ["a b"]),
        ("<p>  white \n space\u00a0 </p><p> </p>", ["white space"]),
        ("<table><tr><th>Port<td>Ships</tr></table>", ["Port", "Ships"]),
        ("<p>text<option>chosen</option>tail</p>", ["texttail"]),
    ],
)
def test_blocks_are_what_is_shown_in_one_piece(html, texts):
    assert blocks(html).texts == texts


def test_links_and_bold_are_counted_in_characters():
    found = blocks("<p>Read <a>this <b>now</b></a> <strong>please</strong></p>")
    assert (found.linked, found.links, found.strong) == ([8], [1], [9])


def test_a_block_knows_its_element_and_that_what_is_above_it():
    found = blocks('<article class="story-body"><div id="related"><p hidden>Also</p></div></article>')
    elements = found.elements
    (number,) = found.element
    assert elements.tag[number] == TAGS["p"]
    assert elements.hidden[number] == 1
    above = elements.parent[number]
    names = [name for name, there in zip(NAMES, bits_of(elements.names[above]), strict=True) if there]
    assert names == ["related"]
    assert (elements.first[0], elements.end[0]) == (0, 1)


def bits_of(value: int) -> list[int]:
    import numpy as np

    return bits(np.array([value]), len(NAMES))[0].tolist()


def test_elements_of_one_kind_have_one_number():
    found = blocks("<div class=a><p>1</p></div><div class=a><p>2</p></div><div class=b><p>3</p></div>")
    kinds = [found.elements.kind[found.elements.parent[number]] for number in found.element]
    assert kinds[0] == kinds[1] != kinds[2]


def test_a_first_span_names_its_block():
    assert blocks("<p><span class=caption>Harbour</span></p>").names == [1 << list(NAMES).index("picture")]
    assert blocks("<p>Text <span class=caption>Harbour</span></p>").names == [0]


def test_a_tree_of_any_depth_is_read_without_recursion():
    root = top = etree.Element("div")
    for _ in range(50_000):
        top = etree.SubElement(top, "div")
    top.text = "deep"
    assert read_blocks(root).texts == ["deep"]
