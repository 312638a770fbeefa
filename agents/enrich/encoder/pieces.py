"""Text to the pieces of a vocabulary, with the characters of the text that each piece stands for."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from sentencepiece import SentencePieceProcessor

SPACE = "▁"  # how a piece writes the blank before a word
BOS, PAD, EOS, UNK = range(4)  # ids of the marks around a sentence, of nothing, and of unknown characters
BLANKS = [SPACE, *map(chr, range(0xD800, 0xE000))]
"""Read as blanks: the library takes the first for its own mark, and refuses halves of characters, the others."""

MAX_SPACE = 0x3001  # the last character of white space in Unicode is the ideographic one, U+3000


class Encoded(NamedTuple):
    """The pieces of one sentence; `offsets[i]` are the characters of piece i, empty for a piece of white space."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Pieces:
    """A vocabulary with the probability of each piece: a text is cut into the most probable ones.

    Kudo 2018, https://arxiv.org/abs/1804.10959, by the library sentencepiece. `characters` says what is read in the
    place of a character, as the vocabulary was made: "ﬁ" is two letters, full-width letters are ASCII.
    """

    def __init__(self, processor: SentencePieceProcessor, characters: Mapping[str, str]) -> None:
        self._processor = processor
        self._characters = {**characters, **dict.fromkeys(BLANKS, " ")}
        spaces = {chr(code) for code in range(MAX_SPACE) if chr(code).isspace()} - {" "}
        self._special = spaces.union(self._characters)
        written = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
        self._lengths = np.array([len(piece) for piece in written])
        self._blanks = np.array([piece.startswith(SPACE) for piece in written], np.int64)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read a folder's vocabulary and table of characters; raises OSError if one is missing."""
        characters = json.loads((folder / "characters.json").read_text(encoding="utf-8"))
        return cls(SentencePieceProcessor(model_file=str(folder / "pieces.model")), characters)

    def __len__(self) -> int:
        return len(self._lengths)

    def encode(self, sentences: Sequence[str]) -> list[Encoded]:
        """Return the pieces of each sentence, without marks around it."""
        return [self._encode(sentence) for sentence in sentences]

    def sizes(self, sentences: Sequence[str]) -> list[int]:
        """Return how many pieces each sentence has, in a quarter of the time of `encode`."""
        return [len(self._processor.encode(self._read(sentence)[0])) for sentence in sentences]

    def _encode(self, sentence: str) -> Encoded:
        text, origin = self._read(sentence)
        ids: list[int] = self._processor.encode(text)
        if not ids:
            return Encoded([], [])
        lengths = self._lengths[ids]
        if UNK in ids:  # stands for one or more characters
            lengths = np.array([len(piece) for piece in self._processor.encode(text, out_type=str)])
        ends = np.cumsum(lengths) - 1  # a blank is read before the first word
        starts = ends - lengths + self._blanks[ids]
        offsets = zip(starts.tolist(), ends.tolist(), strict=True)
        if origin is None:
            return Encoded(ids, [(start, end) if start < end else (0, 0) for start, end in offsets])
        return Encoded(ids, [(origin[a], origin[b - 1] + 1) if a < b else (0, 0) for a, b in offsets])

    def _read(self, sentence: str) -> tuple[str, list[int] | None]:
        """Return a sentence as the model reads it, and the place of each of its characters; None if it is the same."""
        if self._special.isdisjoint(sentence) and "  " not in sentence and sentence.strip(" ") == sentence:
            return sentence, None
        read: list[str] = []
        origin: list[int] = []
        for place, character in enumerate(sentence):
            for written in self._characters.get(character, character):
                if not written.isspace():
                    read.append(written)
                    origin.append(place)
                elif read and read[-1] != " ":
                    read.append(" ")
                    origin.append(place)
        if read and read[-1] == " ":
            read.pop()
            origin.pop()
        return "".join(read), origin
