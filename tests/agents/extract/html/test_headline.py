"""Of a page's several headlines the right one is chosen."""

import pytest

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


ECHO = (
    "<meta property='og:site_name' content='The Thornbury Echo'><meta property='og:title' content='The Thornbury Echo'>"
)
LOGO = "<header><h1 class='logo'><a href='/'>The Thornbury Echo</a></h1></header>"


def titled(body, head="", title="The Thornbury Echo", story=STORY):
    html = page(f"{body}{story}", head).replace("<title>T<", f"<title>{title}<")
    return read_page(html, url="https://www.thornbury-echo.example/2026/04/late-bus").title


@pytest.mark.parametrize("head", ["", ECHO])
@pytest.mark.parametrize(
    "heading",
    [
        "<article><h2>Late bus saved - with one exception</h2>",
        "<main><h3>Late bus saved - with one exception</h3>",
        "<div><p itemprop='headline'>Late bus saved - with one exception</p>",
        "<div><div class='entry-title'>Late bus saved - with one exception</div>",
        "<div><span class='article__headline'>Late bus saved - with one exception</span>",
    ],
)
def test_where_all_else_is_the_outlets_name_the_marked_or_first_heading_of_the_article_is_the_headline(head, heading):
    assert titled(LOGO + heading, head) == "Late bus saved - with one exception"


@pytest.mark.parametrize(
    "title",
    [
        "Late bus saved - with one exception | The Thornbury Echo",
        "Late bus saved - with one exception - The Thornbury Echo",
        "Late bus saved - with one exception — thornbury-echo.example",
        "The Thornbury Echo :: Late bus saved - with one exception",
        "Late bus saved - with one exception-The Thornbury Echo",
        "Late bus saved - with one exception « The Thornbury Echo",
    ],
)
@pytest.mark.parametrize("head", ["", ECHO])
def test_the_outlet_is_known_from_the_heading_that_leads_home(title, head):
    """The hyphen of the headline stays: https://github.com/AndyTheFactory/newspaper4k/issues/632"""
    assert titled(LOGO, head, title) == "Late bus saved - with one exception"


def test_a_tag_with_the_outlets_name_is_skipped_for_the_next():
    head = ECHO + "<meta name='twitter:title' content='Late bus saved by petition'>"
    assert titled(LOGO, head) == "Late bus saved by petition"


def test_a_headline_with_the_class_of_a_logo_is_one_if_the_page_has_that_title():
    assert titled("<h1 class='site-title'>Late bus saved</h1>", title="Late bus saved | The Echo") == "Late bus saved"


def test_the_heading_of_a_dialog_is_no_headline():
    dialog = "<div id='cookie-banner' role='dialog'><h1>We value your privacy</h1></div>"
    assert titled(f"{dialog}<article><h2>Late bus saved</h2>") == "Late bus saved"
    assert titled(f"{dialog}<h1>Late bus saved</h1>", title="The Thornbury Echo") == "Late bus saved"
    head = "<meta property='og:title' content='Late bus saved'>"
    assert titled(f"{dialog}<h1>The late bus is saved after a petition</h1>", head) == (
        "The late bus is saved after a petition"
    )


def test_the_only_first_heading_names_a_section_if_the_second_one_is_in_the_title():
    body = "<h1>Health centre</h1><h2>Late bus saved</h2>"
    assert titled(body, title="Late bus saved | The Thornbury Echo") == "Late bus saved"
    assert titled("<h1>Petition rescues number nine</h1>", title="Late bus saved") == "Petition rescues number nine"


def test_a_stated_section_yields_to_the_heading_that_the_title_has_too():
    head = "<meta property='og:title' content='Pressemitteilungen'>"
    body = "<h1>Nachtbus bleibt nach Petition</h1>"
    assert titled(body, head, "Nachtbus bleibt nach Petition | Amt Dornburg") == "Nachtbus bleibt nach Petition"


def test_a_headline_that_is_stated_as_the_sites_name_is_the_headline():
    name = "University halls too full to be safe, experts warn"
    head = f"<meta property='og:site_name' content='{name}'><meta property='og:title' content='{name}'>"
    assert titled(f"<h1>{name}</h1><h2>More from the Echo</h2>", head, name) == name


def test_capitals_yield_to_another_source_with_small_letters_and_stay_without_one():
    head = "<meta property='og:title' content='Late bus saved by Thornbury petition'>"
    body = "<h1>LATE BUS SAVED BY THORNBURY PETITION</h1>"
    assert titled(body, head) == "Late bus saved by Thornbury petition"
    assert titled(body) == "LATE BUS SAVED BY THORNBURY PETITION"


def test_a_style_sheet_in_a_heading_is_not_read():
    assert titled("<h1><style>.css-1{font-size:16px}</style><span>Late bus saved</span></h1>") == "Late bus saved"


def test_a_slug_and_a_placeholder_yield_to_the_heading():
    body = "<h1>Late bus saved by petition</h1>"
    for wrong in ("late-bus-saved-by-petition", "Untitled", "https://www.thornbury-echo.example/late-bus"):
        head = ld({**NEWS, "headline": wrong}) + f"<meta property='og:title' content='{wrong}'>"
        assert titled(body, head, wrong) == "Late bus saved by petition"
