"""The measured levels: how they are kept, what the table says of them, and how floors move."""

from pathlib import Path

from agents.enrich.levels import ENTITIES_TRAINED, TRANSFERRED
from tests.support.enrichment.levels import FLOORS, HEAD, Levels, moved, read, rows, updated, write

MEASURED: Levels = {
    "entities, accurate": {
        "de": {"all": 0.8512, "PER": 0.9, "ORG": 0.8, "LOC": 0.85},
        "fr": {"all": 0.6, "PER": 0.6, "ORG": 0.6, "LOC": 0.6},
    }
}


def test_levels_are_read_as_they_were_written(tmp_path: Path) -> None:
    write(MEASURED, tmp_path / "levels.json")
    assert read(tmp_path / "levels.json") == MEASURED


def test_what_is_measured_again_replaces_only_its_languages() -> None:
    after = updated(MEASURED, {"entities, accurate": {"de": {"all": 0.9}}, "entities, fast": {"de": {"all": 0.5}}})
    assert after["entities, accurate"] == {"de": {"all": 0.9}, "fr": MEASURED["entities, accurate"]["fr"]}
    assert set(after) == {"entities, accurate", "entities, fast"}


def test_floors_are_a_little_below_what_is_reached_and_fall_only_if_asked() -> None:
    floors = moved({}, MEASURED, lower=False)
    assert floors["entities, accurate"]["de"] == {"all": 0.841}
    worse: Levels = {"entities, accurate": {"de": {"all": 0.8}}}
    assert moved(floors, worse, lower=False) == floors
    assert moved(floors, worse, lower=True)["entities, accurate"]["de"] == {"all": 0.79}


def test_the_table_has_every_language_and_says_what_was_not_measured_or_is_weak() -> None:
    table = {cells[0]: cells for cells in rows(MEASURED)}
    assert set(table) == {f"`{code}`" for code in ENTITIES_TRAINED | TRANSFERRED}
    assert {len(cells) for cells in table.values()} == {len(HEAD)}
    assert table["`de`"][1:4] == ("German", "trained", "0.85")
    assert table["`fr`"][2] == "trained, experimental"
    assert table["`es`"][2:4] == ("transferred", "–")


def test_every_measured_language_has_a_floor() -> None:
    floors = read(FLOORS)
    assert {name: set(one) for name, one in floors.items()} == {name: set(one) for name, one in read().items()}
