"""Folds of whole sites for cross-validation, and the folder of models that have not seen the sites of their fold."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

FOLDS, SHUFFLED_BY = 3, 3  # number of folds, seed
_SITES = "sites.json"
_SUFFIX = 3  # letters at most of the second-last part of a host below which a site has a name of its own: `co.uk`


def site_of(url: str | None, page_id: str) -> str:
    """Return what the pages of one site share of their hosts, near enough to divide by; the page's id without a URL."""
    parts = (urlsplit(url or "").hostname or "").split(".")
    has_own_suffix = len(parts) > 2 and len(parts[-2]) <= _SUFFIX
    return ".".join(parts[-3:] if has_own_suffix else parts[-2:]) or page_id


def fold_of(sites: Iterable[str]) -> dict[str, int]:
    """Return the fold of each site, from 0: the same sites always have the same folds."""
    known = sorted(set(sites))
    np.random.RandomState(SHUFFLED_BY).shuffle(known)
    return {site: number % FOLDS for number, site in enumerate(known)}


def model_path(folder: Path, fold: int) -> Path:
    """Return where the model is that was trained on the sites of all other folds."""
    return folder / f"fold-{fold}.npz"


def write_sites(folder: Path, folds: Mapping[str, int]) -> None:
    """Write the fold of each site; makes the folder if it does not exist."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _SITES).write_text(json.dumps(folds, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def read_sites(folder: Path) -> dict[str, int]:
    """Return the fold of each site; raises FileNotFoundError if the folder has none."""
    folds: dict[str, int] = json.loads((folder / _SITES).read_text("utf-8"))
    return folds
