"""A source of two layers and some forty pieces in the layout of the real one, and a folder of data to prepare."""

import gzip
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agents.enrich.encoder.files import WIDTH
from agents.enrich.encoder.rows import BLOCK
from agents.enrich.encoder.training import prepare, vocabulary
from agents.enrich.encoder.training.source import MARK

LAYERS, HEADS, INNER, POSITIONS = 2, 12, 64, 258
WORDS = ["▁Anna", "▁Meier", "▁Berlin", "▁in", "▁the", "▁wohnt", "▁spricht"]
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijklmnopqrstuvwxyzABM.,'", *WORDS]
CHARACTERS = {"ﬁ": "fi", "Ａ": "A"}


def tensors() -> Iterator[tuple[str, Any]]:
    """Yield the tensors by name: the embeddings in blocks of 4 bits, all others in 32 bits."""
    draw = np.random.default_rng(1)
    blocks = np.zeros(len(PIECES) * WIDTH // 32, BLOCK)
    blocks["scale"] = 0.1
    blocks["nibbles"] = draw.integers(0, 256, (len(blocks), 16))
    yield "emb.word", blocks

    def some(*shape: int) -> Any:
        return draw.normal(0, 0.05, shape).astype(np.float32)

    yield from {"emb.pos": some(POSITIONS, WIDTH), "emb.type": some(1, WIDTH)}.items()
    yield from {"emb.ln.w": 1 + some(WIDTH), "emb.ln.b": some(WIDTH)}.items()
    for layer in range(LAYERS):
        sizes = dict.fromkeys(["q", "k", "v", "ao"], (WIDTH, WIDTH)) | {"fi": (INNER, WIDTH), "fo": (WIDTH, INNER)}
        for name, size in sizes.items():
            yield from {f"l{layer}.{name}.w": some(*size), f"l{layer}.{name}.b": some(size[0])}.items()
        for name in ("aln", "oln"):
            yield from {f"l{layer}.{name}.w": 1 + some(WIDTH), f"l{layer}.{name}.b": some(WIDTH)}.items()


def packed_source() -> bytes:
    """Return the whole file."""
    texts = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, texts)]).tolist()
    table = b"".join(
        struct.pack(f"<IB{len(written)}I", ord(character), len(written), *map(ord, written))
        for character, written in CHARACTERS.items()
    )
    scores = [-10.0 if len(piece) == 1 else -2.0 for piece in PIECES]
    head = b"".join([
        MARK, bytes(4), struct.pack("<7ifi", WIDTH, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 1, 1e-12, 32),
        struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, ends[-1]),
        struct.pack(f"<{len(ends)}I", *ends), struct.pack(f"<{len(PIECES)}f", *scores), *texts,
        struct.pack("<iI", len(CHARACTERS), len(table)), table,
    ])  # fmt: skip
    found = list(tensors())
    offset = len(head) + 4 + sum(2 + len(name) + struct.calcsize("<BIQQ") for name, _ in found)
    directory = struct.pack("<i", len(found))
    for name, tensor in found:
        numbers = 32 * tensor.size if tensor.dtype == BLOCK else tensor.size
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", int(tensor.dtype == BLOCK), numbers, offset, tensor.nbytes)
        offset += tensor.nbytes
    return head + directory + b"".join(tensor.tobytes() for _, tensor in found)


@pytest.fixture(scope="session")
def tiny_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a small source."""
    path = tmp_path_factory.mktemp("source") / "tiny.bin"
    path.write_bytes(packed_source())
    return path


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write rows as the data have them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture(scope="session")
def tiny_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a few rows of each kind: German and English names, pages, targets, topics."""
    folder = tmp_path_factory.mktemp("data")
    names = [
        {"text": "Anna Meier wohnt in Berlin.", "spans": [[0, 10, "PER"], [20, 26, "LOC"]], "doc": f"d{number // 3}"}
        for number in range(12)
    ]
    for language in ("de", "en"):
        for part in ("train", "dev"):
            write(folder / "entities" / f"{language}-{part}.jsonl.gz", names)
    target = {"sentence": "Anna Meier spricht in Berlin.", "from": 0, "to": 10}
    targets = [{**target, "polarity": number % 3 - 1} for number in range(9)]
    for name in ("newsmtsc", "rusentne"):
        for part in ("train", "dev"):
            write(folder / "sentiment" / f"{name}-{part}.jsonl.gz", targets)
    topics = [
        {
            "lang": language,
            "id": number,
            "part": part,
            "topic": "politics",
            "text": "Anna wohnt in Berlin, und spricht.",
        }
        for language in ("de", "en")
        for part in ("train", "dev")
        for number in range(3)
    ]
    write(folder / "topics" / "sib200.jsonl.gz", topics)
    bodies = ["Anna Meier wohnt in Berlin und spricht von dort aus mit allen. " * 5, "Anna Meier lives in Berlin. " * 9]
    pages = [{"id": number, "truth": {"title": "Anna", "body": body}} for number, body in enumerate(bodies)]
    write(folder / "extraction" / "wcxb-dev.jsonl.gz", [*pages, pages[0]])
    return folder


@pytest.fixture
def tiny_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Accept the small source, and take no words of wordfreq, which the checks have not installed."""
    monkeypatch.setattr(prepare, "check", lambda _: None)
    monkeypatch.setattr(vocabulary, "frequent_words", lambda: ["Anna", "Berlin"])
