"""Headings are read without code, and told from logos and dialogs."""

import pytest
from lxml.html import document_fromstring

from agents.extract.html.headlines.headings import is_dialog, is_logo, marked, text, texts

URL = "https://www.thornbury-echo.example/2026/late-bus"


def heading(body):
    return next(document_fromstring(f"<html><body>{body}</body></html>").iter("h1"))


@pytest.mark.parametrize(
    "body",
    [
        "<h1 class='logo'>Echo</h1>",
        "<div class='site-logo'><h1>Echo</h1></div>",
        "<h1 id='site-title'>Echo</h1>",
        "<h1><a href='/'>Echo</a></h1>",
        "<a href='https://www.thornbury-echo.example/'><h1>Echo</h1></a>",
    ],
)
def test_these_are_logos(body):
    assert is_logo(heading(body), URL)


@pytest.mark.parametrize(
    "body",
    [
        "<h1 class='title'>Late bus saved</h1>",
        "<h1><a href='/2026/late-bus'>Late bus saved</a></h1>",
        "<h1>Late bus saved <a href='/'>Echo</a></h1>",
        "<article class='logo'><h1>Late bus saved</h1></article>",
        "<h1 class='catalogos'>Late bus saved</h1>",
    ],
)
def test_these_are_no_logos(body):
    assert not is_logo(heading(body), URL)


def test_a_dialog_is_told_by_its_role_or_class_but_not_by_those_of_the_page():
    assert is_dialog(heading("<div role='dialog'><p><h1>Privacy</h1></p></div>"))
    assert is_dialog(heading("<div id='onetrust-banner'><h1>Privacy</h1></div>"))
    assert not is_dialog(heading("<main class='modal'><h1>Late bus saved</h1></main>"))
    assert not is_dialog(heading("<div class='box modal-enabled'><h1>Late bus saved</h1></div>"))


def test_the_text_of_a_heading_has_no_code():
    one = heading("<h1>Late <script>x()</script><b>bus</b><style>.a{}</style> saved</h1>")
    assert text(one).split() == ["Late", "bus", "saved"]
    assert texts([heading("<h1><svg><title>Echo</title></svg></h1>")]) == []


def test_a_marked_headline_comes_before_the_first_heading_of_the_article():
    tree = document_fromstring(
        "<html><body><h2>Menu</h2><article><h2>Lead</h2></article><p class='entry-title'>Late bus</p>"
        "<p itemprop='headline'>Saved</p></body></html>"
    )
    assert [text(one) for one in marked(tree)][:3] == ["Saved", "Late bus", "Lead"]
