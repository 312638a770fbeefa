"""What stands beside an article is told from the article, by tags and classes."""

import pytest
from lxml.html import document_fromstring

from agents.extract.html.places import above, is_aside, names


def innermost(html):
    return list(document_fromstring(f"<html><body>{html}</body></html>").iter())[-1]


@pytest.mark.parametrize(
    "html", ["<aside><p>", "<footer><p>", "<div class='Related-Stories'><p>", "<div id='comments'><ul><li>", "<nav><a>"]
)
def test_elements_in_these_stand_beside_the_article(html):
    assert is_aside(innermost(html), set())


@pytest.mark.parametrize("html", ["<div class='article'><p>", "<main class='has-sidebar'><p>", "<p>"])
def test_other_elements_do_not(html):
    assert not is_aside(innermost(html), set())


def test_what_holds_the_headline_too_is_not_beside_the_article():
    element = innermost("<div class='widget'><p>")
    assert is_aside(element, set())
    assert not is_aside(element, {element.getparent()})


def test_only_the_nearest_elements_above_count():
    assert not is_aside(innermost("<aside>" + "<div>" * 20), set())
    assert len(above(innermost("<div>" * 20), 3)) == 4


def test_a_very_long_class_is_cut():
    assert len(names(innermost(f"<p class='{'a' * 10_000}'>"))) < 500
