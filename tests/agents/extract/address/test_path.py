"""A path has one spelling, and no session in it; the route of an application is as good as a path."""

import pytest

from agents.extract.address.path import names_article, plain_path, route


@pytest.mark.parametrize(
    "variant",
    [
        "/%C3%BCber/a-b~c",
        "/%c3%bcber/a-b~c",
        "/über/a%2Db%7Ec",
        "//%C3%BCber///a-b~c",
        "/(S(lit3py55t21z5v55vlm25s55))/%C3%BCber/a-b~c",
        "/(X(1)S(lit3py55t21z5v55vlm25s55))/%C3%BCber/a-b~c",
        "/%28S%28lit3py55t21z5v55vlm25s55%29%29/%C3%BCber/a-b~c",
        "/über/a-b~c;jsessionid=1A2B",
        "/über/a-b~c/amp/",
        "/über/a-b~c/print",
        "/über/a-b~c.amp",
    ],
)
def test_variants_of_a_path_have_one_form(variant):
    assert plain_path(variant) == "/%C3%BCber/a-b~c"


@pytest.mark.parametrize(
    "path",
    ["/amp", "/print", "/a%2Fb", "/90%25+a", "/a/2/", "/print/5", "/a.html", "/(S)/a", "/blueprint", "/(a)/b", "/"],
)
def test_what_names_an_article_stays(path):
    assert plain_path(path) == path


def test_a_per_cent_sign_alone_is_escaped():
    assert plain_path("/90%+of-a") == plain_path("/90%25+of-a") == "/90%25+of-a"
    assert plain_path("/a%2") == "/a%252"


def test_an_ending_before_that_of_the_file_goes():
    assert plain_path("/a.amp.html") == plain_path("/a.print.html") == "/a.html"


@pytest.mark.parametrize("fragment", ["!/story/5", "/story/5", "!5123/title", "!/story?id=5"])
def test_a_route_stays(fragment):
    assert route(fragment) == fragment


@pytest.mark.parametrize("fragment", ["", "!", "/", "!/", "comments", "block-12", "/comments", "!top", ":~:text=pier"])
def test_other_fragments_are_places_in_the_page(fragment):
    assert route(fragment) == ""


@pytest.mark.parametrize("path", ["/news/pier-to-be-rebuilt", "/news/4711", "/a/2026-pier.html"])
def test_articles_have_numbers_or_three_words(path):
    assert names_article(path)


@pytest.mark.parametrize("path", ["/", "/news", "/news/south-asia/", "/app/index"])
def test_sections_have_less(path):
    assert not names_article(path)
