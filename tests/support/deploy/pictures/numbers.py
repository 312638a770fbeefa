"""Panels without a time axis: one number with its course, shares of a whole, and a table."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from tests.support.deploy.pictures.answers import Series
from tests.support.deploy.pictures.frame import FAINT, LINES, Box, Frame
from tests.support.deploy.pictures.lines import COLORS, ROW, SIZE
from tests.support.deploy.pictures.units import formatted

STEPS = {"green": "#37872d", "orange": "#d4661f", "red": "#c4162a"}
BIG = 30.0  # pixels of a number's font


def draw_stat(frame: Frame, box: Box, json: dict[str, Any], series: Sequence[Series]) -> None:
    """Draw the last value in the color of its limit, above its course."""
    (line,) = series
    defaults = json["fieldConfig"]["defaults"]
    known = [value for value in line.values if value is not None]
    steps = defaults["thresholds"]["steps"]
    reached = [step["color"] for step in steps if step["value"] is None or known[-1] >= step["value"]]
    color = STEPS[reached[-1]]
    axes = frame.axes(box.inner(1, box.height * 0.6, 1, 1))
    values = np.array([np.nan if value is None else value for value in line.values])
    at = np.arange(len(values))
    axes.plot(at, values, color=color, linewidth=1.2)
    axes.fill_between(at, values, 0, color=color, alpha=0.15, linewidth=0)
    axes.set_xlim(0, len(values) - 1)
    axes.set_ylim(0, max(known) * 1.15 or 1)
    axes.axis("off")
    middle = box.x + box.width / 2
    text = formatted(known[-1], defaults["unit"])
    frame.text(middle, box.y + box.height * 0.42, text, size=BIG, color=color, align="center", bold=True)


def draw_pie(frame: Frame, box: Box, json: dict[str, Any], series: Sequence[Series]) -> None:
    """Draw a ring of the last values, and a table of their shares and of the values."""
    values = [line.values[-1] or 0.0 for line in series]
    unit = json["fieldConfig"]["defaults"]["unit"]
    size = min(box.height - 62, box.width * 0.38)
    axes = frame.axes(Box(box.x + 12, box.y + 34 + (box.height - 44 - size) / 2, size, size))
    colors = [COLORS[number % len(COLORS)] for number in range(len(series))]
    axes.pie(values, colors=colors, startangle=90, counterclock=False, wedgeprops={"width": 0.42, "edgecolor": "white"})
    left, right, top = box.x + size + 30, box.x + box.width - 12, box.y + 46
    frame.text(right - 52, top, "Percent", size=SIZE, color=FAINT, align="right")
    frame.text(right, top, "Value", size=SIZE, color=FAINT, align="right")
    for number, (line, value) in enumerate(zip(series, values, strict=True)):
        y = top + ROW * (number + 1)
        frame.text(left, y, "━", size=SIZE, color=colors[number], bold=True)
        frame.text(left + 16, y, frame.cut(line.name, SIZE, right - 100 - left - 16), size=SIZE)
        frame.text(right - 52, y, formatted(value / sum(values), "percentunit"), size=SIZE, align="right")
        frame.text(right, y, formatted(value, unit), size=SIZE, align="right")


def draw_table(frame: Frame, box: Box, json: dict[str, Any], series: Sequence[Series]) -> None:
    """Draw a row for each series, with its labels except the hidden ones."""
    (organize,) = json["transformations"]
    hidden = organize["options"]["excludeByName"]
    names = sorted({name for line in series for name in line.labels if name not in hidden})
    width = (box.width - 24) / len(names)
    rows = [dict(zip(names, names, strict=True)), *(line.labels for line in series)]
    fit = int((box.height - 46) // (ROW + 4)) + 1
    for number, row in enumerate(rows[:fit]):
        for column, name in enumerate(names):
            x, y = box.x + 12 + width * column, box.y + 46 + (ROW + 4) * number
            shown = frame.cut(row.get(name, ""), SIZE, width - 8)
            frame.text(x, y, shown, size=SIZE, color="#24292e" if number else FAINT)
    axes = frame.axes(Box(box.x + 12, box.y + 56, box.width - 24, 1))
    axes.axhline(0, color=LINES)
    axes.axis("off")
