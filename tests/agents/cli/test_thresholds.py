"""The figures and ranges that people see are those of the rules."""

import pytest

from agents.cli.thresholds import LABELS, notes, shown_figures
from agents.deduplicate.comparison import Comparison
from agents.deduplicate.rules import MIN_COPIED, SHORT, copy_ranges, figures, part_ranges

COPY = Comparison(False, (200, 210), (48, 46), 40, (38, 40), (12, 0), 0)


@pytest.mark.parametrize("comparison", [COPY, COPY._replace(lengths=(210, 200)), COPY._replace(lengths=(30, 90))])
def test_every_figure_of_the_rules_is_shown_with_its_ranges(comparison: Comparison) -> None:
    shown = shown_figures(comparison)
    assert {figure.name: figure.value for figure in shown} == figures(comparison)
    assert {figure.name: figure.copy for figure in shown if figure.copy} == copy_ranges(comparison)
    assert {figure.name: figure.part for figure in shown if figure.part} == part_ranges(comparison)
    assert [figure.label for figure in shown] == list(LABELS.values())


def test_a_figure_that_does_not_fit_is_told_from_those_that_do() -> None:
    found = {figure.name: figure for figure in shown_figures(COPY._replace(shared=MIN_COPIED - 1))}
    assert not found["shared"].fits_copy
    assert found["shared"].fits_part
    assert found["running"].fits_copy


def test_nothing_is_asked_of_equal_texts() -> None:
    equal = COPY._replace(is_equal=True, lengths=(2, 2), shared=0)
    assert {(figure.copy, figure.part) for figure in shown_figures(equal)} == {(None, None)}
    assert list(notes(equal)) == []


@pytest.mark.parametrize("facts,noted", [((12, 0), False), ((12, 1), True), ((2, 0), True)])
def test_a_narrower_range_is_explained(facts: tuple[int, int], noted: bool) -> None:
    assert bool(list(notes(COPY._replace(facts=facts)))) == noted


def test_a_short_text_is_called_short() -> None:
    (note,) = notes(COPY._replace(lengths=(SHORT - 1, 200)))
    assert "short" in note
