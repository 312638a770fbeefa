"""The whole chain of training in miniature, where torch is installed.

It covers training/__main__.py, training/export.py, training/judge.py and training/learn.py.
"""

import sys

import numpy as np
import pytest

from agents.enrich.encoder.reading import Encoder
from agents.enrich.encoder.training.__main__ import main
from agents.enrich.encoder.training.card import hashes, stated
from agents.enrich.encoder.training.work import Work

TEXT = "Anna Meier wohnt in Berlin."
REASON = "needs the packages of the group train-encoder"


def run(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["training", *map(str, arguments)])
    main()


def test_each_step_is_named_by_the_help(monkeypatch, capsys):
    with pytest.raises(SystemExit):
        run(monkeypatch, "--help")
    shown = capsys.readouterr().out
    assert [step for step in ("prepare", "teach", "learn", "export", "judge", "score") if f"{step} " not in shown] == []


@pytest.mark.usefixtures("tiny_recipe")
def test_data_that_are_missing_end_a_step_with_a_message(monkeypatch, tmp_path, tiny_source):
    with pytest.raises(SystemExit, match=r"error: .*da-train\.jsonl\.gz"):
        run(monkeypatch, "prepare", tmp_path / "none", tmp_path / "work", "--source", tiny_source)


@pytest.mark.filterwarnings("ignore")  # what torch says while it traces the network
@pytest.mark.usefixtures("tiny_recipe")
def test_a_tiny_encoder_is_trained_from_end_to_end(tiny_data, tiny_source, tmp_path, monkeypatch, capsys):
    torch = pytest.importorskip("torch", reason=REASON)
    from agents.enrich.encoder.training.learn import read_network
    from agents.enrich.encoder.training.pools import table_of

    work, out = tmp_path / "work", tmp_path / "out"
    small = ["--steps", "2", "--pieces", "256"]
    run(monkeypatch, "prepare", tiny_data, work, "--source", tiny_source, "--languages", "de", "en")
    run(monkeypatch, "teach", work, *small)
    labels = (work / "labels-2.npy").read_bytes()
    (work / "labels-2.npy").unlink()  # as if it had been stopped before it labelled
    capsys.readouterr()
    run(monkeypatch, "teach", work, *small)
    shown = capsys.readouterr().out
    assert "teacher 4 has labelled" in shown
    assert "step" not in shown  # none is trained again
    assert (work / "labels-2.npy").read_bytes() == labels
    run(monkeypatch, "learn", work, *small, "--targets", "10")
    run(monkeypatch, "export", work, out)
    before = hashes(out)

    # What was exported, in 8 bits, is near the network in 32.
    encoder, network = Encoder.load(out), read_network(Work(work), Work(work).student, "cpu")
    (glance,) = encoder.glance([TEXT])
    ids = torch.tensor([[0, *glance.encoded.ids, 2]])
    with torch.no_grad():
        _, states = network.encode_both(table_of(Work(work), "cpu")(ids), torch.ones(ids.shape))
    (reading,) = encoder.finish([glance])
    ours, theirs = reading.parts[0].states.ravel(), states[0].numpy().ravel()
    assert np.corrcoef(ours, theirs)[0, 1] > 0.99

    run(monkeypatch, "judge", work, out, "--steps", "1")
    after = hashes(out)
    assert {name for name in after if after[name] != before[name]} == {"toward.onnx"}
    assert stated(out) == after
    capsys.readouterr()
    run(monkeypatch, "score", work, out)
    shown = capsys.readouterr().out
    assert "mean" in shown
    assert "sentiment, newsmtsc: macro-F1" in shown
