"""Where the repository is, and the data that some tests measure on, which is not part of it."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "deploy" / "demo" / "samples"
VARIABLE = "NEWSMILL_TEST_DATA"


def data(*parts: str) -> Path:
    """Return a file or folder of the test data; skips the test if it is missing."""
    folder = os.environ.get(VARIABLE)
    if not folder:
        pytest.skip(f"needs data that is not part of the repository: {VARIABLE} names no folder")
    path = Path(folder).joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{VARIABLE} has no {'/'.join(parts)}")
    return path
