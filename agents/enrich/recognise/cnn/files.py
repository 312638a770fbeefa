"""The files that the converter writes and the recogniser reads: rules, tables that children share, small arrays."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np

from agents.enrich.recognise.cnn.decode import Decoder
from agents.enrich.recognise.cnn.embed import Embedding, Maxout, Vectors

BUNDLED = Path(__file__).parent / "english"
RULES = "rules.json"
CONVOLUTIONS = "convolutions.onnx"
PARAMETERS = "parameters.npz"
CARD = "MODEL.md"


class Weights(NamedTuple):
    """What is read of the networks apart from their convolutions."""

    name: str
    version: str
    embeddings: list[Embedding]
    decoder: Decoder

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the weights; the large tables are mapped into memory, which the children of a pool share."""
        with np.load(folder / PARAMETERS, allow_pickle=False) as parameters:
            small = {name: _wide(parameters[name]) for name in parameters.files}
        names = small["networks"].tolist()
        return cls(
            name=str(small["name"]),
            version=str(small["version"]),
            embeddings=[_embedding(folder, name, _inside(small, name)) for name in names],
            decoder=Decoder(**_inside(small, "decoder")),
        )

    def save(self, folder: Path, names: Sequence[str]) -> None:
        """Write the weights of the networks with these names, in 16 bits."""
        small: dict[str, Any] = {"name": self.name, "version": self.version, "networks": np.array(names)}
        small |= {f"decoder.{name}": _narrow(value) for name, value in self.decoder._asdict().items()}
        for name, embedding in zip(names, self.embeddings, strict=True):
            np.save(folder / f"{name}.rows.npy", _narrow(embedding.rows))
            mixer = {f"{name}.mixer.{part}": _narrow(value) for part, value in embedding.mixer._asdict().items()}
            small |= mixer | {f"{name}.sizes": embedding.sizes, f"{name}.seeds": embedding.seeds}
            for part, value in embedding.vectors._asdict().items() if embedding.vectors else ():
                np.save(folder / f"{name}.vectors.{part}.npy", _narrow(value))
        np.savez(folder / PARAMETERS, **small)


def _embedding(folder: Path, name: str, small: Mapping[str, Any]) -> Embedding:
    parts = {part: folder / f"{name}.vectors.{part}.npy" for part in Vectors._fields}
    is_there = all(path.is_file() for path in parts.values())
    return Embedding(
        rows=_mapped(folder / f"{name}.rows.npy"),
        sizes=small["sizes"],
        seeds=small["seeds"],
        mixer=_precise(Maxout(**_inside(small, "mixer"))),
        vectors=Vectors(**{part: _mapped(path) for part, path in parts.items()}) if is_there else None,
    )


def _precise(layer: Maxout) -> Maxout:
    return layer._replace(weights=layer.weights.astype(np.float64))


def _inside(arrays: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the arrays whose names begin with a name and a dot, without them."""
    return {key.removeprefix(f"{name}."): array for key, array in arrays.items() if key.startswith(f"{name}.")}


def _mapped(path: Path) -> Any:
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))  # a plain array: views of np.memmap are slow


def _narrow(array: Any) -> Any:
    return array.astype(np.float16) if array.dtype in (np.float32, np.float64) else array


def _wide(array: Any) -> Any:
    return array.astype(np.float32) if array.dtype == np.float16 else array
