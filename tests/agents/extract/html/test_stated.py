"""What a page states of other stories, in any of its forms, is not taken for its article's."""

from datetime import UTC, datetime

import pytest

from tests.support.articles.extract import STORY, ld, read_page

SITE = "https://www.dunmore-herald.example"
URL = f"{SITE}/news/north-pier-88"
TITLE = "North pier to be rebuilt"
AT = datetime(2026, 3, 3, 20, 10, tzinfo=UTC)
OWN = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "url": URL,
    "datePublished": "2026-03-03T20:10:00Z",
    "author": {"@type": "Person", "name": "Tobias Reyes"},
    "description": "Work begins in April.",
}
OTHERS = [
    {
        "@type": "NewsArticle",
        "headline": "Ferry timetable changes again",
        "url": f"{SITE}/news/ferry-71",
        "mainEntityOfPage": f"{SITE}/news/ferry-71",
        "datePublished": "2025-12-01T08:00:00Z",
        "author": {"@type": "Person", "name": "Olga Brandt"},
        "description": "Ferries.",
        "articleSection": "Transport",
        "keywords": "ferry",
        "image": "https://example.com/ferry.jpg",
        "articleBody": "Ferries will sail at other hours from May. " * 90,
    },
    {
        "@type": "NewsArticle",
        "headline": "Ice plant to close in June",
        "url": f"{SITE}/news/ice-72",
        "datePublished": "2026-01-15T08:00:00Z",
        "author": {"@type": "Person", "name": "Milo Haddad"},
    },
]
LIVE_URL = f"{SITE}/live/storm"
LIVE_TITLE = "Storm on the coast: live updates"
LIVE = {**OWN, "@type": "LiveBlogPosting", "headline": LIVE_TITLE, "url": LIVE_URL}
UPDATES = [
    {
        "@type": "BlogPosting",
        "@id": f"{LIVE_URL}#u{hour}",
        "url": f"{LIVE_URL}#u{hour}",
        "mainEntityOfPage": LIVE_URL,
        "headline": f"Ferry number {hour} has left the port",
        "datePublished": f"2026-03-04T1{hour}:00:00Z",
        "author": {"@type": "Person", "name": "Olga Brandt"},
        "articleBody": f"Entry {hour}. All passengers of the ferry are well, its company said.",
    }
    for hour in (4, 3, 2, 1)
]
SHOWN = "".join(
    f"<div id=u{hour}><time datetime='2026-03-04T1{hour}:00:00Z'></time><h2>Ferry number {hour} has left the port</h2>"
    f"<p>Entry {hour}. All passengers of the ferry are well, its company said.</p></div>"
    for hour in (4, 3, 2, 1)
)


def read(*values, title=TITLE, url=URL, story=STORY, head=""):
    html = (
        f"<html><head><title>{title}</title>{head}{ld(*values)}</head><body><article><h1>{title}</h1>{story}</article>"
    )
    return read_page(f"{html}</body></html>", url=url)


def read_live(*values, url=LIVE_URL):
    return read(*values, title=LIVE_TITLE, url=url, story=STORY[:90] + SHOWN)


@pytest.mark.parametrize("values", [
    ({"@graph": [*OTHERS, OWN]},),
    (*OTHERS, OWN),
    ({"@type": "WebPage", "url": URL, "relatedArticles": OTHERS}, OWN),
    ([{**one, "mainEntityOfPage": URL} for one in [*OTHERS, OWN]],),
    ({**OWN, "comment": [{**OTHERS[0], "mainEntityOfPage": URL}]},),
    ({**OWN, "mainEntity": {"@type": "Question", "suggestedAnswer": OTHERS[0]}},),
    ({**OWN, "video": {**OTHERS[0], "@type": "VideoObject"}},),
    ({**LIVE, "url": LIVE_URL, "liveBlogUpdate": UPDATES}, OWN),
])  # fmt: skip
def test_all_fields_are_of_the_pages_own_article(values):
    article = read(*values)
    assert (article.title, article.authors, article.published_at) == (TITLE, ("Tobias Reyes",), AT)
    assert (article.description, article.section, article.keywords) == ("Work begins in April.", None, ())
    assert (article.image, article.updates) == (None, None)
    assert "Ferries" not in article.text


@pytest.mark.parametrize("values", [
    OTHERS,
    OTHERS[:1],
    [{"@type": "ItemList", "itemListElement": OTHERS}],
    [{**OTHERS[0], "@type": "WebPage"}],
])  # fmt: skip
def test_a_page_that_describes_only_other_stories_states_nothing(values):
    for story in (STORY, STORY[:90]):
        article = read(*values, story=story)
        assert (article.title, article.authors, article.published_at) == (TITLE, (), None)
        assert (article.description, article.section, article.keywords, article.image) == (None, None, (), None)
        assert "Ferries" not in article.text


def test_the_canonical_link_is_the_pages_address():
    article = read(*OTHERS, OWN, url=f"{SITE}/?p=88", head=f"<link rel='canonical' href='{URL}'>")
    assert (article.title, article.authors, article.published_at) == (TITLE, ("Tobias Reyes",), AT)


@pytest.mark.parametrize("values", [
    ({**LIVE, "liveBlogUpdate": UPDATES},),
    ({"@graph": [*UPDATES, {**LIVE, "liveBlogUpdate": [{"@id": one["@id"]} for one in UPDATES]}]},),
    (*UPDATES, {**LIVE, "liveBlogUpdate": UPDATES}),
])  # fmt: skip
def test_a_live_blogs_fields_are_not_those_of_its_last_entry(values):
    article = read_live(*values)
    assert (article.title, article.authors, article.published_at) == (LIVE_TITLE, ("Tobias Reyes",), AT)
    assert [update.at.hour for update in article.updates or ()] == [14, 13, 12, 11]


@pytest.mark.parametrize("values", [
    (*({**one, "isPartOf": {"@id": "#blog"}} for one in UPDATES), {**LIVE, "@id": "#blog"}),
    (*UPDATES, LIVE),
    ({**LIVE, "@type": "NewsArticle", "hasPart": UPDATES},),
])  # fmt: skip
def test_entries_beside_a_live_blog_are_not_its_article(values):
    article = read_live(*values)
    assert (article.title, article.authors, article.published_at) == (LIVE_TITLE, ("Tobias Reyes",), AT)


def test_a_live_blog_without_a_date_was_published_when_it_began():
    blog = {key: value for key, value in LIVE.items() if key != "datePublished"} | {"liveBlogUpdate": UPDATES}
    assert read_live({**blog, "coverageStartTime": "2026-03-03T20:10:00Z"}).published_at == AT
    assert read_live(blog).published_at == datetime(2026, 3, 4, 11, tzinfo=UTC)


def test_a_page_of_one_entry_is_that_entry():
    entry = {**UPDATES[1], "url": f"{LIVE_URL}/u3", "mainEntityOfPage": f"{LIVE_URL}/u3"}
    article = read(LIVE, entry, title=str(entry["headline"]), url=f"{LIVE_URL}/u3")
    assert (article.authors, article.published_at) == (("Olga Brandt",), datetime(2026, 3, 4, 13, tzinfo=UTC))
