"""Of a page's several headlines the right one is chosen."""

from tests.support.articles.extract import NEWS, STORY, STORY_URL, ld, page, read_head, read_page


def test_the_visible_headline_is_preferred_to_one_for_search_engines():
    head = ld({**NEWS, "headline": "Council plan approved: all you need to know"})
    article = read_head(head, "<h1>Council approves plan after debate</h1>")
    assert article.title == "Council approves plan after debate"


def test_a_headline_in_two_sources_is_preferred_to_the_visible_one():
    head = ld(NEWS) + "<meta property='og:title' content='Council approves plan'>"
    article = read_head(head, "<h1>World Council approves the plan</h1>")
    assert article.title == "Council approves plan"


def read(title, body):
    article = read_page(page(body + STORY).replace("<title>T<", f"<title>{title}<"), url=STORY_URL)
    return article.title, article.provenance.methods.get("title")


def test_of_several_headings_the_one_in_the_title_is_the_headline():
    body = "<h1>Latest news</h1><h1>Council approves plan</h1><h2>Follow us</h2>"
    assert read("Council approves plan | The Harbour", body) == ("Council approves plan", "headline")
    assert read("Council approves plan | The Harbour", "<h2>Council approves plan</h2>") == (
        "Council approves plan",
        "headline",
    )


def test_a_heading_that_is_the_outlets_name_at_an_end_of_the_title_is_not_the_headline():
    assert read("Council approves plan - The Harbour", "<h1>The Harbour</h1>") == ("Council approves plan", "title")


def test_a_title_without_a_heading_loses_its_last_part():
    assert read("Council approves plan | The Harbour", "") == ("Council approves plan", "title")
    assert read("Council approves plan", "") == ("Council approves plan", "title")


def test_the_same_heading_twice_is_one():
    assert read("Plan", "<h1>Council approves plan</h1><h1>Council approves plan</h1>") == (
        "Council approves plan",
        "headline",
    )


def test_the_first_heading_is_the_headline_if_there_is_no_title():
    assert read("", "<h1>First</h1><h1>Second</h1>") == ("First", "headline")
    assert read("", "") == (None, None)
