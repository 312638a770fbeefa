"""Feeds become raw events: RSS and Atom with their metadata of each page, within the limits of a raw event."""

from datetime import UTC, datetime

import pytest

from agents.sources import feed
from agents.sources.feed import parse_feed
from agents.sources.listing import BAD_URL, MAX_TEXT, MAX_TITLE, NotListing
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
    assert parse_feed(document.encode(), ADDRESS).skipped == {BAD_URL: 2}


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


def test_a_feed_gives_its_first_entries_and_counts_the_others() -> None:
    entries = "".join(
        f"<item><link>https://a.example/{number}</link></item>" for number in range(feed.MAX_ENTRIES + 100_000)
    )
    listing = parse_feed(rss(entries).encode(), ADDRESS)
    assert len(listing.pages) == feed.MAX_ENTRIES
    assert listing.pages[-1].url == f"https://a.example/{feed.MAX_ENTRIES - 1}"
    assert listing.skipped == {feed.LEFT_OUT: 100_000}


def test_entries_that_do_not_end_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MAX_ENTRIES", 3)
    entries = "".join(f"<item><link>https://a.example/{number}</link>" for number in range(5))
    listing = parse_feed(rss(entries).encode(), ADDRESS)
    assert [page.url[-1] for page in listing.pages] == ["0", "1", "2"]
    assert listing.skipped == {feed.LEFT_OUT: 2}


@pytest.mark.parametrize(
    "link",
    [
        "http://a.example:99999/", "http://xn--/", "http://", "http://[", "https://a.example/&#1;", "http://&#x202e;a.b/",
        "http://a..b/", "http://" + "a" * 9000, "javascript:alert(1)", "file:///etc/passwd", "http://a.example:0/",
    ],
)  # fmt: skip
def test_an_entry_with_a_link_that_cannot_be_fetched_is_counted_and_the_others_are_read(link: str) -> None:
    items = f"<item><link>{link}</link></item><item><link>https://a.example/1</link></item>"
    listing = parse_feed(rss(items).encode(), ADDRESS)
    assert [page.url for page in listing.pages] == ["https://a.example/1"]


def test_a_user_and_a_password_in_a_link_are_left_out() -> None:
    (page,) = parse_feed(rss("<item><link>https://u:secret@a.example/1</link></item>").encode(), ADDRESS).pages
    assert page.url == "https://a.example/1"
    assert b"secret" not in page.event


def test_what_an_entry_says_is_cut() -> None:
    categories = f"<category>{'c' * 1000}</category>" + "".join(f"<category>{n}</category>" for n in range(200))
    item = f"<title>{'t' * 100_000}</title><description>{'d' * 100_000}</description>{categories}"
    (page,) = parse_feed(rss(f"<item><link>https://a.example/1</link>{item}</item>").encode(), ADDRESS).pages
    raw = RawArticle.decode(page.event)
    assert len(raw.title or "") == MAX_TITLE
    assert len(str(raw.metadata["summary"])) == MAX_TEXT
    assert len(raw.metadata["categories"]) == feed.MAX_CATEGORIES  # type: ignore[arg-type]
    assert len(page.event) < 20_000


def test_markup_that_never_ends_is_read_in_an_instant() -> None:
    for part in ("<a ", "<!--", "&", "<", "<div>"):
        document = rss(
            f"<item><link>https://a.example/1</link><description><![CDATA[{part * 300_000}]]></description></item>"
        )
        assert len(pages(document)) == 1
