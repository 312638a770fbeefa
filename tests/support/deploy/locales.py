"""Leave in babel's data of locales what newsmill reads of them: `python -m tests.support.deploy.locales FOLDER`.

The image's build does it, in the environment that has babel: the rest of the data would be a twelfth of the image.
newsmill reads the names of months, days and territories (enrich/languages, mentions/gazetteer.py); courlan, which needs
babel too, asks only whether a locale exists.
"""

import pickle
import sys
from pathlib import Path

KEPT = ("days", "months", "territories")


def keep(folder: Path) -> None:
    """Write each locale's file again, without what is not KEPT."""
    for path in folder.glob("*.dat"):
        data = pickle.loads(path.read_bytes())  # noqa: S301 - babel's own file, as babel reads it
        path.write_bytes(pickle.dumps({name: data[name] for name in KEPT if name in data}, protocol=4))


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
