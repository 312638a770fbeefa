"""A headline loses the outlet's name and nothing else."""

import pytest

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
