"""Feeds become raw events: RSS and Atom with their metadata of each page, within the limits of a raw event."""

import gzip
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


@pytest.mark.parametrize("document", [b"", b"<html><body>Not found</body></html>", b"\xff\x00", b"{}", b"{", b"[]"])
def test_a_document_that_is_not_a_feed_is_refused(document: bytes) -> None:
    with pytest.raises(NotListing, match=r"not an RSS or Atom feed|not a JSON Feed"):
        parse_feed(document, ADDRESS)


@pytest.mark.parametrize("broken", ["&#xd800;", "&#99999999;", "&#0;", "\x00", "\x1b"])
def test_a_character_that_no_xml_has_costs_no_entry(broken: str) -> None:
    (page,) = pages(rss(f"<item><title>The {broken}ferry</title><link>https://a.example/1</link></item>"))
    assert (page.title or "").replace("\ufffd", "") == "The ferry"


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


SPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)


def linked(links: str, channel: str = "") -> list[str | None]:
    document = f'<rss version="2.0" {SPACES}><channel><title>O</title>{channel}<item>{links}</item></channel></rss>'
    return [page.url for page in pages(document)]


def atom(links: str, more: str = "") -> list[str | None]:
    document = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>O</title><entry {more}>{links}</entry></feed>'
    return [page.url for page in pages(document)]


@pytest.mark.parametrize(
    "links",
    [
        '<link>https://a.example/1</link><enclosure url="https://a.example/1.mp3" type="audio/mpeg"/>',
        '<enclosure url="https://a.example/1.mp3" type="audio/mpeg">Listen</enclosure><guid>https://a.example/1</guid>',
        '<atom:link rel="self" href="https://a.example/feed.xml"/><link>https://a.example/1</link>',
        '<link>https://a.example/1</link><atom:link rel="replies" type="text/html" href="https://a.example/1/talk"/>',
        '<link>https://a.example/1.jpg</link><media:content url="https://a.example/1.jpg" medium="image"/>'
        "<guid>https://a.example/1</guid>",
        '<atom:link rel="alternate" type="image/jpeg" href="https://a.example/i"/><link>https://a.example/1</link>',
        "<link>https://count.example/~r/2</link><feedburner:origLink>https://a.example/1</feedburner:origLink>",
        '<guid isPermaLink="false">https://a.example/1</guid>',
        '<guid isPermaLink="true">/1</guid>',
        "<link>www.a.example/1</link>",
        "<link> //a.example/1 </link>",
        "<link><![CDATA[ https://a.example/1 ]]></link>",
    ],
)
def test_the_page_is_found_among_the_links_of_an_item(links: str) -> None:
    (url,) = linked(links)
    assert (url or "").removeprefix("https://www.") in ("https://a.example/1", "a.example/1")


@pytest.mark.parametrize(
    "links",
    [
        '<link rel="alternate" type="image/jpeg" href="/i.jpg"/><link rel="alternate" type="text/html" href="/1"/>',
        '<link rel="alternate" href="/1"/><link rel="alternate" type="application/json" href="/1.json"/>',
        '<link rel="edit" href="/edit"/><link rel="hub" href="/hub"/><id>https://a.example/1</id>',
        '<link rel="http://www.iana.org/assignments/relation/alternate" href="/1"/><id>urn:1</id>',
        '<id>tag:a.example,2026:1</id><content type="text/html" src="https://a.example/1"/>',
    ],
)
def test_the_page_is_found_among_the_links_of_an_entry(links: str) -> None:
    assert atom(links) == ["https://a.example/1"]


def test_an_entry_with_nothing_but_a_sound_is_no_page() -> None:
    assert (
        linked('<enclosure url="https://a.example/1.mp3" type="audio/mpeg"/><guid isPermaLink="false">1</guid>') == []
    )
    assert atom('<link rel="enclosure" type="audio/mpeg" href="/1.mp3"/><id>tag:a.example,2026:1</id>') == []


def test_a_link_to_the_front_page_gives_way_to_an_id_that_is_a_url() -> None:
    channel = "<link>https://a.example/</link>"
    assert linked("<link>https://a.example</link><guid>https://a.example/1</guid>", channel) == ["https://a.example/1"]
    assert linked('<link>https://a.example</link><guid isPermaLink="false">7</guid>', channel) == ["https://a.example"]


def test_an_xml_base_holds_for_relative_links() -> None:
    assert atom('<link href="1"/>', 'xml:base="https://b.example/news/"') == ["https://b.example/news/1"]


@pytest.mark.parametrize(
    "stated,hour",
    [
        ("Tue, 03 Mar 2026 21:10:00 CET", 20),
        ("Di, 03 Mär 2026 21:10:00 +0100", 20),
        ("Вт, 03 мар 2026 23:10:00 +0300", 20),
        ("mar., 03 mars 2026 21:10:00 +0100", 20),
        ("2026/3/3 20:10:00", 20),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("Tue, 03 Mar 2026 21:10:00 XYZ", None),
    ],
)
def test_the_time_of_an_entry_is_read_as_it_is_meant(stated: str, hour: int | None) -> None:
    (page,) = pages(rss(f"<item><link>https://a.example/1</link><pubDate>{stated}</pubDate></item>"))
    assert page.published_at == (None if hour is None else datetime(2026, 3, 3, hour, 10, tzinfo=UTC))


