"""Fitting salience."""

import json
import sys

import numpy as np
import pytest

from agents.enrich.mentions import train
from agents.enrich.mentions.salience import IN_TITLE, TEXT_FEATURES


def article(number):
    """Return an article whose headline names what it begins with, nine times in ten."""
    text = "Ann Lee met Bob Ray.\n" + "Much was said. " * 9 + "Eve Fox left."
    spans = [(text.index(name), text.index(name) + 7) for name in ("Ann Lee", "Bob Ray", "Eve Fox")]
    return {
        "text": text,
        "title": "Eve Fox leaves" if number % 10 == 0 else "Ann Lee meets somebody",
        "other_title": "Somebody meets Ann Lee",
        "language": {"code": "en"},
        "source": {"domain": f"{number}.example"},
        "entities": [{"type": "PERSON", "mentions": [{"start": start, "end": end}]} for start, end in spans],
    }


@pytest.fixture
def articles(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(json.dumps(article(number)) for number in range(200)))
    return path


def test_the_fit_has_the_probabilities_of_the_articles(articles):
    choices = list(train.read(articles))
    found = train.reliability(list(train.cross_validated(choices)))
    assert found.error < 0.02
    weights = train.fit(choices)
    shares = train.choice(choices[1].features @ weights)
    assert shares.round(1).tolist() == [0.9, 0, 0.1]


def test_an_article_whose_headline_names_nothing_is_left_out():
    assert train.choice_of(article(1) | {"title": "Nothing"}) is None
    assert train.choice_of(article(1) | {"entities": []}) is None
    chosen = train.choice_of(article(1) | {"title": "Ann Lee and Eve Fox"}).chosen
    assert chosen.tolist() == [0.5, 0, 0.5]


def test_reliability_compares_means_in_each_bin():
    one = train.Choice("", np.zeros((2, 1)), np.array([1.0, 0.0]), np.zeros(2))
    found = train.reliability([(one, np.array([0.75, 0.25]))])
    assert found.table == [(1, 0.25, 0), (1, 0.75, 1)]
    assert found.error == pytest.approx(0.25)


def test_the_script_writes_all_weights_and_reports(articles, tmp_path, monkeypatch, capsys):
    out = tmp_path / "salience.json"
    monkeypatch.setattr(sys, "argv", ["train", str(articles), "--out", str(out)])
    train.main()
    weights = json.loads(out.read_text())
    assert weights.keys() == {*TEXT_FEATURES, IN_TITLE}
    assert weights[IN_TITLE] > 0
    assert "expected calibration error" in capsys.readouterr().out
