"""The frame of a picture: Grafana's grid of 24 columns in pixels, and text and axes placed in it."""

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch

from tests.support.deploy.dashboards import Panel

WIDTH = 1200
COLUMN = WIDTH / 24
ROW = 38  # pixels of a row of the grid, as in Grafana
GAP = 8  # between panels, part of the grid
TOP = 54  # for the dashboard's title and its description
BOTTOM = 34  # for the note
PIXELS_AN_INCH = 100
POINTS = 72 / PIXELS_AN_INCH  # of a pixel

INK, FAINT, LINES, GROUND = "#24292e", "#6e7780", "#e1e4e8", "#f4f5f7"
STYLE: Any = {
    # Text stays text: it can be searched and selected, and takes a tenth of the space. The widths are those of the last
    # font, the widest, so that all others fit.
    "svg.fonttype": "none",
    "svg.hashsalt": "newsmill",
    "font.family": ["DejaVu Sans"],
    "axes.edgecolor": LINES,
    "text.color": INK,
}


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, from the picture's upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def inner(self, left: float, top: float, right: float, bottom: float) -> "Box":
        """Return the rectangle without margins."""
        return Box(self.x + left, self.y + top, self.width - left - right, self.height - top - bottom)


def box_of(panel: Panel) -> Box:
    """Return where a panel or a row is."""
    place = panel.json["gridPos"]
    x, y = place["x"] * COLUMN + GAP / 2, TOP + place["y"] * ROW + GAP / 2
    return Box(x, y, place["w"] * COLUMN - GAP, place["h"] * ROW - GAP)


class Frame:
    """A picture of a height in rows of the grid."""

    def __init__(self, rows: int) -> None:
        self.height = TOP + rows * ROW + BOTTOM
        self.figure = Figure(figsize=(WIDTH / PIXELS_AN_INCH, self.height / PIXELS_AN_INCH), dpi=PIXELS_AN_INCH)
        self.figure.set_facecolor(GROUND)
        canvas: Any = FigureCanvasAgg(self.figure)
        self._renderer = canvas.get_renderer()  # measures texts

    def panel(self, box: Box, title: str, name: str) -> None:
        """Draw a panel's background and its title; the title's group in the file has a name."""
        corner = (box.x / WIDTH, 1 - (box.y + box.height) / self.height)
        size = (box.width / WIDTH, box.height / self.height)
        shape = "round,pad=0,rounding_size=0.002"
        self.figure.add_artist(
            FancyBboxPatch(corner, *size, boxstyle=shape, facecolor="white", edgecolor=LINES, linewidth=0.7, zorder=-1)
        )
        self.text(box.x + 10, box.y + 18, title, size=12.5, bold=True, name=name)

    def text(
        self, x: float, y: float, text: str, *, size: float, color: str = INK, align: str = "left", bold: bool = False,
        name: str | None = None,
    ) -> None:  # fmt: skip
        """Write a text whose middle line is at a height; all in pixels."""
        weight = "bold" if bold else "normal"
        self.figure.text(
            x / WIDTH, 1 - y / self.height, text, fontsize=size * POINTS, color=color, ha=align,
            va="center_baseline", fontweight=weight, gid=name, parse_math=False,
        )  # fmt: skip

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return the width of a text in pixels."""
        font = FontProperties(size=size * POINTS, weight="bold" if bold else "normal")
        width: float = self._renderer.get_text_width_height_descent(text, font, ismath=False)[0]
        return width

    def cut(self, text: str, size: float, width: float) -> str:
        """Return a text that fits a width, with an ellipsis for what does not."""
        kept = text
        while len(kept) > 1 and self.width(kept, size) > width:
            kept = kept.rstrip("…")[:-1] + "…"
        return kept

    def axes(self, box: Box) -> Axes:
        """Add axes that fill a rectangle."""
        return self.figure.add_axes(
            (box.x / WIDTH, 1 - (box.y + box.height) / self.height, box.width / WIDTH, box.height / self.height)
        )
