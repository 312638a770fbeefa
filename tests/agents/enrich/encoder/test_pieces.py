"""Text is cut into pieces whose characters are known exactly."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from agents.enrich.encoder.files import BUNDLED
from agents.enrich.encoder.pieces import BLANKS, UNK, Pieces
from agents.enrich.encoder.scripts import readable
from agents.enrich.levels import ENTITIES_TRAINED, TRANSFERRED

SCRIPTS = {
    "Latin": "Die Präsidentin sprach am Montag in Łódź über Straßenbau.",
    "Vietnamese": "Thủ tướng Phạm Minh Chính đã đến Hà Nội.",
    "Greek": "Ο Κυριάκος Μητσοτάκης μίλησε στην Αθήνα.",
    "Cyrillic": "Владимир Зеленский прибыл в Брюссель.",
    "Hebrew": "ראש הממשלה נפגש עם הנשיא בירושלים.",
    "Arabic": "التقى الرئيس عبد الفتاح السيسي وزير الخارجية في القاهرة.",
    "Devanagari": "प्रधानमंत्री नरेन्द्र मोदी ने नई दिल्ली में कहा।",
    "Bengali": "প্রধানমন্ত্রী ঢাকায় বৈঠক করেছেন।",
    "Thai": "นายกรัฐมนตรีเดินทางไปกรุงเทพมหานคร",
    "Chinese": "习近平主席在北京会见了德国总理。",
    "Japanese": "岸田首相は東京でトヨタの社長と会談した。",
    "Korean": "윤석열 대통령은 서울에서 삼성전자를 방문했다.",
    "Georgian": "პრემიერ-მინისტრი თბილისში ჩავიდა.",
    "Armenian": "Վարչապետը ժամանել է Երևան։",
}


@pytest.fixture(scope="module")
def pieces():
    return Pieces.load(BUNDLED)


def cut(pieces, text):
    """Return the characters of each piece that stands for some."""
    (encoded,) = pieces.encode([text])
    assert len(encoded.ids) == len(encoded.offsets)
    return [text[start:end] for start, end in encoded.offsets if start < end]


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_pieces_in_every_script_are_its_text_without_blanks(pieces, text):
    assert "".join(cut(pieces, text)) == text.replace(" ", "")


UNREAD = {"Bengali", "Georgian", "Armenian"}  # scripts of no language that the encoder was trained for


@pytest.mark.parametrize("text", [text for name, text in SCRIPTS.items() if name not in UNREAD])
def test_the_vocabulary_has_the_letters_of_each_script(pieces, text):
    (encoded,) = pieces.encode([text])
    assert UNK not in encoded.ids


UNKNOWN = {"bn", "mk", "ur"}
"""Languages with a level of whose letters the vocabulary lacks some: 26 % of the pieces of countries' names, 10, 14."""


@pytest.mark.parametrize("code", sorted(ENTITIES_TRAINED | TRANSFERRED))
def test_hardly_any_piece_of_a_language_with_a_level_is_unknown(pieces, code):
    countries = [readable(name, code) for name in Locale.parse(code).territories.values()]
    ids = [number for encoded in pieces.encode(countries) for number in encoded.ids]
    assert (ids.count(UNK) > 0.05 * len(ids)) == (code in UNKNOWN)


def test_the_ids_are_those_that_the_model_was_trained_with(pieces):
    (encoded,) = pieces.encode(["Hello world"])  # of XLM-RoBERTa, less what the vocabulary left out
    assert [pieces._processor.id_to_piece(number) for number in encoded.ids] == ["▁Hello", "▁world"]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("ﬁne", ["ﬁne"]),  # read as fine
        ("Ｔｏｋｙｏ Ｂａｙ", ["Ｔｏｋｙｏ", "Ｂａｙ"]),
        ("wait… now", ["wait", "…", "now"]),  # read as three dots
        ("①½", ["①", "½"]),  # the second is 1⁄2
        ("te\u0301", ["te", "\u0301"]),
        ("so\u00adft", ["so", "\u00ad", "ft"]),
        ("a\x00b", ["a", "\x00", "b"]),
        ("a\x07b", ["a\x07b"]),  # control characters are read as nothing
        ("a\u200bb", ["a", "b"]),
        ("12\u00a0000\u202f€", ["12", "000", "€"]),
        ("a\tb\u3000c\n d", ["a", "b", "c", "d"]),
        ("  a  b  ", ["a", "b"]),
        ("👩\u200d👧 ok", ["👩", "👧", "ok"]),
        ("ሀ𒀀𐎠 x", ["ሀ𒀀𐎠", "x"]),  # unknown characters in a row are one piece
        ("a▁b ▁ c▁", ["a", "b", "c"]),  # the library's own mark
        ("a\ud800b", ["a", "b"]),
        ("\udfff\ud800", []),
        ("<s> </s>", ["<", "s", ">", "</", "s", ">"]),  # no marks come from the text
        ("<unk>", ["<", "unk", ">"]),
    ],
)
def test_what_is_read_otherwise_keeps_its_place(pieces, text, expected):
    assert cut(pieces, text) == expected


@pytest.mark.parametrize("text", ["", " ", "\n\t \u00a0\u3000", "▁▁", "\u200b", "\ufeff", "\ud800"])
def test_a_text_of_nothing_has_no_pieces(pieces, text):
    assert pieces.encode([text]) == [([], [])]


def test_a_character_that_is_read_as_several_may_have_several_pieces(pieces):
    (encoded,) = pieces.encode(["ﷺ"])
    assert len(encoded.ids) > 1
    assert set(encoded.offsets) <= {(0, 0), (0, 1)}


def test_no_text_gives_the_ids_of_marks(pieces):
    (encoded,) = pieces.encode(["<s>▁</s><pad><mask>[CLS]"])
    assert min(encoded.ids) >= UNK


def test_sentences_are_encoded_one_by_one(pieces):
    sentences = [*SCRIPTS.values(), ""]
    assert pieces.encode(sentences) == [encoded for one in sentences for encoded in pieces.encode([one])]


ODD = "".join(BLANKS[:3]) + "  ▁\t\n\u00a0\u200b\u00ad\x00\x01ﬁ…①½㎏\u0301\ufeff\u3000ﾊﾞ\u1100\u1161ﷺ\u200dሀ𒀀<s>/’"
TEXT = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from(ODD), st.sampled_from("ab Éß中한न")))


@given(TEXT)
def test_pieces_are_in_order_and_share_at_most_one_character(pieces, text):
    (encoded,) = pieces.encode([text])
    assert len(encoded.ids) == len(encoded.offsets)
    assert all(0 < number < len(pieces) for number in encoded.ids)
    last = 0
    for start, end in encoded.offsets:
        if start < end:
            assert last - 1 <= start < end <= len(text)
            assert start >= last or pieces._characters.get(text[start], "") not in ("", " ")
            last = max(last, end)


@given(TEXT)
def test_every_character_that_is_read_is_in_a_piece(pieces, text):
    (encoded,) = pieces.encode([text])
    covered = {place for start, end in encoded.offsets for place in range(start, end)}
    for place, character in enumerate(text):
        is_read = bool(pieces._characters.get(character, character).strip())
        assert place in covered or not is_read
