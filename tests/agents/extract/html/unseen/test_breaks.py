"""A word is whole that a line break of the page divides."""

import pytest

from agents.extract.article import extract
from agents.extract.page import Extractor
from schemas import RawArticle
from tests.support.articles.extract import PARAGRAPHS, page

START = "The harbour board voted on Tuesday night after a debate of six hours"


@pytest.mark.parametrize("extractor", Extractor)
@pytest.mark.parametrize(
    "body",
    [
        "<p>{0} to re-<br>build the north pier of the well-<br/>\nknown town of Dunmore.</p>",
        "<p>{0} to re&shy;<br>build the north pier of the well-known town of Dunmore.</p>",
        "<p>{0} <b>and</b> voted to re-<br>\n build the north pier of the well-known town of Dunmore.</p>",
        "<pre>{0} to re-\nbuild the north pier of the well-\nknown town of Dunmore.</pre>",
    ],
)
def test_words_are_whole(body, extractor):
    html = page(f"<article>{PARAGRAPHS}{body.format(START)}{PARAGRAPHS}</article>")
    text = extract(RawArticle(content=html), version="1", extractor=extractor).text
    assert "to rebuild the north pier" in text
    assert "well-known town" in text


def test_a_break_behind_a_dash_or_before_a_name_stays():
    body = "<p>The board voted on Tuesday night -<br>said Nadia Fenwick-<br>Tarrant of Dunmore at the meeting.</p>"
    text = extract(RawArticle(content=page(f"<article>{PARAGRAPHS}{body}{PARAGRAPHS}</article>")), version="1").text
    assert "on Tuesday night - said Nadia Fenwick-Tarrant of Dunmore" in text
