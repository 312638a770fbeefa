"""A page that is made to be slow or large to read becomes an article, or a dead letter that names the limit, soon.

Covers agents/extract/limits.py, extract/html/limits.py and extract/document/limits.py.
"""

import json

import pytest

from agents.extract.article import extract
from schemas import RawArticle, Rejected
from tests.support.articles.extract import LEAD, MORE, PARAGRAPHS, SENTENCE, page, read_page
from tests.support.running.costs import cost_of

SECONDS = 12.0  # the slowest takes 5; before the limits, most took minutes or more
MEGABYTES = 400  # the largest takes 200
SIZE = 7_000_000  # characters, below NEWSMILL_MAX_EVENT_BYTES


def many(unit: str, count: int, start: str = "", end: str = "") -> str:
    return start + unit * count + end


ALMOST = f"<p>{'a' * 57}ba</p>"


def six(html: str) -> str:
    return PARAGRAPHS + "".join(html.replace("{0}", str(number)) for number in range(6))


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


# Each as large as an event may be, and some just below a limit, where they cost most.
PAGES = {
    "nested divisions": page(many("<div>", SIZE // 5, end=PARAGRAPHS)),
    "nested divisions below the limit": page(many("<div>", 3_100, end=PARAGRAPHS)),
    "links in nested divisions": page(many("<div>", 240, end=many("<p><a href='/x'>1</a> so on</p>", 7_900))),
    "links in nested divisions below the limit": page(
        many("<div>", 240, end=many("<p><a href='/x'>1</a> so on</p>", 1_900))
    ),
    "many in nested divisions": page(many("<div>", 8_000, end=many("<p>x</p>", 8_000, PARAGRAPHS))),
    "divisions in a table, nested by one parser alone": page(many("<div>x", 24_000, "<table>", PARAGRAPHS)),
    "links": page(many("<a href='/x'>a link of words</a>", 100_000, PARAGRAPHS)),
    "links below the limit": page(many("<a href='/x'>a link</a>", 7_900, "<p>", PARAGRAPHS)),
    "paragraphs": page(many(f"<p>{SENTENCE}</p>", 50_000, "<article>")),
    "paragraphs below the limit": page(many(f"<div>{f'<p>{SENTENCE[:60]}</p>' * 100}</div>", 240, "<article>")),
    "one text": page(many(SENTENCE, SIZE // len(SENTENCE), "<p>")),
    "one text below the limit": page(many(SENTENCE, 4_900, "<p>")),
    "one word": page(many("a", SIZE, "<p>")),
    "text that grows when its forms are folded": page(many("\ufdfa", 490_000, "<p>")),
    "attributes of one tag": page(f"<div {' '.join(f'a{n}=1' for n in range(200_000))}>{PARAGRAPHS}</div>"),
    "attributes without values": page(many("a ", SIZE // 2, "<div ", f">{PARAGRAPHS}")),
    "attributes of many tags": page(many(f"<p {' '.join(f'a{n}=1' for n in range(900))}>x</p>", 110, end=PARAGRAPHS)),
    "tables": page(many("<table><tr><td>x y</td></tr></table>", 50_000, PARAGRAPHS)),
    "tables below the limit": page(many("<table><tr><td>x y</td></tr></table>", 990, PARAGRAPHS)),
    "cells": page(many(f"<tr>{'<td>x y</td>' * 100}</tr>", 240, f"{PARAGRAPHS}<table>", "</table>")),
    "rows": page(many("<tr><td>x y</td></tr>", 20_000, f"{PARAGRAPHS}<table>", "</table>")),
    "rows below the limit": page(many("<tr><td>x y</td></tr>", 7_900, f"{PARAGRAPHS}<table>", "</table>")),
    "list items": page(many("<li>item of a list</li>", 100_000, f"{PARAGRAPHS}<ul>", "</ul>")),
    "nested tags": page(many("<div><p><b><ul><li>", 20_000, end=PARAGRAPHS)),
    "nested inline tags": page(many("<b><i><span>x ", 100_000, "<p>", PARAGRAPHS)),
    "inline tags in a row": page(many("<b>word</b> x <i>y</i> ", 3_900, "<p>", "</p>") * 3),
    "inline tags opened again in each block": page(
        "<p>" + "".join(f"<b class=c{n}>" for n in range(3_000)) + many("<p>x</p>", 3_000, "</p>", PARAGRAPHS)
    ),
    "names of a megabyte": page(six(f"<p class='{'aB-' * 330_000}{{0}}'>{SENTENCE}</p>")),
    "styles of a megabyte": page(six(f"<p style='{'display:' * 120_000}{{0}}'>{SENTENCE}</p>")),
    "links of a megabyte": page(six(f"<p><a href='{'a/' * 490_000}{{0}}'>{SENTENCE}</a></p>")),
    "many blocks, and a title of as many words": page(
        many(f"<div>{'<p>word 1</p>' * 100}</div>", 240, PARAGRAPHS),
        f"<meta property='og:title' content='{' '.join(map(str, range(900_000)))}'>",
    ),
    "many blocks, and a long description": page(
        many(f"<div>{f'<p>{SENTENCE[:19]}</p>' * 100}</div>", 240),
        many(SENTENCE, 60_000, "<meta property='og:description' content='", "'>"),
    ),
    "many blocks, and a body that is almost each": page(
        many(f"<div>{ALMOST * 100}</div>", 240),
        json_ld(json.dumps({"@type": "Article", "articleBody": "a" * 990_000})),
    ),
    "line breaks": page(many(f"<div>{'word<br><br>' * 100}</div>", 110, PARAGRAPHS)),
    "null bytes": page(many("\0", SIZE, "<p>", PARAGRAPHS)),
    "null bytes below text": page(many("\0", SIZE // 2, PARAGRAPHS * 40)),
    "spaces": page(many(" " * 10 + "a", 180_000, "<p>", PARAGRAPHS)),
    "meta tags": page(PARAGRAPHS, "".join(f"<meta name='n{n}' content='c'>" for n in range(100_000))),
    "meta tags below the limit": page(PARAGRAPHS, many("<meta name='author' content='Jane Doe'>", 7_900)),
    "a long author": page(PARAGRAPHS, many("a@", SIZE // 2, "<meta name='author' content='", "'>")),
    "a long headline": page(PARAGRAPHS, many(" | T", SIZE // 4, "<meta property='og:title' content='x", "'>")),
    "a long description": page(PARAGRAPHS, many("&amp;<b ", SIZE // 8, "<meta name='description' content='", "'>")),
    "a long canonical link": page(PARAGRAPHS, many("a/", SIZE // 2, "<link rel=canonical href='https://x.com/", "'>")),
    "JSON-LD of many objects": page(PARAGRAPHS, json_ld(many('{"@type":"Article"},', SIZE // 20, "[", "{}]"))),
    "JSON-LD below the limit": page(PARAGRAPHS, json_ld(many('{"@type":"Article","author":"x"},', 30_000, "[", "{}]"))),
    "JSON-LD of many small objects": page(PARAGRAPHS, json_ld(many("{},", 330_000, "[", "{}]"))),
    "JSON-LD of great depth": page(PARAGRAPHS, json_ld("[" * (SIZE // 2) + "]" * (SIZE // 2))),
    "JSON-LD with a long body": page("", json_ld(json.dumps({"@type": "Article", "articleBody": "x " * (SIZE // 2)}))),
    "JSON-LD with a number": page(PARAGRAPHS, json_ld('{"a":' + "1" * SIZE + "}")),
    "comments": page(many("<!-- x -->", SIZE // 10, end=PARAGRAPHS)),
    "open brackets": page(many("<", SIZE, PARAGRAPHS)),
    "closing tags": page(many("</p>", SIZE // 4, end=PARAGRAPHS)),
    "entities": page(many("&amp;", SIZE // 5, "<p>", PARAGRAPHS)),
    "long headings inside each other": page(
        many("<div><h1><div>", 49, end=many("wörd ", 380_000) + many("</div></h1></div>", 49, end=PARAGRAPHS))
    ),
    "names that are referred to many times": page(
        PARAGRAPHS,
        json_ld(
            json.dumps(
                [
                    {"@type": "NewsArticle", "headline": "x", "keywords": [{"@id": "#a"}] * 1_000},
                    {"@id": "#a", "@type": "Thing", "name": ["a&amp;b"] * 80_000},
                ]
            )
        ),
    ),
    "dates": page(many("<p>On 3 March 2020 and 04/05/2019, updated 2020-01-05</p>", 7_900, end=PARAGRAPHS)),
}  # fmt: skip
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
PAGES["entities of entities"] = (
    f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "lol">{ENTITIES}]><html><body>&a19;{PARAGRAPHS}</body></html>'
)
HEAD = f"# Ferries are back\n\n{LEAD}\n\n"
LINES = ("- a", "> a", "# a", "a\n", "By Jane Doe, March 23, 2021", "2021 20 | 2021 20 | 2021 20", "```", "[a]: /x 'b")
DOCUMENTS = {
    **{
        f"{mark!r} in one line": HEAD + many(mark, SIZE // len(mark))
        for mark in ("[", "*", ">", "- ", "`", "![", "](", "[a](", "**a", "*a_ ", "_a __b ", "<", "&#x", "\\", "1. ")
    },
    **{f"{mark!r} below the limit": HEAD + many(mark, 59_000 // sum(map(mark.count, "*_[!`<&\\")))
       for mark in ("[ ", "[x](/y) ", "**a", "*a _b ", "`a ``b ", "![", "<![CDATA[ ", "&amp; ")},
    **{f"{line!r} in many lines": HEAD + many(line + "\n", 29_000) for line in LINES},
    "runs of backticks": HEAD + "".join("`" * n + " " for n in range(1_900)),
    "nested lists": HEAD + "".join("  " * n + "- a\n" for n in range(1_300)),
    "paragraphs that go on": HEAD + many("and so it went on and on for a while\n\n", 14_000),
    "a long line": HEAD + many("a", SIZE),
    "front matter of aliases": "---\na0: &a0 [x]\n"
    + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 300))
    + f"author: *a299\n---\n\n{HEAD}",
    "front matter of great depth": f"---\nauthor: {'[' * 9_000}{']' * 9_000}\n---\n\n{HEAD}",
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_read_or_refused_in_seconds(name):
    check(cost_of(PAGES[name]))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_read_or_refused_in_seconds(name):
    check(cost_of(DOCUMENTS[name], "text/markdown"))


def check(cost):
    assert cost.outcome.startswith(("article", "too_large: the page has", "no_article", "undecodable")), cost
    assert ("too_large" in cost.outcome) == ("the limit is" in cost.outcome), cost
    assert cost.seconds < SECONDS, cost
    assert cost.megabytes < MEGABYTES, cost


@pytest.mark.parametrize(
    "html, what",
    [
        (page(many("<p>x</p>", 30_000)), "elements"),
        (page(many("<p a=b c=d e=f g=h i=j k=l>x</p>", 20_000)), "attributes"),
        (page(many("a=b ", 3_100, "<p ", ">x")), "attributes in one tag"),
        (page(many("<table>", 1_100)), "tables"),
        (page(many("<b>x</b>", 9_000, "<p>")), "children of one element"),
        (page(many("word ", 500_000)), "characters of text"),
        (page(many("word ", 300_000)), "characters of article text"),
    ],
)
def test_the_dead_letter_names_the_limit(html, what):
    with pytest.raises(Rejected, match=rf"^too_large: the page has [\d,]+ {what}, the limit is [\d,]+$"):
        extract(RawArticle(content=html), version="1.0")


@pytest.mark.parametrize(
    "text, what",
    [
        (many("word ", 500_000), "characters"),
        (many("word\n", 40_000), "lines"),
        (many("[a](/b) ", 70_000), "marks of Markdown"),
    ],
)
def test_the_dead_letter_of_a_document_names_the_limit(text, what):
    with pytest.raises(Rejected, match=rf"^too_large: the page has [\d,]+ {what}, the limit is [\d,]+$"):
        extract(RawArticle(content=text, content_type="text/markdown"), version="1.0")


def test_large_real_pages_are_below_every_limit():
    """A live blog of a day: 800 entries, each with a heading, a time, a picture and a paragraph with links."""
    entry = (
        f"<div class='entry'><h3>12:04</h3><time>1 May</time><img src=x><p>{SENTENCE}<a href='/x'>more</a></p></div>"
    )
    assert "The council approved" in read_page(page(many(entry, 800, "<article>", f"<p>{MORE}</p></article>"))).text


def test_a_title_of_the_feed_that_is_too_long_for_a_headline_is_none():
    assert (
        read_page(page(f"<article>{PARAGRAPHS}</article>").replace("T</title>", "</title>"), title="x" * 9_000).title
        is None
    )
