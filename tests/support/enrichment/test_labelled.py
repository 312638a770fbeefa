"""Labelled sentences are joined to documents, and pages to stories."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.enrichment.labelled import Labelled, Name, documents, long_texts, sentences, stories, targets
from tests.support.paths import VARIABLE

ROWS: list[dict[str, Any]] = [
    {"text": "Ann Lee sprach.", "spans": [[0, 7, "PER"]], "doc": "1"},
    {"text": "Sie kam aus Rom.", "spans": [[12, 15, "LOC"]], "doc": "1"},
    {"text": "Rom.", "spans": [[0, 3, "LOC"]], "doc": "2"},
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path


def write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    path = folder / f"{name}.jsonl.gz"
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def test_neighbours_in_a_text_become_a_document(folder: Path) -> None:
    write(folder, "entities/de-dev", ROWS)
    assert len(sentences("de")) == 3
    assert documents("de") == [
        Labelled("Ann Lee sprach.\nSie kam aus Rom.", frozenset({Name(0, 7, "PER"), Name(28, 31, "LOC")})),
        Labelled("Rom.", frozenset({Name(0, 3, "LOC")})),
    ]


def test_a_long_text_becomes_several_documents(folder: Path) -> None:
    write(folder, "entities/de-dev", ROWS[:1] * 31)
    assert [len(document.names) for document in documents("de")] == [30, 1]


def test_long_texts_join_what_is_not_from_one_text(folder: Path) -> None:
    write(folder, "entities/de-dev", ROWS)
    assert [len(text.names) for text in long_texts("de")] == [3]


def test_targets_that_are_no_names_are_left_out(folder: Path) -> None:
    row = {"sentence": "Ann lachte.", "from": 0, "to": 3, "polarity": 1}
    write(folder, "sentiment/rusentne-dev", [row | {"tag": "PERSON"}, row | {"tag": "PROFESSION"}])
    assert len(targets("ru")) == 1


@pytest.mark.quality
@pytest.mark.parametrize("language, length", [("ru", 600), ("zh", 1_000)])
def test_stories_have_one_length(language: str, length: int) -> None:
    found = stories(language, 20)
    assert len(set(found)) == 20
    sizes = {len(text.replace("\n", "") if language == "zh" else text.split()) for _, text in found}
    assert sizes == {length}
