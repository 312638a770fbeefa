"""Names by people become codes of pieces, in every script, and stay where they are if letters change their case."""

import numpy as np
import pytest

from agents.enrich.encoder.files import BUNDLED
from agents.enrich.encoder.labels import LABELS
from agents.enrich.encoder.pieces import Pieces
from agents.enrich.encoder.training import examples
from agents.enrich.encoder.training.examples import CODE, CODES, LONGEST, allowed, coded, packed, targets, with_capitals


@pytest.fixture(scope="module")
def pieces():
    return Pieces.load(BUNDLED)


def codes_of(text, name, kind, pieces):
    """Return the code of each piece that stands for characters, with these characters."""
    start = text.index(name)
    (encoded,) = pieces.encode([text])
    codes = coded(encoded.offsets, [(start, start + len(name), kind)], text, "gold ")
    return [
        (text[first:last], CODES[code].removeprefix("gold "))
        for (first, last), code in zip(encoded.offsets, codes, strict=True)
        if first < last
    ]


def joined(found):
    """Return the characters of the first piece, of the other pieces, and of those outside."""
    return tuple("".join(text for text, code in found if code[0] == letter) for letter in "BIO")


def test_a_name_begins_once_and_goes_on_to_its_last_piece(pieces):
    found = codes_of("Gestern war Angela Merkel in Berlin.", "Angela Merkel", "PER", pieces)
    assert [code for _, code in found if code != "O"] == ["B-PER"] + ["I-PER"] * (
        len([code for _, code in found if code != "O"]) - 1
    )
    begun, inside, outside = joined(found)
    assert (begun + inside).replace(" ", "") == "AngelaMerkel"
    assert "Merkel" not in outside


@pytest.mark.parametrize(
    "text, name, kind",
    [
        ("有道出人は、アメリカ合衆国の人権活動家である。", "アメリカ合衆国", "LOC"),
        ("安倍晋三首相は東京で会見した。", "安倍晋三", "PER"),
        ("中国国家主席习近平周一在北京会见了马克龙。", "习近平", "PER"),
        ("นายกรัฐมนตรี ประยุทธ์ จันทร์โอชา เดินทางถึงเชียงใหม่", "เชียงใหม่", "LOC"),
    ],
)
def test_names_between_letters_without_spaces_have_all_their_characters(pieces, text, name, kind):
    begun, inside, outside = joined(codes_of(text, name, kind, pieces))
    assert set(name) <= set(begun + inside)
    assert len(outside) > 0


def test_a_suffix_behind_an_apostrophe_is_not_of_the_name(pieces):
    begun, inside, outside = joined(codes_of("Heyet dün Pekin'i ziyaret etti.", "Pekin", "LOC", pieces))
    assert (begun + inside).strip() == "Pekin"
    assert "'" in outside


def test_a_piece_that_goes_over_the_end_of_a_name_is_of_the_name():
    # As for a Korean particle that is in one piece with the name, or an ending that the labels leave out.
    codes = coded([(0, 2), (2, 5), (5, 8)], [(0, 4, "ORG")], "abcdefgh", "gold ")
    assert [CODES[code] for code in codes] == ["gold B-ORG", "gold I-ORG", "gold O"]


def test_a_piece_of_white_space_is_of_no_name():
    codes = coded([(0, 3), (3, 3), (4, 7)], [(0, 7, "PER")], "Ann Lee", "gold ")
    assert [CODES[code] for code in codes] == ["gold B-PER", "gold O", "gold I-PER"]


def test_two_names_side_by_side_both_begin():
    codes = coded([(0, 2), (2, 4)], [(0, 2, "PER"), (2, 4, "LOC")], "北京东京", "gold ")
    assert [CODES[code] for code in codes] == ["gold B-PER", "gold B-LOC"]


def test_silver_labels_keep_their_ten_types():
    (code,) = coded([(0, 7)], [(0, 7, "WORK_OF_ART")], "Carmina", "")
    assert code == CODE["B-WORK_OF_ART"]


def test_a_code_of_people_allows_each_type_that_it_stands_for():
    table = allowed()
    assert table.shape == (len(CODES), len(LABELS))
    assert [LABELS[at] for at in np.flatnonzero(table[CODE["gold B-LOC"]])] == ["B-GPE", "B-LOC", "B-FAC"]
    assert [LABELS[at] for at in np.flatnonzero(table[CODE["gold I-PER"]])] == ["I-PERSON"]


def test_no_name_by_people_allows_the_types_that_they_left_out():
    outside = {LABELS[at] for at in np.flatnonzero(allowed()[CODE["gold O"]])}
    assert {"O", "B-NORP", "I-EVENT", "B-LAW"} <= outside
    assert not outside & {"B-PERSON", "I-ORG", "B-GPE", "B-FAC"}


def test_each_silver_code_allows_one_label_and_the_codes_of_people_share_none():
    table = allowed()
    assert (table[len(examples.GOLD) :].sum(axis=1) == 1).all()
    assert (table[: len(examples.GOLD)].sum(axis=0) == 1).all()


def test_capitals_keep_the_places_of_names(monkeypatch):
    monkeypatch.setattr(examples, "CAPITALS", 1.0)
    row = {"text": "Der Weg nach Hameln", "spans": [[13, 19, "LOC"]], "doc": "a"}
    capitals, title = with_capitals([row], 1)
    assert capitals["text"][13:19] == "HAMELN"
    assert title["spans"] == row["spans"]
    assert title["text"] == "Der Weg Nach Hameln"
    assert len({row["doc"], capitals["doc"], title["doc"]}) == 3


def test_a_row_that_capitals_do_not_change_is_not_learnt_again(monkeypatch):
    monkeypatch.setattr(examples, "CAPITALS", 1.0)
    assert list(with_capitals([{"text": "東京で会見した。", "spans": []}], 1)) == []


def test_some_rows_in_a_hundred_are_learnt_in_capitals_and_always_the_same():
    rows = [{"text": f"row {number}", "spans": []} for number in range(2_000)]
    found = [row["text"] for row in with_capitals(rows, 1)]
    assert 0.06 < len(found) / len(rows) < 0.1
    assert found == [row["text"] for row in with_capitals(rows, 1)]


def test_sentences_are_packed_one_behind_the_other(pieces):
    rows = [
        {"text": "Berlin.", "spans": [[0, 6, "LOC"]], "doc": "a"},
        {"text": "Er ging.", "spans": [], "doc": "a"},
        {"text": "word " * 400, "spans": [], "doc": "b"},
    ]
    one = packed(rows, pieces)
    assert one.documents.tolist() == [0, 0, 1]
    assert len(one.ids) == len(one.codes) == one.ends[-1]
    assert one.ends[2] - one.ends[1] == LONGEST
    assert CODES[one.codes[0]] == "gold B-LOC"
    assert (one.codes[one.ends[0] :] == CODE["gold O"]).all()


def test_a_target_is_marked_and_a_long_sentence_is_cut_around_it(pieces):
    sentence = "word " * 400 + "Merkel left " + "word " * 50
    start = sentence.index("Merkel")
    found = targets([{"sentence": sentence, "from": start, "to": start + 6, "polarity": -1}], pieces)
    assert len(found.ids) <= LONGEST
    assert found.marks.sum() >= 1
    assert found.polarities.tolist() == [0]
