"""The by-line that a page shows is found by its mark, its link or its words; other texts are not taken for names."""

import time

import pytest
from lxml.html import document_fromstring

from agents.extract.html.shown_byline import looks_like_name, shown_bylines
from tests.support.articles.extract import STORY

HEADLINE = "<h1>Council approves plan</h1>"


def shown(body):
    tree = document_fromstring(f"<html><body>{body}</body></html>")
    return [(one.names, one.is_person) for one in shown_bylines(tree, list(tree.iter("h1")))]


@pytest.mark.parametrize(
    "line",
    [
        "<a rel='author' href='/x'>Jane Doe</a>",
        "<span itemprop='author'><span itemprop='name'>Jane Doe</span></span>",
        "<p class='byline'>By Jane Doe</p>",
        "<div class='c-byline__authors'>By <a>Jane Doe</a> | <span>Staff Writer</span></div>",
        "<div class='ArticleAuthor'>Written by Jane Doe, Senior Political Editor</div>",
        "<div id='authorname'>Jane Doe<br>Updated 10:15, March 23, 2021</div>",
        "<span class='post-author'><b>Jane</b> <i>Doe</i></span>",
        "<a href='https://daily-example.com/authors/jane-doe'>Jane Doe</a>",
        "<p>By Jane Doe</p>",
        "<p>Von Jane Doe</p>",
        "<p class='author'>Erstellt von Jane Doe, Berlin</p>",
    ],
)
def test_a_byline_is_found(line):
    assert shown(HEADLINE + line + STORY)[0] == (["Jane Doe"], True)


def test_by_lines_side_by_side_are_one():
    line = "<div><p><a class='author-name'>Jane Doe</a></p><p><a class='author-name'>John Smith</a></p></div>"
    assert shown(HEADLINE + line + STORY)[0] == (["Jane Doe", "John Smith"], True)
    assert shown(f"{HEADLINE}<p class='byline'>Jane Doe, John Smith and Eva Roth</p>{STORY}")[0][0] == [
        "Jane Doe", "John Smith", "Eva Roth"
    ]  # fmt: skip


def test_a_mark_is_preferred_to_a_link_and_the_article_to_what_stands_beside_it():
    body = (
        "<aside><p class='byline'>Max Roe</p></aside>"
        f"{HEADLINE}<a href='/people/eva-roth'>Eva Roth</a><p class='byline'>Jane Doe</p>{STORY}"
    )
    assert [names for names, _ in shown(body)] == [["Jane Doe"], ["Eva Roth"], ["Max Roe"]]


def test_the_nearest_below_the_headline_comes_first():
    body = f"{HEADLINE}<p class='author'>Jane Doe</p>{STORY}<div><p class='author'>Eva Roth</p></div>"
    assert shown(body)[0][0] == ["Jane Doe"]


def test_a_name_of_one_word_is_taken_only_from_a_mark_and_is_no_person():
    assert shown(f"{HEADLINE}<p class='author'>by krystyna</p>{STORY}") == [(["krystyna"], False)]
    assert shown(f"{HEADLINE}<p>By krystyna</p>{STORY}") == []


@pytest.mark.parametrize(
    "line",
    [
        "<p class='byline'>By</p>",
        "<p class='author-box'>About the author</p>",
        "<p class='author'>Follow us on Twitter</p>",
        "<p class='authority'>Jane Doe</p>",
        "<a href='/authors/'>Jane Doe</a>",
        "<a href='/by/jane'>Read more</a>",
        "<p class='author'>12 March 2021</p>",
        f"<div class='author'>{STORY}</div>",
    ],
)
def test_these_are_no_bylines(line):
    assert shown(HEADLINE + line) == []


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe",
        "JANE DOE",
        "Jan van der Berg",
        "Иван Иванов",
        "王小明",
        "田中 宏昌",
        "A. J. Neal",
        "Robert Downey Jr",
    ],
)
def test_these_look_like_names(text):
    assert looks_like_name(text)


@pytest.mark.parametrize(
    "text",
    ["jane doe", "Jane", "Senior Editor", "The Associated Press", "Read more", "Updated March", "Podium Staff",
     "Veröffentlicht von",      "A text of many words that is no name", "", "Room 12"],
)  # fmt: skip
def test_these_do_not_look_like_names(text):
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    "unit",
    ["<p class='author'>Jane Doe</p>", "<p class='author'>x y 1</p>", "<p>By Jane Doe</p>",
     "<a href='/by/x'>Jane Doe</a>", "<p class='author'>", "<h1>x</h1>"],
)  # fmt: skip
def test_a_page_of_many_bylines_is_read_in_a_second(unit):
    started = time.process_time()
    shown("<div>" + unit * 12_000)
    assert time.process_time() - started < 4
