"""The whole chain of training in miniature, where torch is installed, and the recipe and the card without it.

It covers training/__main__.py, training/batches.py, training/card.py, training/corpus.py, training/export.py,
training/fit.py, training/judge.py, training/learn.py, training/network.py, training/pools.py, training/prepare.py,
training/recipe.py, training/score.py, training/silver.py, training/teach.py, training/vocabulary.py, training/work.py.
"""

import sys

import pytest

from agents.enrich.encoder.files import BUNDLED, CARD
from agents.enrich.encoder.training import recipe
from agents.enrich.encoder.training.card import FILES, hashes, stated, write_card


def test_the_card_of_the_bundled_encoder_names_the_true_hash_of_each_file():
    assert stated(BUNDLED) == hashes(BUNDLED)
    assert {path.name for path in BUNDLED.iterdir()} == {CARD, *FILES}


def test_a_new_card_gets_the_hashes_once(tmp_path):
    for name in FILES:
        (tmp_path / name).write_bytes(name.encode())
    write_card(tmp_path)
    first = (tmp_path / CARD).read_text()
    write_card(tmp_path)
    assert (tmp_path / CARD).read_text() == first
    assert stated(tmp_path) == hashes(tmp_path)


def test_sets_are_drawn_by_the_root_of_their_size_times_a_factor():
    assert recipe.weight_of("labelled.da", 400) == 20
    assert recipe.weight_of("labelled.fr", 400) == 5
    assert recipe.weight_of("plain.is", 400) == pytest.approx(0.6 * 0.5 * 20)
    assert recipe.weight_of("silver.en", 400, silver=0.8) == pytest.approx(16)


@pytest.mark.filterwarnings("ignore")  # what torch says while it traces the network
@pytest.mark.usefixtures("tiny_recipe")
def test_a_tiny_encoder_is_trained_from_end_to_end(tiny_data, tiny_source, tmp_path, monkeypatch, capsys):
    pytest.importorskip("torch", reason="needs the packages of the group train-encoder")
    from agents.enrich.encoder.reading import Encoder
    from agents.enrich.encoder.training.__main__ import main

    work, out = str(tmp_path / "work"), str(tmp_path / "out")
    small = ["--steps", "2", "--pieces", "256"]
    for arguments in (
        ["prepare", str(tiny_data), work, "--source", str(tiny_source), "--languages", "de", "en"],
        ["teach", work, *small],
        ["learn", work, *small, "--targets", "10"],
        ["export", work, out],
        ["judge", work, out, "--steps", "1"],
        ["score", work, out],
    ):
        monkeypatch.setattr(sys, "argv", ["training", *arguments])
        main()
    assert "de" in capsys.readouterr().out
    (reading,) = Encoder.load(tmp_path / "out").read(["Anna Meier wohnt in Berlin."])
    assert reading.vector.shape == (384,)
