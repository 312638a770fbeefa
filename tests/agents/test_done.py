"""The results of stages: what a record needs of a product, the article's provenance, and which outputs end early."""

import pickle
import time
from datetime import UTC, datetime

import pytest

from agents.done import Done, Output, note
from schemas import Article, Language, Origin, Provenance
from streams.metrics import Outcome
from streams.stages import Stage

TIME = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
PLACE = Origin(topic="news.raw.v1", partition=0, offset=7, timestamp=TIME)


def article(**provenance: object) -> Article:
    return Article(
        id="a1",
        revision=2,
        text="Ferries are back.",
        language=Language(code="en", confidence=0.9),
        fingerprint="f1",
        provenance=Provenance.model_validate({"version": "1.2.3"} | provenance),
    )


def test_a_product_has_what_its_record_needs() -> None:
    started = time.perf_counter() - 2
    done = Done.of(b"event", article(origin=PLACE), started)
    assert (done.event, done.id, done.revision, done.language) == (b"event", "a1", 2, "en")
    assert 2 <= done.seconds < 30
    assert done.raw_timestamp == TIME.timestamp()


@pytest.mark.parametrize("origin", [None, PLACE.model_copy(update={"timestamp": None})])
def test_a_product_without_a_time_of_its_raw_event_has_none(origin: Origin | None) -> None:
    assert Done.of(b"event", article(origin=origin), time.perf_counter()).raw_timestamp is None


def test_a_product_returns_from_a_child_unchanged() -> None:
    done = Done.of(b"event", article(origin=PLACE), time.perf_counter())
    assert pickle.loads(pickle.dumps(done)) == done  # noqa: S301 (its own)


def test_a_stage_adds_its_duration_and_its_changes_to_the_provenance() -> None:
    before = article(timings={"extract": 0.5}, methods={"text": "plain"})
    after = note(before, Stage.ENRICH, time.perf_counter() - 2, origin=PLACE)
    assert after.provenance.timings["extract"] == 0.5
    assert 2 <= after.provenance.timings["enrich"] < 30
    assert after.provenance.origin == PLACE
    assert after.provenance.methods == {"text": "plain"}
    assert before.provenance.timings == {"extract": 0.5}
    assert after == before.model_copy(update={"provenance": after.provenance})


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_only_duplicates_unchanged_articles_and_dead_letters_skip_further_stages(outcome: Outcome | None) -> None:
    ended = outcome in (Outcome.DUPLICATE, Outcome.UNCHANGED, Outcome.DEAD_LETTER)
    assert Output(outcome, b"event").ended is ended
