"""The script that trains the sentiment model; it needs the packages of the group `train`."""

import gzip
import json
import sys

import pytest

for package in ("sklearn", "scipy", "afinn", "vaderSentiment"):
    pytest.importorskip(package, reason="needs the packages of requirements-train.lock")

SENTENCES = {
    1: "They praised the mayor for a great win.",
    0: "They met the mayor.",
    -1: "They accused the mayor of lies.",
}


def test_training_writes_a_model_that_can_be_loaded(tmp_path, monkeypatch, capsys):
    from agents.enrich.sentiment import CLASSES, SentimentModel, train

    examples = [
        {"sentence": sentence, "from": sentence.index("mayor"), "to": sentence.index("mayor") + 5, "polarity": polarity}
        for polarity, sentence in SENTENCES.items()
    ]
    for split in ("train", "dev"):
        with gzip.open(tmp_path / f"newsmtsc-{split}.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(example) + "\n" for example in examples * 5)
    out = tmp_path / "model.npz"
    monkeypatch.setattr(sys, "argv", ["train", "--data", str(tmp_path), "--out", str(out), "--version", "7"])
    train.main()
    model = SentimentModel.load(out)
    assert model.version == "7"
    for polarity, sentence in SENTENCES.items():
        start = sentence.index("mayor")
        assert CLASSES[model.toward(sentence, start, start + 5).argmax()] == polarity
    assert "this model      macro F1 1.000" in capsys.readouterr().out
