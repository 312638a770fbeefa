from pathlib import Path
from typing import Any

from tests.benchmarks.peers.table import conditions, head, markdown, read, rows, write

FIGURES: dict[str, Any] = {
    "date": "2026-01-02", "cores": 2, "load": 0.1, "kafka": "4.0", "python": "3.11.1", "rounds": 3, "events": 400,
    "kills": 2, "stories": 150, "minutes": 12,
    "candidates": [
        {
            "name": "newsmill", "versions": {"newsmill": "1.0"}, "articles_per_second": [10.0, 40.0, 20.0],
            "cpu_ms_per_article": [20.0, 20.0, 30.0], "broker_cpu_ms_per_article": [1.0, 2.0, 3.0],
            "kills": [
                {"lost": 0, "doubled": 3, "copies_published": 0, "articles_dropped": 0, "seconds": 20.4},
                {"lost": 0, "doubled": 0, "copies_published": 0, "articles_dropped": 0, "seconds": 22.6},
            ],
        },
        {
            "name": "peer", "versions": {"one": "1.0", "two": "2.0"}, "articles_per_second": [20.0, 60.0, 20.0],
            "cpu_ms_per_article": [10.0, 30.0, 30.0], "broker_cpu_ms_per_article": [1.0, 5.0, 3.0], "kills": [],
        },
    ],
}  # fmt: skip


def row(name: str, after: str = "") -> tuple[str, ...]:
    """Return a row's cells; of rows with one name, the one that follows another."""
    found = list(rows(FIGURES))
    start = next((place for place, cells in enumerate(found) if cells[0] == after), 0)
    return next(cells[1:] for cells in found[start:] if cells[0] == name)


def test_speed_and_costs_are_medians_of_the_rounds():
    assert row("articles/s") == ("20.0", "20.0")
    assert row("CPU ms an article") == ("20.0", "30.0")
    assert row("CPU ms an article, broker") == ("2.0", "3.0")


def test_a_ratio_is_the_median_of_the_rounds_ratios():
    assert row("÷ newsmill's", after="articles/s") == ("1.00", "1.50")
    assert row("÷ newsmill's", after="CPU ms an article") == ("1.00", "1.00")


def test_what_kills_did_is_listed_kill_by_kill():
    assert row("kill: lost") == ("0, 0", "")
    assert row("kill: published twice") == ("3, 0", "")
    assert row("kill: goes on after s") == ("20, 23", "")


def test_each_row_has_a_cell_for_each_candidate():
    assert head(FIGURES) == ("", "newsmill", "peer")
    assert row("versions") == ("newsmill 1.0", "one 1.0, two 2.0")
    assert {len(cells) for cells in rows(FIGURES)} == {len(head(FIGURES))}


def test_figures_come_back_from_their_file(tmp_path: Path):
    path = tmp_path / "measured.json"
    write(FIGURES, path)
    assert read(path) == FIGURES


def test_the_readme_has_the_conditions_and_the_rows_of_the_last_run():
    text = markdown()
    assert " ".join(text.split()).startswith(conditions(read()))
    assert all(f"| {' | '.join(cells)} |" in text for cells in rows(read()))
