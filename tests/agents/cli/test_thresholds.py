"""The figures and ranges that people see agree with the rules on every comparison."""

from collections import Counter
from random import Random

import pytest

from agents.cli.thresholds import Range, figures, notes
from agents.deduplicate.comparison import MIN_COPIED, RUNNING, RUNNING_STRICTLY, SHORT, Comparison

COPY = Comparison(False, (200, 210), (48, 46), 40, (38, 40), (12, 0), 0)


def drawn(random: Random) -> Comparison:
    """Return any comparison of two texts, more often one near the thresholds."""
    length = random.choice((0, 3, SHORT - 1, SHORT, 300))
    other = random.choice((length, random.randint(0, 90), int(length * random.uniform(0.5, 1.7))))
    compared = (min(48, length, random.randint(0, 60)), min(48, other, random.randint(0, 60)))
    shared = round(min(compared) * random.choice((1, random.random())))
    continued = random.randint(0, shared)
    running = (round(continued * random.uniform(0.5, 1)), continued)
    facts = (random.randint(0, 32), random.choice((0, 0, 1, 2)))
    return Comparison(False, (length, other), compared, shared, running, facts, 0)


def test_all_figures_fit_if_and_only_if_the_rules_say_so() -> None:
    random = Random(1)
    seen: Counter[tuple[bool, bool]] = Counter()
    for _ in range(40_000):
        comparison = drawn(random)
        found = figures(comparison)
        is_copy, is_part = all(one.fits_copy for one in found), all(one.fits_part for one in found)
        assert is_copy == comparison.is_copy, comparison
        assert is_part == (comparison.is_excerpt or comparison.has_excerpt), comparison
        seen[is_copy, is_part] += 1
    assert min(seen[is_copy, is_part] for is_copy in (True, False) for is_part in (True, False)) > 50, seen


def test_a_figure_that_does_not_fit_is_told_from_those_that_do() -> None:
    found = {figure.name: figure for figure in figures(COPY._replace(shared=MIN_COPIED - 1))}
    assert not found["shared"].fits_copy
    assert found["shared"].fits_part
    assert found["running"].fits_copy


def test_only_the_shorter_text_may_be_a_part() -> None:
    shorter_first = {figure.name: figure.part for figure in figures(COPY)}
    longer_first = {figure.name: figure.part for figure in figures(COPY._replace(lengths=(210, 200)))}
    assert (shorter_first["share"], shorter_first["share_of_other"]) == (longer_first["share_of_other"], None)
    assert longer_first["share"] is None


def test_nothing_is_asked_of_equal_texts() -> None:
    equal = COPY._replace(is_equal=True, lengths=(2, 2), shared=0)
    assert {(figure.copy, figure.part) for figure in figures(equal)} == {(None, None)}
    assert list(notes(equal)) == []


@pytest.mark.parametrize("facts,limit", [((12, 0), RUNNING), ((12, 1), RUNNING_STRICTLY), ((2, 0), RUNNING_STRICTLY)])
def test_a_narrower_range_is_explained(facts: tuple[int, int], limit: float) -> None:
    comparison = COPY._replace(facts=facts)
    (running,) = (figure for figure in figures(comparison) if figure.name == "running")
    assert running.copy == Range(limit)
    assert len(list(notes(comparison))) == (limit == RUNNING_STRICTLY)


def test_a_short_text_is_called_short() -> None:
    (note,) = notes(COPY._replace(lengths=(SHORT - 1, 200)))
    assert "short" in note


@pytest.mark.parametrize(
    "allowed,written",
    [(Range(0.45), "at least 0.45"), (Range(most=0.1), "at most 0.1"), (Range(0.6, 1.5), "0.6 to 1.5")],
)
def test_a_range_is_written_in_words(allowed: Range, written: str) -> None:
    assert str(allowed) == written
