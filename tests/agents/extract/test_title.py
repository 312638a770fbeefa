"""A headline loses the outlet's name and nothing else."""

import pytest

from agents.extract.title import clean_title, is_placeholder, parts_of, without_end
from tests.support.articles.extract import NEWS, ld, read_head


@pytest.mark.parametrize(
    "title, clean",
    [
        ("Council approves plan - Daily Example", "Council approves plan"),
        ("Council approves plan – daily-example.com", "Council approves plan"),
        ("Daily Example: Council approves plan", "Daily Example: Council approves plan"),
        ("Daily Example | Council approves plan", "Council approves plan"),
        ("Council approves plan - again", "Council approves plan - again"),
        ("Plan approved - World - Daily Example", "Plan approved - World"),
        ("<b>Plan</b> &amp; more", "Plan & more"),
    ],
)
def test_a_title_loses_the_outlets_name_and_nothing_else(title, clean):
    found = read_head(ld({**NEWS, "headline": title})).title
    assert found == clean


def test_a_text_that_is_too_long_for_a_headline_is_none():
    assert read_head(ld({**NEWS, "headline": "Plan " + "| Daily Example " * 20_000})).title is None
    assert read_head(ld({**NEWS, "headline": "Plan " * 190})).title == ("Plan " * 190).strip()


@pytest.mark.parametrize(
    "title, start",
    [
        ("Council approves plan | The Harbour", "Council approves plan"),
        ("Council approves plan", "Council approves plan"),
        ("Plan | The Harbour Times of Callan", "Plan | The Harbour Times of Callan"),
    ],
)
def test_the_last_part_of_a_title_is_dropped_if_it_is_the_shorter_one(title, start):
    assert without_end(title) == start


def test_the_parts_of_a_title_are_its_runs_between_separators():
    assert parts_of("A | B - C") == ["A", "A | B", "A | B - C", "B", "B - C", "C"]
    assert len(parts_of("A | " * 100)) < 50


@pytest.mark.parametrize(
    "title",
    ["Untitled", "untitled document", "Home", "Startseite", "Sans titre", "Sin título", "Без названия", "无标题",
     "無題", "late-bus-saved-by-petition", "late_bus_saved_by_petition", "https://www.example.com/late-bus", "bus.html",
     "/news/late-bus", "Microsoft Word - late bus.doc", "...", "—"],
)  # fmt: skip
def test_a_text_in_the_place_of_a_headline_is_none(title):
    assert is_placeholder(title)
    assert clean_title(title, ()) is None


@pytest.mark.parametrize(
    "title", ["State-of-the-art", "Home rule returns", "A-Team", "Untitled by Basquiat is sold", "News from the weir"]
)
def test_a_headline_that_is_like_a_slug_or_has_such_a_word_is_one(title):
    assert clean_title(title, ()) == title


@pytest.mark.parametrize(
    "title, clean",
    [
        ("Late bus saved-Harbour Times", "Late bus saved"),
        ("Late bus saved_Harbour Times", "Late bus saved"),
        ("Late bus saved -", "Late bus saved"),
        ("Late bus saved |", "Late bus saved"),
        ("Le bus « de nuit »", "Le bus « de nuit »"),
        ("A well-kept secret", "A well-kept secret"),
        ("Late bus saved-again", "Late bus saved-again"),
    ],
)
def test_a_known_name_needs_no_spaces_before_it(title, clean):
    assert clean_title(title, ["The Harbour Times"]) == clean


@pytest.mark.parametrize(
    "title, start",
    [
        ("北堤重修工程开工！-青石网", "北堤重修工程开工！"),
        ("北堤重修工程开工_青石日报", "北堤重修工程开工"),
        ("북쪽 방파제 다시 짓는다-던모어뉴스", "북쪽 방파제 다시 짓는다"),
        ("中国-拉美论坛开幕", "中国-拉美论坛开幕"),
    ],
)
def test_what_is_called_as_outlets_are_needs_no_spaces_where_the_script_has_none(title, start):
    assert without_end(title) == start
