"""How good an encoder is, from what it finds and what people labelled."""

from types import SimpleNamespace

import numpy as np
import pytest

from agents.enrich.encoder.decode import Found
from agents.enrich.encoder.files import TOPICS
from agents.enrich.encoder.training import score
from agents.enrich.encoder.training.score import Names, f1, f1_of_names, macro_f1

ROW = {"text": "Anna wohnt in Berlin.", "spans": [[0, 4, "PER"], [14, 20, "LOC"]]}
ANNA = Found(0, 4, "PERSON", 0.9)


def test_f1_is_0_where_there_is_nothing_to_find():
    assert f1(0, 0, 0) == 0
    assert f1(2, 4, 4) == 0.5


@pytest.mark.parametrize(
    "found, expected",
    [
        ([ANNA, Found(14, 20, "GPE", 0.9)], 1.0),
        ([ANNA, Found(14, 20, "FAC", 0.9)], 1.0),  # all kinds of places are LOC in the labels
        ([ANNA, Found(14, 20, "ORG", 0.9)], 0.5),
        ([ANNA, Found(11, 20, "GPE", 0.9)], 0.5),  # with other ends
        ([ANNA, Found(5, 10, "EVENT", 0.9)], 2 / 3),  # a type that the labels leave out is not counted
        ([], 0.0),
    ],
)
def test_a_name_counts_with_its_exact_ends_and_its_coarse_type(found, expected):
    assert f1_of_names([ROW], [found]) == pytest.approx(expected)


def test_macro_f1_is_the_mean_over_the_classes_also_over_one_that_was_never_said():
    pairs = [(-1, -1), (0, 0), (0, 1), (0, 0)]
    assert macro_f1(pairs, (-1, 0, 1)) == pytest.approx((1 + 0.8 + 0) / 3)


class Encoder:
    """Finds one name with half of its layers and both with all; is always positive, and for politics."""

    def glance(self, sentences):
        return [SimpleNamespace(names=[ANNA]) for _ in sentences]

    def finish(self, glances):
        return [
            SimpleNamespace(
                names=[*glance.names, Found(14, 20, "GPE", 0.8)],
                toward=lambda *_: np.array([0.1, 0.2, 0.7]),
                topics=np.eye(len(TOPICS))[TOPICS.index("politics")],
            )
            for glance in glances
        ]

    def read(self, sentences):
        return self.finish(self.glance(sentences))


def test_names_are_measured_after_half_of_the_layers_and_after_all(monkeypatch):
    monkeypatch.setattr(score, "READ", 2)
    assert score.names(Encoder(), [ROW] * 5) == Names(5, pytest.approx(2 / 3), 1.0)


def test_sentiment_is_measured_toward_targets():
    rows = [{"sentence": ROW["text"], "from": 0, "to": 4, "polarity": polarity} for polarity in (1, 1, 0)]
    assert score.sentiment(Encoder(), rows) == pytest.approx(0.8 / 3)


def test_topics_are_measured_by_the_most_probable_one():
    rows = [{"text": ROW["text"], "topic": topic} for topic in ("politics", "travel")]
    assert score.topics(Encoder(), rows) == 0.5


def test_the_table_ends_with_the_mean():
    lines = score.table({"da": Names(1_446, 0.8, 0.9), "zh": Names(50, 0.6, 0.7)})
    assert lines[1].split() == ["da", "1,446", "0.800", "0.900"]
    assert lines[-1].split() == ["mean", "0.700", "0.800"]
