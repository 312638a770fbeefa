"""`python -m agents.enrich.recognise.cnn.convert SMALL MEDIUM`: write the recogniser's files from two spaCy models."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from agents.enrich.recognise.cnn.convert.graph import write_graph
from agents.enrich.recognise.cnn.convert.rules import read_rules
from agents.enrich.recognise.cnn.convert.weights import load, read_layers, read_weights
from agents.enrich.recognise.cnn.files import BUNDLED, CONVOLUTIONS, RULES

NAMES = ("small", "medium")


def main() -> None:
    """Read the arguments and convert."""
    parser = argparse.ArgumentParser(prog="python -m agents.enrich.recognise.cnn.convert", description=__doc__)
    parser.add_argument("models", nargs=2, metavar="MODEL", help="package or folder of en_core_web_sm, en_core_web_md")
    parser.add_argument("--version", required=True, help="of what is written, for the provenance of articles")
    parser.add_argument("--output", type=Path, default=BUNDLED)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    convert([load(model) for model in arguments.models], arguments.version, arguments.output)


def convert(models: Sequence[Language], version: str, folder: Path) -> None:
    """Write the files; raises ValueError if a model is built in another way, or the two do not fit together."""
    rules = _agreed([read_rules(nlp) for nlp in models])
    (folder / RULES).write_text(json.dumps(rules, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    read_weights(models, version).save(folder, NAMES[: len(models)])
    write_graph([read_layers(nlp) for nlp in models], folder / CONVOLUTIONS)


def _agreed(rules: Sequence[dict[str, Any]]) -> dict[str, Any]:
    if any(other != rules[0] for other in rules):
        raise ValueError("the models cut words in different ways")
    return rules[0]


if __name__ == "__main__":
    main()
