"""Judgements of articles and of the things they name."""

import pytest

from agents.enrich.sentiment import SentimentModel
from agents.enrich.sentiment.judge import Judge
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


@pytest.fixture(scope="module")
def model():
    return SentimentModel.load()


@pytest.mark.parametrize("label, title, text", NEWS)
def test_the_news_is_bad_neutral_or_good(model, label, title, text):
    judgement = Judge(model, text).whole(title)
    assert judgement.label == label
    assert -1 <= judgement.score <= 1


def test_capitals_in_a_headline_do_not_hide_its_words(model):
    text = "The parties met in the capital on Monday and will meet again on Friday."
    judge = Judge(model, text)
    assert judge.whole("Minister Brutally Murdered By Vicious Thugs").score < judge.whole(None).score


def test_the_sentiment_toward_a_thing_is_the_mean_over_its_sentences(model):
    text = "Judges praised Acme for its excellent work. The report accused Acme of fraud. Acme lied, Acme cheated."
    starts = [start for start in range(len(text)) if text.startswith("Acme", start)]
    judge = Judge(model, text)
    spans = [Span(start, start + 4, EntityType.ORG) for start in starts]
    scores = [judge.toward([span]).score for span in spans]
    assert scores[0] > scores[1]
    assert judge.toward(spans).score == pytest.approx(sum(scores[:3]) / 3, abs=0.002)


def test_a_text_of_a_single_word_is_judged(model):
    assert Judge(model, "Yes").whole(None).label == NEUTRAL


def test_a_line_without_end_is_judged_around_the_mention(model):
    text = "word " * 50_000 + "Acme cheated, lied and stole. " + "word " * 50_000
    start = text.index("Acme")
    near = Judge(model, text).toward([Span(start, start + 4, EntityType.ORG)])
    assert near.label == NEGATIVE
