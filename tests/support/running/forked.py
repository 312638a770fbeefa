"""The command in a forked process; this module imports little, so that the process starts at once."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from agents.cli import main


def be_newsmill(words: Sequence[str], variables: Mapping[str, str], folder: Path, streams: Sequence[Path]) -> None:
    """Run the command in a folder, with these arguments and variables, its standard streams in files."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    for descriptor, path in enumerate(streams):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), descriptor)
    sys.stdin = os.fdopen(0, closefd=False)
    sys.argv = ["newsmill", *words]
    main()
