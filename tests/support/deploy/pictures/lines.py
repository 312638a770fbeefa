"""A panel of lines over time: axes, limits, lines or stacked areas, and the legend as a table beside them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from tests.support.deploy.pictures.answers import Series
from tests.support.deploy.pictures.frame import FAINT, INK, LINES, POINTS, Box, Frame
from tests.support.deploy.pictures.units import BYTES, formatted, largest_step

# Dark enough for thin lines on white, and different in lightness where hues are near each other.
COLORS = (
    "#1f60c4", "#e0752d", "#37872d", "#c4162a", "#8f3bb8", "#b8860b", "#0f8f8c", "#d6498f", "#5c6770", "#7a4a2b",
    "#4aa3df", "#9aa80f", "#704d9e", "#e57373", "#2f4f4f",
)  # fmt: skip
LIMITS = {"orange": "#e0752d", "red": "#c4162a"}
NAMES = {"lastNotNull": "Last *", "max": "Max"}
ROW = 17.0  # pixels of a row of the legend
SIZE = 10.5
VALUE = 68.0  # pixels of a column of values
TICKS = 4  # steps of the vertical axis
Values = np.ndarray[Any, np.dtype[np.float64]]


def draw_lines(frame: Frame, box: Box, json: dict[str, Any], series: Sequence[Series], times: Sequence[float]) -> None:
    """Draw the panel's inner part."""
    defaults = json["fieldConfig"]["defaults"]
    values = [np.array([np.nan if one is None else one for one in line.values]) for line in series]
    legend = _legend_width(frame, series, box)
    axes = frame.axes(box.inner(58, 34, legend + 18, 30))
    when = np.array(times)
    if defaults["custom"]["stacking"]["mode"] == "normal":
        _stack(axes, when, values)
    else:
        _lines(axes, when, values, fill=defaults["custom"]["fillOpacity"] / 100)
    _scale(axes, defaults, when)
    _legend(frame, box.inner(box.width - legend - 6, 34, 8, 8), json, series, values)


def _lines(axes: Axes, when: Values, values: Sequence[Values], fill: float) -> None:
    for number, line in enumerate(values):
        color = COLORS[number % len(COLORS)]
        (drawn,) = axes.plot(when, line, color=color, linewidth=1.3)
        alone = np.isfinite(line) & ~_has_neighbour(line)
        if alone.any():  # a line of one point is invisible
            axes.plot(when[alone], line[alone], ".", color=color, markersize=4)
        if fill and np.nanmax(line) > 0 and len(values) <= 2:
            axes.fill_between(when, line, 0, color=drawn.get_color(), alpha=fill, linewidth=0)


def _has_neighbour(line: Values) -> np.ndarray[Any, np.dtype[np.bool_]]:
    known = np.isfinite(line)
    return np.concatenate(([False], known[:-1])) | np.concatenate((known[1:], [False]))


def _stack(axes: Axes, when: Values, values: Sequence[Values]) -> None:
    below = np.zeros(len(when))
    nothing = np.all([np.isnan(line) for line in values], axis=0)
    for number, line in enumerate(values):
        if not np.nansum(line):
            continue
        color = COLORS[number % len(COLORS)]
        above = below + np.nan_to_num(line)
        axes.fill_between(when, below, above, where=~nothing, color=color, alpha=0.3, linewidth=0)
        axes.plot(when, np.where(nothing, np.nan, above), color=color, linewidth=1.1)
        below = above


def _scale(axes: Axes, defaults: dict[str, Any], when: Values) -> None:
    """Set the axes as the panel says, and draw its limits where they are within the axes, as Grafana does."""
    highest = axes.dataLim.y1 if axes.has_data() else 0.0  # a stack of nothing has none
    axes.set_xlim(when[0], when[-1])
    axes.set_ylim(defaults["min"], defaults.get("max", highest * 1.05 or 1))
    for step in defaults["thresholds"]["steps"][1:]:
        if defaults["custom"].get("thresholdsStyle", {}).get("mode") == "dashed" and step["value"] < axes.get_ylim()[1]:
            axes.axhline(step["value"], color=LIMITS[step["color"]], linewidth=1, linestyle=(0, (6, 4)))
    size = largest_step(BYTES, highest) if defaults["unit"] == "bytes" else 1
    top = axes.get_ylim()[1]
    ticks = np.asarray(MaxNLocator(TICKS, integer=defaults["unit"] == "short").tick_values(0, top / size)) * size
    axes.set_yticks(ticks[ticks <= top])
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: formatted(value, defaults["unit"])))
    axes.set_xticks(list(np.arange(np.ceil(when[0] / 60) * 60, when[-1], 60)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda at, _: datetime.fromtimestamp(at, UTC).strftime("%H:%M")))
    axes.tick_params(colors=FAINT, labelsize=SIZE * POINTS, length=0, pad=4)
    axes.grid(color=LINES, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _legend_width(frame: Frame, series: Sequence[Series], box: Box) -> float:
    longest = max(frame.width(line.name, SIZE) for line in series)
    return min(longest + 24 + 2 * VALUE, box.width * 0.55)


def _legend(frame: Frame, box: Box, json: dict[str, Any], series: Sequence[Series], values: Sequence[Values]) -> None:
    """Write the table of the series, with the values that the panel's legend has; what does not fit is counted."""
    calculations = json["options"]["legend"]["calcs"]
    unit = json["fieldConfig"]["defaults"]["unit"]
    columns = [box.x + box.width - VALUE * (len(calculations) - 1 - number) for number in range(len(calculations))]
    for name, right in zip(calculations, columns, strict=True):
        frame.text(right, box.y, NAMES[name], size=SIZE, color=FAINT, align="right")
    fit = int((box.height - ROW) // ROW)
    shown = len(series) if len(series) <= fit else fit - 1
    for number, (line, found) in enumerate(zip(series[:shown], values, strict=False)):
        y = box.y + ROW * (number + 1)
        frame.text(box.x, y, "━", size=SIZE, color=COLORS[number % len(COLORS)], bold=True)
        room = box.width - 16 - VALUE * len(calculations)
        frame.text(box.x + 16, y, frame.cut(line.name, SIZE, room), size=SIZE)
        for name, right in zip(calculations, columns, strict=True):
            known = found[np.isfinite(found)]
            value = known[-1] if name == "lastNotNull" else known.max()
            frame.text(right, y, formatted(float(value), unit), size=SIZE, color=INK, align="right")
    if shown < len(series):
        frame.text(box.x + 16, box.y + ROW * (shown + 1), f"and {len(series) - shown} more", size=SIZE, color=FAINT)
