"""The page among links, by the parts of an entry as feedparser has them; feeds as a whole are in test_feed.py."""

import pytest

from agents.sources.links import page_link

PAGE = {"rel": "alternate", "type": "text/html", "href": "https://a.example/1"}


@pytest.mark.parametrize(
    "entry,expected",
    [
        ({}, None),
        ({"links": [PAGE]}, "https://a.example/1"),
        ({"links": [PAGE | {"type": "audio/mpeg"}]}, None),
        ({"links": [PAGE | {"rel": "self"}]}, None),
        ({"links": [PAGE | {"rel": "enclosure", "type": "text/html"}]}, None),
        ({"links": [{"rel": "alternate", "type": "text/html"}], "id": "https://a.example/2"}, "https://a.example/2"),
        ({"links": [PAGE | {"href": "https://a.example/1.jpg"}]}, "https://a.example/1.jpg"),
        ({"links": [PAGE | {"href": "https://a.example/1.jpg"}, PAGE]}, "https://a.example/1"),
        ({"links": [PAGE | {"href": "https://a.example/f/www.b.example/1"}]}, "https://www.b.example/1"),
        ({"links": [PAGE | {"href": "https://a.example/www.html"}]}, "https://a.example/www.html"),
        ({"id": "tag:a.example,2026:1"}, None),
    ],
)
def test_the_page_is_the_first_link_that_can_be_one(entry: dict[str, object], expected: str | None) -> None:
    assert page_link(entry, {}) == expected
