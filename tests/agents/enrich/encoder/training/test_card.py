"""The card of an encoder names the true hash of each of its files."""

import pytest

from agents.enrich.encoder.files import BUNDLED, CARD
from agents.enrich.encoder.training.card import FILES, hashes, stated, write_card


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


def test_the_card_of_the_bundled_encoder_names_the_true_hash_of_each_file():
    assert stated(BUNDLED) == hashes(BUNDLED)
    assert {path.name for path in BUNDLED.iterdir()} == {CARD, *FILES}


def test_a_new_card_gets_the_hashes_once(folder):
    write_card(folder)
    first = (folder / CARD).read_text(encoding="utf-8")
    write_card(folder)
    assert (folder / CARD).read_text(encoding="utf-8") == first
    assert stated(folder) == hashes(folder)


def test_what_a_card_says_besides_stays_when_a_file_changes(folder):
    write_card(folder)
    path = folder / CARD
    path.write_text(path.read_text(encoding="utf-8") + "\n## Limits\n\nMany.\n", encoding="utf-8")
    (folder / "toward.onnx").write_bytes(b"trained further")
    write_card(folder)
    assert stated(folder) == hashes(folder)
    assert path.read_text(encoding="utf-8").endswith("## Limits\n\nMany.\n")


def test_a_missing_file_is_named(folder):
    (folder / "rows.bin").unlink()
    with pytest.raises(FileNotFoundError, match=r"rows\.bin"):
        write_card(folder)
