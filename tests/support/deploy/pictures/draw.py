"""A dashboard's picture: all its panels at their places, drawn from Prometheus's answers, as SVG."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import matplotlib as mpl

from tests.support.deploy.dashboards import Panel, load
from tests.support.deploy.pictures.answers import Answers
from tests.support.deploy.pictures.frame import BOTTOM, FAINT, STYLE, Frame, box_of
from tests.support.deploy.pictures.lines import draw_lines
from tests.support.deploy.pictures.numbers import draw_pie, draw_stat, draw_table

NOTE = (
    "Drawn by matplotlib from a test run of newsmill, {minutes:.0f} minutes with one scrape a second. Grafana's own "
    "look differs."
)
COORDINATES = re.compile(r'(?<= d=")[^"]+')
DECIMALS = re.compile(r"(\d+\.\d)\d+")


def picture(file: Path, answers: Answers) -> str:
    """Return a dashboard's picture."""
    with mpl.rc_context(STYLE):
        return _picture(file, answers)


def _picture(file: Path, answers: Answers) -> str:
    dashboard = load(file)
    panels = [Panel(file.stem, panel) for panel in dashboard["panels"]]
    places = [panel.json["gridPos"] for panel in panels]
    frame = Frame(max(place["y"] + place["h"] for place in places))
    frame.text(12, 20, dashboard["title"], size=17, bold=True, name="dashboard")
    frame.text(12, 42, dashboard["description"], size=12, color=FAINT)
    for panel in panels:
        _draw(frame, panel, answers)
    minutes = (answers.times[-1] - answers.times[0]) / 60
    frame.text(12, frame.height - BOTTOM / 2, NOTE.format(minutes=minutes), size=11, color=FAINT)
    return _svg(frame, dashboard["title"])


def _draw(frame: Frame, panel: Panel, answers: Answers) -> None:
    box, json, name = box_of(panel), panel.json, f"panel-{panel.json['id']}"
    if json["type"] == "row":
        frame.text(box.x + 8, box.y + box.height / 2 + 2, json["title"], size=13, bold=True, name=name)
        return
    frame.panel(box, json["title"], name)
    series = answers.of(panel)
    if not any(value is not None for line in series for value in line.values):
        middle = box.x + box.width / 2, box.y + box.height / 2 + 8
        frame.text(*middle, panel.no_value or "No data", size=12, color=FAINT, align="center")
    elif json["type"] == "timeseries":
        draw_lines(frame, box, json, series, answers.times)
    else:
        {"stat": draw_stat, "piechart": draw_pie, "table": draw_table}[json["type"]](frame, box, json, series)


def _svg(frame: Frame, title: str) -> str:
    """Return the SVG, with coordinates to a tenth of a point, which is less than a pixel."""
    written = io.StringIO()
    made = {"Date": datetime.now(UTC).date().isoformat(), "Title": title}
    frame.figure.savefig(written, format="svg", metadata=made, facecolor=frame.figure.get_facecolor())
    return COORDINATES.sub(lambda path: DECIMALS.sub(r"\1", path[0]).replace("\n", " "), written.getvalue())
