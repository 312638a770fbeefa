"""The deduplicator's decisions, one event after the other. Covers also agents/deduplicate/decision.py."""

from unittest.mock import patch

import pytest

from agents.deduplicate import Deduplicator, Verdict
from agents.deduplicate.columns import STEP
from agents.deduplicate.deduplicator import MAX_EXPIRED
from agents.deduplicate.entry import MAX_RULINGS, Entry
from agents.deduplicate.index import COMMON
from agents.deduplicate.memory import Memory
from agents.deduplicate.relations import MAX_LINKS
from schemas import Rejected, Signature, Status

DAY = 86_400.0
WINDOW = 3 * DAY


def link_to(article_id, links):
    """Return the id, revision, similarity and method of the only link, which states what was compared."""
    (link,) = links
    assert link.evidence is not None
    assert link.id == article_id
    return link.revision, link.similarity, link.method


def test_an_unknown_article_is_new(stream, story):
    decision = stream.decide("a", story("flood", 1, 2))
    assert decision.verdict is Verdict.NEW
    assert (decision.article.id, decision.article.revision, decision.article.status) == ("a", 1, Status.NEW)
    assert decision.duplicate_of is None
    assert [key for key, _ in decision.changes] == ["a"]


def test_the_same_article_again_is_unchanged(stream, story):
    stream.decide("a", story("flood", 1, 2))
    decision = stream.decide("a", story("flood", 1, 2))
    assert decision.verdict is Verdict.UNCHANGED
    assert decision.duplicate_of is None
    assert [key for key, _ in decision.changes] == ["a"], "it was seen, so its window starts again"


def test_changed_text_is_the_next_revision_of_the_article(stream, story):
    stream.decide("a", story("flood", 1, 2))
    decision = stream.decide("a", story("flood", 1, 2, 3))
    assert decision.verdict is Verdict.UPDATED
    assert (decision.article.revision, decision.article.status) == (2, Status.UPDATED)
    assert decision.article.near_duplicates == (), "it resembles itself only"
    assert stream.decide("a", story("fire", 1)).article.revision == 3


def test_a_text_that_returns_to_an_earlier_revision_is_unchanged(stream, story):
    stream.decide("a", story("flood", 1))
    stream.decide("a", story("flood", 2))
    assert stream.decide("a", story("flood", 1)).verdict is Verdict.UNCHANGED


def test_the_same_text_elsewhere_is_an_exact_duplicate(stream, story):
    stream.decide("a", story("flood", 1, 2))
    decision = stream.decide("b", story("flood", 1, 2).upper())
    assert decision.verdict is Verdict.DUPLICATE
    assert link_to("a", [decision.duplicate_of]) == (1, 1.0, "exact")
    assert decision.article.id == "b"


def test_a_similar_text_elsewhere_is_a_duplicate(stream, story):
    stream.decide("a", story("flood", 1, 2, 3, 4))
    stream.decide("a", story("flood", 1, 2, 3, 4, 5))
    link = stream.decide("b", story("flood", 1, 2, 3, 4)).duplicate_of
    assert (link.id, link.revision, link.method) == ("a", 2, "minhash")
    assert link.similarity == pytest.approx(0.8, abs=0.1)


def test_a_copy_of_a_copy_is_a_duplicate_of_the_published_article(stream, story):
    stream.decide("a", story("flood", 1, 2, 3, 4))
    stream.decide("b", story("flood", 1, 2, 3, 4, 5))
    assert stream.decide("c", story("flood", 1, 2, 3, 4, 5)).duplicate_of.id == "a"


def test_copies_do_not_chain(stream, story):
    """Each text has five sixths of the one before; through copies of copies, the last would be a copy of the first."""
    verdicts = [stream.decide(f"copy{start}", story("flood", *range(start, start + 6))).verdict for start in range(6)]
    assert verdicts == [Verdict.NEW, Verdict.DUPLICATE] * 3


def test_a_duplicate_with_the_same_text_is_unchanged(stream, story):
    stream.decide("a", story("flood", 1, 2))
    stream.decide("b", story("flood", 1, 2))
    assert stream.decide("b", story("flood", 1, 2)).verdict is Verdict.UNCHANGED


def test_a_duplicate_with_a_text_of_its_own_becomes_new(stream, story):
    stream.decide("a", story("flood", 1, 2))
    stream.decide("b", story("flood", 1, 2))
    decision = stream.decide("b", story("fire", 1, 2))
    assert decision.verdict is Verdict.NEW
    assert (decision.article.revision, decision.article.status) == (1, Status.NEW)
    assert stream.decide("c", story("fire", 1, 2)).duplicate_of.id == "b"


