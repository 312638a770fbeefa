"""The benchmark of capacity: its events, its waiting times, and that it measures figures of the model."""

import math

import numpy as np
import pytest

from agents.deduplicate import Deduplicator
from agents.deduplicate.draft import Draft
from agents.plan import MEASURED
from tests.benchmarks.capacity import named
from tests.benchmarks.capacity_load import percentile
from tests.benchmarks.capacity_simulation import COPIED, Copied, _encoded, _in, waits


def test_what_is_measured_are_figures_of_the_model() -> None:
    worker = dict.fromkeys(
        ("main ms", "broker ms", "main MiB", "child MiB", "of these its own MiB", "idle main ms a second"), 2.0
    )
    hops = dict.fromkeys(("extract", "deduplicate", "enrich"), worker)
    topics = dict.fromkeys(("raw", "extracted", "deduplicate-state", "unique", "articles", "duplicates"), 4.0)
    pages = {"extraction": {"ms of any page": 1.0, "ms a kB": 1.0}, "bytes": topics, "bytes compressed": topics}
    simulated = {"ms of processor time an event": 1.0, "bytes an entry": 1.0}
    found = named({"hops": hops, "pages": pages, "simulation": simulated})
    assert found["broker_ms"] == 6.0
    assert found["raw_share"] == 1.0
    known = {one.name: one.command for one in MEASURED.sources()}
    assert found.keys() <= known.keys()
    assert {name for name, command in known.items() if "bench-capacity" in command} == found.keys() - {"entry_bytes"}


def test_a_percentile_is_where_prometheus_has_it() -> None:
    buckets = {0.1: 50, 0.2: 90, 0.4: 100, math.inf: 100}
    assert percentile(buckets, 50) == pytest.approx(0.1)
    assert percentile(buckets, 70) == pytest.approx(0.15)
    assert percentile(buckets, 95) == pytest.approx(0.3)


def test_a_percentile_above_all_bounds_is_the_highest_and_of_nothing_it_is_not_a_number() -> None:
    assert percentile({0.1: 0, 0.2: 50, math.inf: 100}, 99) == 0.2
    assert math.isnan(percentile({0.1: 0, math.inf: 0}, 50))


def test_an_event_waits_for_its_tick_and_for_the_events_before_it() -> None:
    found = waits(np.array([0.004, 0.004, 0.004, 0.004]), rate=250)  # due at 0, 4, 8 and 12 ms; ticks of 10 ms
    assert found == pytest.approx([0.004, 0.010, 0.010, 0.012])


def test_a_core_that_is_too_slow_falls_behind() -> None:
    found = waits(np.full(1000, 0.002), rate=1000)
    assert found[-1] == pytest.approx(1.0, abs=0.02)


def test_a_fifth_of_the_events_are_copies_and_are_found() -> None:
    stream, state = Copied(1, 200), Deduplicator(window=1e6)
    verdicts = []
    for number in range(400):
        is_copy, _, event = stream.event(number)
        assert is_copy == (number % COPIED == COPIED - 1)
        decision = state.decide(_in(event, "de"), position=number, time=0.0)
        verdicts.append((is_copy, decision.duplicate_of is not None))
    assert sum(is_copy for is_copy, _ in verdicts) == 80
    assert sum(is_copy and found for is_copy, found in verdicts) >= 76
    assert not any(found for is_copy, found in verdicts if not is_copy)


def test_an_event_has_a_text_as_long_as_its_signature_says_with_its_blocks() -> None:
    stream = Copied(1, 200)
    _, shingles, _ = stream.event(7)
    article = Draft.read(_encoded(stream, "de", 7)).article
    assert len(article.text.split()) == pytest.approx(shingles, rel=0.35)
    assert article.language.code == "de"
    assert article.blocks is not None
    assert article.blocks[-1].end == len(article.text)
