"""Articles are told apart by their addresses, or by their texts where an address is not the article's own."""

from tests.support.articles.extract import PARAGRAPHS, STORY, page, read_page

HOME = "https://www.dunmore-herald.com/"
PLAIN = f"{HOME}news/2026/pier-to-be-rebuilt-4711.html"


def test_an_update_under_a_new_session_is_the_same_article():
    first = read_page(page(f"<article>{STORY}</article>"), url=f"{PLAIN};jsessionid=0A1B2C3D")
    second = read_page(
        page(f"<article>{STORY}<p>The plan was changed later.</p></article>"), url=f"{PLAIN}?PHPSESSID=7"
    )
    assert first.id == second.id
    assert first.canonical_url == second.canonical_url == PLAIN
    assert first.fingerprint != second.fingerprint


def test_a_session_in_the_canonical_link_is_none_of_the_article():
    link = '<link rel="canonical" href="/news/2026/pier-to-be-rebuilt-4711.html;jsessionid=99">'
    assert read_page(page(STORY, link), url=f"{HOME}x?id=5").canonical_url == PLAIN


def test_articles_whose_links_all_point_at_the_front_page_stay_many():
    link = f'<link rel="canonical" href="{HOME}"><meta property="og:url" content="{HOME}">'
    first = read_page(page(f"<article>{STORY}</article>", link), url=HOME)
    second = read_page(page(f"<article>{PARAGRAPHS}</article>", link), url=f"{HOME}?utm_source=rss")
    again = read_page(page(f"<article>{STORY}</article>", link), url=f"{HOME}index.html")
    assert first.id == again.id != second.id
    assert first.canonical_url is second.canonical_url is None
    assert first.source.domain == second.source.domain == "dunmore-herald.com"


def test_an_archived_page_is_of_the_outlet_that_it_copies():
    link = f'<link rel="canonical" href="https://web.archive.org/web/20260312101010/{PLAIN}">'
    archived = read_page(page(STORY, link), url=f"https://web.archive.org/web/20260312101010/{PLAIN}?utm_source=x")
    assert archived.id == read_page(page(STORY), url=PLAIN).id
    assert archived.source.domain == "dunmore-herald.com"


def test_the_mobile_and_the_amp_page_are_the_plain_page():
    urls = (PLAIN, PLAIN.replace("www.", "m."), PLAIN.replace("www.", "amp."), f"{PLAIN}?amp=1")
    assert len({read_page(page(STORY), url=url).id for url in urls}) == 1
