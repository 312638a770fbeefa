"""The entries of a live blog have their times, and their lines of the text."""

import time
from datetime import UTC, datetime

from schemas import Article
from tests.support.articles.extract import PARAGRAPHS, SENTENCE, ld, page, read_page

TIMES = [f"2026-03-03T1{hour}:00:00+01:00" for hour in range(4)]
HEADLINES = [f"The ferry number {hour} has left the port of Callan" for hour in range(4)]
TEXTS = [f"Entry {hour}. {SENTENCE * 2}".strip() for hour in range(4)]
INTRODUCTION = f"<p>{SENTENCE * 3}</p>"


def entries(article: Article) -> list[tuple[datetime, list[str]]]:
    return [(update.at, article.text[update.start : update.end].split("\n")) for update in article.updates or ()]


def live(*nodes: dict[str, object]) -> str:
    return ld({"@type": "LiveBlogPosting", "headline": "Ferries: live", "liveBlogUpdate": list(nodes)})


def node(hour: int, **fields: object) -> dict[str, object]:
    return {
        "@type": "BlogPosting",
        "headline": HEADLINES[hour],
        "datePublished": TIMES[hour],
        "articleBody": TEXTS[hour],
    } | fields


EXPECTED = [(datetime(2026, 3, 3, 9 + hour, tzinfo=UTC), [HEADLINES[hour], TEXTS[hour]]) for hour in range(4)]
SHOWN = "".join(
    f"<div id=e{hour}><time datetime={TIMES[hour]}></time><h2>{HEADLINES[hour]}</h2><p>{TEXTS[hour]}</p></div>"
    for hour in range(4)
)
UNTIMED = "".join(f"<h2>{HEADLINES[hour]}</h2><p>{TEXTS[hour]}</p>" for hour in range(4))


def test_entries_that_json_ld_states_are_found_in_the_text():
    nodes = live(*map(node, (2, 0, 3, 1)))
    article = read_page(page(f"<article>{INTRODUCTION}{UNTIMED}</article>", nodes))
    assert article.text.startswith(SENTENCE.strip())
    assert entries(article) == EXPECTED


def test_entries_with_one_headline_are_told_by_their_texts():
    nodes = live(*(node(hour, headline="Ferries") for hour in range(4)))
    shown = "".join(f"<h2>Ferries</h2><p>{text}</p>" for text in TEXTS)
    found = entries(read_page(page(f"<article>{INTRODUCTION}{shown}</article>", nodes)))
    assert found == [(at, ["Ferries", text]) for at, (_, text) in EXPECTED]


def test_entries_that_begin_with_a_time_are_found():
    assert entries(read_page(page(f"<article>{INTRODUCTION}{SHOWN}</article>"))) == EXPECTED


def test_two_entries_are_no_live_blog():
    article = read_page(page(f"<article>{INTRODUCTION}{UNTIMED}</article>", live(node(0), node(1))))
    assert article.updates is None


def test_an_entry_without_a_time_of_day_counts_as_none():
    for at in (None, 5, "2026-03-03", "yesterday", "25:00", "2026-03-03T10:00:00+99:00"):
        nodes = live(node(0), node(1), node(2, datePublished=at))
        assert read_page(page(f"<article>{INTRODUCTION}{UNTIMED}</article>", nodes)).updates is None


def test_comments_with_a_time_are_no_entries():
    article = read_page(page(f"<article>{PARAGRAPHS * 2}{SHOWN}</article>"))
    assert article.updates is None


def test_a_time_at_the_foot_of_a_container_is_none_of_an_entry():
    shown = "".join(
        f"<div id=e{hour}><p>{TEXTS[hour] * 3}</p><time datetime={TIMES[hour]}></time></div>" for hour in range(4)
    )
    assert read_page(page(f"<article>{shown}</article>")).updates is None


def test_a_live_blog_whose_text_is_only_in_json_ld_is_read_from_there():
    article = read_page(page("<div id=app></div>", live(*map(node, range(4)))))
    assert entries(article) == EXPECTED
    assert [block.kind for block in article.blocks] == ["heading", "paragraph"] * 4
    assert article.title == "Ferries: live"
    assert article.provenance.methods["text"] == "json-ld"


def test_broken_json_ld_leaves_the_text_as_it_is():
    for broken in ("none", 5, [None, 5, "x", []], [{"headline": {}, "articleBody": []}] * 5):
        head = ld({"@type": "LiveBlogPosting", "liveBlogUpdate": broken})
        assert read_page(page(f"<article>{PARAGRAPHS}</article>", head)).updates is None


def test_containers_inside_each_other_are_read_a_few_times_only():
    times = "".join(f"<div id=a><time datetime={at}></time><p>x</p></div>" for at in TIMES)
    html = page(f"<article>{PARAGRAPHS}" + f"<div id=b>{times}" * 120)
    started = time.process_time()
    assert read_page(html).updates is None
    assert time.process_time() - started < 5


def test_an_entry_that_is_referred_to_many_times_is_one():
    entry = node(0, articleBody=f"{TEXTS[0]}\n" * 200) | {"@id": "#one"}
    blog = {"@type": "LiveBlogPosting", "liveBlogUpdate": [{"@id": "#one"}] * 1_000}
    article = read_page(page("<p>Live.</p>", ld([blog, entry])))
    assert article.text.count(TEXTS[0]) == 200


def test_an_entry_without_a_time_is_no_part_of_the_one_before_it():
    nodes = live(node(0), node(1, datePublished=None), node(2), node(3))
    article = read_page(page(f"<article>{INTRODUCTION}{UNTIMED}</article>", nodes))
    assert entries(article) == [EXPECTED[0], *EXPECTED[2:]]


def test_an_entry_of_local_midnight_keeps_its_hour():
    nodes = live(node(0, datePublished="2026-03-03T00:00:00+01:00"), node(1), node(2))
    article = read_page(page(f"<article>{INTRODUCTION}{UNTIMED}</article>", nodes))
    assert entries(article)[0][0] == datetime(2026, 3, 2, 23, tzinfo=UTC)


def test_an_entry_at_the_end_of_time_has_no_time():
    nodes = live(*map(node, range(3)), node(3, datePublished="9999-12-31T23:00:00-05:00"))
    article = read_page(page(f"<article>{INTRODUCTION}{UNTIMED}</article>", nodes))
    assert entries(article) == EXPECTED[:3]
