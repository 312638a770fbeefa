"""For any content, extraction returns an article that can be encoded and decoded, or rejects the event."""

import base64

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.extract.article import extract, warm
from schemas import Article, RawArticle, Rejected

TYPES = st.sampled_from(["text/html", "text/plain", "text/markdown", "application/xhtml+xml; charset=shift_jis"])
MARKS = """
<p> </p> <div> <h1> <a href='//[x'> <script type='application/ld+json'> </script> {"@type":"Article","author": [{ }]
<meta property='og:title' content=' '> <title> </title> <!-- --> &amp; &#0; # ** _ [a](b) --- > - 1. ``` 2021-03-23 By
Source: Read also: 23. März 2021 | “ ” © Reuters https://x.y/z title: 价格 نص
"""
PIECES = st.sampled_from([*MARKS.split(), "\n", "\n\n"]) | st.text(max_size=12)
MARKUP = st.lists(PIECES, max_size=60).map(" ".join)

patient = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm()


def check(raw: RawArticle) -> None:
    try:
        article = extract(raw, version="1.0")
    except Rejected:
        return
    assert Article.decode(article.encode()) == article
    assert article.text == article.text.strip()
    assert len(article.id) == len(article.fingerprint) == 32
    assert extract(raw, version="1.0") == article


@patient
@given(st.text() | MARKUP, TYPES)
def test_any_text_is_an_article_or_rejected(content, content_type):
    check(RawArticle(content=content, content_type=content_type))


@patient
@given(st.binary() | MARKUP.map(lambda text: text.encode("utf-16")), TYPES)
def test_any_bytes_are_an_article_or_rejected(page, content_type):
    check(RawArticle(content_base64=base64.b64encode(page).decode(), content_type=content_type))


@patient
@given(MARKUP, st.text(max_size=30).map(lambda text: "https://" + text), st.text(max_size=40))
def test_any_url_and_any_text_of_the_feed_are_an_article_or_rejected(content, url, said):
    check(RawArticle(content=content, url=url, title=said, source=said, language=said[:35]))
