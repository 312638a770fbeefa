"""Serbian is read in Latin letters."""

from hypothesis import given
from hypothesis import strategies as st

from agents.enrich.encoder.files import BUNDLED
from agents.enrich.encoder.pieces import UNK, Pieces
from agents.enrich.encoder.scripts import readable

TEXT = "Ђорђе Јовановић, Њујорк, Љубљана, Џаковић; фабрика жеље ХЦЧШ"


def test_serbian_is_read_in_latin_letters():
    assert readable(TEXT, "sr") == "Đorđe Jovanović, ǋujork, ǈubǉana, Ǆaković; fabrika žeǉe HCČŠ".replace("Ǆ", "ǅ")
    assert readable(TEXT, "bs") == readable(TEXT, "sr")
    assert readable(readable(TEXT, "sr"), "sr") == readable(TEXT, "sr")


def test_the_vocabulary_has_all_of_its_letters():
    pieces = Pieces.load(BUNDLED)
    encoded, with_digraphs = pieces.encode([readable(TEXT, "sr"), "Đorđe Jovanović, Njujork, Ljubljana, Džaković"])
    assert UNK not in encoded.ids
    assert encoded.ids[:12] == with_digraphs.ids[:12]


def test_other_languages_are_read_as_they_are_written():
    for language in ("ru", "mk", "en", ""):
        assert readable(TEXT, language) == TEXT


@given(st.text())
def test_each_character_keeps_its_place(text):
    assert len(readable(text, "sr")) == len(text)
