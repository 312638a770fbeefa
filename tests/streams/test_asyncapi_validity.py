"""The committed AsyncAPI document is valid by the specification's JSON Schema and for AsyncAPI's parser."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.support.deploy.npm import NpmUnavailable, node_folder
from tests.support.paths import ROOT

SCHEMAS = ROOT / "schemas"
ERROR = 0  # the parser's most severe diagnostics; it also warns that AsyncAPI has a version after 3.0
PARSE = """
const { Parser, fromFile } = require("@asyncapi/parser");
fromFile(new Parser(), process.argv[1]).parse().then(({ document, diagnostics }) => {
  const channels = document ? document.allChannels().all().map((channel) => channel.address()) : [];
  console.log(JSON.stringify({ channels, diagnostics }));
});
"""


@pytest.fixture(scope="session")
def packages() -> Path:
    try:
        return node_folder()
    except NpmUnavailable as error:
        pytest.skip(f"the parser and the specification are installed by npm: {error}")


def contract() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((SCHEMAS / "asyncapi.yaml").read_text())
    return loaded


def parsed(packages: Path, folder: Path, document: dict[str, Any]) -> dict[str, Any]:
    """Return the parser's answer for a document that has the JSON Schemas beside it."""
    (folder / "json").symlink_to(SCHEMAS / "json")
    path = folder / "asyncapi.yaml"
    path.write_text(yaml.safe_dump(document))
    done = subprocess.run(
        ["node", "-e", PARSE, str(path)], check=False, cwd=packages, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def errors(answer: dict[str, Any]) -> list[str]:
    return [one["message"] for one in answer["diagnostics"] if one["severity"] == ERROR]


def specification(packages: Path) -> Draft7Validator:
    path = packages / "node_modules" / "@asyncapi" / "specs" / "schemas" / "3.0.0.json"
    return Draft7Validator(json.loads(path.read_text()))


def test_the_document_is_valid_by_the_specifications_json_schema(packages):
    assert [error.message for error in specification(packages).iter_errors(contract())] == []


def test_the_parser_finds_the_public_channels_and_no_error(packages, tmp_path):
    answer = parsed(packages, tmp_path, contract())
    assert errors(answer) == []
    assert set(answer["channels"]) == {"news.raw.v1", "news.articles.v1", "news.duplicates.v1", "news.dead-letters.v1"}


def _with_an_unknown_action(document: dict[str, Any]) -> None:
    document["operations"]["readRaw"]["action"] = "publish"


def _without_partitions(document: dict[str, Any]) -> None:
    document["channels"]["raw"]["bindings"]["kafka"]["partitions"] = 0


@pytest.mark.parametrize("change", [_with_an_unknown_action, _without_partitions])
def test_both_find_a_fault(change: Callable[[dict[str, Any]], None], packages, tmp_path):
    document = contract()
    change(document)
    assert not specification(packages).is_valid(document)
    assert errors(parsed(packages, tmp_path, document))


def test_the_parser_finds_that_a_schema_is_missing(packages, tmp_path):
    document = contract()
    document["components"]["messages"]["article"]["payload"]["$ref"] = "./json/nothing.json"
    assert errors(parsed(packages, tmp_path, document))
