"""What a page states about its article, for the block model."""

import pytest
from lxml.html import document_fromstring

from agents.extract.blocks.looks import Hints
from agents.extract.html.hints import read_hints
from agents.extract.html.stated import read_stated


def hints(head):
    return read_hints(read_stated(document_fromstring(f"<html><head>{head}</head><body>a</body></html>"), None))


def test_a_page_that_states_nothing_gives_no_hints():
    assert hints("") == Hints("", "", "")


@pytest.mark.parametrize("head, title", [
    ("<title> Harbour \n closes | News</title>", "Harbour closes | News"),
    ("<title>a</title><meta name='twitter:title' content='Harbour closes'>", "Harbour closes"),
    ("<meta name='twitter:title' content='a'><meta property='og:title' content='A &amp; B close'>", "A & B close"),
])  # fmt: skip
def test_the_title_is_that_of_sharing_before_that_of_the_window(head, title):
    assert hints(head).title == title


def test_the_description_is_that_of_sharing_before_that_of_search():
    head = "<meta name='description' content='For search.'><meta property='og:description' content='For sharing.'>"
    assert hints(head).description == "For sharing."


def test_the_body_is_the_articles_own_on_one_line():
    script = '{"@type": "NewsArticle", "articleBody": "<p>Ships wait.</p>\\n<p>A &amp; B left.</p>"}'
    assert hints(f"<script type='application/ld+json'>{script}</script>").body == "Ships wait. A & B left."


def test_a_body_that_is_no_text_is_none():
    script = '{"@type": "NewsArticle", "articleBody": ["Ships wait."]}'
    assert hints(f"<script type='application/ld+json'>{script}</script>").body == ""
