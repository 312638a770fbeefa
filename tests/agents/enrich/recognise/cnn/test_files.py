"""The bundled files are those that their card names, and what is written can be read."""

import hashlib
import re

import numpy as np

from agents.enrich.recognise.cnn.files import BUNDLED, CARD, Weights


def test_the_card_has_the_hash_of_every_file():
    card = (BUNDLED / CARD).read_text(encoding="utf-8")
    stated = dict(re.findall(r"^\| `([\w.]+)` \| .* \| `([0-9a-f]{64})` \|$", card, re.MULTILINE))
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in BUNDLED.iterdir() if path.name != CARD
    }
    assert stated == found


def test_weights_that_are_written_are_read_again(tmp_path):
    weights = Weights.load(BUNDLED)
    weights.save(tmp_path, ["small", "medium"])
    again = Weights.load(tmp_path)
    assert (again.name, again.version) == (weights.name, weights.version)
    for before, after in zip(weights.embeddings, again.embeddings, strict=True):
        assert (before.rows == after.rows).all()
        assert (before.mixer.weights == after.mixer.weights).all()
        assert (before.vectors is None) is (after.vectors is None)
    assert (weights.decoder.hidden == again.decoder.hidden).all()


def test_large_tables_are_mapped_so_that_children_share_them():
    for embedding in Weights.load(BUNDLED).embeddings:
        assert isinstance(embedding.rows.base, np.memmap)
        assert embedding.rows.dtype == np.float16
