"""The pieces that the encoder keeps of the source's 250,002, and their files: a sentencepiece model, and rows."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from agents.enrich.encoder.pieces import BOS, EOS, PAD, UNK, Pieces
from agents.enrich.encoder.training.recipe import FREQUENT, LEAST, WORD_LANGUAGES
from agents.enrich.encoder.training.source import Source

UNIGRAM, NORMAL, UNKNOWN, CONTROL = 1, 1, 2, 3  # numbers of sentencepiece's model format
TYPES = {BOS: CONTROL, PAD: CONTROL, EOS: CONTROL, UNK: UNKNOWN}


def count(texts: Iterable[str], pieces: Pieces) -> Counter[int]:
    """Return how often each piece of a vocabulary is in the texts."""
    counts: Counter[int] = Counter()
    for text in texts:
        counts.update(pieces.encode([text])[0].ids)
    return counts


def frequent_words() -> list[str]:
    """Return the most frequent words of many languages, each also with a capital; needs the package wordfreq."""
    import wordfreq

    words: set[str] = set()
    for language in WORD_LANGUAGES:
        words.update(wordfreq.top_n_list(language, FREQUENT))
    return sorted(words | {word.capitalize() for word in words})


def choose(source: Source, seen: Counter[int], of_words: Iterable[int]) -> list[int]:
    """Return the pieces to keep, the marks first: those seen LEAST times, single characters seen, pieces of words.

    Raises ValueError if the source's marks are not where `pieces.py` has them.
    """
    if (source.bos, source.pad, source.eos, source.unk) != (BOS, PAD, EOS, UNK):
        raise ValueError("the source numbers its marks in another order")
    often = {piece for piece, times in seen.items() if times >= LEAST}
    single = {piece for piece in seen if len(source.pieces[piece]) == 1}
    return [*TYPES, *sorted((often | single | set(of_words)) - TYPES.keys())]


def write_all(source: Source, folder: Path) -> None:
    """Write the source's whole vocabulary, to count with."""
    write(source, range(len(source.pieces)), folder)


def write(source: Source, kept: Sequence[int], folder: Path) -> None:
    """Write pieces.model, characters.json and rows.bin for the pieces that are kept, numbered in this order."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pieces.model").write_bytes(model(source, kept))
    (folder / "characters.json").write_text(json.dumps(source.characters, ensure_ascii=False), encoding="utf-8")
    np.ascontiguousarray(source.rows[list(kept)]).tofile(folder / "rows.bin")


def model(source: Source, kept: Sequence[int]) -> bytes:
    """Return a sentencepiece model that changes no character: `characters.json` says what is read for which."""
    from sentencepiece import sentencepiece_model_pb2

    proto = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined] # made when it is imported
    trainer, normalizer = proto.trainer_spec, proto.normalizer_spec
    trainer.model_type, trainer.vocab_size = UNIGRAM, len(kept)
    trainer.bos_id, trainer.pad_id, trainer.eos_id, trainer.unk_id = BOS, PAD, EOS, UNK
    normalizer.name = "identity"
    normalizer.add_dummy_prefix = normalizer.remove_extra_whitespaces = normalizer.escape_whitespaces = True
    for number, piece in enumerate(kept):
        proto.pieces.add(piece=source.pieces[piece], score=source.scores[piece], type=TYPES.get(number, NORMAL))
    return bytes(proto.SerializeToString())
