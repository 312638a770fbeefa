"""A query has the parameters that name the article, and no others."""

import pytest

from agents.extract.address.parameters import identifying, without_sessions

HEX = "9f86d081884c7d659a2feaa0c55ad015"


@pytest.mark.parametrize(
    "query",
    [
        f"sid={HEX}",
        f"s={HEX}",
        f"session={HEX}",
        "PHPSESSID=k3l5v0m1a9qv2t7h6r8s4u0d51",
        "sid=k3l5v0m1a9qv2t7h6r8s4u0d51",
        "jsessionid=0A1B2C.node1",
        "CFID=1203&CFTOKEN=55120984",
        "ASPSESSIONIDQQABCDEF=HJKDFGHJK",
        "osCsid=abc&zenid=77abc",
        "utm_source=rss&UTM_Medium=feed",
        "fbclid=a&gclid=b&msclkid=c&yclid=d&gad_source=1",
        "mc_cid=1&mc_eid=2",
        "__twitter_impression=true",
        "ocid=x&cmpid=y&smid=tw&xtor=RSS-1&spm=a2c4g.1",
        "partner=rss",
        "from=singlemessage&isappinstalled=0",
        "source=rss----3f",
        "unlocked_article_code=1.a.b",
        "amp",
        "amp=1",
        "outputType=amp",
        "output=amp",
        "print=1",
        "view=print",
        "usqp=mq331&amp_js_v=0.1",
    ],
)
def test_sessions_origins_and_dresses_name_no_article(query):
    path = "/news/pier-4711.html"
    assert identifying(query, path) == ""
    assert identifying(f"id=5&{query}&page=2", path) == identifying(f"{query}&page=2&id=5", path) == "id=5&page=2"
    assert identifying(f"id=5&{query.replace('&', '&amp;')}", path) == "id=5"


@pytest.mark.parametrize(
    "query",
    [
        "12345",
        "cfid=12",
        "from=paris",
        "id=5",
        "m=1",
        "mode=live",
        "p=7",
        "page=2",
        "pk=5",
        "s=pier",
        "session=12",
        "session_id=12",
        "sid=123",
        "source=ministry",
        "view=5",
    ],
)
def test_what_may_name_an_article_stays(query):
    assert identifying(query, "/archive") == query


def test_a_script_that_shows_any_article_is_asked_by_what_may_be_a_session():
    assert identifying(f"sid={HEX}", "/article.php") == f"sid={HEX}"
    assert identifying(f"sid={HEX}&id=5", "/article.php") == "id=5"
    assert identifying(f"sid={HEX}", "/pier.php") == ""


def test_the_mobile_page_of_a_weblog_is_its_page():
    assert identifying("m=1", "/2026/03/pier.html") == identifying("m=0", "/2026/03/pier.html") == ""


def test_a_second_question_mark_or_an_escaped_one_hides_no_origin():
    assert identifying("utm_source%3Drss", "/a") == identifying("unfurl%3Futm_source%3Drss", "/a") == ""
    assert identifying("id=5?utm_source=rss", "/a") == identifying("id=5?fbclid=1&utm_medium=x", "/a") == "id=5"
    assert identifying("id%3D5", "/a") == "id%3D5"
    assert identifying("q=who?", "/a") == "q=who%3F"


def test_titles_in_another_charset_stay_different():
    assert identifying("t=%F1%F2%EE", "/s") == "t=%F1%F2%EE"
    assert identifying("t=%c3%a9", "/s") == identifying("t=é", "/s") == "t=%C3%A9"


def test_a_query_of_many_fields_stays_as_it_is():
    query = "&".join(f"a{number}={number}" for number in range(200))
    assert identifying(query, "/s") == query


@pytest.mark.parametrize(
    "text, rest",
    [
        ("/a.jsp;jsessionid=1A.n1", "/a.jsp"),
        ("/a;JSESSIONID=1/b", "/a/b"),
        ("/a;sid=1A2B3C4D5E", "/a"),
        ("/a%3Bjsessionid=1A", "/a"),
        ("/a;CFID=1;CFTOKEN=2", "/a"),
        ("id=8;PHPSESSID=abc", "id=8"),
        ("/a;art270,12", "/a;art270,12"),
        ("/a;sid=12", "/a;sid=12"),
    ],
)
def test_sessions_behind_a_semicolon_go(text, rest):
    assert without_sessions(text) == rest
