"""Events as text for people: one safe line each."""

from datetime import UTC, datetime

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
    DeadLetter,
    Duplicate,
    Entity,
    EntityType,
    Language,
    Link,
    Mention,
    Origin,
    Provenance,
    Reason,
    Sentiment,
    SentimentLabel,
    Source,
)
from streams.kafka.reader import Received

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
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
DUPLICATE = Duplicate(
    id="d1",
    duplicate_of=Link(id="a1", revision=1, similarity=0.875, method="minhash"),
    title="Strike ends",
    language=Language(code="en", confidence=1),
    source=Source(domain="copy.example"),
    fingerprint="f",
    provenance=Provenance(version="1"),
)
LETTER = DeadLetter(
    key=b"k",
    value=b"{broken",
    headers=(("h", b"1"),),
    reason=Reason.INVALID_JSON,
    stage="extract",
    error="not JSON:\nline 1",
    failed_at=NOW,
    origin=Origin(topic="news.raw.v1", partition=3, offset=7),
    version="1",
)


def received(value: bytes | None, letter: DeadLetter | None = None) -> Received:
    headers = letter.to_headers() if letter else ()
    return Received("topic", 1, 2, NOW, letter.key if letter else b"k", value, headers)


def test_an_article_is_described_by_language_title_outlet_entities_and_sentiment() -> None:
    line = article_line(received(ARTICLE.encode()))
    assert line == "en  Ferry [31mstrike ends (r2)  The Harbour Post  Port Callan  positive +0.50"


def test_a_duplicate_is_described_with_the_article_it_repeats() -> None:
    assert duplicate_line(received(DUPLICATE.encode())) == "en  Strike ends  copy.example  repeats a1 (minhash 0.88)"


def test_a_dead_letter_is_described_by_reason_stage_origin_and_error() -> None:
    line = dead_letter_line(received(LETTER.value, LETTER))
    assert line == "invalid_json  extract  news.raw.v1[3]@7  not JSON: line 1"


def test_a_raw_event_is_described_by_id_url_and_size() -> None:
    assert raw_line(received(b'{"id": "1", "url": "https://a.example/"}')) == "1  https://a.example/  to fetch  40 B"


def test_an_unreadable_record_is_shown_with_the_reason() -> None:
    assert unreadable_line(received(b""), ValueError("no\nheaders")) == "topic[1]@2 cannot be read: no headers"


def test_no_field_of_a_dead_letter_reaches_the_terminal_as_a_command() -> None:
    evil = "\x1b[2J\x07"
    letter = LETTER.model_copy(update={"reason": evil, "stage": evil, "error": evil})
    letter = letter.model_copy(update={"origin": Origin(topic=evil, partition=0, offset=0)})
    assert dead_letter_line(received(letter.value, letter)).isprintable()


@pytest.mark.parametrize("text", ["a\x1b]0;title\x07b", "a\x9bb", "a\u202eb", "a\r\n\tb"])
def test_no_text_reaches_the_terminal_as_a_command(text: str) -> None:
    assert one_line(text).isprintable()


def test_long_text_is_cut_and_no_text_is_a_dash() -> None:
    assert one_line("x" * 100, 10) == "x" * 9 + "…"
    assert one_line(None) == one_line(" \n") == "-"
