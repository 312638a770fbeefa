"""JSON Feed 1.0 and 1.1 become raw events, as other feeds do."""

from datetime import UTC, datetime

import orjson
import pytest

from agents.sources.feed import parse_feed
from agents.sources.listing import BAD_URL, LEFT_OUT, MAX_ENTRIES, NotListing
from schemas import RawArticle

ADDRESS = "https://a.example/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"


def feed(*items: object, **more: object) -> bytes:
    return orjson.dumps({"version": VERSION, "title": "The Outlet", "items": items, **more})


def test_an_item_is_a_page_to_fetch_with_the_feeds_metadata() -> None:
    item = {
        "id": "7", "url": "https://a.example/1", "title": "Ferries &amp; buses", "tags": ["sea", 1, "roads"],
        "content_html": "<p>They  run.</p><script>x</script>", "date_published": "2026-03-03T21:10:00+01:00",
    }  # fmt: skip
    (page,) = parse_feed(feed(item, language="en-GB"), ADDRESS).pages
    assert RawArticle.decode(page.event) == RawArticle(
        url="https://a.example/1",
        id="7",
        title="Ferries & buses",
        published_at=datetime(2026, 3, 3, 20, 10, tzinfo=UTC),
        source="The Outlet",
        language="en-GB",
        metadata={"feed": ADDRESS, "summary": "They run.", "categories": ["sea", "roads"]},
    )


@pytest.mark.parametrize(
    "item,url",
    [
        ({"url": "/1"}, "https://a.example/1"),
        ({"external_url": "https://b.example/1"}, "https://b.example/1"),
        ({"id": "https://a.example/1"}, "https://a.example/1"),
        ({"url": "https://[", "id": "https://a.example/1"}, "https://a.example/1"),
    ],
)
def test_the_page_is_the_items_url_or_that_which_it_is_about_or_an_id(item: dict[str, str], url: str) -> None:
    assert [page.url for page in parse_feed(feed(item), ADDRESS).pages] == [url]


def test_version_1_0_and_a_byte_order_mark_are_read() -> None:
    document = b"\xef\xbb\xbf \n" + feed(
        {"id": 7, "url": "https://a.example/1"}, version="https://jsonfeed.org/version/1"
    )
    (page,) = parse_feed(document, ADDRESS).pages
    assert RawArticle.decode(page.event).id == "7"


def test_items_without_a_url_and_those_beyond_the_bound_are_counted() -> None:
    hostile = [None, 7, [], {}, {"url": 7}, {"url": "javascript:x"}, {"url": None, "tags": 7, "title": {"a": 1}}]
    many = [{"url": f"https://a.example/{number}", "title": [], "tags": {}} for number in range(MAX_ENTRIES)]
    listing = parse_feed(feed(*hostile, *many), ADDRESS)
    assert len(listing.pages) == MAX_ENTRIES - len(hostile)
    assert listing.skipped == {BAD_URL: len(hostile), LEFT_OUT: len(hostile)}


@pytest.mark.parametrize("document", [b'{"items": []}', b'{"version": 7}', b"{", b'{"a":' * 100_000, b'{"items": {}}'])
def test_other_json_is_refused(document: bytes) -> None:
    with pytest.raises(NotListing, match="JSON Feed"):
        parse_feed(document, ADDRESS)


def test_relative_links_of_a_saved_feed_are_resolved_by_the_address_that_it_states() -> None:
    document = feed({"url": "1"}, home_page_url="https://a.example/news/")
    assert [page.url for page in parse_feed(document, "feed.json").pages] == ["https://a.example/news/1"]
