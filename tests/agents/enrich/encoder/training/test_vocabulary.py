"""The pieces that are kept, and the files that the encoder reads them from."""

from collections import Counter

import numpy as np
import pytest

from agents.enrich.encoder.files import WIDTH
from agents.enrich.encoder.pieces import UNK, Pieces
from agents.enrich.encoder.rows import Rows
from agents.enrich.encoder.training import vocabulary
from agents.enrich.encoder.training.source import Source


@pytest.fixture(scope="module")
def source(tiny_source):
    return Source(tiny_source)


def pieces_of(source, *texts):
    return [source.pieces.index(text) for text in texts]


def test_frequent_pieces_single_characters_and_pieces_of_words_are_kept_behind_the_marks(source):
    often, seldom, of_word, letter = pieces_of(source, "▁Anna", "▁Meier", "▁Berlin", "b")
    seen = Counter({often: vocabulary.LEAST, seldom: vocabulary.LEAST - 1, letter: 1})
    kept = vocabulary.choose(source, seen, [of_word])
    assert kept[:4] == [0, 1, 2, 3]
    assert set(kept[4:]) == {often, of_word, letter}
    assert kept == sorted(kept)


def test_a_source_with_other_marks_is_refused(source, monkeypatch):
    monkeypatch.setattr(source, "eos", 7)
    with pytest.raises(ValueError, match="marks in another order"):
        vocabulary.choose(source, Counter(), [])


def test_what_is_written_cuts_text_and_has_the_rows_of_the_source(source, tmp_path):
    kept = vocabulary.choose(source, Counter(), pieces_of(source, "▁Anna", "▁in", "▁Berlin", "▁", "f", "i", "."))
    vocabulary.write(source, kept, tmp_path)
    (encoded,) = Pieces.load(tmp_path).encode(["Anna  in Berlin."])
    assert [source.pieces[kept[number]] for number in encoded.ids] == ["▁Anna", "▁in", "▁Berlin", "."]
    rows = Rows.load(tmp_path / "rows.bin", WIDTH)
    assert len(rows) == len(kept)
    table = source.tensor("emb.word", -1, WIDTH)
    assert np.allclose(rows.of(np.array(encoded.ids)), table[[kept[number] for number in encoded.ids]])


def test_characters_are_read_as_the_source_reads_them_and_unknown_ones_are_one_piece(source, tmp_path):
    vocabulary.write_all(source, tmp_path)
    pieces = Pieces.load(tmp_path)
    assert pieces.encode(["ﬁ"])[0].ids == pieces.encode(["fi"])[0].ids
    assert UNK in pieces.encode(["Anna ж"])[0].ids


def test_pieces_are_counted_over_all_texts(source, tmp_path):
    vocabulary.write_all(source, tmp_path)
    counts = vocabulary.count(["Anna in Berlin", "Anna"], Pieces.load(tmp_path))
    anna, berlin = pieces_of(source, "▁Anna", "▁Berlin")
    assert (counts[anna], counts[berlin]) == (2, 1)
