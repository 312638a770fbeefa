"""Sitemaps become raw events: plain, gzipped and of news, and indexes of sitemaps."""

import gzip
from datetime import UTC, datetime

import pytest

from agents.sources import sitemap
from agents.sources.listing import BAD_URL, NotListing
from agents.sources.sitemap import parse_sitemap
from schemas import RawArticle

ADDRESS = "https://a.example/sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'


def urlset(entries: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACE} {NEWS}>{entries}</urlset>'.encode()


def pages(document: bytes) -> list[RawArticle]:
    return [RawArticle.decode(page.event) for page in parse_sitemap(document, ADDRESS).pages]


def test_a_page_of_a_news_sitemap_comes_with_its_metadata() -> None:
    (page,) = pages(
        urlset(
            """<url><loc> https://a.example/1?a=b&amp;c </loc><lastmod>2026-11-24</lastmod><n:news><n:publication>
            <n:name>The Outlet</n:name><n:language>en</n:language></n:publication><n:title>Ferries</n:title>
            <n:publication_date>2026-11-24T10:00:00+01:00</n:publication_date><n:keywords>sea, roads</n:keywords>
            </n:news></url>"""
        )
    )
    assert page == RawArticle(
        url="https://a.example/1?a=b&c",
        title="Ferries",
        published_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
        source="The Outlet",
        language="en",
        metadata={"sitemap": ADDRESS, "lastmod": "2026-11-24", "keywords": ["sea", "roads"]},
    )


@pytest.mark.parametrize(
    "text,hour",
    [("2026-11-24", 0), ("2026-11-24T10:00", 10), ("2026-11-24T10:00:00.5Z", 10), ("soon", None), ("", None)],
)
def test_a_publication_date_may_have_every_format_of_the_protocol(text: str, hour: int | None) -> None:
    (page,) = pages(
        urlset(
            f"<url><loc>https://a.example/</loc><n:news><n:publication_date>{text}</n:publication_date></n:news></url>"
        )
    )
    assert (page.published_at.hour if page.published_at else None) == hour


def test_an_index_leads_to_sitemaps() -> None:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in ("https://a.example/1.xml", "file:///etc/x"))
    listing = parse_sitemap(f"<sitemapindex {SPACE}>{entries}</sitemapindex>".encode(), ADDRESS)
    assert (list(listing.pages), listing.sitemaps) == ([], ["https://a.example/1.xml"])


def test_a_sitemap_may_be_gzipped_and_without_a_namespace() -> None:
    document = b"<urlset><url><loc>https://a.example/1</loc></url><url><loc>/2</loc></url><url/></urlset>"
    listing = parse_sitemap(gzip.compress(document), ADDRESS)
    assert [page.url for page in listing.pages] == ["https://a.example/1"]
    assert listing.skipped == {BAD_URL: 2}


def test_entities_are_not_expanded_and_load_nothing(tmp_path) -> None:
    (tmp_path / "secret").write_text("secret")
    document = f"""<!DOCTYPE urlset [<!ENTITY a "aaaa"><!ENTITY file SYSTEM "file://{tmp_path}/secret">]>
        <urlset><url><loc>https://a.example/&a;&file;</loc></url></urlset>"""
    assert [page.url for page in pages(document.encode())] == ["https://a.example/"]


@pytest.mark.parametrize(
    "document,message",
    [
        (b"", "not a sitemap"),
        (b"<html/>", "its root is <html>"),
        (b"<urlset><url>", "not a sitemap"),
        (gzip.compress(b"<urlset/>", mtime=0)[:-9], "cut off"),
        (b"\x1f\x8bxxxxxx", "not a sitemap"),
    ],
)
def test_a_document_that_is_not_a_sitemap_is_refused(document: bytes, message: str) -> None:
    with pytest.raises(NotListing, match=message):
        parse_sitemap(document, ADDRESS)


def test_a_sitemap_is_not_unpacked_beyond_the_bound_on_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MAX_BYTES", 1000)
    with pytest.raises(NotListing, match="has more than 1000 bytes, unpacked"):
        parse_sitemap(gzip.compress(urlset(" " * 2000)), ADDRESS)


def test_a_sitemap_that_is_packed_as_a_bomb_is_refused() -> None:
    with pytest.raises(NotListing, match="200 times as many"):
        parse_sitemap(gzip.compress(urlset(" " * 20_000_000)), ADDRESS)


def test_a_sitemap_gives_the_pages_that_the_protocol_allows_and_counts_the_others() -> None:
    entries = "".join(f"<url><loc>https://a.example/{number}</loc></url>" for number in range(sitemap.MAX_URLS + 7))
    listing = parse_sitemap(f"<urlset>{entries}</urlset>".encode(), ADDRESS)
    assert len(listing.pages) == sitemap.MAX_URLS
    assert listing.skipped == {sitemap.LEFT_OUT: 7}


def test_an_entry_within_an_entry_is_not_a_page() -> None:
    inner = '<v:video xmlns:v="v"><url><loc>https://a.example/2</loc></url></v:video>'
    document = f"<urlset><url><loc>https://a.example/1</loc>{inner}</url></urlset>"
    assert [page.url for page in pages(document.encode())] == ["https://a.example/1"]


@pytest.mark.parametrize(
    "document",
    [
        b"<urlset>" + b"<a>" * 100_000,
        b"<urlset><url><loc>" + b"x" * 11_000_000 + b"</loc></url></urlset>",
        b'<!DOCTYPE a [<!ENTITY a "' + b"x" * 1000 + b'"><!ENTITY b "' + b"&a;" * 100 + b'"><!ENTITY c "' + b"&b;" * 100
        + b'">]><urlset a="&c;"/>',
    ],
    ids=["deep", "long text", "entities"],
)  # fmt: skip
def test_a_document_that_is_made_to_exhaust_the_parser_is_refused(document: bytes) -> None:
    with pytest.raises(NotListing, match="this is not a sitemap"):
        parse_sitemap(document, ADDRESS)
