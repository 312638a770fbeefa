"""The shapes in which editors' systems store a text become HTML."""

import time

import pytest

from agents.extract.html.state.rich_text import as_html

A, B = "The first <b>sentence</b>.", "The second one."


@pytest.mark.parametrize(
    "body, html",
    [
        (f"<p>{A}</p>", f"<p>{A}</p>"),
        ("One.\nTwo & three.", "<p>One.</p><p>Two & three.</p>"),
        ("&lt;p&gt;One.&lt;/p&gt;", "<p>One.</p>"),
        ("## Piers\n\nA **bold** [link](https://x.org).\n- item", "<h2> Piers</h2><p>A bold link.</p><li>item</li>"),
        ([A, B], f"{A}<p>{B}</p>"),
        (
            [{"type": "text", "content": A}, {"type": "interstitial_link", "content": "Read also"}, {"type": "header",
             "content": "Piers", "level": 2}, {"type": "list", "items": [{"type": "text", "content": B}]}],
            f"<p>{A}</p><h2>Piers</h2><ul><p>{B}</p></ul>",
        ),
        (
            {"nodeType": "document", "content": [{"nodeType": "paragraph", "content": [
                {"nodeType": "text", "value": "One "}, {"nodeType": "hyperlink", "content": [
                    {"nodeType": "text", "value": "two"}]}]}, {"nodeType": "embedded-asset-block", "data": {}}]},
            "<p>One two</p>",
        ),
        (
            [{"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "Piers"}]},
             {"_type": "block", "style": "normal", "listItem": "bullet", "children": [{"_type": "span", "text": B}]}],
            f"<h2>Piers</h2><li>{B}</li>",
        ),
        ({"type": "doc", "content": [{"type": "blockquote", "content": [{"type": "paragraph", "content": [
            {"type": "text", "text": B}]}]}]}, f"<blockquote>{B}</blockquote>"),
        ([{"children": [{"text": "One "}, {"text": "two.", "bold": True}]}], "<p>One two.</p>"),
        ({"root": {"type": "root", "children": [{"type": "paragraph", "children": [{"text": B}]}]}}, f"<p>{B}</p>"),
        ({"blocks": [{"type": "header", "data": {"text": "Piers"}}, {"type": "paragraph", "data": {"text": B}}]},
         f"<h2>Piers</h2><p>{B}</p>"),
        ({"entityMap": {}, "blocks": [{"type": "header-two", "text": "Piers"}, {"type": "unstyled", "text": B}]},
         f"<h2>Piers</h2><p>{B}</p>"),
        ([{"type": "element", "tagName": "p", "children": [{"type": "text", "value": B}]}], f"<p>{B}</p>"),
        ([{"title": "Another story", "slug": "x", "body": B}], ""),
        ([{"type": "image", "caption": "A pier"}, {"type": "ad", "text": "Buy"}], ""),
        (7, ""),
    ],
)  # fmt: skip
def test_a_stored_text_becomes_html(body, html):
    assert as_html(body) == html


def test_hostile_trees_end_soon():
    deep: object = "x"
    for _ in range(100_000):
        deep = [deep]
    holding: dict[str, object] = {}
    holding["children"] = [holding, holding]
    started = time.process_time()
    assert as_html(deep) == as_html(holding) == ""
    as_html("](http" * 100_000)
    as_html("**" * 200_000)
    assert time.process_time() - started < 2
