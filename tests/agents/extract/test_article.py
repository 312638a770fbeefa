"""A raw event becomes an article, by its content and not by its content type; the event fills what the page lacks.

Covers also agents/extract/page.py.
"""

from datetime import UTC, datetime

import pytest

from agents.extract.article import warm
from schemas import Reason, Rejected
from tests.support.articles.extract import NEWS, PARAGRAPHS, SENTENCE, ld, page, read_head, read_page


def test_an_unknown_content_type_is_refused():
    with pytest.raises(Rejected) as refusal:
        read_page("x", content_type="image/png")
    assert refusal.value.reason is Reason.UNSUPPORTED_CONTENT_TYPE


def test_text_with_the_content_type_of_html_is_read_as_text():
    article = read_page(
        "# A headline\n\nA paragraph of the story, with no tag in it.\n\nAnother one, for good measure."
    )
    assert article.title == "A headline"
    assert article.text.split("\n")[0] == "A paragraph of the story, with no tag in it."


def test_html_with_the_content_type_of_text_is_read_as_html():
    assert read_page(page(f"<article>{PARAGRAPHS}</article>"), content_type="text/plain").text.startswith(
        "Paragraph 0."
    )


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   ",
        "<html></html>",
        page(""),
        page("<script>var x = 1</script>"),
        page("<p>&nbsp;</p>"),
        page("<img src=x>"),
    ],
)
def test_a_page_without_text_is_refused(html):
    with pytest.raises(Rejected) as refusal:
        read_page(html)
    assert refusal.value.reason is Reason.NO_ARTICLE


@pytest.mark.parametrize(
    "ending", ["and then the text just…", "and then ... ", "and then [...]", "and then… [+2134 chars]"]
)
def test_a_text_with_a_cut_end_is_partial(ending):
    assert read_page(page(f"<article>{PARAGRAPHS}<p>{SENTENCE}{ending}</p></article>")).is_partial
    assert not read_page(page(f"<article>{PARAGRAPHS}</article>")).is_partial


def test_fields_that_the_page_does_not_state_come_from_the_feed():
    article = read_head(
        "", title="A feed's title", published_at="2021-03-23T10:00:00Z", source="The Feed's Name", language="en"
    )
    assert article.title == "A feed's title"
    assert article.published_at == datetime(2021, 3, 23, 10, tzinfo=UTC)
    assert article.source.name == "The Feed's Name"
    assert article.provenance.methods["title"] == "feed"


def test_fields_that_the_page_states_are_preferred_to_the_feeds():
    article = read_head(ld(NEWS), title="Other", published_at="2001-01-01T00:00:00Z", source="Other")
    assert (article.title, article.published_at.year) == ("Council approves plan", 2021)
    assert article.source.name == "Daily Example"


def test_fields_of_later_stages_are_left_open():
    article = read_page(page(f"<article>{PARAGRAPHS}</article>"), id="feed-1", metadata={"k": 1})
    assert (article.revision, article.status, article.processed_at) == (1, "new", None)
    assert (article.entities, article.sentiment, article.topics, article.near_duplicates) == ((), None, (), ())
    assert (article.raw_id, article.metadata, article.provenance.version) == ("feed-1", {"k": 1}, "1.0")
    assert article.provenance.origin is None


def test_extraction_is_deterministic_and_has_no_state():
    pages = [page(f"<article>{PARAGRAPHS}{SENTENCE * n}</article>") for n in range(3)]
    first = [read_page(html, url="https://example.com/a") for html in pages]
    assert [read_page(html, url="https://example.com/a") for html in reversed(pages)] == first[::-1]


def test_warm_up_can_be_repeated():
    warm()
    warm()
    assert read_page(page(f"<article>{PARAGRAPHS}</article>")).word_count > 100
