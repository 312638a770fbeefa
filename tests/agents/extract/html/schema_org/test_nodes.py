"""The articles in JSON-LD are its outermost ones, with what they refer to; parts of something else are none."""

import pytest

from agents.extract.html.schema_org.nodes import read_nodes

NEWS = {"@type": "NewsArticle", "headline": "Ships wait", "datePublished": "2026-03-03"}
OTHER = {
    "@type": "BlogPosting",
    "headline": "Ferries are back",
    "datePublished": "2026-03-09",
    "author": "A",
    "@id": "#o",
}


def headlines(*values):
    return [node.get("headline") for node in read_nodes(values).articles]


@pytest.mark.parametrize("key", [
    "liveBlogUpdate", "comment", "suggestedAnswer", "acceptedAnswer", "video", "hasPart", "isPartOf", "itemListElement",
    "mentions", "citation", "mainEntity", "anything",
])  # fmt: skip
def test_what_an_article_contains_is_no_article_however_rich(key):
    assert headlines({**NEWS, key: [OTHER]}) == ["Ships wait"]
    assert headlines({"@type": "WebPage", key: OTHER}) == (
        ["Ferries are back"] if key in ("mainEntity", "anything") else []
    )


def test_an_article_that_says_nothing_does_not_hide_what_it_contains():
    assert headlines({"@type": "Article", "mainEntity": OTHER}) == [None, "Ferries are back"]


@pytest.mark.parametrize("key", ["liveBlogUpdate", "comment", "suggestedAnswer", "hasPart"])
def test_parts_that_are_referred_to_are_parts(key):
    assert headlines({"@graph": [OTHER, {**NEWS, key: [{"@id": "#o"}]}]}) == ["Ships wait"]


def test_what_says_that_it_is_part_of_an_article_is_a_part():
    assert headlines({**OTHER, "isPartOf": {"@id": "#n"}}, {**NEWS, "@id": "#n"}) == ["Ships wait"]
    assert headlines({**OTHER, "isPartOf": {"@id": "#page"}}, {"@type": "WebPage", "@id": "#page"}) == [
        OTHER["headline"]
    ]


def test_the_part_of_a_page_that_is_an_article_is_one():
    graph = [{"@type": "WebPage", "hasPart": {"@id": "#o"}}, OTHER]
    assert headlines({"@graph": graph}) == ["Ferries are back"]
    crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "item": {"@id": "#o"}}]}
    assert headlines(crumbs, OTHER) == ["Ferries are back"]


def test_what_is_said_in_two_places_of_one_name_is_of_one_article():
    (node,) = read_nodes([{**NEWS, "@id": "#n"}, {"@id": "#n", "description": "Text."}]).articles
    assert (node["headline"], node["description"]) == ("Ships wait", "Text.")


def test_stories_to_which_a_template_gives_one_name_are_several():
    assert headlines({**NEWS, "@id": "#o"}, OTHER) == ["Ships wait", "Ferries are back"]


def test_references_are_resolved():
    person = {"@id": "#p", "@type": "Person", "name": "Jane Doe"}
    (node,) = read_nodes([{**NEWS, "author": [{"@id": "#p"}]}, person]).articles
    assert node["author"] == [person]
    (node,) = read_nodes([{**NEWS, "author": {"@id": "#q"}}]).articles
    assert node["author"] == {"@id": "#q"}


def test_pages_are_found():
    assert [page["@id"] for page in read_nodes([{"@type": "WebPage", "@id": "#a"}, NEWS]).pages] == ["#a"]
    assert read_nodes([]) == ([], [])


def test_a_name_that_is_no_text_names_nothing():
    assert headlines({**NEWS, "@id": ["#n"]}, {**OTHER, "@id": {}}) == ["Ships wait", "Ferries are back"]
