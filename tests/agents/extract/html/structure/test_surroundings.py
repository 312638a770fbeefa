"""A date that can be read in two ways is decided by what the page, its address and its server tell."""

import pytest

from tests.support.articles.extract import STORY, read_page

FETCHED = "2026-09-20T00:00:00Z"
GERMAN = (
    "<p>Der Stadtrat hat am Montag nach einer langen Debatte beschlossen, die Brücke am Hafen neu zu bauen.</p>" * 4
)


def day(lang="", head="", body="", story=STORY, host="daily.example", path="/story-1", **fields):
    head = f'<meta name="date" content="03/04/2026">{head}'
    opening = f"<html lang={lang}>" if lang else "<html>"
    html = f"{opening}<head>{head}</head><body><article><h1>Bus saved</h1>{body}{story}</article></body>"
    article = read_page(html, url=f"https://{host}{path}", **({"fetched_at": FETCHED} | fields))
    return article.published_at and article.published_at.date().isoformat()


@pytest.mark.parametrize(
    "fields, found",
    [
        ({"lang": "en-US"}, "2026-03-04"),
        ({"lang": "en-GB"}, "2026-04-03"),
        ({"lang": "en", "host": "daily.co.za"}, "2026-04-03"),
        ({"lang": "en", "host": "daily.com.ph"}, "2026-03-04"),
        ({"lang": "en", "head": "<meta property='og:locale' content='en_NZ'>"}, "2026-04-03"),
        ({"lang": "en", "head": "<meta http-equiv='Content-Language' content='en-us'>"}, "2026-03-04"),
        ({"lang": "en", "story": GERMAN}, "2026-04-03"),
        ({"story": GERMAN}, "2026-04-03"),
        ({"lang": "en"}, None),
        ({}, None),
    ],
)
def test_language_and_country_decide(fields, found):
    assert day(**fields) == found


@pytest.mark.parametrize(
    "fields",
    [
        {"path": "/2026/04/03/bus"},
        {"path": "/2026/apr/03/bus"},
        {"body": "<p class=posted>Friday 3 April 2026</p>"},
        {"body": "<time datetime='2026-04-03T10:00:00Z'>Friday</time>"},
        {"headers": {"Last-Modified": "Fri, 03 Apr 2026 10:00:00 GMT"}},
        {"published_at": "2026-04-03T09:00:00Z"},
        {"fetched_at": "2026-04-04T09:00:00Z"},
        {"body": "<p>Also: <span>27/03/2026</span></p>"},
    ],
)
@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_witness_decides(fields, lang):
    assert day(lang=lang, **fields) == "2026-04-03"


def test_a_day_after_the_fetch_is_none():
    assert day(lang="en-GB", fetched_at="2026-03-20T00:00:00Z") == "2026-03-04"
