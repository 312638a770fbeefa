"""A long text is cut where it hurts least."""

from agents.enrich.recognise.chunks import CHUNK, chunks


def test_chunks_end_with_a_line_and_add_up_to_the_text():
    text = ("x" * 99 + "\n") * 1_200
    pieces = list(chunks(text))
    assert "".join(piece for _, piece in pieces) == text
    assert [start for start, _ in pieces] == [0, 50_000, 100_000]
    assert all(piece.endswith("\n") for _, piece in pieces[:-1])


def test_chunks_of_a_single_line_end_with_a_word_or_where_they_must():
    words, solid = "word " * 20_000, "x" * (2 * CHUNK + 1)
    assert all(piece.endswith(" ") for _, piece in chunks(words) if piece)
    assert [len(piece) for _, piece in chunks(solid)] == [CHUNK, CHUNK, 1]
