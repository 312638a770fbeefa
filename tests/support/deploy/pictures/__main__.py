"""Draw a picture of each dashboard from a run of newsmill, and one of the demo: `make pictures`.

usage: python -m tests.support.deploy.pictures [--again]

--again draws the dashboards from the answers of the last run, in seconds instead of minutes, and leaves the demo alone.
"""

import sys
import tempfile
from pathlib import Path

from rich.console import Console

from tests.support.brokers.jars import CACHE
from tests.support.deploy.dashboards import FILES
from tests.support.deploy.pictures.answers import Answers
from tests.support.deploy.pictures.draw import picture
from tests.support.deploy.pictures.terminal import demo
from tests.support.deploy.pictures.world import PHASES, measure
from tests.support.paths import ROOT

PICTURES = ROOT / "deploy" / "grafana" / "pictures"
DEMO = ROOT / "deploy" / "demo" / "demo.svg"
KEPT = CACHE / "pictures.json"

console = Console(stderr=True)


def main(arguments: list[str]) -> None:
    """Write the pictures."""
    if "--again" not in arguments:
        console.print(f"Running newsmill for {sum(seconds for seconds, _ in PHASES) / 60:.0f} minutes")
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder)).save(KEPT)
        console.print("Running the demo")
        _write(DEMO, demo())
    answers = Answers.load(KEPT)
    for file in FILES:
        _write(PICTURES / f"{file.stem}.svg", picture(file, answers))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    console.print(f"wrote {file.relative_to(ROOT)}, {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
