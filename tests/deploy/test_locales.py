"""What is left of babel's data in the image (support/deploy/locales.py)."""

import pickle
from pathlib import Path

import babel

from tests.support.deploy.locales import KEPT, keep

DATA = Path(babel.__file__).with_name("locale-data")


def test_a_locale_keeps_what_newsmill_reads_and_nothing_else(tmp_path: Path) -> None:
    for name in ("de.dat", "de_AT.dat", "root.dat"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    keep(tmp_path)
    for name in ("de.dat", "de_AT.dat", "root.dat"):
        before, after = (pickle.loads((folder / name).read_bytes()) for folder in (DATA, tmp_path))  # noqa: S301 - babel's own
        # As texts, since babel's Alias equals only itself.
        assert repr(after) == repr({part: before[part] for part in KEPT if part in before})
        assert set(before) - set(after)
    assert set(pickle.loads((tmp_path / "de.dat").read_bytes())) == set(KEPT)  # noqa: S301 - babel's own
