"""One article has one canonical URL, and no page can claim the URL of another site.

Addresses of people's reports: pages told apart by `#!` alone (https://github.com/mediacloud/backend/issues/136).
"""

import pytest

from agents.extract.url import absolute, canonical_url, normalise, site_of

ARTICLE = "https://www.example.co.uk/news/2021/story-1"


@pytest.mark.parametrize(
    "variant",
    [
        "http://www.example.co.uk/news/2021/story-1",
        "HTTPS://WWW.Example.co.uk:443/news/2021/story-1",
        "https://www.example.co.uk/news/2021/story-1#comments",
        "https://www.example.co.uk/news/2021/story-1?utm_source=rss&utm_medium=feed",
        "https://www.example.co.uk/news/2021/story-1?fbclid=abc&gclid=1&ref=home&cmp=rss",
        "https://www.example.co.uk//news/2021/story-1",
        "https://www.example.co.uk/news/2021/story-1/amp",
        "https://www.example.co.uk/news/2021/story-1/amp/?amp=1",
        "https://www.example.co.uk/news/2021/story-1?outputType=amp",
        "https://user:password@www.example.co.uk/news/2021/story-1",
        " https://www.example.co.uk/news/2021/ story-1\n",
        "https://www.example.co.uk./news/2021/story-1;jsessionid=0A1B",
        "https://www.example.co.uk/news/2021/story-1?PHPSESSID=0a1b&view=print",
        "https://www-example-co-uk.cdn.ampproject.org/c/s/www.example.co.uk/news/2021/story-1?amp_js_v=0.1",
        "https://web.archive.org/web/20210301101010/http://www.example.co.uk:80/news/2021/story-1",
        "https://www-example-co-uk.translate.goog/news/2021/story-1?_x_tr_sl=en&_x_tr_tl=de",
    ],
)
def test_variants_of_a_url_have_the_same_normal_form(variant):
    assert normalise(variant) == ARTICLE


@pytest.mark.parametrize(
    "url, normal",
    [
        ("https://example.com/a?id=5&cid=3", "https://example.com/a?cid=3&id=5"),
        ("https://example.com/article?12345", "https://example.com/article?12345"),
        ("https://example.com/a?source=1&uid=", "https://example.com/a?source=1&uid="),
        ("https://example.com", "https://example.com/"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
        ("http://localhost/a", "http://localhost/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://example.com/a%20b", "https://example.com/a%20b"),
        ("https://example.com/#!/story/5", "https://example.com/#!/story/5"),
        ("https://example.com/?utm_source=x#/story/5?utm_medium=y&id=3", "https://example.com/#/story/5?id=3"),
        ("https://example.com/?_escaped_fragment_=%2Fstory%2F5&gclid=1", "https://example.com/#!/story/5"),
    ],
)
def test_the_parts_that_identify_the_article_stay(url, normal):
    assert normalise(url) == normal
    assert normalise(normal) == normal


@pytest.mark.parametrize(
    "url", ["ftp://example.com/a", "mailto:a@b.c", "https://", "http://[::1", "http://a:b/", "x", ""]
)
def test_only_http_urls_have_a_normal_form(url):
    assert normalise(url) is None


def test_the_first_credible_claim_is_the_canonical_url():
    assert canonical_url(["/news/2021/story-1"], "https://m.example.co.uk/x?p=1").endswith("/news/2021/story-1")
    assert canonical_url([ARTICLE, "https://www.example.co.uk/other"], "https://amp.example.co.uk/s") == ARTICLE


@pytest.mark.parametrize(
    "claim",
    [
        "https://evil.com/news/2021/story-1",
        "https://www.other.co.uk/",
        "https://www.example.co.uk/",
        "https://www.example.co.uk/en/",
        "/index.html",
        "javascript:void(0)",
        "http://[::1",
        "",
    ],
)
def test_a_claim_to_another_site_or_to_the_home_page_is_not_used(claim):
    assert canonical_url([claim], ARTICLE) == ARTICLE


def test_sites_that_share_a_public_suffix_cannot_claim_each_other():
    assert canonical_url(["https://a.github.io/x"], "https://b.github.io/y") == "https://b.github.io/y"


def test_a_claim_without_the_parameters_that_identify_the_article_is_not_used():
    found_at = "https://example.com/article.php?id=7"
    assert canonical_url(["https://example.com/article.php"], found_at) == found_at


def test_a_claim_without_the_route_that_identifies_the_article_is_not_used():
    found_at = "https://example.com/app/#!/story/7"
    assert canonical_url(["https://example.com/app/"], found_at) == found_at
    story = "https://example.com/news/pier-to-be-rebuilt"
    assert canonical_url([story], f"{story}#/pictures/3") == story


def test_a_claim_to_the_section_is_not_used():
    assert canonical_url(["/news/"], "https://example.com/news/38853-pier") == "https://example.com/news/38853-pier"
    story = "https://example.com/news/pier-to-be-rebuilt"
    assert canonical_url([story], f"{story}/2") == story
    assert canonical_url(["/news/south-asia"], "https://example.com/news/south-asia/x") == (
        "https://example.com/news/south-asia"
    )


@pytest.mark.parametrize(
    "home",
    [
        "https://example.com",
        "https://example.com/?utm_source=feed",
        "https://example.com/index.php?PHPSESSID=5",
        "https://example.com/de/",
        "https://example.com/home.html#top",
        "https://example.com/#!/",
        "https://web.archive.org/web/2026/https://example.com/",
    ],
)
def test_an_article_at_a_home_page_has_no_permanent_url(home):
    assert canonical_url(["https://example.com/"], home) is None
    assert canonical_url(["/news/pier-to-be-rebuilt"], "https://example.com") == (
        "https://example.com/news/pier-to-be-rebuilt"
    )


@pytest.mark.parametrize("page", ["?p=5", "index.php?id=5", "#!/story/5", "about-us", "2026"])
def test_other_addresses_are_no_home_page(page):
    assert canonical_url([], f"https://example.com/{page}") == f"https://example.com/{page}"


def test_a_page_without_a_url_may_claim_any_article_but_not_a_home_page():
    assert canonical_url(["https://example.com/", ARTICLE], None) == ARTICLE
    assert canonical_url([], None) is None


@pytest.mark.parametrize(
    "url, site",
    [
        (ARTICLE, "example.co.uk"),
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://someone.blogspot.com/a", "someone.blogspot.com"),
        ("http://127.0.0.1/a", "127.0.0.1"),
        ("http://localhost/a", "localhost"),
        (None, None),
    ],
)
def test_a_site_is_its_registrable_domain(url, site):
    assert site_of(url) == site


@pytest.mark.parametrize(
    "link, found", [("/i.jpg", "https://e.com/i.jpg"), ("//c.com/i", "https://c.com/i"), ("data:x", None), (None, None)]
)
def test_links_are_resolved_against_the_page(link, found):
    assert absolute(link, "https://e.com/a/b") == found
