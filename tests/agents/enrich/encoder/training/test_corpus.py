"""The data are read as they lie in their folder."""

import pytest

from agents.enrich.encoder.training import corpus
from agents.enrich.encoder.training.corpus import Corpus


@pytest.fixture
def data(tiny_data):
    return Corpus(tiny_data)


def by_word(text):
    """Tell German from English by one word."""
    return "de" if " wohnt " in text else "en"


def test_labelled_sentences_are_read_by_language_and_part(data):
    assert data.labelled("de")[0]["spans"] == [[0, 10, "PER"], [20, 26, "LOC"]]
    assert len(data.labelled("de", "dev")) == 12


def test_a_missing_language_is_an_error_that_names_the_file(data):
    with pytest.raises(FileNotFoundError, match=r"xx-train\.jsonl\.gz"):
        data.labelled("xx")


def test_topics_are_read_by_language_and_only_of_the_part(data):
    assert {language: len(rows) for language, rows in data.topical("dev").items()} == {"de": 3, "en": 3}


def test_a_page_is_read_once_with_its_title_under_its_language(data):
    pages = data.pages(by_word)
    assert {language: len(found) for language, found in pages.items()} == {"de": 1, "en": 1}
    assert pages["de"][0][1].startswith("Anna\nAnna Meier wohnt")


def test_pages_with_little_text_are_left_out(data, monkeypatch):
    monkeypatch.setattr(corpus, "LEAST_BODY", 10_000)
    assert data.pages(by_word) == {}


def test_plain_sentences_are_those_of_pages_and_topics(data):
    rows = data.plain("de", data.pages(by_word)["de"], data.topical()["de"])
    assert len(rows) == 8
    assert len({row["doc"] for row in rows}) == 4  # the page, and each sentence with a topic
    assert all("spans" not in row for row in rows)


def test_english_has_no_plain_sentences(data):
    assert data.plain("en", data.pages(by_word)["en"], data.topical()["en"]) == []


def test_of_a_language_with_much_a_sample_is_taken_in_its_order(data, monkeypatch):
    monkeypatch.setattr(corpus, "MOST_PLAIN", {"de": 50})
    pages = [("page", "\n".join(f"Das ist die Zeile mit der Nummer {number}" for number in range(1_000, 1_300)))]
    rows = data.plain("de", pages, [])
    assert len(rows) == 50
    assert [row["text"] for row in rows] == sorted(row["text"] for row in rows)
    assert rows == data.plain("de", pages, [])
