"""The folder that all steps of the training after `prepare` read and write."""

import gzip
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from agents.enrich.encoder.training.examples import Packed, Row, Targets, read
from agents.enrich.encoder.training.source import NAME, Source

Arrays = TypeVar("Arrays", Packed, Targets, "Topical")


class Topical(NamedTuple):
    """Sentences one behind the other, as in `Packed`, with the number of each one's topic."""

    ids: NDArray[np.uint32]
    ends: NDArray[np.int64]
    topics: NDArray[np.int64]


class Work:
    """Where things lie. A step that misses the file of an earlier one raises FileNotFoundError, which names it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def encoder(self) -> Path:
        """The folder with the vocabulary and its rows."""
        return self.folder / "encoder"

    @property
    def student(self) -> Path:
        """The weights of the network that is exported."""
        return self.folder / "student.pt"

    @property
    def vectors(self) -> Path:
        """The source's vector of each sentence: (sentences, width), 16 bits."""
        return self.folder / "vectors.npy"

    def teacher(self, seed: int) -> Path:
        """Return where the weights of a teacher lie."""
        return self.folder / f"teacher-{seed}.pt"

    def labels(self, seed: int) -> Path:
        """Return where lies what a teacher makes of all pieces: (pieces, labels), 16 bits."""
        return self.folder / f"labels-{seed}.npy"

    def taught(self) -> list[int]:
        """Return the seeds of the teachers that have labelled, in order."""
        return sorted(int(path.stem.partition("-")[2]) for path in self.folder.glob("labels-*.npy"))

    def keep_source(self, path: Path) -> None:
        """Copy the file with the source's weights into the folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, self.folder / NAME)

    def source(self) -> Source:
        """Return the source's weights."""
        return Source(self.folder / NAME)

    def save(self, name: str, arrays: Packed | Targets | Topical) -> None:
        """Write a set, such as `labelled.da`."""
        (self.folder / "sets").mkdir(parents=True, exist_ok=True)
        np.savez(self._set(name), **arrays._asdict())  # type: ignore[arg-type]

    def load(self, name: str, form: type[Arrays]) -> Arrays:
        """Return a set."""
        with np.load(self._set(name), allow_pickle=False) as stored:
            return form(**{field: stored[field] for field in form._fields})

    def sets(self, *kinds: str) -> list[str]:
        """Return the names of the sets of these kinds, always in the same order."""
        paths = sorted((self.folder / "sets").glob("*.npz"))
        return [path.stem for path in paths if path.stem.partition(".")[0] in kinds]

    def copy_vocabulary(self, folder: Path) -> None:
        """Copy the vocabulary and its rows."""
        shutil.copytree(self.encoder, folder, dirs_exist_ok=True)

    def save_rows(self, name: str, rows: Iterable[Row]) -> None:
        """Write rows that stay text, such as `dev.da`."""
        (self.folder / "rows").mkdir(parents=True, exist_ok=True)
        with gzip.open(self._rows(name), "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

    def rows(self, kind: str) -> dict[str, list[Row]]:
        """Return the rows of one kind, by language or by name."""
        paths = sorted((self.folder / "rows").glob(f"{kind}.*.jsonl.gz"))
        return {path.name.split(".")[1]: read(path) for path in paths}

    def _set(self, name: str) -> Path:
        return self.folder / "sets" / f"{name}.npz"

    def _rows(self, name: str) -> Path:
        return self.folder / "rows" / f"{name}.jsonl.gz"


def numbers(path: Path) -> Any:
    """Return an array that is mapped from its file."""
    return np.load(path, mmap_mode="r", allow_pickle=False)
