"""The image, built by buildah from deploy/Dockerfile.

Its base is Debian's own Python, unpacked by mmdebstrap, because a machine that tests need not reach a registry of
images. It has the programs that the Dockerfile uses of its real base at the same paths. NEWSMILL_TEST_BASE names
another base, such as the Dockerfile's.
"""

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

from tests.support.deploy.image.containers import BUILD_LIMIT, STORE, buildah, check_tools, run
from tests.support.paths import ROOT

IMAGE = "localhost/newsmill-test:latest"
BUILD = "localhost/newsmill-test-build:latest"  # named, so that what it was built from is kept for the next time
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
    name = f"localhost/newsmill-test-base:{recipe}"
    if not buildah("images", "--quiet", "--filter", f"reference={name}"):
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
    """Return the name of the image of this checkout, built now; raises ToolUnavailable and ContainerFailed."""
    origin = base()
    with tempfile.TemporaryDirectory() as folder:
        secrets = [f"--secret=id=ca,src={AUTHORITIES}"] if AUTHORITIES.is_file() else []
        if INDEX:
            Path(folder, "index").write_text(INDEX)
            secrets.append(f"--secret=id=index,src={folder}/index")
        for options in (["--target=build", f"--tag={BUILD}"], [f"--tag={IMAGE}"]):
            _build(origin, [*secrets, *options])
    buildah("rmi", "--prune", "--force")  # what earlier builds left
    return IMAGE


def _build(origin: str, options: list[str]) -> None:
    # Each step in a chroot, which needs no runtime, no cgroup and no network of its own.
    given = ["--isolation=chroot", "--format=docker", "--layers", f"--build-arg=BASE={origin}", *options]
    place = [f"--ignorefile={ROOT / '.dockerignore'}", f"--file={ROOT / 'deploy' / 'Dockerfile'}", str(ROOT)]
    buildah("build", "--quiet", *given, *place, limit=BUILD_LIMIT)
