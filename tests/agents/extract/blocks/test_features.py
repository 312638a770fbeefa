"""Features: one row a block, finite whatever the page is, and the same for the same page."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from agents.extract.blocks.blocks import read_blocks
from agents.extract.blocks.features import features
from agents.extract.blocks.looks import TEXT, Hints

COLUMNS = 229
SENTENCE = "The council spoke for hours about the harbour bridge, and about what it costs to keep it open. "
tags = st.sampled_from(["div", "p", "a", "li", "ul", "span", "h1", "br", "table", "td", "aside", "b", "article"])
trees = st.recursive(
    st.text(max_size=80),
    lambda inner: st.tuples(tags, st.sampled_from(["", "related", "share-bar"]), st.lists(inner, max_size=5)),
    max_leaves=30,
)


def build(parent, node):
    if isinstance(node, str):
        text = "".join(one for one in node if one.isprintable())
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text
        return
    tag, name, inner = node
    element = etree.SubElement(parent, tag, {"class": name} if name else {})
    for one in inner:
        build(element, one)


@given(st.lists(trees, max_size=8), st.text(max_size=50))
def test_any_tree_gives_a_finite_row_for_each_block(nodes, title):
    root = etree.Element("html")
    for node in nodes:
        build(root, node)
    blocks = read_blocks(root)
    if blocks.texts:
        rows = features(blocks, Hints(title=title))
        assert rows.shape == (len(blocks.texts), COLUMNS)
        assert rows.dtype == np.float32
        assert np.isfinite(rows).all()


def test_the_first_columns_are_those_of_the_text():
    html = f"<article><h1>Harbour bridge</h1><p>{SENTENCE}</p><p>{SENTENCE * 2}</p></article><aside>Read more</aside>"
    blocks = read_blocks(etree.fromstring(html, etree.HTMLParser()))
    rows = features(blocks, Hints(title="Harbour bridge"))
    assert rows[:, 0].tolist() == [len(text) for text in blocks.texts]
    assert rows[0, TEXT.index("in_title")] == 1
    assert np.array_equal(rows, features(blocks, Hints(title="Harbour bridge")))
