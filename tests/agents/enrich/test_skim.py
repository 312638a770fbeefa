"""The encoder reads what is new of a text, and no more than the budget allows."""

import random
from itertools import product

import pytest

from agents.enrich.encoder.reading import Encoder
from agents.enrich.languages import vocabulary_of
from agents.enrich.sentences import sentences
from agents.enrich.skim import GLANCES, HALVES, LEAD, MARKS, MAX_TITLE, TITLE, Skim, capitalised, stem

BUDGET = 100
LEADS = ["Ann Lee spoke in Rome.", "It rained all day.", "Nobody came."]


class Counting(Encoder):
    """An encoder that counts the halves of pieces that it reads, and notes the sentences in their order."""

    def glance(self, sentences, has_others=False):
        glances = super().glance(sentences, has_others)
        self.glanced += sentences
        self.halves += sum(glance.size + MARKS for glance in glances)
        return glances

    def finish(self, glances):
        self.halves += sum(glance.size + MARKS for glance in glances)
        return super().finish(glances)

    def start(self):
        self.glanced, self.halves = [], 0
        return self


@pytest.fixture(scope="module")
def loaded():
    return Counting.load()


@pytest.fixture
def encoder(loaded):
    return loaded.start()


def skim_of(encoder, text, budget=BUDGET, title=None, language="en"):
    return Skim(encoder, text, list(sentences(text, vocabulary_of(language))), budget, title)


def read(encoder, text, budget=BUDGET, title=None, language="en"):
    """Read a text as the enricher does, and then all that is left; return the skim."""
    places = list(sentences(text, vocabulary_of(language)))
    skim = skim_of(encoder, text, budget, title, language)
    skim.look(capitalised(text, places))
    skim.settle()
    skim.finish(range(len(places)))
    return skim


def test_the_title_and_the_lead_are_read_first(encoder):
    text = "\n".join([*LEADS, "Carl Marks met Dora Nagel, Emil Otto, Fred Prinz and Gina Quast in Berlin."])
    skim = skim_of(encoder, text, budget=24, title="Lee visits Rome")
    skim.look(capitalised(text, skim._places))
    assert encoder.glanced == ["Lee visits Rome", *LEADS]
    assert set(skim.glances) == {TITLE, 0, 1, 2}


def test_a_sentence_whose_words_are_known_is_not_read(encoder):
    text = "\n".join([*LEADS, "Lee praised Rome.", "Ann Lee left Rome for Paris.", "It was cold in the evening."])
    skim = skim_of(encoder, text)
    skim.look(capitalised(text, skim._places))
    assert encoder.glanced == [*LEADS, "Ann Lee left Rome for Paris."]


def test_a_case_of_a_known_name_is_known(encoder):
    text = "Марк приехал в Варшаву.\nБыло холодно.\nНикто не пришёл.\nВ Варшаве он остался."
    skim = skim_of(encoder, text, language="ru")
    skim.look(capitalised(text, skim._places))
    assert len(encoder.glanced) == LEAD


def test_sentences_with_most_new_words_come_before_those_with_few(encoder):
    few = "Ben stayed at home because he was very tired and had nothing at all to do there."
    text = "\n".join([*LEADS, few, "Carl Marks met Dora Nagel in Berlin."])
    skim = skim_of(encoder, text, budget=24)
    skim.look(capitalised(text, skim._places))
    assert few not in encoder.glanced
    assert "Carl Marks met Dora Nagel in Berlin." in encoder.glanced


def test_where_no_letter_has_a_case_sentences_are_read_in_order(encoder):
    text = "".join(f"他说{word}很好。" for word in ("北京", "上海", "广州", "深圳", "南京", "武汉", "成都", "重庆"))
    skim = skim_of(encoder, text, budget=24, language="zh")
    skim.look(capitalised(text, skim._places))
    assert list(skim.glances) == list(range(len(skim.glances)))
    assert LEAD <= len(skim.glances) < 8


def test_the_title_is_read_with_all_layers(encoder):
    skim = read(encoder, "Ann Lee spoke.", title="Lee visits Rome")
    assert skim.title is not None
    assert skim.title.sentence == "Lee visits Rome"
    assert skim.title.tone().shape == (3,)
    assert read(encoder, "Ann Lee spoke.").title is None
    assert read(encoder, "Ann Lee spoke.", title="").title is None


def test_without_a_title_the_longest_sentence_of_the_lead_is_read_with_all_layers(encoder):
    skim = skim_of(encoder, "Heute.\nEs regnete den ganzen Tag.\nAlle blieben zu Hause.\nNiemand kam zu dem Fest.")
    skim.look([[]] * 4)
    skim.settle()
    assert list(skim.readings) == [1]