def test_a_duplicate_whose_changed_text_still_repeats_the_article_stays_a_duplicate(stream, story):
    stream.decide("a", story("flood", 1, 2, 3, 4))
    stream.decide("b", story("flood", 1, 2, 3, 4))
    decision = stream.decide("b", story("flood", 1, 2, 3, 4, 5))
    assert decision.verdict is Verdict.DUPLICATE
    assert decision.duplicate_of.id == "a"


def test_an_update_that_resembles_another_article_is_linked_to_it_and_not_merged(stream, story):
    stream.decide("a", story("flood", 1, 2))
    stream.decide("b", story("fire", 1, 2))
    decision = stream.decide("b", story("flood", 1, 2))
    assert decision.verdict is Verdict.UPDATED
    assert link_to("a", decision.article.near_duplicates) == (1, 1.0, "exact")
    assert stream.decide("a", story("flood", 1, 2)).verdict is Verdict.UNCHANGED


def test_an_excerpt_is_published_and_linked_to_the_article_that_contains_it(stream, story):
    stream.decide("a", story("flood", *range(9)))
    decision = stream.decide("b", story("flood", 1, 2, 3))
    assert decision.verdict is Verdict.NEW
    (link,) = decision.article.contained_in
    assert (link.id, link.method) == ("a", "containment")
    assert link.similarity > 0.6
    assert decision.article.near_duplicates == ()


def test_copies_of_a_text_that_was_revised_away_are_new(stream, story):
    stream.decide("a", story("flood", 1, 2))
    stream.decide("a", story("fire", 1, 2))
    assert stream.decide("b", story("flood", 1, 2)).verdict is Verdict.NEW


def test_texts_in_different_languages_are_not_compared(stream, story):
    stream.decide("a", story("flood", 1, 2), "en")
    assert stream.decide("b", story("flood", 1, 2), "de").verdict is Verdict.NEW


def test_texts_of_two_words_are_duplicates_only_if_equal(stream):
    stream.decide("a", "Goal scored")
    assert stream.decide("b", "goal scored!").duplicate_of.method == "exact"
    assert stream.decide("c", "Goal missed").verdict is Verdict.NEW


def test_notices_from_one_template_are_different_articles(stream):
    notice = "The {} city council will meet on {} at {} p.m. to discuss the budget. Residents may attend the meeting."
    first = stream.decide("a", notice.format("Springfield", "Monday", 7))
    second = stream.decide("b", notice.format("Shelbyville", "Friday", 8))
    assert (first.verdict, second.verdict) == (Verdict.NEW, Verdict.NEW)


def test_a_short_notice_with_one_word_changed_at_its_end_is_a_copy(stream):
    notice = "The city council of Springfield will meet on Monday at seven to discuss the budget and the old bridge, "
    stream.decide("a", notice + "officials said.")
    assert stream.decide("b", notice + "officials announced.").verdict is Verdict.DUPLICATE


def test_an_article_is_forgotten_a_window_after_it_was_last_seen(stream, story):
    stream.decide("a", story("flood", 1, 2))
    stream.time = 2.9 * DAY
    assert stream.decide("b", story("flood", 1, 2)).verdict is Verdict.DUPLICATE
    assert stream.decide("a", story("flood", 1, 2)).verdict is Verdict.UNCHANGED
    stream.time = 5.8 * DAY
    assert stream.decide("c", story("flood", 1, 2)).verdict is Verdict.DUPLICATE, "a was seen again"
    stream.time = 9 * DAY
    assert stream.decide("d", story("flood", 1, 2)).verdict is Verdict.NEW


def test_time_is_stream_time_and_never_decreases(stream, story):
    stream.time = 10 * DAY
    stream.decide("a", story("flood", 1, 2))
    stream.time = 0.0
    stream.decide("b", story("fire", 1, 2))
    stream.time = 12 * DAY
    assert stream.decide("c", story("fire", 1, 2)).verdict is Verdict.DUPLICATE, "b was seen at 10 days, not at 0"


def test_expired_entries_are_dropped_oldest_first_with_tombstones(streams, story):
    stream = streams(window=DAY, replay_span=3)
    for number in range(5):
        stream.decide(f"article{number}", story(f"topic{number}", 1))
    stream.decide("article0", story("topic0", 1))
    stream.time = 2 * DAY
    tombstones = []
    for number in range(5, 12):
        decision = stream.decide(f"article{number}", story(f"topic{number}", 1))
        assert decision.changes[0][1] is not None, "the event's own entry comes first"
        tombstones.append([key for key, value in decision.changes if value is None])
    assert tombstones == [["article1", "article2"], ["article3"], ["article4"], ["article0"], [], [], []]
    assert len(stream.deduplicator) == stream.deduplicator.articles == 7


