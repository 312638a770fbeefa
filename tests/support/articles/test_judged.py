"""How the deduplicator is judged: `articles/judged.py`."""

import pytest

from tests.support.articles.judged import Found, Score, Sent, judge
from tests.support.articles.pages import story

FLOOD, FIRE = story(1, paragraphs=8), story(2, paragraphs=8)


def sent(group: str, paragraphs: list[str], outlet: str = "herald") -> Sent:
    return Sent(group, "\n".join(paragraphs), url=f"https://{outlet}.example/{group}")


def test_each_text_is_judged_by_what_was_said_of_it_and_of_its_group() -> None:
    texts = [
        sent("flood", FLOOD),
        sent("flood", FLOOD, "courier"),
        sent("flood", FLOOD[:3], "tribune"),
        sent("flood", FIRE),
        sent("fire", FIRE, "courier"),
    ]
    judged = judge(texts)
    expected = [Found.FIRST, Found.DUPLICATE, Found.LINKED, Found.MISSED, Found.WRONG]
    assert [one.found for one in judged] == expected
    assert judged[1].other == texts[0]
    assert judged[4].other == texts[3]
    assert [one.strays for one in judged] == [()] * 5


def test_a_link_to_another_group_is_a_stray() -> None:
    _, excerpt = judge([sent("flood", FLOOD), sent("fire", FLOOD[:3])])
    assert excerpt.found is Found.FIRST
    assert [other.group for _, other in excerpt.strays] == ["flood"]


def test_a_score_has_recall_of_the_later_texts_and_precision_of_the_dropped_ones() -> None:
    score = Score(first=5, duplicate=6, linked=1, missed=3, wrong=2)
    assert (score.recall, score.found, score.precision) == (0.6, 0.7, 0.75)


def test_a_score_without_later_texts_is_full() -> None:
    assert Score.of(judge([sent("flood", FLOOD)])) == Score(1, 0, 0, 0, 0)
    assert Score(1, 0, 0, 0, 0).recall == pytest.approx(1.0)
