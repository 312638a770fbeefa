"""The image, built by buildah from deploy/Dockerfile.

Its base is Debian's own Python, unpacked by mmdebstrap, because a machine that tests need not reach a registry of
images. It has the programs that the Dockerfile uses of its real base at the same paths. NEWSMILL_TEST_BASE names
another base, such as the Dockerfile's.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.support.deploy.image.containers import BUILD_LIMIT, STORE, buildah, check_tools, run
from tests.support.paths import ROOT

NAME = "localhost/newsmill-test"
BUILD = f"{NAME}-build:latest"  # named, so that what it was built from is kept for the next time
LAYERED = os.environ.get("CI") != "true"  # steps that are kept take longer, which pays if there is a next time
DOCKERFILE, IGNORED = ROOT / "deploy" / "Dockerfile", ROOT / ".dockerignore"
SUITE = "bookworm"  # has the Python of the Dockerfile's base, 3.11
PACKAGES = ("ca-certificates", "python3", "python3-pip", "python3-venv")
LINKS = "ln -s /usr/bin/python3 /usr/local/bin/python && ln -s /usr/bin/pip3 /usr/local/bin/pip"
AUTHORITIES = Path(os.environ.get("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt"))
INDEX = os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("PIP_INDEX_URL")


@cache
def base() -> str:
    """Return the name of the base, making it the first time; raises ToolUnavailable and ContainerFailed."""
    check_tools()
    if named := os.environ.get("NEWSMILL_TEST_BASE"):
        return named
    recipe = hashlib.sha256(repr((SUITE, PACKAGES, LINKS)).encode()).hexdigest()[:12]
    name = f"{NAME}-base:{recipe}"
    if not _exists(name):
        STORE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=STORE) as folder:
            _make_base(name, Path(folder, "base.tar"))
    return name


def _make_base(name: str, archive: Path) -> None:
    options = ["--variant=minbase", f"--include={','.join(PACKAGES)}", "--quiet"]
    run(["mmdebstrap", *options, SUITE, str(archive)], BUILD_LIMIT)
    container = buildah("from", "scratch").strip()
    try:
        buildah("add", "--quiet", container, archive, "/")
        buildah("run", "--isolation=chroot", container, "--", "sh", "-c", LINKS)
        buildah("config", "--cmd", "python", container)
        buildah("commit", "--quiet", container, name)
    finally:
        buildah("rm", container)


@cache
def image() -> str:
    """Return the name of the image of this checkout, built if it has changed; raises as `base` does."""
    origin = base()
    name = f"{NAME}:{_fingerprint(origin)}"
    if _exists(name):
        return name
    earlier = buildah("images", "--format={{.Name}}:{{.Tag}}", "--filter", f"reference={NAME}:*").split()
    with tempfile.TemporaryDirectory() as folder:
        secrets = [f"--secret=id=ca,src={AUTHORITIES}"] if AUTHORITIES.is_file() else []
        if INDEX:
            Path(folder, "index").write_text(INDEX)
            secrets.append(f"--secret=id=index,src={folder}/index")
        if LAYERED:
            _build(origin, [*secrets, "--target=build", f"--tag={BUILD}"])
        _build(origin, [*secrets, f"--tag={name}"])
    if earlier:
        buildah("rmi", *earlier)
    buildah("rmi", "--prune", "--force")  # what earlier builds left
    return name


def _exists(name: str) -> bool:
    return bool(buildah("images", "--quiet", "--filter", f"reference={name}").strip())


def _fingerprint(origin: str) -> str:
    """Return a text that changes with whatever the image is built from."""
    digest = hashlib.sha256(origin.encode())
    for path in sorted({DOCKERFILE, IGNORED, *_context()}):
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_mode} {path.stat().st_size} ".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _context() -> Iterator[Path]:
    """Yield the files that the build sees."""
    for line in IGNORED.read_text().splitlines():
        if line.startswith("!"):
            place = ROOT / line[1:]
            found = place.rglob("*") if place.is_dir() else [place]
            yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


def _build(origin: str, options: list[str]) -> None:
    # Each step in a chroot, which needs no runtime, no cgroup and no network of its own.
    given = ["--isolation=chroot", "--format=docker", f"--layers={str(LAYERED).lower()}", f"--build-arg=BASE={origin}"]
    place = [f"--ignorefile={IGNORED}", f"--file={DOCKERFILE}", str(ROOT)]
    buildah("build", "--quiet", *given, *options, *place, limit=BUILD_LIMIT)
