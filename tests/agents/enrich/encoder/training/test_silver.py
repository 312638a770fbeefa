"""English sentences get the recogniser's names as people would have labelled them."""

import pytest

from agents.enrich.encoder.training import silver
from agents.enrich.encoder.training.silver import labelled, trimmed
from agents.enrich.spans import Span
from schemas import EntityType


@pytest.mark.parametrize(
    "text, name",
    [
        ("the United Nations", "United Nations"),
        ("The European Union's", "European Union"),
        ("A Midsummer Night’s", "Midsummer Night"),
        ("the Rolling Stones'", "Rolling Stones"),
        ("(Merkel,", "Merkel"),
        ("Apple Inc.", "Apple Inc."),
        ("Yahoo!", "Yahoo!"),
        ("Thebes", "Thebes"),
        ("the", "the"),
        ("…", ""),
    ],
)
def test_articles_possessives_and_marks_are_cut_off(text, name):
    start, end, _ = trimmed(text, 0, len(text), "ORG")
    assert text[start:end] == name


def recogniser(*names):
    """Return a recogniser that finds these names in any text, in order."""

    def recognise(text):
        return [Span(text.index(name), text.index(name) + len(name), kind) for name, kind in names if name in text]

    return recognise


def test_each_sentence_has_its_own_names_at_its_own_places():
    text = "Anna Meier lives in the city.\nShe works for the Acme Company now."
    recognise = recogniser(("Anna Meier", EntityType.PERSON), ("the Acme Company", EntityType.ORG))
    first, second = labelled([("page", text)], recognise)
    assert (first["text"], first["spans"]) == ("Anna Meier lives in the city.", [(0, 10, "PERSON")])
    start, end, kind = second["spans"][0]
    assert (second["text"][start:end], kind) == ("Acme Company", "ORG")
    assert first["doc"] == second["doc"] == "page"


def test_a_name_that_goes_over_the_end_of_a_sentence_is_in_neither(monkeypatch):
    monkeypatch.setattr(silver, "NAMELESS", 1.0)
    text = "The first line of it ends here Foo\nBar and the second one goes on."
    rows = list(labelled([("page", text)], recogniser(("Foo\nBar", EntityType.ORG))))
    assert [row["spans"] for row in rows] == [[], []]


def test_about_half_of_the_sentences_without_a_name_are_left_out():
    text = "\n".join(f"nobody is named in the line {number}" for number in range(400))
    kept = list(labelled([("page", text)], recogniser()))
    assert 150 < len(kept) < 250
    assert kept == list(labelled([("page", text)], recogniser()))


def test_short_lines_are_left_out():
    assert list(labelled([("page", "Anna Meier\nBerlin")], recogniser(("Anna Meier", EntityType.PERSON)))) == []