def test_a_date_in_figures_is_read_by_the_feeds_language() -> None:
    item = "<item><link>https://a.example/1</link><pubDate>03/04/2026 21:10</pubDate></item>"
    found = [pages(rss(item, f"<language>{tag}</language>"))[0].published_at for tag in ("fr", "en-GB", "en-us", "en")]
    months = [moment and moment.month for moment in found]
    assert months == [4, 4, 3, None]


def test_the_time_of_a_change_counts_if_that_of_the_publication_is_none() -> None:
    (page,) = pages(
        """<feed xmlns="http://www.w3.org/2005/Atom"><title>O</title><entry><link href="https://a.example/1"/>
        <published>0001-01-01T00:00:00Z</published><updated>2026-03-03T21:10:00+01:00</updated></entry></feed>"""
    )
    assert page.published_at == datetime(2026, 3, 3, 20, 10, tzinfo=UTC)


RUSSIAN = "Паром снова ходит по расписанию, сообщили в порту"


@pytest.mark.parametrize(
    "encoding,declared,content_type",
    [
        ("windows-1251", "utf-8", None),
        ("windows-1251", "windows-1251", None),
        ("utf-8", "windows-1251", None),
        ("utf-8", "utf-8", "text/xml; charset=iso-8859-1"),
        ("windows-1251", "utf-8", "text/xml; charset=windows-1251"),
        ("utf-8-sig", "utf-8", None),
        ("utf-16", "utf-16", None),
        ("utf-16", "utf-8", None),
    ],
)
def test_the_title_is_read_in_the_charset_that_fits(encoding: str, declared: str, content_type: str | None) -> None:
    item = (
        f"<item><title>{RUSSIAN}</title><description>{RUSSIAN * 5}</description><link>https://a.example/1</link></item>"
    )
    document = rss(item, f"<title>{RUSSIAN}</title>").replace('"1.0"?', f'"1.0" encoding="{declared}"?')
    (page,) = parse_feed(document.encode(encoding), ADDRESS, content_type).pages
    assert RawArticle.decode(page.event).title == RUSSIAN


@pytest.mark.parametrize(
    "before", ["\n\n", "\ufeff\n ", "<!-- cached -->\n", "<br />\nWarning: mysql_query() in x.php\n"]
)
def test_what_stands_before_the_declaration_costs_nothing(before: str) -> None:
    document = before + rss("<item><link>https://a.example/1</link></item>")
    assert [page.url for page in parse_feed(document.encode(), ADDRESS).pages] == ["https://a.example/1"]


def test_prefixes_that_are_not_declared_and_bare_ampersands_cost_nothing() -> None:
    item = (
        "<item><title>R&D</title><link>https://a.example/?a=1&b=2</link><media:x>y</media:x><dc:creator>A</dc:creator>"
    )
    (page,) = pages(rss(f"{item}</item>"))
    assert (page.url, page.title) == ("https://a.example/?a=1&b=2", "R&D")


def test_rdf_is_read() -> None:
    (page,) = pages(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"><title>O</title></channel>
        <item rdf:about="https://a.example/1"><title>Ferries</title><link>https://a.example/1</link>
        <dc:date>2026-03-03T21:10:00+01:00</dc:date></item></rdf:RDF>"""
    )
    assert (page.url, page.published_at) == ("https://a.example/1", datetime(2026, 3, 3, 20, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    "title,expected",
    [
        ("Ferries &amp;amp; buses", "Ferries & buses"),
        ("It&amp;#8217;s late", "It’s late"),
        ("caf&amp;eacute; &amp;quot;Nord&amp;quot;", 'café "Nord"'),
        ("R&amp;D, AT&amp;T; and more", "R&D, AT&T; and more"),
    ],
)
def test_a_title_that_was_escaped_twice_is_read(title: str, expected: str) -> None:
    (page,) = pages(rss(f"<item><title>{title}</title><link>https://a.example/1</link></item>"))
    assert page.title == expected


def test_a_page_in_place_of_a_feed_is_refused_with_the_feed_that_it_links_to() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    with pytest.raises(NotListing, match=r"it is an HTML page; its feed is https://a\.example/rss\.xml"):
        parse_feed(f"<!DOCTYPE html><html><head>{link}</head><body>News</body></html>".encode(), ADDRESS)
    with pytest.raises(NotListing, match=r"it is an HTML page$"):
        parse_feed(b"<!DOCTYPE html><html><body>News</body></html>", ADDRESS)


def test_a_gzipped_feed_is_read() -> None:
    document = gzip.compress(rss("<item><link>https://a.example/1</link></item>").encode(), mtime=0)
    assert len(parse_feed(document, ADDRESS).pages) == 1
    with pytest.raises(NotListing, match="cannot be read"):
        parse_feed(document[:-12], ADDRESS)


@pytest.mark.parametrize(
    "channel",
    [
        '<atom:link rel="self" href="https://a.example/news/feed.xml"/><link>https://b.example/</link>',
        "<link>https://a.example/news/</link>",
        "<link>\n https://a.example/news/ </link>",
    ],
)
def test_relative_links_of_a_saved_feed_are_resolved_by_the_address_that_it_states(channel: str) -> None:
    document = f'<rss version="2.0" {SPACES}><channel>{channel}<item><link>1</link></item></channel></rss>'
    (page,) = pages(document, "saved/feed.xml")
    assert (page.url, page.metadata["feed"]) == ("https://a.example/news/1", "saved/feed.xml")


def test_relative_links_of_a_saved_feed_that_states_no_address_are_counted() -> None:
    assert parse_feed(rss("<item><link>/1</link></item>").encode(), "feed.xml").skipped == {BAD_URL: 1}
