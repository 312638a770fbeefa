"""The elements of metadata are collected by tag, in the order of the page."""

from lxml.html import document_fromstring

from agents.extract.html.elements import read_elements


def test_elements_are_collected_by_tag_in_the_order_of_the_page():
    tree = document_fromstring(
        "<html><head><title>T</title><meta name='a'><meta name='b'></head>"
        "<body><h1>H</h1><div><h1>I</h1></div></body></html>"
    )
    found = read_elements(tree)
    assert [element.text for element in found["h1"]] == ["H", "I"]
    assert [element.get("name") for element in found["meta"]] == ["a", "b"]
    assert [element.text for element in found["title"]] == ["T"]
    assert found["link"] == found["script"] == found["h2"] == []
