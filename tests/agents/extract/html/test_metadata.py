"""A page's fields come from what it states, in every shape it may state it in."""

import json
from datetime import UTC, datetime

import pytest

from agents.extract import extract
from schemas import Article, RawArticle

URL = "https://www.daily-example.com/world/story-1"
BODY = (
    "<article>"
    + "<p>The council approved the plan on Monday after years of debate, officials said.</p>" * 8
    + "</article>"
)
NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Council approves plan | Daily Example",
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Smith"}],
    "datePublished": "2021-03-23T20:30:00-05:00",
    "dateModified": "2021-03-24T08:00:00Z",
    "description": "After years of debate.",
    "image": {"@type": "ImageObject", "url": "/lead.jpg"},
    "publisher": {"@type": "Organization", "name": "Daily Example"},
    "articleSection": ["World", "Europe"],
    "keywords": "council, plan",
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://daily-example.com/world/story-1?utm_source=x"},
}


def read(head: str, **fields: object) -> Article:
    html = f"<html><head>{head}</head><body>{BODY}</body></html>"
    return extract(RawArticle.from_object({"url": URL, "content": html, **fields}), version="1.0")


def ld(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


ORGANISATION = {"@type": "Organization", "name": "Daily Example", "@id": "#org"}


@pytest.mark.parametrize(
    "head",
    [
        ld(NEWS),
        ld([ORGANISATION, NEWS]),
        ld({"@context": "https://schema.org", "@graph": [ORGANISATION, {"@type": "WebSite", "name": "D"}, NEWS]}),
        ld({"@type": "WebPage", "mainEntity": NEWS}),
        ld(ORGANISATION, NEWS),
        ld({**NEWS, "@type": ["Article", "ReportageNewsArticle"]}),
        ld({**NEWS, "@type": "http://schema.org/BlogPosting"}),
        ld({"@graph": [{**NEWS, "author": [{"@id": "#j"}, {"@id": "#s"}], "publisher": {"@id": "#org"}}, ORGANISATION,
                       {"@id": "#j", "@type": "Person", "name": "Jane Doe"},
                       {"@id": "#s", "@type": "Person", "name": "John Smith"}]}),
        ld(NEWS).replace("}</script>", ",}</script>"),
        ld(NEWS).replace(">{", ">//<![CDATA[\n{").replace("}<", "}\n//]]><"),
        ld(NEWS).replace("</script>", ";</script>"),
        ld(NEWS).replace("After years", "After\nyears").replace("debate.", "debate\\'."),
        ld({"@type": "ItemList", "itemListElement": [{**NEWS, "headline": "Another story"}]}, NEWS),
    ],
)  # fmt: skip
def test_json_ld_is_understood_in_every_shape(head):
    article = read(head)
    assert article.title == "Council approves plan"
    assert article.authors == ("Jane Doe", "John Smith")
    assert article.published_at == datetime(2021, 3, 24, 1, 30, tzinfo=UTC)
    assert article.modified_at == datetime(2021, 3, 24, 8, tzinfo=UTC)
    assert article.description.startswith("After years of debate")
    assert article.image == "https://www.daily-example.com/lead.jpg"
    assert (article.section, article.keywords) == ("World", ("council", "plan"))
    assert (article.source.name, article.source.domain) == ("Daily Example", "daily-example.com")
    assert article.canonical_url == "https://daily-example.com/world/story-1"
    assert article.provenance.methods["authors"] == "json-ld"


def test_meta_tags_answer_without_json_ld():
    article = read(
        "<title>Council approves plan - Daily Example</title>"
        "<meta property='og:title' content='Council approves plan &amp;amp; more - Daily Example'>"
        "<meta property='og:site_name' content='Daily Example'>"
        "<meta name='author' content='By Jane Doe and John Smith'>"
        "<meta property='article:published_time' content='2021-03-23T10:00:00+01:00'>"
        "<meta property='og:image' content='//cdn.example.net/i.jpg'>"
        "<meta property='article:section' content='World'>"
        "<meta name='keywords' content='council; plan, council'>"
        "<link rel='canonical' href='/world/story-1'>"
    )
    assert article.title == "Council approves plan & more"
    assert article.authors == ("Jane Doe", "John Smith")
    assert article.published_at == datetime(2021, 3, 23, 9, tzinfo=UTC)
    assert article.image == "https://cdn.example.net/i.jpg"
    assert (article.section, article.keywords) == ("World", ("council", "plan"))
    assert article.canonical_url == "https://www.daily-example.com/world/story-1"


def test_the_feed_answers_for_what_the_page_does_not_say():
    article = read(
        "", title="A feed's title", published_at="2021-03-23T10:00:00Z", source="The Feed's Name", language="en"
    )
    assert article.title == "A feed's title"
    assert article.published_at == datetime(2021, 3, 23, 10, tzinfo=UTC)
    assert article.source.name == "The Feed's Name"
    assert article.provenance.methods["title"] == "feed"


def test_the_page_outranks_the_feed():
    article = read(ld(NEWS), title="Other", published_at="2001-01-01T00:00:00Z", source="Other")
    assert (article.title, article.published_at.year) == ("Council approves plan", 2021)
    assert article.source.name == "Daily Example"


def test_a_date_without_a_time_is_midnight_utc():
    assert read(ld({**NEWS, "datePublished": "2021-03-23"})).published_at == datetime(2021, 3, 23, tzinfo=UTC)


def test_a_date_in_the_text_is_found():
    article = read("<meta name='x' content='y'></head><body><p class='date'>Published on March 23, 2021</p>")
    assert article.published_at == datetime(2021, 3, 23, tzinfo=UTC)
    assert article.provenance.methods["published_at"] == "htmldate"


def test_a_date_after_the_fetch_is_not_believed():
    article = read(ld({**NEWS, "datePublished": "2031-03-23"}), fetched_at="2021-03-25T00:00:00Z")
    assert article.published_at is None or article.published_at.year <= 2021


@pytest.mark.parametrize("value", [False, "False", "false"])
def test_a_page_that_is_not_free_is_partial(value):
    assert read(ld({**NEWS, "isAccessibleForFree": value})).is_partial
    assert not read(ld({**NEWS, "isAccessibleForFree": True})).is_partial


@pytest.mark.parametrize(
    "author, names",
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("JANE DOE, Staff Writer", ("JANE DOE",)),
        ("Jane Doe, John Smith and Max Roe", ("Jane Doe", "John Smith", "Max Roe")),
        ("Jane Doe (Berlin)", ("Jane Doe",)),
        ("Jane Doe; jane@example.com; @janedoe", ("Jane Doe",)),
        ("Von Max Mustermann und Eva Roth", ("Max Mustermann", "Eva Roth")),
        ("Автор: Иван Иванов", ("Иван Иванов",)),
        (["Jane Doe", "jane doe", "Doe"], ("Jane Doe",)),
        ([{"givenName": "Jane", "familyName": "Doe"}], ("Jane Doe",)),
        ([{"@type": "Person", "name": ["Jane Doe", "Eva Roth"]}], ("Jane Doe", "Eva Roth")),
        ([{"name": "Jane Doe"}, {"@type": "Organization", "name": "Daily Example"}], ("Jane Doe",)),
        ("Martin Luther King, Jr.", ("Martin Luther King, Jr",)),
        ("https://www.daily-example.com/authors/jane", ()),
        ("admin", ()),
        (7, ()),
        ({}, ()),
    ],
)
def test_authors_are_names(author, names):
    assert read(ld({**NEWS, "author": author})).authors == names


