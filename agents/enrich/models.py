"""Whether the models of the setting NEWSMILL_ENTITY_MODELS can be used, found out without spaCy and their weights."""

import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from schemas import EntityType

LABELS = {kind.value: kind for kind in EntityType} | {"PER": EntityType.PERSON}  # as in WikiNER
SETTING = "NEWSMILL_ENTITY_MODELS"
LIBRARY = "spacy"
META = "meta.json"  # https://spacy.io/api/data-formats#meta


class ModelUnusable(Exception):
    """A language's entity model is not installed or cannot be used; the message names the setting and the model."""


def check_models(models: Mapping[str, str]) -> None:
    """Check the model of each language, by package name or path, and that spaCy is there; raises ModelUnusable.

    It reads only what a model says of itself, so a worker can refuse a wrong setting before it starts the pool.
    """
    if models and find_spec(LIBRARY) is None:
        raise ModelUnusable(f"{SETTING} names spaCy models, but spaCy is not installed: pip install 'newsmill[spacy]'")
    for language, model in models.items():
        fault = _fault(model)
        if fault is not None:
            raise ModelUnusable(f"{SETTING}: the model for {language}, {model}, {fault}")


def _fault(model: str) -> str | None:
    """Return what is wrong with a model, None if nothing is."""
    folder = _folder(model)
    if folder is None:
        return "is not an installed package; install the model's package, or leave the language out"
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return f"is not a spaCy model: there is no readable {META} in {folder}"
    if not _labels(meta) & set(LABELS):
        return f"recognises no entities of newsmill's types ({', '.join(sorted(LABELS))})"
    return None


def _folder(model: str) -> Path | None:
    """Return where a model lies; a package comes before a folder of the same name, as in spacy.load."""
    package = find_spec(model) if model.isidentifier() else None
    if package is not None:
        return next(map(Path, package.submodule_search_locations or ()), None)
    return Path(model) if Path(model).is_dir() else None


def _labels(meta: dict[str, Any]) -> set[str]:
    """Return the labels that a model's components give."""
    return {label for labels in meta.get("labels", {}).values() for label in labels}
