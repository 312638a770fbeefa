"""The state as newsmill 0.1 wrote it, in `state-1.jsonl`, is read: known ids and equal texts are found again.

It was written on five events at positions 10 to 14, one second apart. Do not write it again: this version can't.
"""

import json
from pathlib import Path

import pytest

from agents.deduplicate import Deduplicator, Verdict
from agents.deduplicate.entry import FORMAT, Entry
from agents.extract.identity import article_id
from tests.support.articles.stories import FLOOD, PAINTING, STRIKE

RECORDS = [json.loads(line) for line in Path(__file__).with_name("state-1.jsonl").read_text("utf-8").splitlines()]
HERALD, COURIER, GAZETTE = (
    article_id(f"https://{name}.example/flood", "") for name in ("herald", "courier", "gazette")
)
FEED = "feed item 7"
CORRECTED = FLOOD.text.replace(*FLOOD.number)
EXCERPT = "\n".join(FLOOD.paragraphs[2:4])
EVENTS = [
    (HERALD, FLOOD.text),
    (HERALD, CORRECTED),
    (COURIER, FLOOD.text.removeprefix("HARLOW (NNA) — ")),
    (GAZETTE, EXCERPT),
    (FEED, STRIKE.text),
]
WINDOW = 100.0


class Restored:
    """A partition whose state was read back from the records of newsmill 0.1."""

    def __init__(self, extract, records=RECORDS):
        self.extract = extract
        self.deduplicator = Deduplicator(window=WINDOW, replay_span=0)
        for record in records:
            value = record["value"]
            self.deduplicator.restore(record["key"].encode(), value.encode() if isinstance(value, str) else value)
        self.deduplicator.ready()

    def decide(self, key, text, *, position=20, time=1010.0):
        return self.deduplicator.decide(self.extract(key, text), position=position, time=time)


@pytest.fixture
def restored(extract):
    return Restored(extract)


def told(decision):
    article = decision.article
    links = [decision.duplicate_of, *article.near_duplicates, *article.contained_in, *(article.contains or ())]
    return decision.verdict, article.revision, [(link.id, link.revision, link.method) for link in links if link]


def test_all_records_are_read(restored):
    assert len(restored.deduplicator) == 4
    assert restored.deduplicator.articles == 3


def test_events_delivered_again_get_the_same_verdicts_and_links(restored):
    again = [told(restored.decide(*event, position=10 + at, time=1000.0 + at)) for at, event in enumerate(EVENTS)]
    assert again == [
        (Verdict.NEW, 1, []),
        (Verdict.UPDATED, 2, []),
        (Verdict.DUPLICATE, 1, [(HERALD, 2, "minhash")]),
        (Verdict.NEW, 1, [(HERALD, 2, "containment")]),
        (Verdict.NEW, 1, []),
    ]


def test_links_of_that_version_have_no_evidence(restored):
    assert restored.decide(*EVENTS[2], position=12).duplicate_of.evidence is None


@pytest.mark.parametrize("event", EVENTS)
def test_an_article_that_is_seen_again_is_unchanged_and_its_record_has_the_new_format(extract, restored, event):
    decision = restored.decide(*event)
    assert decision.verdict is Verdict.UNCHANGED
    ((key, value),) = decision.changes
    assert (key, value[0]) == (event[0], FORMAT)
    again = Restored(extract, [*RECORDS, {"key": key, "value": value}])
    assert again.decide(*event, position=21).verdict is Verdict.UNCHANGED


@pytest.mark.parametrize(
    "text, article, revision", [(CORRECTED, HERALD, 2), (EXCERPT, GAZETTE, 1), (STRIKE.text, FEED, 1)]
)
def test_an_equal_text_elsewhere_is_an_exact_duplicate(restored, text, article, revision):
    assert told(restored.decide("elsewhere", text.upper())) == (Verdict.DUPLICATE, 1, [(article, revision, "exact")])


@pytest.mark.parametrize("key, revision", [(HERALD, 3), (GAZETTE, 2), (FEED, 2)])
def test_a_changed_text_of_a_known_article_is_its_next_revision(restored, key, revision):
    assert told(restored.decide(key, PAINTING.text)) == (Verdict.UPDATED, revision, [])
    near = PAINTING.text.replace(*PAINTING.number)
    assert restored.decide("elsewhere", near, position=21).duplicate_of.id == key, "its new text has a sketch"


def test_a_duplicate_with_a_text_of_its_own_becomes_new(restored):
    assert told(restored.decide(COURIER, PAINTING.text)) == (Verdict.NEW, 1, [])


def test_near_duplicates_and_parts_of_an_article_of_that_version_are_published_once(restored):
    """Its sketch is of another kind; a copy that is published has one of this kind, by which other copies are found."""
    assert told(restored.decide("elsewhere", STRIKE.text.replace(*STRIKE.number))) == (Verdict.NEW, 1, [])
    assert restored.decide("again", STRIKE.text.replace("1996", "1997"), position=21).duplicate_of.id == "elsewhere"
    assert told(restored.decide("part", "\n".join(FLOOD.paragraphs[4:6]), position=22)) == (Verdict.NEW, 1, [])


def test_articles_of_that_version_leave_the_window_like_others(restored):
    decision = restored.decide("elsewhere", CORRECTED, time=1001.0 + WINDOW + 5)
    assert decision.verdict is Verdict.NEW
    assert {key for key, value in decision.changes if value is None} == {HERALD, COURIER, GAZETTE, FEED}


VALUE = json.loads(RECORDS[1]["value"])


@pytest.mark.parametrize(
    "field, value",
    [
        ("language", None),
        ("time", "noon"),
        ("time", "NaN"),
        ("position", 1.5),
        ("position", 1 << 63),
        ("ruled_at", "seven"),
        ("fingerprint", 7),
        ("revision", -1),
        ("revision", 1 << 32),
        ("relations", [["b", 1, 0.5]]),
        ("relations", [["b", 0, 0.5, "minhash"]]),
        ("earlier", [[7, "f7", 1]]),
        ("earlier", [[7, "f7", 1, []]] * 16),
    ],
)
def test_a_damaged_record_raises_an_error(field, value):
    with pytest.raises(ValueError, match="not an entry of the deduplicator's state: "):
        Entry.decode(HERALD, json.dumps(VALUE | {field: value}).encode())


@pytest.mark.parametrize("value", [b"{", b"{}", b'{"id":"a"}', b"{\xff}"])
def test_a_record_that_is_no_object_with_the_fields_raises_an_error(value):
    with pytest.raises(ValueError, match="not an entry of the deduplicator's state: "):
        Entry.decode("a", value)
