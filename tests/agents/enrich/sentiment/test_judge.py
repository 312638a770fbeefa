"""Judgements of articles and of the things they name."""

import time
from dataclasses import dataclass, field

import numpy as np
import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.levels import Level
from agents.enrich.sentences import sentences
from agents.enrich.sentiment import Floats, SentimentModel
from agents.enrich.sentiment.judge import MAX_MENTIONS, Judge, linear_judge, needed
from agents.enrich.spans import Span
from schemas import EntityType, SentimentLabel

NEGATIVE, NEUTRAL, POSITIVE = SentimentLabel.NEGATIVE, SentimentLabel.NEUTRAL, SentimentLabel.POSITIVE
NEWS = [
    (
        NEGATIVE,
        "Bus crash kills 12 in northern Peru",
        "At least 12 people were killed and 30 injured when a bus plunged into a ravine on Sunday, police said.\n"
        "Rescuers were searching for survivors. The cause of the accident was not clear.",
    ),
    (
        NEGATIVE,
        None,
        "Artillery shelling hit a residential district overnight, killing three civilians and wounding seven.\n"
        "Thousands fled the fighting. The army accused rebels of breaking the ceasefire.",
    ),
    (
        NEGATIVE,
        "Carmaker to cut 4,000 jobs",
        "The carmaker said on Wednesday it would cut 4,000 jobs and close two plants because of falling demand.\n"
        "Unions condemned the decision and threatened strikes. Shares fell 9 percent.",
    ),
    (
        NEUTRAL,
        "Committee to meet on Tuesday",
        "The committee will meet on Tuesday in the town hall to discuss the minutes of the last session.\n"
        "The agenda includes items on parking, street lights and the date of the next meeting.",
    ),
    (
        NEUTRAL,
        "Central bank leaves rate at 4 percent",
        "The central bank kept its main interest rate at 4 percent on Thursday, in line with forecasts.\n"
        "It said it would publish its next report in June. The decision was unanimous.",
    ),
    (
        POSITIVE,
        "Acme unveils new electric van",
        "Acme launched its new electric van on Tuesday, promising a longer range and a lower price.\n"
        "Reviewers praised the comfortable cabin and the excellent battery. Early orders exceeded expectations.",
    ),
    (
        POSITIVE,
        "Rovers win cup after thrilling final",
        "Rovers beat United 3-1 on Saturday to win the national cup for the first time.\n"
        "Fans celebrated in the streets. The coach said he was proud of his players.",
    ),
]


BAD, PLAIN, GOOD = np.float32([0.9, 0.08, 0.02]), np.float32([0.04, 0.92, 0.04]), np.float32([0.02, 0.08, 0.9])


@dataclass
class HandMade:
    """A reading whose probabilities are given; it remembers what it was asked."""

    sentence: str
    probabilities: Floats
    asked: list[str] = field(default_factory=list)

    def toward(self, start, end):
        self.asked.append(self.sentence[start:end])
        return self.probabilities

    def tone(self):
        return self.probabilities


def judge_of(text, *probabilities, title=None, level=Level.TRAINED):
    """Return a judge whose first sentences are read with these probabilities (None: not read), and its readings."""
    places = list(sentences(text, vocabulary_of("en")))
    readings = {
        number: HandMade(text[start:end], one)
        for number, ((start, end), one) in enumerate(zip(places, probabilities, strict=False))
        if one is not None
    }
    return Judge(text, places, readings, title, level), readings


def thing(text, name):
    starts = [start for start in range(len(text)) if text.startswith(name, start)]
    return [Span(start, start + len(name), EntityType.ORG) for start in starts]


def passages(text, sentiment):
    return [text[passage.start : passage.end] for passage in sentiment.sentences]


@pytest.fixture(scope="module")
def model():
    return SentimentModel.load()


@pytest.mark.parametrize("label, title, text", NEWS)
def test_the_news_is_bad_neutral_or_good(model, label, title, text):
    judgement = linear_judge(model, text, title).whole()
    assert judgement.label == label
    assert -1 <= judgement.score <= 1


def test_capitals_in_a_headline_do_not_hide_its_words(model):
    text = "The parties met in the capital on Monday and will meet again on Friday."
    murdered = linear_judge(model, text, "Minister Brutally Murdered By Vicious Thugs").whole()
    assert murdered.score < linear_judge(model, text, None).whole().score


def test_the_linear_model_judges_a_thing_by_its_sentences(model):
    text = "Judges praised Acme for its excellent work. The report accused Acme of fraud. Acme lied, Acme cheated."
    judge = linear_judge(model, text, None)
    praised, accused, *_ = (judge.toward([span]) for span in thing(text, "Acme"))
    assert praised.label is POSITIVE
    assert accused.label is NEGATIVE
    assert accused.score < judge.toward(thing(text, "Acme")).score < praised.score


@pytest.mark.parametrize("text", ["Yes", "Monday", "?", "\U0001f642"])
def test_a_text_of_a_single_word_is_judged(model, text):
    assert linear_judge(model, text, None).whole() is not None


