"""Of a page's several headlines the right one is chosen."""

from tests.support.articles.extract import NEWS, ld, read_head


def test_the_visible_headline_is_preferred_to_one_for_search_engines():
    head = ld({**NEWS, "headline": "Council plan approved: all you need to know"})
    article = read_head(head, "<h1>Council approves plan after debate</h1>")
    assert article.title == "Council approves plan after debate"


def test_a_headline_in_two_sources_is_preferred_to_the_visible_one():
    head = ld(NEWS) + "<meta property='og:title' content='Council approves plan'>"
    article = read_head(head, "<h1>World Council approves the plan</h1>")
    assert article.title == "Council approves plan"
