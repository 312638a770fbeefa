"""Write a bill of materials, CycloneDX: `python -m tests.support.deploy.sbom FILE [ENVIRONMENT]` (`make sbom`).

It has the packages of requirements.lock that an environment has, by default this one: the hashes are those of the lock,
the licences and dependencies those that the installed packages state. CycloneDX's own tool reads both. The image's is
written while it is built, so this file imports nothing of the project.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[3]
LOCK = ROOT / "requirements.lock"
VERSION = SchemaVersion.V1_6
Document = dict[str, Any]


def bill_of_materials(environment: Path) -> Document:
    """Return that of an environment; raises ValueError if it is not valid, RuntimeError with the tool's error."""
    locked = {_identity(one): one for one in _read("requirements", LOCK)["components"]}
    found = _read("environment", environment)
    kept = [one for one in found["components"] if _identity(one) in locked]
    for one in kept:
        one["externalReferences"] = [*one.get("externalReferences", ()), *_hashed(locked[_identity(one)])]
    own = found["metadata"]["component"]["bom-ref"]
    refs = {one["bom-ref"] for one in kept} | {own}
    edges = [{**edge, "dependsOn": sorted(refs & set(edge.get("dependsOn", ())))} for edge in found["dependencies"]]
    document = found | {"components": kept, "dependencies": [edge for edge in edges if edge["ref"] in refs]}
    if (problem := JsonStrictValidator(VERSION).validate_str(json.dumps(document))) is not None:
        raise ValueError(str(problem))
    return document


def _read(kind: str, source: Path) -> Document:
    """Have CycloneDX's tool describe a lock file or an environment, with newsmill as the root."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "sbom.json")
        options = ["--pyproject", str(ROOT / "pyproject.toml"), "--sv", VERSION.to_version(), "--output-reproducible"]
        tool = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", kind, "--no-validate"]
        done = subprocess.run([*tool, *options, "-o", str(output), str(source)], stderr=subprocess.PIPE, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr.decode())
        document: Document = json.loads(output.read_bytes())
        return document


def _identity(component: Document) -> tuple[str, str]:
    return canonicalize_name(component["name"]), component["version"]


def _hashed(component: Document) -> list[Document]:
    return [one for one in component.get("externalReferences", ()) if one.get("hashes")]


def main() -> None:
    """Write the document to the file that is named."""
    output, environment = Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else sys.prefix)
    output.parent.mkdir(parents=True, exist_ok=True)
    document = bill_of_materials(environment)
    output.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(f"{output}: {len(document['components'])} packages, CycloneDX {VERSION.to_version()}")


if __name__ == "__main__":
    main()