def test_a_line_without_end_is_judged_around_the_mention(model):
    text = "word " * 50_000 + "Acme cheated, lied and stole. " + "word " * 50_000
    near = linear_judge(model, text, None).toward(thing(text, "Acme"))
    assert near.label == NEGATIVE
    assert "cheated" in passages(text, near)[0]


def test_a_thing_is_judged_once_in_each_sentence_that_mentions_it():
    text = "Acme met. Then Acme praised Acme. Nobody came. Acme left."
    judge, readings = judge_of(text, PLAIN, GOOD, BAD, PLAIN)
    sentiment = judge.toward(thing(text, "Acme"))
    assert [reading.asked for reading in readings.values()] == [["Acme"], ["Acme"], [], ["Acme"]]
    assert sentiment.label is POSITIVE
    assert passages(text, sentiment)[0] == "Then Acme praised Acme."
    assert "Nobody came." not in passages(text, sentiment)


def test_sentences_that_nobody_has_read_do_not_count():
    text = "Acme met. Acme lied. Acme won."
    judge, _ = judge_of(text, None, BAD, None)
    assert judge.toward(thing(text, "Acme")).label is NEGATIVE
    assert judge_of(text)[0].toward(thing(text, "Acme")) is None
    assert judge_of(text)[0].whole() is None


def test_at_most_the_first_mentions_are_judged():
    text = "Acme met. " * 1_000
    judge, readings = judge_of(text, *[PLAIN] * 1_000)
    judge.toward(thing(text, "Acme"))
    assert sum(len(reading.asked) for reading in readings.values()) == MAX_MENTIONS


def test_earlier_sentences_count_more():
    text = "Acme came. Acme went. Acme met."
    assert judge_of(text, GOOD, BAD)[0].toward(thing(text, "Acme")).score > 0
    assert judge_of(text, BAD, GOOD)[0].toward(thing(text, "Acme")).score < 0
    assert judge_of(text, GOOD, BAD)[0].whole().score > 0


@pytest.mark.parametrize("marks", ["“”", "„“", "«»", '""', "「」"])
def test_what_is_quoted_counts_less_than_what_the_text_says(marks):
    before, after = marks
    said = f"{before}Acme is a gang of thieves.{after} Acme has helped many people."
    score = judge_of(said, BAD, GOOD)[0].toward(thing(said, "Acme")).score
    plain = said.replace(before, " ").replace(after, " ")
    assert score > 0 > judge_of(plain, BAD, GOOD)[0].toward(thing(plain, "Acme")).score
    assert judge_of(said, BAD, GOOD)[0].whole().score == score


def test_the_title_counts_for_the_whole_text_and_is_no_passage():
    text = "The parties met on Monday. They will meet again on Friday."
    sentiment = judge_of(text, PLAIN, PLAIN, title=HandMade("They fail", BAD))[0].whole()
    assert sentiment.label is NEGATIVE
    assert set(passages(text, sentiment)) == {"The parties met on Monday.", "They will meet again on Friday."}


def test_headings_do_not_count_for_the_whole_text_but_short_chinese_sentences_do():
    text = "Great news!\nThe company closed all its shops."
    assert judge_of(text, GOOD, BAD)[0].whole().label is NEGATIVE
    chinese = "警方称十二人死亡。天气。"
    assert judge_of(chinese, BAD, GOOD)[0].whole().label is NEGATIVE


def test_a_label_in_a_language_without_labels_needs_more():
    text = "Acme met them on Monday."
    mixed = np.float32([0.45, 0.35, 0.2])
    for ask in (lambda judge: judge.toward(thing(text, "Acme")), lambda judge: judge.whole()):
        assert ask(judge_of(text, mixed)[0]).label is NEGATIVE
        assert ask(judge_of(text, mixed, level=Level.TRANSFERRED)[0]).label is NEUTRAL


def test_nothing_is_judged_in_a_language_that_is_off():
    text = "Acme lied."
    judge, readings = judge_of(text, BAD, title=HandMade("Acme lies", BAD), level=Level.NONE)
    assert judge.toward(thing(text, "Acme")) is None
    assert judge.whole() is None
    assert readings[0].asked == []


def test_a_name_that_goes_over_a_cut_is_judged_by_its_first_part():
    judge = Judge("Acme Group met.", [(0, 4), (5, 15)], {0: (reading := HandMade("Acme", GOOD))})
    assert judge.toward([Span(0, 10, EntityType.ORG)]).label is POSITIVE
    assert reading.asked == ["Acme"]


def test_the_sentences_that_each_thing_needs_are_named_for_reading():
    text = "Acme met Beta. Acme left. Nobody came. Acme is gone. Beta stays."
    places = list(sentences(text, vocabulary_of("en")))
    assert needed([thing(text, "Acme")], places, 2) == [0, 1]
    assert needed([thing(text, "Acme"), thing(text, "Beta")], places, 2) == [0, 1, 4]
    assert needed([], places, 2) == []


def test_a_text_of_many_sentences_and_mentions_takes_no_long_time(model):
    text = '"Acme lied and stole." ' * 20_000
    started = time.process_time()
    judge = linear_judge(model, text, "Acme")
    assert judge.toward(thing(text, "Acme")).label is NEGATIVE
    assert len(judge.whole().sentences) == 3
    assert time.process_time() - started < 5