def test_a_decision_drops_a_bounded_number_of_entries(streams, story):
    stream = streams(window=DAY, replay_span=0)
    for number in range(3 * MAX_EXPIRED):
        stream.decide(f"article{number}", story(f"topic{number}", 1))
    stream.time = 2 * DAY
    decision = stream.decide("late", story("late", 1))
    assert len(decision.changes) == 1 + MAX_EXPIRED
    again = stream.decide("unknown", story("topic20", 1))
    assert again.verdict is Verdict.NEW, "an expired article is not found, even if it is not dropped yet"


def test_an_article_past_the_replay_span_and_the_window_starts_at_revision_1(streams, story):
    stream = streams(window=DAY, replay_span=1)
    stream.decide("a", story("flood", 1))
    stream.decide("a", story("flood", 2))
    stream.time = 2 * DAY
    assert stream.decide("a", story("flood", 3)).article.revision == 3, "its events may still be delivered again"
    stream.time = 4 * DAY
    stream.decide("b", story("fire", 1))
    assert stream.decide("a", story("flood", 4)).article.revision == 1


def test_the_tables_grow_with_the_articles(stream, story):
    for number in range(STEP + 10):
        stream.decide(f"article{number}", story(f"topic{number}", 1))
    assert len(stream.deduplicator) == stream.deduplicator.articles == STEP + 10
    assert stream.decide("copy", story("topic0", 1)).duplicate_of.id == "article0"
    assert stream.decide("other", story(f"topic{STEP}", 1)).duplicate_of.id == f"article{STEP}"


def test_the_record_of_a_duplicate_is_small(stream, story):
    (_, article), (_, duplicate) = (stream.decide(name, story("flood", 1, 2)).changes[0] for name in ("a", "b"))
    assert len(Entry.decode("a", article).sketch.hashes) == 48
    assert Entry.decode("b", duplicate).sketch is None, "no text is compared with it"
    assert stream.deduplicator.articles == 1


def test_an_article_revised_often_keeps_a_bounded_record(stream, story):
    for number in range(MAX_RULINGS + 4):
        decision = stream.decide("a", story("flood", number))
    assert decision.article.revision == MAX_RULINGS + 4
    rulings = Entry.decode(*decision.changes[0]).rulings
    assert [ruling.revision for ruling in rulings] == list(range(5, MAX_RULINGS + 5))


def test_articles_that_were_all_updated_to_one_text_are_linked_to_the_first_of_them(stream, story):
    """A site in repair may serve one text at all addresses; the time of a search must not grow with them."""
    for number in range(4 * COMMON):
        stream.decide(f"article{number}", story(f"topic{number}", 1))
    last = [stream.decide(f"article{number}", story("repair", 1)) for number in range(4 * COMMON)][-1]
    assert (last.verdict, last.article.revision) == (Verdict.UPDATED, 2)
    assert [link.id for link in last.article.near_duplicates] == [f"article{number}" for number in range(MAX_LINKS)]
    assert stream.decide("other", story("repair", 1)).duplicate_of.id == "article0"
    records = [Entry.decode(*change) for change in last.changes]
    assert [(entry.by_fingerprint, entry.indexed) for entry in records] == [(False, 0)]


@pytest.mark.parametrize("sketch", ["no base64!", "MTIzNA==", ""])
def test_a_damaged_signature_is_rejected_and_does_not_change_the_state(stream, story, sketch):
    event = stream.extract("a", story("flood", 1))
    damaged = event.model_copy(update={"signature": Signature(version=event.signature.version, sketch=sketch)})
    with pytest.raises(Rejected, match=r"signature\.sketch: "):
        stream.deduplicator.decide(damaged, position=1, time=0.0)
    assert len(stream.deduplicator) == 0
    assert stream.deduplicator.decide(event, position=1, time=0.0).verdict is Verdict.NEW


def test_a_text_that_another_version_signed_is_signed_again(stream, story):
    event = stream.extract("a", story("flood", 1, 2, 3, 4))
    stream.deduplicator.decide(
        event.model_copy(update={"signature": Signature(version=1, sketch="of a kind")}), position=0, time=0.0
    )
    assert stream.decide("b", story("flood", 1, 2, 3, 4) + " And more.").duplicate_of.id == "a"


def test_a_text_without_shingles_may_equal_one_that_has_some(stream):
    """Both have the same words for the fingerprint, but the number is one word for the sketch."""
    stream.decide("a", "Up 12 5")
    assert stream.decide("b", "Up 12.5").duplicate_of.method == "exact"


