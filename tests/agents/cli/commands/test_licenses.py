"""`newsmill licenses`: every installed package with its licence, so that whoever passes the image on can obey them."""

import re

from typer.testing import CliRunner

from agents.cli.app import app
from agents.cli.commands.licenses import installed
from tests.support.paths import ROOT

IN_NOTICE = {"FastWARC", "Resiliparse", "flatbuffers", "sentencepiece", "wordninja"}  # without a licence file


def locked() -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))


def test_every_package_of_the_image_has_a_licence_and_its_text_or_is_in_the_notice() -> None:
    found = {re.sub(r"[-_.]+", "-", one.package).lower(): one for one in installed()}
    assert len(locked() & found.keys()) >= 85  # those of this system
    bare = {found[name].package for name in locked() & found.keys() if not found[name].files}
    assert bare == IN_NOTICE
    notice = (ROOT / "NOTICE").read_text()
    assert all(name in notice for name in bare)
    assert {found[name].package for name in locked() & found.keys() if found[name].name == "see NOTICE"} <= IN_NOTICE


def test_the_table_has_a_row_for_each_and_texts_has_the_texts() -> None:
    table = CliRunner().invoke(app, ["licenses"]).stdout
    assert re.search(r"│ orjson +│ [0-9.]+ +│ MPL-2.0 AND \(Apache-2.0 OR MIT\)", table)
    texts = CliRunner().invoke(app, ["licenses", "--texts"]).stdout
    assert re.search(r"^orjson [0-9.]+: .*LICENSE-APACHE$", texts, re.MULTILINE)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts  # pebble's
