"""Records as nobody should send them: strategies for keys, values, headers and timestamps, near to newsmill's own."""

import json
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st

from schemas import DeadLetter, Origin, RawArticle, Reason
from streams.records import ORIGIN, PAST, REDRIVES, REPLAY, TRACEPARENT, WAIT
from streams.settings import Settings
from streams.topics import Topics
from tests.support.articles.pages import page, story

SETTINGS = Settings(topic_prefix="t-", attempts=1, entity_models="", retry_delays=(60,))
TOPICS = Topics(SETTINGS)
RAW = RawArticle(url="https://herald.example/1", content=page("Ferry", story(1))).encode()
HUGE = [b"9" * 5_000, b"9" * 4_000, b"-1", b"0" * 5_000, b"\xd9\xa3", b"", b"\xff\xfe", b"1e999", b"NaN", b"x" * 70_000]
LETTER = DeadLetter(
    key=b"k", value=RAW, reason=Reason.FETCH_FAILED, stage="fetch", error="none", failed_at=datetime.now(UTC),
    origin=Origin(topic=TOPICS.fetch.name, partition=1, offset=3), version="1",
)  # fmt: skip
OWN = [
    ORIGIN, PAST, REDRIVES, REPLAY, TRACEPARENT, WAIT, "content-type",
    *("ce_" + name for name in ("specversion", "id", "source", "type", "time", "subject")),
    *(name for name, _ in LETTER.to_headers()),
    *("newsmill-" + name for name in ("truncated", "sha256", "key-base64", "value", "headers-left-out", "origin")),
]  # fmt: skip


def numbers() -> st.SearchStrategy[Any]:
    return st.sampled_from([0, 1, -1, 2**31, 2**63 - 1, 2**63, 10**300, 1e300, "9" * 5_000, "7", None, True])


def places() -> st.SearchStrategy[bytes]:
    """JSON as newsmill's own headers have it, and nearly."""
    origin = {
        "topic": st.sampled_from([TOPICS.raw.name, "x" * 300, "a b", "\x1b[2J", ""]) | st.text(max_size=9),
        "partition": numbers(),
        "offset": numbers(),
        "timestamp": st.sampled_from(
            [None, "2026-11-24T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", 1e30, "x"]
        ),
    }
    whole = st.fixed_dictionaries(origin)
    past = st.fixed_dictionaries({"attempts": numbers(), "waits": numbers(), "origin": whole})
    due = st.fixed_dictionaries({"at": origin["timestamp"], "number": numbers()})
    return (whole | past | due | st.dictionaries(st.text(), st.text())).map(json.dumps).map(str.encode)


def texts() -> st.SearchStrategy[bytes | None]:
    plain = [
        b"1.0",
        b"text/html",
        b"application/json",
        b"https://herald.example/1",
        b"extract",
        b"retry",
        b"no_article",
        b"2026-11-24T00:00:00Z",
        b"0001-01-01T00:00:00+14:00",
        b"3",
        b"0",
    ]
    return st.sampled_from([None, *HUGE, *plain, TOPICS.raw.name.encode()]) | places() | st.binary(max_size=60)


def header_lists() -> st.SearchStrategy[tuple[tuple[str, bytes | None], ...]]:
    one = st.tuples(st.sampled_from(OWN) | st.text(max_size=20), texts())
    ends = st.sampled_from([(), *((name,) for name in (WAIT, PAST, ORIGIN))])
    return st.builds(lambda front, letter, back, end, last: (*front, *letter, *back, *((name, last) for name in end)),
                     st.lists(one, max_size=6), st.sampled_from([(), tuple(LETTER.to_headers())]),
                     st.lists(one, max_size=6), ends, texts())  # fmt: skip


def nested(depth: int) -> bytes:
    """An event with JSON in its metadata that is so deep."""
    metadata = b'\n"metadata": {"a": ' + b"[" * depth + b"]" * depth + b"}, "
    return RAW.replace(b"{", b"{" + metadata, 1)


def values() -> st.SearchStrategy[bytes | None]:
    urls = st.sampled_from(["https://herald.example/2", "http://["])
    floats = st.floats(allow_nan=False, allow_infinity=False)
    plain = st.none() | st.booleans() | floats | st.integers(-5, 2**63) | st.text(max_size=20) | urls
    fields = st.dictionaries(
        st.sampled_from(["url", "content", "content_base64", "content_type", "id", "article", "signature", "headers",
                         "metadata", "published_at", "place", "letter", "text", "language", "provenance"])
        | st.text(max_size=5),
        st.recursive(plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
                     max_leaves=6),
        max_size=6,
    )  # fmt: skip
    good = st.sampled_from([None, b"", RAW, b"[" * 50_000, nested(900)])
    return (
        good
        | good
        | st.integers(245, 260).map(nested)
        | fields.map(json.dumps).map(str.encode)
        | st.binary(max_size=99)
    )


KEYS = st.none() | st.binary(max_size=40) | st.just(b"k" * 70_000)
TIMES = st.sampled_from([-1, 0, 1, 2**63 - 1, -(2**63), 1_790_000_000_000_000]) | st.integers(0, 2**42)  # milliseconds
RECORDS = st.builds(SimpleNamespace, key=KEYS, value=values(), headers=header_lists(), timestamp=TIMES,
                    partition=st.just(1), offset=st.just(7))  # fmt: skip
