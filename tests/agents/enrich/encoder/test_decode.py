"""Labels of pieces become names: whole words, each name with one type. Covers also encoder/labels.py."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from agents.enrich.encoder.decode import COLUMN, LABELS, Found, glued, is_letter, names
from agents.enrich.encoder.labels import TYPES

SURE = 6.0  # the score of a label beside 0 of all others: a probability of .95


def cut(written):
    """Return a text and the places of its pieces, which `|` and spaces part."""
    text, offsets, start = "", [], 0
    for mark in f"{written}|":
        if mark in " |":
            if len(text) > start:
                offsets.append((start, len(text)))
            text += mark.strip("|")
            start = len(text)
        else:
            text += mark
    return text, offsets


def scores_of(labels, certain=SURE):
    scores = np.zeros((len(labels), len(LABELS)), np.float32)
    for row, label in enumerate(labels):
        scores[row, COLUMN[label]] = certain
    return scores


def found(written, labels, **options):
    """Return names and types in a text whose pieces have these labels; ORG ORG is short for B-ORG I-ORG."""
    text, offsets = cut(written)
    full, before = [], "O"
    for label in labels.split():
        full.append(label if label == "O" or "-" in label else f"{'I' if label == before else 'B'}-{label}")
        before = label.split("-")[-1]
    assert len(full) == len(offsets), (offsets, full)
    return [(text[name.start : name.end], name.type) for name in names(scores_of(full), offsets, text, **options)]


def test_a_name_has_all_its_words():
    assert found("Olaf Sch|olz said", "PERSON PERSON PERSON O") == [("Olaf Scholz", "PERSON")]


def test_two_names_in_a_row_are_two():
    assert found("Paris Berlin", "B-GPE B-GPE") == [("Paris", "GPE"), ("Berlin", "GPE")]


def test_a_word_is_in_a_name_or_not_as_a_whole():
    assert found("Mac|ron said", "PERSON O O") == [("Macron", "PERSON")]
    assert found("the un|Paris|ian way", "O O GPE O O") == []


def test_a_name_has_the_type_that_most_of_it_has():
    assert found("Bank of England", "ORG ORG B-GPE") == [("Bank of", "ORG"), ("England", "GPE")]
    assert found("Bank of England", "ORG ORG I-GPE") == [("Bank of England", "ORG")]


def test_the_kinds_of_places_are_told_apart_last():
    assert found("Lake Geneva City", "B-LOC I-LOC I-GPE") == [("Lake Geneva City", "LOC")]
    text, offsets = cut("Heathrow")
    scores = np.zeros((1, len(LABELS)), np.float32)
    scores[0, [COLUMN["B-GPE"], COLUMN["B-LOC"], COLUMN["B-FAC"]]] = 4, 4, 4.2  # no label has .6, places have
    assert [name.type for name in names(scores, offsets, text)] == ["FAC"]


def test_a_doubtful_word_is_in_no_name():
    text, offsets = cut("Paris")
    assert names(scores_of(["B-GPE"], 2.0), offsets, text) == []


def test_a_name_has_the_probability_of_its_type():
    text, offsets = cut("Ann Lee")
    ((_, _, kind, probability),) = names(scores_of(["B-PERSON", "I-PERSON"]), offsets, text)
    assert kind == "PERSON"
    assert probability == pytest.approx((np.exp(SURE) + 1) / (np.exp(SURE) + len(LABELS) - 1), abs=1e-4)  # B and I


@pytest.mark.parametrize(
    "written, labels, expected",
    [
        ("习近平|在|北京|说", "PERSON O GPE O", ["习近平", "北京"]),
        ("岸田|首相|は|東京|で", "PERSON O O GPE O", ["岸田", "東京"]),
        ("ト|ヨ|タ|の", "ORG ORG ORG O", ["トヨタ"]),
        ("เศรษฐา|เดินทาง|ไป|กรุงเทพ", "PERSON O O GPE", ["เศรษฐา", "กรุงเทพ"]),
        ("ရန်|ကုန်|မြို့", "GPE GPE O", ["ရန်ကုန်"]),
        ("서울|에서 삼성|전자|는", "GPE O ORG ORG O", ["서울", "삼성전자"]),
    ],
)
def test_a_name_may_end_within_what_has_no_spaces(written, labels, expected):
    assert [name for name, _ in found(written, labels)] == expected


@pytest.mark.parametrize(
    "piece, name",
    [
        ("이재용은", "이재용"),  # behind a consonant: 은 이 을 과
        ("이재용이", "이재용"),
        ("이재용을", "이재용"),
        ("이재용과", "이재용"),
        ("한강이", "한강"),
        ("손석희는", "손석희"),  # behind a vowel: 는 가 를 와
        ("손석희가", "손석희"),
        ("손석희를", "손석희"),
        ("손석희와", "손석희"),
        ("서울에서", "서울"),
        ("서울의", "서울"),
        ("이재용에게", "이재용"),
        ("미국으로", "미국"),
        ("손석희은", "손석희은"),  # what cannot stand there is part of the name
        ("이재용는", "이재용는"),
        ("경기도", "경기도"),  # provinces end in it
        ("종로", "종로"),
        ("이은", "이은"),  # two syllables are too short for a name and a particle
        ("Samsung이", "Samsung이"),
    ],
)
def test_a_korean_particle_within_a_piece_is_no_part_of_the_name(piece, name):
    assert [one for one, _ in found(piece, "PERSON")] == [name]


@pytest.mark.parametrize(
    "written, labels, name",
    [
        ("在北京|说", "GPE O", "北京"),
        ("对中国|的", "GPE O", "中国"),
        ("中国的|人", "GPE O", "中国"),
        ("日本の|人", "GPE O", "日本"),
        ("トヨタは", "ORG", "トヨタ"),
        ("在|北京", "GPE GPE", "在北京"),  # a piece of its own has a label of its own
        ("和田", "PERSON", "和田"),
        ("于右任", "PERSON", "于右任"),
        ("在日", "GPE", "在日"),  # a single letter is no name
        ("かがわの", "GPE", "かがわの"),  # hiragana behind hiragana may be part of it
    ],
)
def test_a_chinese_or_japanese_word_within_a_piece_is_no_part_of_the_name(written, labels, name):
    assert [one for one, _ in found(written, labels)] == [name]


def test_a_korean_particle_that_is_a_piece_follows_its_label():
    assert found("김정|은|은 말", "PERSON PERSON O O") == [("김정은", "PERSON")]
    assert found("김정|은", "PERSON PERSON") == [("김정은", "PERSON")]


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_turkish_ending_behind_an_apostrophe_is_no_part_of_the_name(apostrophe):
    assert found(f"Ankara|{apostrophe}|da oldu", "GPE O O O") == [("Ankara", "GPE")]
    assert found(f"Ankara|{apostrophe}|da oldu", "GPE GPE O O") == [("Ankara", "GPE")]


@pytest.mark.parametrize(
    "written, labels, expected",
    [
        ("Tesla Inc|. sued", "ORG ORG ORG O", "Tesla Inc."),
        ("with Tesla Inc|.", "O ORG ORG ORG", "Tesla Inc"),  # the sentence's own dot
        ("CDU| (|West|) won", "ORG ORG ORG ORG O", "CDU (West)"),
        ("the (|SPD|) won", "O ORG ORG ORG O", "SPD"),
        ("“|Reuters|” said", "ORG ORG ORG O", "Reuters"),
        ("the «|Neva|» sank", "O ORG ORG ORG O", "Neva"),
        ("- Paris -", "GPE GPE GPE", "Paris"),
        ("Reuters|,| said", "ORG ORG O", "Reuters"),
    ],
)
def test_marks_around_a_name_are_cut_unless_they_belong_to_it(written, labels, expected):
    assert [name for name, _ in found(written, labels)] == [expected]


def test_marks_alone_are_no_name():
    assert found("— . (", "ORG ORG ORG") == []


@pytest.mark.parametrize("text, at", [("नई दिल्ली", 8), ("กรุงเทพ", 3)])
def test_vowel_signs_are_parts_of_words(text, at):
    assert is_letter(text[at])


def test_a_hindi_word_is_not_cut_at_a_vowel_sign():
    assert found("दि|ल्ली में", "GPE O O") == [("दिल्ली", "GPE")]


def test_other_types_are_given_only_where_they_are_asked_for():
    assert found("French wine", "NORP O") == []
    assert found("French wine", "NORP O", has_others=True) == [("French", "NORP")]
    assert found("Ann saw the French Open", "PERSON O EVENT EVENT EVENT", has_others=True) == [
        ("Ann", "PERSON"),
        ("the French Open", "EVENT"),
    ]


def test_white_space_and_second_pieces_of_a_character_are_no_words():
    text = " ㎏ Rome"
    scores = scores_of(["O", "O", "O", "B-GPE"])
    (name,) = names(scores, [(0, 0), (1, 2), (1, 2), (3, 7)], text)
    assert text[name.start : name.end] == "Rome"


def test_no_pieces_have_no_names():
    assert names(np.zeros((0, len(LABELS)), np.float32), [], "") == []
    assert names(scores_of(["B-GPE"]), [(0, 0)], " ") == []


def test_a_place_outside_the_text_is_within_no_word():
    assert [glued("ab", at) for at in (-1, 0, 1, 2, 3)] == [False, False, True, False, False]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e38, -1e38])
@pytest.mark.parametrize("place", [np.s_[:], np.s_[0], np.s_[1, 3]])
def test_scores_that_are_no_numbers_raise_nothing(value, place):
    text, offsets = cut("Ann Lee said")
    scores = scores_of(["B-PERSON", "I-PERSON", "O"])
    scores[place] = value
    with np.errstate(all="ignore"):
        assert all(isinstance(name, Found) for name in names(scores, offsets, text, has_others=True))


ALPHABET = "aB .,'(“)”中한글은는のกि\u0301🙂|"


@given(st.data())
def test_names_are_in_order_without_overlap_and_end_with_words(data):
    text, offsets = cut(data.draw(st.text(ALPHABET, max_size=20)))
    finite = st.floats(-10, 10, width=32)
    scores = data.draw(arrays(np.float32, (len(offsets), len(LABELS)), elements=finite))
    main, everything = (names(scores, offsets, text, has_others) for has_others in (False, True))
    assert set(main) <= set(everything)
    last = 0
    for start, end, kind, probability in everything:
        assert last <= start < end <= len(text)
        assert is_letter(text[start])
        assert not glued(text, start)
        assert not glued(text, end)
        assert kind in TYPES
        assert 0 < probability <= 1
        last = end
