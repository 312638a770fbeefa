"""Documents are cut after their first entries, and stay well-formed."""

from lxml import etree

from agents.sources.cut import FEED_ENTRY, SITEMAP_ENTRY, cut


def test_a_document_with_few_entries_stays_as_it_is() -> None:
    document = b"<urlset><url>1</url><url>2</url></urlset>"
    assert cut(document, SITEMAP_ENTRY, 2) == (document, 0)


def test_entries_beyond_the_first_are_taken_out_and_counted() -> None:
    document = b"<rss><channel><item>1</item><item>2</item><item>3</item><ttl>4</ttl></channel></rss>"
    assert cut(document, FEED_ENTRY, 1) == (b"<rss><channel><item>1</item><ttl>4</ttl></channel></rss>", 2)


def test_entries_of_every_spelling_are_found() -> None:
    document = b"<a:feed xmlns:a='a'>" + b"<a:entry></a:entry >" * 3 + b"</a:feed>"
    shorter, left_out = cut(document, FEED_ENTRY, 1)
    assert (len(etree.fromstring(shorter)), left_out) == (1, 2)
    assert cut(b"<x:url/>" + b"<x:url></x:url\n>" * 3, SITEMAP_ENTRY, 1)[1] == 2


def test_50_mb_of_what_looks_like_entries_is_cut_in_an_instant() -> None:
    for part in (b"</", b"</a:", b"</url ", b"</url>", b"</" + b"a" * 100):
        cut(part * (50_000_000 // len(part)), SITEMAP_ENTRY, 50_000)
