"""The bill of materials (support/deploy/sbom.py): valid CycloneDX with a hash and a licence for each package."""

import re
import sys
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.paths import ROOT

LOCK = (ROOT / "requirements.lock").read_text()


def test_it_is_valid_and_has_the_packages_of_the_lock_with_hashes_licences_and_dependencies() -> None:
    from tests.support.deploy.sbom import bill_of_materials  # needs CycloneDX's tool

    document = bill_of_materials(Path(sys.prefix))  # which validates it
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["component"]["name"] == "newsmill"
    found = {canonicalize_name(one["name"]): one for one in document["components"]}
    locked = [Requirement(line) for line in re.findall(r"^[a-z0-9].*?(?= \\$)", LOCK, re.MULTILINE)]
    here = {one.name: str(one.specifier) for one in locked if one.marker is None or one.marker.evaluate()}
    assert {name: f"=={one['version']}" for name, one in found.items()} == here
    for one in found.values():
        hashes = [each["content"] for reference in one["externalReferences"] for each in reference.get("hashes", ())]
        assert hashes
        assert all(f"--hash=sha256:{each}" in LOCK for each in hashes)
        assert one["purl"].startswith("pkg:pypi/")
    # NOTICE has wordninja's licence; protobuf names its own in a way that CycloneDX's tool does not read.
    assert {name for name, one in found.items() if not one.get("licenses")} == {"protobuf", "wordninja"}
    (root,) = (one for one in document["dependencies"] if one["ref"] == document["metadata"]["component"]["bom-ref"])
    assert f"orjson=={found['orjson']['version']}" in root["dependsOn"]
