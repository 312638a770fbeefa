"""Kill -9 at every point: each event gets the same verdict again, for all lost records and repeated events."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.deduplicate import Deduplicator, Verdict, index

WINDOW = 30.0
REPLAY_SPAN = 6

PARAGRAPHS = [
    ("flood", 1, 2, 3, 4),
    ("flood", 1, 2, 3, 4, 5),  # a copy of the one before
    ("flood", 1, 2, 3, 4, 5, 6, 7, 8, 9),  # a copy of the second, but not of the first
    ("flood", 2),  # an excerpt
    ("fire", 1, 2, 3),
    ("fire", 2, 3, 4),
    ("storm", 1),
]
FRAMED = [("fire", 7, 8), ("storm", 2), ("flood", 20, 21), ("flood", 20, 21, 22), ("storm", 2, 3, 4)]
TEXTS = len(PARAGRAPHS) + len(FRAMED)
OUTLETS = ["https://herald.example", "https://courier.example"]

events = st.tuples(
    st.sampled_from("abcde"),  # the article's id
    st.integers(0, TEXTS) | st.just(TEXTS),  # its text; the last number is one too short for shingles
    st.sampled_from(["en", "en", "de"]),
    st.sampled_from([0.0, 1.0, 1.0, -5.0, 12.0, WINDOW + 1]),  # seconds after the event before: some are late
    st.sampled_from(OUTLETS),
)
crashes = st.tuples(
    st.integers(1, 20),  # events decided before it
    st.integers(0, REPLAY_SPAN),  # of these, not committed
    st.integers(0, 12),  # records that had not reached the state topic
    st.booleans(),  # whether the topic was compacted since
)


@dataclass
class Partition:
    """A source partition, its state topic and the worker that is killed."""

    source: list
    log: list = field(default_factory=list)
    recorded: dict = field(default_factory=dict)  # position to the length of the log with all its records
    committed: int = 0
    verdicts: list = field(default_factory=list)  # (position, what subscribers see)

    def __post_init__(self):
        self.start()

    def start(self):
        self.restored = len(self.log)
        self.position = self.committed
        self.deduplicator = Deduplicator(window=WINDOW, replay_span=REPLAY_SPAN)
        for key, value in self.log:
            self.deduplicator.restore(key, value)

    def run(self, count):
        for event, time in self.source[self.position : self.position + count]:
            decision = self.deduplicator.decide(event, position=self.position, time=time)
            self.verdicts.append((self.position, seen(decision)))
            self.log.extend(decision.changes)
            self.recorded.setdefault(self.position, len(self.log))
            self.position += 1

    def kill(self, uncommitted, lost, is_compacted):
        """Lose the last records sent, except restored ones and those of committed events, and start again."""
        self.committed = max(self.committed, self.position - uncommitted)
        needed = self.recorded[self.committed - 1] if self.committed else 0
        del self.log[max(needed, self.restored, len(self.log) - lost) :]
        self.recorded = {position: end for position, end in self.recorded.items() if end <= len(self.log)}
        if is_compacted:
            self.compact()
        self.start()

    def compact(self):
        """Keep only the last record of each key, without tombstones."""
        last = {key: number for number, (key, _) in enumerate(self.log)}
        kept = [number for number in sorted(last.values()) if self.log[number][1] is not None]
        self.log = [self.log[number] for number in kept]
        self.recorded = dict.fromkeys(self.recorded, len(self.log))


def seen(decision):
    article = decision.article
    links = (decision.duplicate_of, article.near_duplicates, article.contained_in, article.contains)
    return decision.verdict, article.id, article.revision, article.status, links


@pytest.fixture(scope="module")
def source(extract, story):
    frame = story("frame", 1, 2)
    framed = [f"{frame}\n{story(*paragraphs)}" for paragraphs in FRAMED]
    texts = [*(story(*paragraphs) for paragraphs in PARAGRAPHS), *framed, "Goal scored"]
    known = {}

    def partition(drawn):
        now, result = 1000.0, []
        for article_id, text, language, seconds, *outlet in drawn:
            now += seconds
            key = article_id, text, language, *outlet
            if key not in known:
                known[key] = extract(article_id, texts[text], language, url=outlet[0] if outlet else None)
            result.append((known[key], now))
        return result

    return partition


@contextmanager
def low_bounds() -> Iterator[None]:
    """Let a few articles reach the bounds of the index that otherwise dozens reach."""
    with patch.object(index, "COMMON", 1), patch.object(index, "COMPARED", 2), patch.object(index, "REPEATED", 1):
        yield


@settings(max_examples=300, deadline=None)
@given(drawn=st.lists(events, min_size=1, max_size=60), plan=st.lists(crashes, max_size=6))
def test_an_event_that_is_delivered_again_gets_the_same_verdict(source, drawn, plan):
    with low_bounds():
        uninterrupted = Partition(source(drawn))
        uninterrupted.run(len(drawn))
        expected = dict(uninterrupted.verdicts)

        killed = Partition(source(drawn))
        for count, uncommitted, lost, is_compacted in plan:
            killed.run(count)
            killed.kill(uncommitted, lost, is_compacted)
        killed.run(len(drawn))

    assert {position for position, _ in killed.verdicts} == set(expected)
    for position, verdict in killed.verdicts:
        assert verdict == expected[position], f"at position {position}"


@settings(max_examples=100, deadline=None)
@given(drawn=st.lists(events, min_size=1, max_size=40))
def test_the_state_topic_restores_what_was_known(source, drawn):
    partition = Partition(source(drawn))
    partition.run(len(drawn))
    known, articles = len(partition.deduplicator), partition.deduplicator.articles
    partition.compact()
    partition.start()
    partition.deduplicator.ready()
    assert (len(partition.deduplicator), partition.deduplicator.articles) == (known, articles)


@settings(max_examples=100, deadline=None)
@given(drawn=st.lists(events, min_size=1, max_size=40))
def test_equal_events_lead_to_equal_records(source, drawn):
    one, other = Partition(source(drawn)), Partition(source(drawn))
    one.run(len(drawn))
    other.run(len(drawn))
    assert one.log == other.log
    assert one.verdicts == other.verdicts


def test_a_replayed_article_is_not_its_own_duplicate(source):
    partition = Partition(source([("a", 0, "en", 0.0)]))
    partition.run(1)
    partition.kill(uncommitted=1, lost=0, is_compacted=False)
    partition.run(1)
    assert [verdict[0] for _, verdict in partition.verdicts] == [Verdict.NEW, Verdict.NEW]


def test_an_event_that_is_delivered_again_writes_its_record_again(source):
    """Its record may be lost; that can happen without a crash of the worker."""
    partition = Partition(source([("a", 0, "en", 0.0), ("a", 4, "en", 0.0)]))
    partition.run(2)
    partition.position = 0
    partition.run(2)
    assert [key for key, _ in partition.log] == ["a"] * 4
    assert partition.log[1] == partition.log[2] == partition.log[3], "the latest entry of the article"


def test_an_event_published_twice_upstream_is_unchanged(source):
    """The extract stage delivers at least once: the same event may be at two positions."""
    revisions = [("a", 0, "en", 0.0), ("a", 4, "en", 1.0)]
    partition = Partition(source(revisions * 2))
    partition.run(4)
    verdicts = [verdict[0] for _, verdict in partition.verdicts]
    assert verdicts == [Verdict.NEW, Verdict.UPDATED, Verdict.UNCHANGED, Verdict.UNCHANGED]


def test_events_of_an_expired_article_may_still_be_delivered_again(source):
    """The revision is lost with the entry, so the entry stays until its events cannot be delivered again."""
    partition = Partition(source([("a", 0, "en", 0.0), ("a", 4, "en", 0.0), ("b", 6, "en", 2 * WINDOW)]))
    partition.run(3)
    partition.kill(uncommitted=3, lost=0, is_compacted=True)
    partition.run(3)
    verdicts = [(verdict[0], verdict[2]) for _, verdict in partition.verdicts]
    assert verdicts[:3] == verdicts[3:] == [(Verdict.NEW, 1), (Verdict.UPDATED, 2), (Verdict.NEW, 1)]


def test_an_article_that_is_not_found_by_its_keys_is_not_found_after_a_restart_either(source):
    """As many articles as the index takes have the text: "a", which then gets another one."""
    drawn = [("a", 0, "en", 0.0), ("b", 6, "en", 0.0), ("a", TEXTS, "en", 0.0), ("b", TEXTS, "en", 0.0)]
    partition = Partition(source([*drawn, ("a", 4, "en", 0.0), ("c", TEXTS, "en", 0.0), ("d", TEXTS, "en", 0.0)]))
    with low_bounds():
        partition.run(5)
        partition.kill(uncommitted=0, lost=0, is_compacted=True)
        partition.run(2)
    verdicts = [verdict[0] for _, verdict in partition.verdicts]
    assert verdicts[2:] == [Verdict.UPDATED] * 3 + [Verdict.NEW, Verdict.DUPLICATE]


def test_stream_time_is_the_same_after_a_restart(source):
    """A late event after the restart must not find an article that left the window before it."""
    partition = Partition(source([("a", 4, "en", 0.0), ("b", 6, "en", WINDOW + 1), ("c", 4, "en", -WINDOW)]))
    partition.run(2)
    partition.kill(uncommitted=0, lost=0, is_compacted=True)
    partition.run(1)
    assert partition.verdicts[-1][1][0] is Verdict.NEW


def test_after_a_source_topic_was_created_again_known_articles_still_get_updates(source):
    partition = Partition(source([("a", 0, "en", 0.0), ("a", 4, "en", 0.0)]))
    event, time = partition.source[0]
    partition.deduplicator.decide(event, position=1_000_000, time=time)
    partition.position = 1
    partition.run(1)
    assert partition.verdicts[-1][1][0] is Verdict.UPDATED
