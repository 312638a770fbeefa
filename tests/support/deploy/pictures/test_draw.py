"""Pictures drawn from invented answers; those of a real run are checked in tests/deploy/test_pictures.py."""

from pathlib import Path

import pytest
from lxml import etree

from tests.support.deploy.dashboards import FILES, Panel, load, panels
from tests.support.deploy.pictures.answers import STEP, Answers, Series, key
from tests.support.deploy.pictures.draw import picture

pytestmark = pytest.mark.deploy  # a picture takes two seconds

TIMES = [1_800_000_000.0 + STEP * number for number in range(30)]
every_dashboard = pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])


def answers(values: list[float | None], lines: int = 1) -> Answers:
    """Answer every query with the same values."""
    return Answers(TIMES, {key(panel): _series(panel, values, lines) for panel in panels()})


def _series(panel: Panel, values: list[float | None], lines: int) -> list[Series]:
    labels = {"alertname": "NewsmillLagGrowing", "stage": "extract"}
    if panel.json["type"] == "stat":
        lines = 1
    if panel.json["type"] == "piechart":  # its query leaves out what there was nothing of
        values = [value or None for value in values[-1:]]
    return [Series(f"line {number}", labels, values) for number in range(lines)]


def texts(file: Path, answered: Answers) -> list[str]:
    root = etree.fromstring(picture(file, answered).encode())
    return ["".join(map(str, text.itertext())) for text in root.iter("{http://www.w3.org/2000/svg}text")]


@every_dashboard
def test_a_picture_has_the_title_and_a_line_of_the_legend_for_every_panel(file: Path) -> None:
    shown = texts(file, answers([0.5, None, 0.25, *[0.75] * 27]))
    titles = [panel["title"] for panel in load(file)["panels"]]
    assert [text for text in shown if text in titles] == titles
    with_legend = [panel for panel in load(file)["panels"] if panel["type"] in {"timeseries", "piechart"}]
    assert shown.count("line 0") == len(with_legend)


@every_dashboard
def test_a_panel_without_values_says_what_there_was_none_of(file: Path) -> None:
    shown = texts(file, answers([None] * 30))
    for panel in load(file)["panels"]:
        if panel["type"] != "row":
            assert (Panel(file.stem, panel).no_value or "No data") in shown


@every_dashboard
def test_a_legend_says_how_many_lines_it_leaves_out(file: Path) -> None:
    shown = texts(file, answers([1.0] * 30, lines=40))
    lines = [panel for panel in load(file)["panels"] if panel["type"] == "timeseries"]
    left_out = [text for text in shown if text.startswith("and ")]
    assert len(left_out) == len(lines)
    assert {text.split()[2] for text in left_out} == {"more"}


def test_zero_everywhere_can_be_drawn() -> None:
    (overview,) = (file for file in FILES if file.stem == "overview")
    assert "0" in texts(overview, answers([0.0] * 30))


def test_answers_are_the_same_after_they_were_written_and_read(tmp_path: Path) -> None:
    made = answers([0.5, None, 2.0])
    made.save(tmp_path / "answers.json")
    assert Answers.load(tmp_path / "answers.json") == made


def test_a_panel_that_the_kept_answers_lack_is_named() -> None:
    (first, *_) = panels()
    with pytest.raises(KeyError, match="measure again"):
        Answers(TIMES, {}).of(first)
