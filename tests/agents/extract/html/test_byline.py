"""Of the sources of an article's authors the one that names persons is preferred."""

from tests.support.articles.extract import NEWS, ld, read_head

OUTLET = {"@type": "Organization", "name": "Daily Example"}


def by(head, body=""):
    article = read_head(head, f"<h1>Council approves plan</h1>{body}")
    return list(article.authors), article.provenance.methods.get("authors")


def test_stated_persons_are_preferred_to_those_that_the_page_shows():
    assert by(ld({**NEWS, "author": "Eva Roth"}), "<p class='byline'>Jane Doe</p>") == (["Eva Roth"], "json-ld")
    assert by("<meta name='author' content='Eva Roth'>", "<p class='byline'>Jane Doe</p>") == (["Eva Roth"], "meta")


def test_a_person_that_the_page_shows_is_preferred_to_the_outlet():
    assert by(ld({**NEWS, "author": OUTLET}), "<p class='byline'>Jane Doe</p>") == (["Jane Doe"], "page")


def test_the_outlet_is_preferred_to_what_is_no_persons_name():
    assert by(ld({**NEWS, "author": OUTLET}), "<p class='author'>red</p>") == (["Daily Example"], "json-ld")
    assert by(ld({**NEWS, "author": []}), "<p class='author'>red</p>") == (["red"], "page")


def test_a_person_whose_site_has_the_same_name_is_the_author():
    head = ld({**NEWS, "author": {"@type": "Person", "name": "Daily Example"}})
    assert by(head, "<p class='byline'>Jane Doe</p>") == (["Daily Example"], "json-ld")


def test_an_address_is_no_author():
    assert by("<meta property='article:author' content='https://facebook.com/jane'>") == ([], None)
