"""XML as sites serve it becomes text that a parser can read; what is well-formed stays as it is."""

import gzip
import time

import pytest

from agents.sources.repair import as_text, with_references

LIMIT = 10_000_000


@pytest.mark.parametrize(
    "document,text",
    [
        (b"<a>x</a>", "<a>x</a>"),
        (b'\xef\xbb\xbf \n<?xml version="1.0" encoding="utf-8"?>\n<a/>', "<a/>"),
        ('<?xml version="1.0" encoding="utf-16"?><a>ä</a>'.encode("utf-16"), "<a>ä</a>"),
        (gzip.compress(b"<a/>", mtime=0), "<a/>"),
        (b"Warning: x\n<b/>", "Warning: x\n<b/>"),
        (b"Warning: x\n<rss version='2.0'/>", "<rss version='2.0'/>"),
        (b"<br />Warning: x\n<?xml version='1.0'?><a/>", "<a/>"),
        (b"A text with a <b>word</b>", "A text with a <b>word</b>"),
        (b"<a>\x00\x0b\x1b</a>", "<a></a>"),
        (b"<a>&#xd800;&#0;&#x20;&#10;</a>", "<a>\ufffd\ufffd&#x20;&#10;</a>"),
        (b'{"a": "<b>"}', '{"a": "<b>"}'),
        (b"https://a.example/1\nhttps://a.example/<2>", "https://a.example/1\nhttps://a.example/<2>"),
        (b"", ""),
    ],
)
def test_a_document_is_the_text_from_its_first_element(document: bytes, text: str) -> None:
    assert as_text(document, None, limit=LIMIT) == text


@pytest.mark.parametrize(
    "text,repaired",
    [
        ("a &amp; b &lt; &#228; &#xe4;", "a &amp; b &lt; &#228; &#xe4;"),
        ("R&D; Q&A &", "R&amp;D; Q&amp;A &amp;"),
        ("?a=1&copy=2&b", "?a=1&amp;copy=2&amp;b"),
        ("a&nbsp;b caf&eacute;", "a\u00a0b caf\u00e9"),
        ("<![CDATA[a & b &nbsp;]]> & c", "<![CDATA[a & b &nbsp;]]> &amp; c"),
        ("<![CDATA[never & ends", "<![CDATA[never & ends"),
    ],
)
def test_references_are_repaired_outside_of_cdata(text: str, repaired: str) -> None:
    assert with_references(text) == repaired


@pytest.mark.parametrize("part", ["&", "&#", "&a", "<![CDATA[", "]]>", "<![CDATA[]]", "&#x" + "f" * 50])
def test_repairing_takes_linear_time(part: str) -> None:
    before = time.process_time()
    with_references(as_text(f"<a>{part * 300_000}".encode(), None, limit=100_000_000))
    assert time.process_time() - before < 10
