"""Events as text for people: one safe line each."""

import json

import pytest

from agents.cli.show import (
    article_line,
    dead_letter_line,
    duplicate_line,
    one_line,
    raw_line,
    unreadable_line,
)
from schemas import (
    Article,
    Duplicate,
    Entity,
    EntityType,
    Evidence,
    Language,
    Link,
    Mention,
    Provenance,
    Sentiment,
    SentimentLabel,
    Source,
)
from tests.support.hostile_text import HOSTILE
from tests.support.running.letters import NOT_JSON, received

ARTICLE = Article(
    id="a1",
    revision=2,
    title="Ferry \x1b[31mstrike\nends",
    text="Port Callan.",
    language=Language(code="en", confidence=1),
    source=Source(name="The Harbour Post"),
    entities=(
        Entity(
            name="Port Callan",
            type=EntityType.GPE,
            mentions=(Mention(start=0, end=11, text="Port Callan"),),
            salience=1,
        ),
    ),
    sentiment=Sentiment(label=SentimentLabel.POSITIVE, score=0.5),
    fingerprint="f",
    provenance=Provenance(version="1"),
)
EVIDENCE = Evidence(
    rules="2",
    share=0.85,
    share_of_other=0.9,
    shingles_compared=45,
    shingles_shared=38,
    shingles_repeated=0,
    runs_equal=36,
    runs_different=2,
    facts_equal=12,
    facts_different=1,
)
DUPLICATE = Duplicate(
    id="d1",
    duplicate_of=Link(id="a1", revision=1, similarity=0.875, method="minhash"),
    title="Strike ends",
    language=Language(code="en", confidence=1),
    source=Source(domain="copy.example"),
    fingerprint="f",
    provenance=Provenance(version="1"),
)


def test_an_article_is_described_by_language_title_outlet_entities_and_sentiment() -> None:
    line = article_line(received(ARTICLE.encode()))
    assert line == "en  Ferry [31mstrike ends (r2)  The Harbour Post  Port Callan  positive +0.50"


def test_a_duplicate_is_described_with_the_article_it_repeats() -> None:
    assert duplicate_line(received(DUPLICATE.encode())) == "en  Strike ends  copy.example  repeats a1 (minhash 0.88)"


@pytest.mark.parametrize("equal,facts", [(12, "12 facts equal"), (1, "1 fact equal"), (0, "0 facts equal")])
def test_a_duplicate_is_described_with_what_agreed_and_differed(equal: int, facts: str) -> None:
    found = EVIDENCE.model_copy(update={"facts_equal": equal})
    link = DUPLICATE.duplicate_of.model_copy(update={"evidence": found})
    line = duplicate_line(received(DUPLICATE.model_copy(update={"duplicate_of": link}).encode()))
    assert line.endswith(f"  repeats a1 (minhash 0.88, 38 of 45 shingles, {facts}, 1 different)")


def test_a_dead_letter_is_described_by_reason_stage_origin_and_error() -> None:
    line = dead_letter_line(received(NOT_JSON.value, NOT_JSON))
    assert line == "invalid_json  extract  news.raw.v1[0]@7  not JSON: line 1"


def test_a_raw_event_is_described_by_id_url_and_size() -> None:
    assert raw_line(received(b'{"id": "1", "url": "https://a.example/"}')) == "1  https://a.example/  to fetch  40 B"


def test_an_unreadable_record_is_shown_with_the_reason() -> None:
    assert unreadable_line(received(b""), ValueError("no\nheaders")) == "topic[1]@2 cannot be read: no headers"


def test_no_field_of_a_dead_letter_reaches_the_terminal_as_a_command() -> None:
    evil = "\x1b[2J\x07"
    letter = NOT_JSON.model_copy(update={"reason": evil, "stage": evil, "error": evil})
    assert dead_letter_line(received(letter.value, letter)).isprintable()


def test_no_field_of_a_link_reaches_the_terminal_as_a_command() -> None:
    link = Link(id="\x1b[2J", revision=1, similarity=1, method="\x07", evidence=EVIDENCE)
    line = duplicate_line(received(DUPLICATE.model_copy(update={"duplicate_of": link}).encode()))
    assert line.isprintable()


def test_no_field_of_a_raw_event_reaches_the_terminal_as_a_command() -> None:
    fields = {"url": f"https://{HOSTILE}", "content_type": HOSTILE, "content": HOSTILE, "id": HOSTILE}
    assert raw_line(received(json.dumps(fields).encode())).isprintable()


@pytest.mark.parametrize("text", ["a\x1b]0;title\x07b", "a\x9bb", "a\u202eb", "a\r\n\tb"])
def test_no_text_reaches_the_terminal_as_a_command(text: str) -> None:
    assert one_line(text).isprintable()


def test_long_text_is_cut_and_no_text_is_a_dash() -> None:
    assert one_line("x" * 100, 10) == "x" * 9 + "…"
    assert one_line(None) == one_line(" \n") == "-"