def test_short_texts_with_different_headlines_are_different_articles_even_if_equal(stream):
    """All articles behind a paywall may show the same sentence."""
    sentence = "This article is for subscribers of the Courier. Sign in or subscribe to read it."
    stream.decide("a", sentence, title="Ferries are back")
    assert stream.decide("b", sentence, title="Ferries: are BACK!").verdict is Verdict.DUPLICATE
    assert stream.decide("c", sentence, title="The bridge is closed").verdict is Verdict.NEW
    assert stream.decide("d", sentence).verdict is Verdict.DUPLICATE


def test_an_id_may_be_any_text(stream, story):
    """32 characters that are no hash in lower case are not read as one."""
    ids = ["", "a" * 32, "A" * 32, "a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 ab", "id of a feed"]
    for number, name in enumerate(ids):
        assert stream.decide(name, story(f"topic{number}", 1)).verdict is Verdict.NEW
    for number, name in enumerate(ids):
        decision = stream.decide(name, story(f"topic{number}", 2))
        assert decision.article.revision == 2
        assert [key for key, _ in decision.changes] == [name]


def test_a_damaged_record_of_the_state_raises_an_error_that_says_what_is_wrong():
    with pytest.raises(ValueError, match="language: Field required"):
        Deduplicator(window=WINDOW).restore("a", b'{"id":"a"}')
    with pytest.raises(ValueError, match="this version reads format 2"):
        Deduplicator(window=WINDOW).restore("a", b"\x07")


def test_a_replay_repeats_the_earlier_decisions_and_changes_nothing(extract, story):
    live = Deduplicator(window=WINDOW)
    events = [
        extract("a", story("flood", 1, 2, 3)),
        extract("b", story("flood", 1, 2, 3) + " And a word."),
        extract("a", story("flood", 4, 5, 6)),
        extract("a", story("flood", 1, 2, 3)),
    ]
    decided = [live.decide(event, position=number, time=float(number)) for number, event in enumerate(events)]
    again = [
        live.decide(event, position=10 + number, time=50.0 + number, is_replay=True)
        for number, event in enumerate(events)
    ]
    assert [one.verdict for one in decided] == [Verdict.NEW, Verdict.DUPLICATE, Verdict.UPDATED, Verdict.UNCHANGED]
    assert [(one.verdict, one.article, one.duplicate_of) for one in again[:3]] == [
        (one.verdict, one.article, one.duplicate_of) for one in decided[:3]
    ]
    assert (again[3].verdict, again[3].article.revision) == (Verdict.NEW, 1)
    assert [one.changes for one in again] == [()] * 4


def test_a_replay_of_an_unknown_text_is_decided_like_any_other_event(extract, story):
    live = Deduplicator(window=WINDOW)
    live.decide(extract("a", story("flood", 1, 2, 3)), position=0, time=0.0)
    updated = live.decide(extract("a", story("storm", 1, 2, 3)), position=1, time=1.0, is_replay=True)
    assert (updated.verdict, updated.article.revision) == (Verdict.UPDATED, 2)
    assert len(updated.changes) == 1


def test_late_records_of_a_former_owner_are_skipped_when_the_state_is_restored(extract, story):
    live = Deduplicator(window=WINDOW)
    (late,) = live.decide(extract("a", story("flood", 1, 2, 3)), position=0, time=0.0).changes
    (latest,) = live.decide(extract("a", story("flood", 4, 5, 6)), position=1, time=1.0).changes
    restored = Deduplicator(window=WINDOW)
    for change in (late, latest, late):
        restored.restore(*change)
    decision = restored.decide(extract("a", story("flood", 7, 8, 9)), position=2, time=2.0)
    assert (decision.verdict, decision.article.revision) == (Verdict.UPDATED, 3)


def test_events_of_a_topic_created_again_count_as_later_although_their_offsets_are_lower(extract, story):
    live = Deduplicator(window=WINDOW)
    (before,) = live.decide(extract("a", story("flood", 1, 2, 3)), position=1000, time=0.0).changes
    (after,) = live.decide(extract("a", story("flood", 4, 5, 6)), position=0, time=1.0).changes
    restored = Deduplicator(window=WINDOW)
    for change in (before, after):
        restored.restore(*change)
    decision = restored.decide(extract("a", story("flood", 4, 5, 6)), position=1, time=2.0)
    assert decision.verdict is Verdict.UNCHANGED


def test_entries_are_sorted_after_a_recovery_alone(extract, story):
    """A million of them take a while, and events of a topic created again, with old times, are out of order."""
    state = Deduplicator(window=WINDOW)
    state.restore("a", None)
    with patch.object(Memory, "sort", autospec=True, side_effect=Memory.sort) as sort:
        for position in (1000, 0, 1):
            state.decide(extract(f"at{position}", story("flood", position)), position=position, time=5.0)
    assert sort.call_count == 1
