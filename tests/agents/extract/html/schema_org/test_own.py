"""Of the articles that a page describes, its own is known by its address, then by its headline."""

import pytest

from agents.extract.html.schema_org.own import Addresses, own_articles

URL = "https://www.daily-example.com/world/pier-1"
TITLES = ["North pier to be rebuilt - Daily Example"]
OWN = {"headline": "North pier to be rebuilt", "url": URL}
OTHER = {
    "headline": "Ferry timetable changes again",
    "url": "https://www.daily-example.com/world/ferry-2",
    "datePublished": "2025-12-01",
    "author": "Olga Brandt",
    "articleBody": "Ferries.",
}


def own(*nodes, titles=TITLES, url=URL, canonical=None):
    return own_articles(nodes, Addresses([url, canonical]), lambda: titles)


def without(node, *keys):
    return {key: value for key, value in node.items() if key not in keys}


@pytest.mark.parametrize("address", [
    URL,
    "http://daily-example.com/world/pier-1/?utm_source=x",
    "https://m.daily-example.com/world/pier-1",
    "/world/pier-1",
    {"@type": "WebPage", "@id": f"{URL}#webpage"},
    [URL],
])  # fmt: skip
def test_the_article_with_the_pages_address_is_its_own(address):
    for key in ("url", "mainEntityOfPage", "@id"):
        node = {**without(OWN, "url"), key: address}
        assert own(OTHER, node) == [node]


def test_the_canonical_link_is_the_pages_address_too():
    assert own(OTHER, OWN, url="https://www.daily-example.com/?p=1", canonical=URL) == [OWN]


def test_an_address_is_the_same_in_any_encoding():
    node = {"headline": "Ganz anders", "url": "https://www.daily-example.com/%d0%bd%d0%be%d0%b2/"}
    assert own(node, OTHER, url="https://www.daily-example.com/нов") == [node]


def test_an_article_with_another_address_is_not_the_pages():
    assert own(OTHER) == []
    assert own(OTHER, {**OTHER, "url": "https://www.daily-example.com/world/ice-3"}) == []
    assert own(OTHER, titles=[]) == [OTHER]  # nothing to compare it with


def test_a_headline_makes_up_for_another_address():
    node = {**OWN, "url": "https://www.daily-example.com/1"}
    assert own(OTHER, node) == [node]
    assert own(node, OWN) == [OWN, node]


def test_a_headline_with_another_number_does_not():
    node = {**OTHER, "headline": "What we know on day 300 of the flood"}
    assert own(node, titles=["What we know on day 301 of the flood"]) == []
    assert own(node, titles=["What we know on day 300 of the flood | Channel 4"]) == [node]


def test_the_pages_address_makes_up_for_another_headline():
    node = {**OWN, "headline": "Stone by stone"}
    assert own(node) == [node]
    assert own(OTHER, node) == [node]


def test_the_articles_own_address_counts_before_that_of_its_page():
    """Some templates give the page that shows an article as the page that it is the main entity of."""
    others = [{**OTHER, "mainEntityOfPage": URL}, {**without(OTHER, "url"), "mainEntityOfPage": URL}]
    assert own(*others, OWN) == [OWN, without(others[1], "articleBody")]


@pytest.mark.parametrize("titles, own_one, other", [
    (TITLES, "North pier to be rebuilt", "Ferry timetable changes again"),
    (["Северный причал восстановят"], "Северный причал восстановят", "Паром сменил расписание"),
    (["北桟橋を再建へ、港湾委員会が決定"], "北桟橋を再建へ", "フェリー時刻表を変更、四月から"),
    (["สร้างเขื่อนกันคลื่นบางน้ำใสขึ้นใหม่"], "สร้างเขื่อนกันคลื่นบางน้ำใส", "ตารางเวลาเรือข้ามฟากเปลี่ยน"),
])  # fmt: skip
def test_articles_without_addresses_are_told_by_their_headlines(titles, own_one, other):
    nodes = [{**without(OTHER, "url"), "headline": other}, {"headline": own_one}]
    assert own(*nodes, titles=titles)[0] == nodes[1]


@pytest.mark.parametrize(
    "address", ["https://www.daily-example.com/", "True", "#article", "_:b0", "urn:uuid:1", 5, None]
)
def test_what_is_no_address_of_an_article_says_nothing(address):
    node = {**OWN, "url": address}
    assert own(OTHER, node) == [node]


def test_an_article_that_says_nothing_of_itself_is_the_pages_if_it_is_alone():
    assert own({"author": "Jane Doe"}) == [{"author": "Jane Doe"}]
    assert own({"author": "Jane Doe"}, {"author": "John Smith"}) == []
    assert own({"headline": "escenic"}) == []
    assert own({"headline": "escenic"}, titles=[]) == [{"headline": "escenic"}]


def test_an_entry_on_the_page_comes_behind_the_page():
    entry = {**OTHER, "url": f"{URL}#entry-5"}
    assert own(entry, OWN) == [OWN]
    assert own(entry) == [without(entry, "articleBody")]


def test_a_live_blog_comes_before_the_article_that_introduces_it():
    live = {**OWN, "liveBlogUpdate": [{}]}
    assert own({**OWN, "author": "Jane Doe"}, live)[0] == {**live, "author": "Jane Doe"}
    assert own({**OWN, "author": "Jane Doe"}, {**live, "author": "John Smith"})[0]["author"] == "John Smith"


def test_all_articles_may_be_the_pages_if_its_address_is_unknown():
    assert own(OTHER, url=None, titles=[]) == [OTHER]
    assert own(OTHER, OWN, url=None)[0] == OWN
    assert own(url=None) == []


def test_an_object_of_another_page_is_known():
    assert Addresses([URL]).are_others(OTHER)
    assert not Addresses([URL]).are_others(OWN)
    assert not Addresses([None]).are_others(OTHER)


def test_two_objects_of_the_pages_article_are_read_together():
    first = {**OWN, "author": "", "datePublished": "2026-03-03", "isAccessibleForFree": False}
    second = {**OWN, "author": "Jane Doe", "description": "Text."}
    (found, _) = own(first, second, OTHER)
    assert found == {**OWN, "author": "Jane Doe", "datePublished": "2026-03-03", "description": "Text.",
                     "isAccessibleForFree": False}  # fmt: skip


@pytest.mark.parametrize("titles, has_body", [(TITLES, False), (["Daily Example"], True), ([OTHER["headline"]], True)])
def test_the_text_of_an_article_with_another_headline_is_not_taken(titles, has_body):
    node = {**without(OTHER, "url"), "mainEntityOfPage": URL}
    assert [bool(one.get("articleBody")) for one in own(node, titles=titles)] == [has_body]
