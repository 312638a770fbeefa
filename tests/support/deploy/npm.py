"""Where the packages of Node come from that tests need: a cache folder, filled once through npm.

Those of `node/package.json`, with the versions and the hashes of the lock file beside it. To change them, edit the
first and run there `npm install --package-lock-only --omit-lockfile-registry-resolved`.
"""

import hashlib
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from tests.support.brokers.jars import CACHE
from tests.support.paths import ROOT

LOCKED = ROOT / "tests" / "support" / "deploy" / "node"
NODE_AT_LEAST = 18
FETCH_LIMIT = 240.0  # seconds for all of them, 80 MB; it takes 6


class NpmUnavailable(Exception):
    """Node or its packages are not available on this machine; the message says why."""


@cache
def node_folder() -> Path:
    """Return a folder with the packages in its node_modules, fetching them the first time; raises NpmUnavailable."""
    refusal = _find_out()
    if refusal is not None:
        raise NpmUnavailable(refusal)
    return _folder()


@cache
def _find_out() -> str | None:
    """Make sure that the packages are there; return None, or why they are not available."""
    if shutil.which("node") is None:
        return "there is no node on PATH"
    version = subprocess.run(["node", "--version"], check=False, capture_output=True, text=True).stdout.strip()
    if int(version.lstrip("v").partition(".")[0] or 0) < NODE_AT_LEAST:
        return f"Node {NODE_AT_LEAST} or newer is needed, and node on PATH is {version}"
    if _folder().is_dir():  # it gets its name when it is complete
        return None
    if shutil.which("npm") is None:
        return f"its packages are not in {_folder()}, and there is no npm on PATH to fetch them"
    return _fetch()


def _folder() -> Path:
    lock = (LOCKED / "package-lock.json").read_bytes()
    return CACHE / f"node-{hashlib.sha256(lock).hexdigest()[:16]}"


def _fetch() -> str | None:
    """Install the packages into the cache, without their scripts."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="node-") as scratch:
        folder = Path(scratch) / "packages"
        shutil.copytree(LOCKED, folder)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
        try:
            done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True, timeout=FETCH_LIMIT)
        except subprocess.TimeoutExpired:
            return f"npm could not fetch them within {FETCH_LIMIT:g} s"
        if done.returncode != 0:
            return f"npm could not fetch them: {done.stderr.strip()[:300]}"
        try:
            folder.rename(_folder())
        except OSError:  # another test run was faster
            if not _folder().is_dir():
                raise
    return None