def test_an_outlet_is_its_own_author_only_where_no_person_is_named():
    assert read(ld({**NEWS, "author": {"@type": "Organization", "name": "Daily Example"}})).authors == (
        "Daily Example",
    )


@pytest.mark.parametrize(
    "title, clean",
    [
        ("Council approves plan - Daily Example", "Council approves plan"),
        ("Council approves plan – daily-example.com", "Council approves plan"),
        ("Daily Example: Council approves plan", "Daily Example: Council approves plan"),
        ("Daily Example | Council approves plan", "Council approves plan"),
        ("Council approves plan - again", "Council approves plan - again"),
        ("Plan approved - World - Daily Example", "Plan approved - World"),
        ("<b>Plan</b> &amp; more", "Plan & more"),
    ],
)
def test_a_title_loses_the_outlets_name_and_nothing_else(title, clean):
    found = read(ld({**NEWS, "headline": title.replace("Daily Example:", "Daily Example:")})).title
    assert found == clean


def test_the_headline_shown_outranks_one_written_for_search_engines():
    head = ld({**NEWS, "headline": "Council plan approved: all you need to know"})
    html = f"<html><head>{head}</head><body><h1>Council approves plan after debate</h1>{BODY}"
    article = extract(RawArticle(url=URL, content=html), version="1.0")
    assert article.title == "Council approves plan after debate"


def test_two_witnesses_outrank_the_headline_shown():
    head = ld(NEWS) + "<meta property='og:title' content='Council approves plan'>"
    html = f"<html><head>{head}</head><body><h1>World Council approves the plan</h1>{BODY}"
    assert extract(RawArticle(url=URL, content=html), version="1.0").title == "Council approves plan"


@pytest.mark.parametrize(
    "value", [None, 5, [], [[]], "text", {"@type": 5}, {"@type": ["NewsArticle", None], "headline": [None, {"a": []}]}]
)
def test_odd_json_ld_breaks_nothing(value):
    assert read(ld(value)).text.startswith("The council approved")


def test_another_sites_canonical_url_is_not_believed():
    article = read(
        "<link rel='canonical' href='https://evil.com/x'><meta property='og:url' content='https://www.daily-example.com/'>"
    )
    assert article.canonical_url == URL
