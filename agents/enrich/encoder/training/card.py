"""The hashes of an encoder's files in its card, from which its version comes."""

import hashlib
import re
from pathlib import Path

from agents.enrich.encoder.files import CARD

FILES = ("characters.json", "heads.npz", "lower.onnx", "pieces.model", "rows.bin", "toward.onnx", "upper.onnx")
HEAD = "# An encoder\n\nIts files, as `python -m agents.enrich.encoder.training` wrote them.\n\n"
TABLE = "| File | Content | SHA-256 |\n|---|---|---|\n"
CONTENT = {
    "characters.json": "what is read in the place of a character, as the source's vocabulary was made",
    "heads.npz": "matrices of tone, topic and vector; 16 bits",
    "lower.onnx": "the first half of the layers, and the labels after it",
    "pieces.model": "the vocabulary, for sentencepiece",
    "rows.bin": "the embedding of each piece; 4 bits a number",
    "toward.onnx": "sentiment toward a target",
    "upper.onnx": "the other half of the layers, and the labels after all",
}
ROW = re.compile(r"^\| `([\w.]+)` \| [^|\n]* \| `([0-9a-f]{64})` \|$", re.MULTILINE)


def stated(folder: Path) -> dict[str, str]:
    """Return the hash of each file that the folder's card names."""
    return dict(ROW.findall((folder / CARD).read_text(encoding="utf-8")))


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of an encoder; raises FileNotFoundError if one is missing."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}


def write_card(folder: Path) -> None:
    """Write the hashes into the folder's card; a folder without one gets one that says no more."""
    path = folder / CARD
    found = hashes(folder)
    card = path.read_text(encoding="utf-8") if path.exists() else HEAD + TABLE
    kept = [line for line in card.splitlines() if not ROW.match(line)]
    place = kept.index(TABLE.splitlines()[1], kept.index(TABLE.splitlines()[0])) + 1
    kept[place:place] = [f"| `{name}` | {CONTENT[name]} | `{found[name]}` |" for name in FILES]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
