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
    listing = parse_sitemap(gzip.compress(document, mtime=0), ADDRESS)
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
        parse_sitemap(gzip.compress(urlset(" " * 2000), mtime=0), ADDRESS)


def test_a_sitemap_that_is_packed_as_a_bomb_is_refused() -> None:
    with pytest.raises(NotListing, match="200 times as many"):
        parse_sitemap(gzip.compress(urlset(" " * 20_000_000), mtime=0), ADDRESS)


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


PAGE = "<url><loc>https://a.example/{}</loc></url>"
THREE = urlset("".join(map(PAGE.format, (1, 2, 3)))).decode()


def found(document: bytes | str) -> tuple[list[str], dict[str, int]]:
    listing = parse_sitemap(document if isinstance(document, bytes) else document.encode(), ADDRESS)
    return [page.url.removeprefix("https://a.example/") for page in listing.pages], dict(listing.skipped or {})


@pytest.mark.parametrize(
    "document",
    [
        "\n\n" + THREE,
        "\ufeff" + THREE,
        "\ufeff\r\n " + THREE,
        "<br />\nWarning: x in y.php\n" + THREE,
        THREE.encode("utf-16"),
        THREE.replace("UTF-8", "utf-16").encode(),
        gzip.compress(("\n" + THREE).encode(), mtime=0),
        THREE.replace("http://www.sitemaps.org", "https://www.sitemaps.org"),
        THREE.replace(SPACE, 'xmlns="http://www.google.com/schemas/sitemap/0.84"'),
        THREE.replace(SPACE, ""),
        THREE.replace("<urlset", "<s:urlset").replace("</urlset", "</s:urlset").replace("xmlns=", "xmlns:s="),
        THREE.replace("<url>", "<url>\x0b", 1),
        THREE.replace("<url>", "<url><title>a&nbsp;b</title>", 1),
        THREE.replace("<url>", "<url><news:news><news:title>R&D</news:title></news:news>", 1),
        THREE.replace("<url>", "<url><changefreq>daily</changefrq>", 1),
    ],
)
def test_a_sitemap_that_is_not_well_formed_gives_its_pages(document: bytes | str) -> None:
    assert found(document) == (["1", "2", "3"], {})


def test_bare_ampersands_in_an_address_stay_in_it() -> None:
    document = urlset("".join(map(PAGE.format, ("?a=1&b=2", "?a=1&amp;copy=2", "?x&", "<![CDATA[?c&d=&amp;]]>"))))
    assert found(document)[0] == ["?a=1&b=2", "?a=1&copy=2", "?x&", "?c&d=&amp;"]


@pytest.mark.parametrize(
    "document,lost",
    [
        (THREE[: THREE.index("/3")] + "/3", 1),
        (THREE[: THREE.index("/3")] + "/3</loc>", 1),
        (THREE[: THREE.index("<url><loc>https://a.example/3")], 0),
        (THREE.replace("/3</loc></url>", "/3</loc>"), 1),
        (THREE[:-5], 0),
    ],
)
def test_an_entry_that_is_cut_off_is_counted_and_never_half_an_address(document: str, lost: int) -> None:
    urls, skipped = found(document)
    assert urls[:2] == ["1", "2"]
    assert urls[2:] == ([] if lost or "/3" not in document else ["3"])
    assert skipped.get(sitemap.LOST, 0) == lost


def test_damage_costs_the_entry_that_it_is_in() -> None:
    broken = THREE.replace("2</loc></url>", "2</loc>").replace("<url>", "<url>", 1)
    assert found(broken) == (["1", "3"], {sitemap.LOST: 1})


def test_a_sitemap_within_a_sitemap_is_read() -> None:
    """https://github.com/GateNLP/ultimate-sitemap-parser/issues/86."""
    assert found(f"<urlset><urlset>{PAGE.format(1)}{PAGE.format(2)}</urlset></urlset>") == (["1", "2"], {})


@pytest.mark.parametrize("packed", [False, True])
def test_a_list_of_addresses_is_a_sitemap_also_if_it_is_gzipped(packed: bool) -> None:
    """https://github.com/crawler-commons/crawler-commons/issues/143."""
    document = (
        "\ufeffhttps://a.example/1\r\n\r\nhttps://a.example/2\nhttps://a.example/3?a=1&b=2\nnot an address\n".encode()
    )
    urls, skipped = found(gzip.compress(document, mtime=0) if packed else document)
    assert (urls, skipped) == (["1", "2", "3?a=1&b=2"], {BAD_URL: 1})


@pytest.mark.parametrize(
    "document", ["Sorry.", "See\nhttps://a.example/1\nfor\nmore.", "{}", "User-agent: *\nDisallow:"]
)
def test_other_text_is_no_list_of_addresses(document: str) -> None:
    with pytest.raises(NotListing, match="neither XML nor a list of addresses"):
        found(document)


def test_robots_txt_leads_to_sitemaps() -> None:
    robots = "User-agent: *\nDisallow: /x\nSitemap: https://a.example/1.xml # news\nsitemap:https://a.example/2.xml\n"
    listing = parse_sitemap(robots.encode(), ADDRESS)
    assert (list(listing.pages), list(listing.sitemaps)) == ([], ["https://a.example/1.xml", "https://a.example/2.xml"])


@pytest.mark.parametrize(
    "document",
    [
        '<?xml version="1.0"?>\n<!-- x --><rss version="2.0"><channel><item><link>/1</link></item></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>O</title><entry><link href="/1"/></entry></feed>',
    ],
)
def test_a_feed_is_a_sitemap(document: str) -> None:
    assert found(document) == (["1"], {})


@pytest.mark.parametrize(
    "text,language,hour",
    [
        ("Tue, 03 Mar 2026 21:10:00 +0100", "en", 20),
        ("2026-03-03T21:10:00 CET", "en", 20),
        ("2026-03-03 21:10:00 +0100", "de", 20),
        ("3. März 2026, 20:10", "de", 20),
        ("2026-03-03 8:10 PM", "en", 20),
        ("1970-01-01T00:00:00Z", "en", None),
        ("03/04/2026", "en", None),
    ],
)
def test_a_publication_date_in_other_forms_is_read(text: str, language: str, hour: int | None) -> None:
    news = f"<n:publication><n:language>{language}</n:language></n:publication>"
    news += f"<n:publication_date>{text}</n:publication_date>"
    (page,) = pages(urlset(f"<url><loc>https://a.example/1</loc><n:news>{news}</n:news></url>"))
    assert page.published_at == (None if hour is None else datetime(2026, 3, 3, hour, 10, tzinfo=UTC))


def test_a_title_that_was_escaped_twice_is_read() -> None:
    title = "Ferries &amp;amp; buses &amp;#8211; &lt;Nord&gt;"
    (page,) = pages(urlset(f"<url><loc>https://a.example/1</loc><n:news><n:title>{title}</n:title></n:news></url>"))
    assert page.title == "Ferries & buses – <Nord>"
