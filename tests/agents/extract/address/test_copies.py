"""A copy in a cache, an archive or a viewer is of the page that it copies, if a known service shows it."""

import pytest

from agents.extract.address.copies import original

PAGE = "https://www.dunmore-herald.com/news/pier.html"
IN_PATH = "www.dunmore-herald.com/news/pier.html"


def is_known(url):
    return ".com/" in url


@pytest.mark.parametrize(
    "copy",
    [
        f"https://www-dunmore--herald-com.cdn.ampproject.org/c/s/{IN_PATH}",
        f"https://cdn.ampproject.org/v/s/{IN_PATH}",
        f"https://www.google.com/amp/s/{IN_PATH}",
        f"https://google.co.uk/amp/s/{IN_PATH}",
        f"https://www.bing.com/amp/s/{IN_PATH}",
        f"https://web.archive.org/web/20260312101010/{PAGE}",
        f"https://web.archive.org/web/20260312101010id_/{PAGE}",
        f"https://web.archive.org/web/2/https:/{IN_PATH}",
        f"https://archive.ph/20260312101010/{PAGE}",
        f"https://arquivo.pt/wayback/20260312101010/{PAGE}",
        f"https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjkJ:{PAGE}+pier&hl=en",
        f"https://webcache.googleusercontent.com/search?q=cache:{IN_PATH}",
        "https://www-dunmore--herald-com.translate.goog/news/pier.html",
        f"https://translate.google.com/translate?sl=en&tl=de&u={PAGE}",
        f"https://web.archive.org/web/20260312101010/https://www.google.com/amp/s/{IN_PATH}",
    ],
)
def test_the_url_in_that_of_a_copy_is_found(copy):
    assert original(copy, is_known) == PAGE


def test_what_follows_belongs_to_the_url_inside():
    assert original(f"https://web.archive.org/web/2026/{PAGE}?id=5#a", is_known) == f"{PAGE}?id=5#a"
    assert original(f"https://www.google.com/amp/s/{IN_PATH}%3Fid%3D5?hl=en", is_known) == f"{PAGE}?id=5&hl=en"
    assert original(f"https://cdn.ampproject.org/c/{IN_PATH}", is_known) == PAGE.replace("https", "http")


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        f"https://evil.com/amp/s/{IN_PATH}",
        f"https://evil.com/web/20260312101010/{PAGE}",
        "https://web.archive.org/details/pier",
        "https://web.archive.org/web/2026/localhost/a",
        "https://www.google.com/amp/s/localhost/a",
        "https://www.google.com/search?q=pier",
        "https://www.bing.com/news",
        "https://webcache.googleusercontent.com/search?q=pier",
    ],
)
def test_other_urls_are_their_own(url):
    assert original(url, is_known) == url


def test_copies_of_copies_have_an_end():
    deep = "https://web.archive.org/web/2026/" * 9 + PAGE
    assert original(deep, lambda _: True).startswith("https://web.archive.org/")
