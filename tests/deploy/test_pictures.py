"""The committed pictures: one of each dashboard, with its titles at their places, and one of the demo.

`make pictures` draws them again after a dashboard has changed.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from tests.support.deploy.dashboards import FILES, Panel, load
from tests.support.paths import ROOT

PICTURES = ROOT / "deploy" / "grafana" / "pictures"
DEMO = ROOT / "deploy" / "demo" / "demo.svg"
SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 300_000  # bytes; a reader of the README loads all of them
NEAR = 0.02  # of a picture's width or height

every_dashboard = pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])


class Title(NamedTuple):
    """A panel's title, and where it is, as shares of the picture's width and height."""

    text: str
    x: float
    y: float


def titles(picture: Path) -> dict[str, Title]:
    """Return the titles of a picture by the names of their groups."""
    root = etree.parse(picture).getroot()
    width, height = (float(size) for size in root.get("viewBox", "").split()[2:])
    found = {}
    for group in root.iter(f"{SVG}g"):
        text = group.find(f".//{SVG}text") if re.match("panel-|dashboard", group.get("id", "")) else None
        if text is not None:
            place = re.search(r"translate\(([\d.]+) ([\d.]+)\)", text.get("transform", ""))
            x, y = place.groups() if place else (text.get("x", ""), text.get("y", ""))
            found[group.get("id", "")] = Title("".join(text.itertext()), float(x) / width, float(y) / height)
    return found


def test_every_dashboard_has_a_picture_and_every_picture_a_dashboard():
    assert [picture.stem for picture in sorted(PICTURES.iterdir())] == [file.stem for file in FILES]
    assert {picture.suffix for picture in PICTURES.iterdir()} == {".svg"}


@every_dashboard
def test_a_picture_has_the_titles_of_its_dashboards_panels_and_rows(file):
    dashboard = load(file)
    shown = {name: title.text for name, title in titles(PICTURES / f"{file.stem}.svg").items()}
    expected = {f"panel-{panel['id']}": panel["title"] for panel in dashboard["panels"]}
    assert shown == expected | {"dashboard": dashboard["title"]}


@every_dashboard
def test_a_pictures_panels_are_where_the_dashboard_has_them(file):
    panels = load(file)["panels"]
    rows = max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel in panels)
    found = titles(PICTURES / f"{file.stem}.svg")
    highest = found[f"panel-{panels[0]['id']}"].y
    lowest_row = max(panels, key=lambda panel: panel["gridPos"]["y"])
    unit = (found[f"panel-{lowest_row['id']}"].y - highest) / lowest_row["gridPos"]["y"]
    assert 0 < unit * rows <= 1
    for panel in panels:
        title, place = found[f"panel-{panel['id']}"], panel["gridPos"]
        assert title.x == pytest.approx(place["x"] / 24, abs=NEAR)
        assert title.y == pytest.approx(highest + unit * place["y"], abs=NEAR)


@every_dashboard
def test_a_pictures_panels_without_a_value_say_what_the_dashboard_says(file):
    text = (PICTURES / f"{file.stem}.svg").read_text(encoding="utf-8")
    allowed = {Panel(file.stem, panel).no_value for panel in load(file)["panels"] if panel["type"] != "row"}
    assert "No data" not in text
    assert set(re.findall(r">(No [a-z][^<]*)<", text)) <= allowed


@pytest.mark.parametrize("picture", [*sorted(PICTURES.glob("*.svg")), DEMO], ids=lambda picture: picture.stem)
def test_a_picture_is_small_and_needs_nothing_from_elsewhere(picture):
    text = picture.read_text(encoding="utf-8")
    assert len(text.encode()) < LARGEST
    assert not re.search(r"(?:href|src)=\"(?!#)|@import|@font-face|url\((?!#|\"#|'#)", text)


def test_the_readme_for_operators_shows_the_pictures_and_says_how_they_were_made():
    readme = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^]]+\]\(grafana/pictures/(\w+)\.svg\)", readme)
    assert sorted(shown) == [file.stem for file in FILES]
    assert "not screenshots of Grafana" in readme
    assert "`make pictures`" in readme


def test_the_readme_shows_the_demo_whose_account_is_closed():
    assert re.search(r"!\[[^]]+\]\(deploy/demo/demo\.svg\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    text = "".join(etree.parse(DEMO).getroot().itertext()).replace("\xa0", " ")
    for part in ("make demo", "articles and duplicates", "dead letters", "raw events"):
        assert part in text
