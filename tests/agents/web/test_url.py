import pytest

from agents.web.url import MAX_URL, SiteBy, fault, site_of


@pytest.mark.parametrize(
    "url, why",
    [
        ("http://", "no valid host"),
        ("http://[", "no valid host"),
        ("http://.", "no valid host"),
        ("http://a..b/", "no valid host"),
        ("http://exa mple.org/", "no valid host"),
        ("https://a:99999/", "99999 is not a port"),
        ("https://a:0/", "0 is not a port"),
        ("https://a:port/", "not a URL"),
        ("http://xn--/", "not a URL"),
        ("http://xn--zzzzzz/", "not a URL"),
        ("http://h\x00.org/", "not a URL"),
        ("ftp://herald.example/", "not an http or https URL"),
        ("herald.example/1", "not an http or https URL"),
        ("https://herald.example/" + "a" * MAX_URL, "longer than 8192 characters"),
    ],
)
def test_a_url_that_cannot_be_requested_has_a_fault(url, why):
    assert why in (fault(url) or "none")


@pytest.mark.parametrize(
    "url",
    ["https://herald.example/1", "http://münchen.example:8080/ä?ö=ü#x", "http://[2001:db8::1]/", "http://127.0.0.1/"],
)
def test_other_urls_have_none(url):
    assert fault(url) is None


def test_a_site_is_its_host_in_ascii_or_its_registrable_domain():
    assert site_of("https://News.MÜNCHEN.de./1") == "news.xn--mnchen-3ya.de"
    assert site_of("https://news.herald.co.uk/1", SiteBy.DOMAIN) == "herald.co.uk"
    assert site_of("http://127.0.0.1:8000/", SiteBy.DOMAIN) == "127.0.0.1"
