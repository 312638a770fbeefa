"""A listed page becomes the raw event to fetch it, within the limits of the raw event's schema."""

import pytest

from agents.sources.listing import (
    MAX_ID,
    MAX_LANGUAGE,
    MAX_SOURCE,
    is_url,
    listed,
)
from schemas import RawArticle
from schemas.raw import MAX_URL

URL = "https://a.example/1"


def test_a_listed_page_is_a_raw_event_without_empty_fields() -> None:
    page = listed(URL, {"feed": "f", "summary": None, "categories": []}, title="Ferries", source="")
    assert page.url == URL
    assert RawArticle.decode(page.event) == RawArticle(url=URL, title="Ferries", metadata={"feed": "f"})


@pytest.mark.parametrize("more", [0, 1])
def test_a_field_is_left_out_only_if_it_is_longer_than_the_schema_allows(more: int) -> None:
    lengths = {"identity": MAX_ID, "source": MAX_SOURCE, "language": MAX_LANGUAGE}
    page = listed(URL, {}, **{name: "x" * (length + more) for name, length in lengths.items()})
    raw = RawArticle.decode(page.event)
    assert [raw.id is None, raw.source is None, raw.language is None] == [bool(more)] * 3


@pytest.mark.parametrize(
    "url,expected",
    [
        (URL, True),
        ("HTTP://A.EXAMPLE", True),
        (None, False),
        ("", False),
        ("/1", False),
        ("ftp://a.example/", False),
        (f"https://{'a' * MAX_URL}", False),
        ("https://a.example/\ufffd", False),
    ],
)
def test_only_http_urls_of_a_bounded_length_are_fetched(url: str | None, expected: bool) -> None:
    assert is_url(url) is expected