def test_only_the_beginning_of_a_long_title_is_read(encoder):
    skim = read(encoder, "Ann Lee spoke.", title="Wort " * 1_000, budget=1_000)
    assert len(skim.title.sentence) == MAX_TITLE


def test_a_sentence_is_not_read_twice(encoder):
    skim = read(encoder, "\n".join(LEADS))
    before = encoder.halves
    skim.finish([0, 1, 2, 0])
    assert encoder.halves == before == sum(glance.size + MARKS for glance in skim.glances.values()) * HALVES


def test_names_keep_their_places_in_the_text(encoder):
    text = "  Angela Merkel sprach in Berlin.\n\nOlaf Scholz war in Hamburg."
    skim = read(encoder, text, language="de")
    assert [span.of(text) for span in skim.spans()] == ["Angela Merkel", "Berlin", "Olaf Scholz", "Hamburg"]
    assert skim.best(0) is skim.readings[0]
    assert skim.best(99) is None


def test_a_text_without_sentences_is_read(encoder):
    for text in ("", " \n "):
        skim = read(encoder, text)
        assert (skim.spans(), skim.glances) == ([], {})


@pytest.mark.parametrize("budget", [0, 1])
def test_hardly_any_budget_reads_hardly_anything(encoder, budget):
    skim = read(encoder, "Angela Merkel sprach in Berlin.", budget, title="Merkel", language="de")
    assert encoder.halves <= budget * HALVES
    assert skim.spans() == []


WORDS = ["".join(letters).capitalize() for letters in product("bdfgklmn", "aeiou", "rst", "aeiou", "bdfgklmn")]
LETTERS = random.Random(7)


def jumble(first, last, count, every):
    """Return random characters of a range, with a space after some."""
    return "".join(chr(LETTERS.randint(first, last)) + " " * (place % every == 0) for place in range(count))


HOSTILE = {
    "ordinary": "\n".join(f"Herr {word} ging heute nach Haus." for word in WORDS),
    "100,000 sentences": "\n".join(f"{LETTERS.choice(WORDS)} ging." for _ in range(100_000)),
    "100,000 sentences of nothing": "\u200b\n" * 100_000,
    "a sentence of 1 MB": "Wort " * 200_000,
    "a word of 1 MB": "x" * 1_000_000,
    "a word of capitals": "X" * 1_000_000,
    "initials": "A. " * 300_000,
    "capital words": jumble(0x41, 0x5A, 500_000, 4),
    "Han": jumble(0x4E00, 0x9FA5, 300_000, 10**9),
    "Hangul": jumble(0xAC00, 0xD7A3, 300_000, 5),
    "emoji": jumble(0x1F600, 0x1F64F, 200_000, 10**9),
    "unknown letters": jumble(0x12000, 0x12300, 200_000, 7),
    "ligatures of eighteen letters": "ﷺ" * 300_000,
    "combining marks": "e" + "\u0301" * 300_000,
}


@pytest.mark.parametrize("budget", [30, 400])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_is_read_beyond_the_budget(encoder, text, budget):
    read(encoder, text, budget, title=text[:1_000])
    assert encoder.halves <= budget * HALVES


def test_part_of_the_budget_is_kept_for_reading_with_all_layers(encoder):
    text = HOSTILE["ordinary"]
    skim = skim_of(encoder, text)
    skim.look(capitalised(text, skim._places))
    assert 0.8 * GLANCES * BUDGET * HALVES < encoder.halves <= GLANCES * BUDGET * HALVES


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Der Kanzler sprach.\nDanach ging er. Heute regnet danach es.", [["Der", "Kanzler"], [], ["Heute"]]),
        ("北京很好。上海。", [["北京很好"], ["上海"]]),
        ("هو في القاهرة.", [["هو", "في", "القاهرة"]]),
        ("12 3.", [[]]),
    ],
)
def test_the_words_that_may_be_in_a_name_have_capitals_or_no_case(text, expected):
    assert capitalised(text, list(sentences(text, vocabulary_of("de")))) == expected


@pytest.mark.parametrize(
    "word, expected", [("Rom", "rom"), ("Прага", "праг"), ("Варшавою", "варша"), ("STRASSE", "stra"), ("", "")]
)
def test_the_cases_of_a_word_have_one_stem(word, expected):
    assert stem(word) == expected


def test_a_sentence_that_is_too_long_for_the_budget_does_not_keep_shorter_ones_from_being_read(encoder):
    draw = random.Random(3)
    noise = " ".join("".join(draw.choices("bcdfghjklmnpqrstvwxz", k=9)) for _ in range(60))
    text = f"{noise}.\nAngela Merkel besuchte Paris."
    skim = skim_of(encoder, text, budget=30, language="de")
    skim.look(capitalised(text, skim._places))
    assert encoder.glanced == ["Angela Merkel besuchte Paris."]
