"""The script that trains the block model, and training/fit.py; they need the packages of the group `train`."""

import gzip
import json
import sys

import pytest
from lxml.html import document_fromstring

pytest.importorskip("lightgbm", reason="needs the packages of requirements-train.lock")

LINES = [f"The council of town {number} voted on Monday to close its harbour for good." for number in range(12)]


def page(number):
    body = LINES[number % 5 : number % 5 + 6]
    menu = "".join(f"<li><a href='/{at}'>Section {at} of the site</a></li>" for at in range(6))
    paragraphs = "".join(f"<p>{line}</p>" for line in body)
    return {
        "id": f"page-{number}",
        "url": f"https://site{number}.example/a",
        "content": f"<html><body><nav><ul>{menu}</ul></nav><article>{paragraphs}</article></body></html>",
        "truth": {"body": "\n".join(body)},
    }


@pytest.fixture
def folder(tmp_path):
    from agents.extract.training.examples import SOURCES

    for place, source in enumerate(SOURCES):
        with gzip.open(tmp_path / f"{source}-dev.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(page(10 * place + number)) + "\n" for number in range(10))
    return tmp_path


def run(monkeypatch, *arguments):
    from agents.extract.training import train

    monkeypatch.setattr(sys, "argv", ["train", *map(str, arguments)])
    train.main()


def test_training_writes_a_model_that_tells_an_article_from_a_menu(folder, monkeypatch, capsys):
    from agents.extract.blocks.blocks import read_blocks
    from agents.extract.blocks.features import features
    from agents.extract.blocks.looks import Hints
    from agents.extract.blocks.trees import Trees

    out = folder / "model.npz"
    run(monkeypatch, "--data", folder, "--out", out, "--cross-validate")
    blocks = read_blocks(document_fromstring(page(99)["content"]))
    scores = Trees.load(out).raw(features(blocks, Hints()))
    assert (scores > 0).tolist() == [False] * 6 + [True] * 6
    printed = capsys.readouterr().out
    assert "fold 3 of 3" in printed
    assert printed.count("fundus-history         10  1.0000     1.0000  1.0000") == 2


def test_the_models_of_the_folds_are_written_with_the_sites_that_each_has_not_seen(folder, monkeypatch, capsys):
    from agents.extract.blocks.trees import Trees
    from agents.extract.training.folds import FOLDS, model_path, read_sites

    folds = folder / "folds"
    run(monkeypatch, "--data", folder, "--out", folder / "model.npz", "--folds", folds)
    assert len(read_sites(folds)) == 80
    for fold in range(FOLDS):
        assert Trees.load(model_path(folds, fold)) is not None
    assert "pages of sites left out" in capsys.readouterr().out


def test_the_same_pages_give_the_same_model(folder, monkeypatch):
    for name in ("first.npz", "second.npz"):
        run(monkeypatch, "--data", folder, "--out", folder / name)
    assert (folder / "first.npz").read_bytes() == (folder / "second.npz").read_bytes()


def test_a_missing_file_is_named(folder, monkeypatch):
    (folder / "mercury-dev.jsonl.gz").unlink()
    with pytest.raises(SystemExit, match=r"there is no file .*mercury-dev\.jsonl\.gz"):
        run(monkeypatch, "--data", folder, "--out", folder / "model.npz")
