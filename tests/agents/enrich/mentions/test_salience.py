"""How probable it is that a headline names each thing. Covers also mentions/salience.json."""

import gzip
import json
import time

import numpy as np
import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions import train
from agents.enrich.mentions.agree import agreed
from agents.enrich.mentions.casing import restored
from agents.enrich.mentions.link import linked, type_of
from agents.enrich.mentions.occurrences import completed
from agents.enrich.mentions.revise import revised
from agents.enrich.mentions.salience import IN_TITLE, TEXT_FEATURES, choice, features, load_weights, saliences
from agents.enrich.mentions.trim import trimmed
from agents.enrich.recognise.cnn import EnglishRecogniser
from agents.enrich.spans import Span
from agents.extract.language import detect_language
from schemas import EntityType
from tests.support.paths import data

ENGLISH = vocabulary_of("en")
LONGEST = 20_000  # characters of a page that are read
TEXT = "Kenya and Ghana and Kenya agreed on trade. " + "The talks went on all day. " * 20 + "Peru. Kenya. Kenyans left."


def thing(name, kind=EntityType.GPE, limit=9):
    starts = [start for start in range(len(TEXT)) if TEXT.startswith(name, start)][:limit]
    return [Span(start, start + len(name), kind) for start in starts]


def test_saliences_sum_to_one():
    assert sum(saliences([thing("Kenya"), thing("Ghana"), thing("Peru")], TEXT, None, ENGLISH)) == pytest.approx(1)


def test_without_things_there_are_no_saliences():
    assert saliences([], TEXT, "Kenya", ENGLISH) == []


def test_more_mentions_and_earlier_ones_count_more():
    kenya, ghana, peru = saliences([thing("Kenya"), thing("Ghana"), thing("Peru")], TEXT, None, ENGLISH)
    assert kenya > ghana > peru


def test_a_place_in_the_title_counts():
    ghana, peru = saliences([thing("Ghana"), thing("Peru")], TEXT, "Peru in talks", ENGLISH)
    assert peru > ghana
    without = saliences([thing("Ghana"), thing("Peru")], TEXT, None, ENGLISH)
    assert saliences([thing("Ghana"), thing("Peru")], TEXT, "Peruvians in talks", ENGLISH) == without


def test_a_title_that_names_everything_or_nothing_changes_nothing():
    things = [thing("Ghana"), thing("Peru")]
    without = saliences(things, TEXT, None, ENGLISH)
    assert saliences(things, TEXT, "Talks", ENGLISH) == without
    assert saliences(things, TEXT, "Ghana and Peru in talks", ENGLISH) == pytest.approx(without)


def test_a_nationality_counts_less_than_the_country():
    country, people = saliences([thing("Peru"), thing("Kenyans", EntityType.NORP)], TEXT, None, ENGLISH)
    assert country > people


def test_the_order_of_the_things_changes_nothing():
    things = [thing("Kenya"), thing("Ghana"), thing("Peru")]
    assert saliences(things[::-1], TEXT, None, ENGLISH) == pytest.approx(saliences(things, TEXT, None, ENGLISH)[::-1])


def test_every_feature_has_a_weight_and_no_weight_lacks_a_feature():
    assert load_weights().keys() == {*TEXT_FEATURES, IN_TITLE}


def test_features_are_finite_for_odd_texts():
    for text in ("A", "A\n", "\n\nA"):
        start = text.index("A")
        assert np.isfinite(features([[Span(start, start + 1, EntityType.ORG)]], text)).all()


def test_very_large_scores_are_still_probabilities():
    assert choice(np.array([1e4, 0.0])).tolist() == [1, 0]


def test_very_many_things_take_little_time():
    text = "Name and " * 100_000
    things = [[Span(start, start + 4, EntityType.PERSON)] for start in range(0, len(text), 9)]
    started = time.process_time()
    assert sum(saliences(things, text, "Name of things " * 50, ENGLISH)) == pytest.approx(1)
    assert time.process_time() - started < 20


@pytest.mark.quality
def test_salience_is_the_share_of_headlines_that_name_the_thing():
    path, recogniser = data("extraction", "wcxb-dev.jsonl.gz"), EnglishRecogniser.load()
    weights = np.array([load_weights()[name] for name in TEXT_FEATURES])
    predicted = []
    with gzip.open(path, "rt", encoding="utf-8") as pages:
        for page in map(json.loads, pages):
            body, title = (page["truth"][field] or "" for field in ("body", "title"))
            if title and detect_language(body).code == "en":
                text = restored(body[:LONGEST], ENGLISH)
                one = train.choice_of(article(text, title, mentioned(text, recogniser)))
                predicted += [(one, choice(one.features @ weights))] if one else []
    assert len(predicted) > 200
    assert train.reliability(predicted).error < 0.01
    assert np.mean([one.chosen[int(shares.argmax())] > 0 for one, shares in predicted]) > 0.5


def mentioned(text, recogniser):
    spans = revised(text, list(trimmed(text, recogniser.recognise(text), ENGLISH)), ENGLISH)
    return linked(text, completed(text, agreed(text, spans, ENGLISH), ENGLISH), ENGLISH)


def article(text, title, things):
    entities = [
        {"type": type_of(thing, text), "mentions": [{"start": span.start, "end": span.end} for span in thing]}
        for thing in things
    ]
    return {"text": text, "title": title, "language": {"code": "en"}, "entities": entities}
