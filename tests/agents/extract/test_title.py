"""A headline loses the outlet's name and nothing else."""

import pytest

from agents.extract.title import parts_of, without_end
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
