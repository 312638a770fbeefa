"""Feeds become raw events: RSS and Atom with their metadata of each page, within the limits of a raw event."""

from datetime import UTC, datetime

import pytest

from agents.sources.feed import NO_LINK, parse_feed
from agents.sources.listing import NotListing
from schemas import RawArticle

ADDRESS = "https://a.example/news/feed.xml"


def pages(document: str, address: str = ADDRESS) -> list[RawArticle]:
    return [RawArticle.decode(page.event) for page in parse_feed(document.encode(), address).pages]


def rss(items: str, channel: str = "<title>The Outlet</title><language>en-gb</language>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{items}</channel></rss>'


def test_an_rss_entry_is_a_page_to_fetch_with_the_feeds_metadata() -> None:
    (page,) = pages(
        rss(
            """<item><title>Ferries &amp;amp; &lt;b&gt;buses&lt;/b&gt;</title><link>https://a.example/1</link>
            <guid isPermaLink="false">g1</guid><pubDate>Tue, 24 Nov 2026 10:00:00 +0100</pubDate>
            <description>&lt;p&gt;They  run.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description>
            <category>sea</category><category>roads</category></item>"""
        )
    )
    assert page == RawArticle(
        url="https://a.example/1",
        id="g1",
        title="Ferries & buses",
        published_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
        source="The Outlet",
        language="en-gb",
        metadata={"feed": ADDRESS, "summary": "They run.", "categories": ["sea", "roads"]},
    )
    assert not page.has_content


def test_an_atom_entry_is_a_page_to_fetch() -> None:
    (page,) = pages(
        """<feed xmlns="http://www.w3.org/2005/Atom"><title>Outlet</title><entry><id>urn:1</id><title>Ferries</title>
        <link rel="enclosure" href="https://a.example/1.mp3"/><link href="../1"/>
        <updated>2026-11-24T10:00:00Z</updated></entry></feed>"""
    )
    assert (page.url, page.id, page.title, page.source) == ("https://a.example/1", "urn:1", "Ferries", "Outlet")
    assert page.published_at == datetime(2026, 11, 24, 10, tzinfo=UTC)


def test_entries_without_a_link_are_counted() -> None:
    document = rss("<item><title>a</title></item><item><link>ftp://a.example/</link></item>")
    assert parse_feed(document.encode(), ADDRESS).skipped == {NO_LINK: 2}


def test_fields_longer_than_the_schema_allows_are_left_out() -> None:
    (page,) = pages(
        rss(
            f"<item><link>https://a.example/1</link><guid>{'g' * 1025}</guid><pubDate>yesterday</pubDate></item>",
            f"<title>{'t' * 1025}</title><language>{'l' * 36}</language>",
        )
    )
    assert (page.id, page.source, page.language, page.published_at) == (None, None, None, None)


def test_a_feed_that_is_cut_off_gives_the_entries_before_the_cut() -> None:
    whole = rss("<item><link>https://a.example/1</link></item><item><link>https://a.example/2</link></item>")
    assert [page.url for page in pages(whole[:-60])] == ["https://a.example/1"]


def test_entities_are_not_expanded_without_bound_and_load_nothing(tmp_path) -> None:
    (tmp_path / "secret").write_text("secret")
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    document = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "lol">{entities}
        <!ENTITY file SYSTEM "file://{tmp_path}/secret">]><rss version="2.0"><channel><title>x</title>
        <item><title>&e9;&file;</title><link>https://a.example/1</link></item></channel></rss>"""
    (page,) = pages(document)
    assert len(page.title or "") < 1000
    assert "secret" not in (page.title or "")


@pytest.mark.parametrize("document", [b"", b"<html><body>Not found</body></html>", b"\xff\x00", b"{}"])
def test_a_document_that_is_not_a_feed_is_refused(document: bytes) -> None:
    with pytest.raises(NotListing, match="not an RSS or Atom feed"):
        parse_feed(document, ADDRESS)


@pytest.mark.parametrize("broken", ["&#xd800;", "&#99999999;"])
def test_a_document_that_breaks_the_parser_is_refused(broken: str) -> None:
    with pytest.raises(NotListing, match="this feed cannot be read"):
        pages(rss(f"<item><title>{broken}</title><link>https://a.example/1</link></item>"))
