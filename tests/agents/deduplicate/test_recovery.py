"""A state read back decides like the one that wrote it: on a stream of template news, copies, excerpts and updates.

Rows, chains and tables are others after a recovery, so any decision that depends on them would differ here.
"""

from collections import Counter
from random import Random

import pytest

from agents.deduplicate import Deduplicator, Verdict
from agents.deduplicate.entry import Entry
from tests.support.articles.copies import KINDS, excerpt
from tests.support.articles.newsroom import reports

WINDOW, REPLAY_SPAN = 500.0, 60
LENGTH = 1500  # events


def texts(random):
    """Yield what a newsroom's outlets send for ever: an id, a report and its text, often one of an earlier report."""
    known = []
    fresh = iter(reports(random.getrandbits(32), 40, ["en", "de", "zh"]))
    while True:
        kind = random.choice(
            ["new", "new", "new", "copy", "copy", "excerpt", "update", "again", "moved", "id of a feed"]
        )
        if kind == "new" or len(known) < 20:
            report = next(fresh)
            known.append((f"{random.getrandbits(128):032x}", report, report.text))
        elif kind == "id of a feed":
            report = next(fresh)
            known.append((f"{report.domain}/{len(known)}", report, report.text))
        elif kind == "moved":  # an article's address now has the text of another one
            known.append((random.choice(known[-150:])[0], *random.choice(known[-150:])[1:]))
        else:
            known.append(changed(kind, *random.choice(known[-150:]), random))
        yield known[-1]


def changed(kind, article_id, report, text, random):
    """Return an earlier text again: as a copy or excerpt elsewhere, as an update, or as it was."""
    if kind == "again":
        return article_id, report, text
    if kind == "excerpt":
        return f"{random.getrandbits(128):032x}", report, excerpt(text, random, random.uniform(0.3, 0.6))
    copied = random.choice(list(KINDS.values()))(text, text, random)
    return (article_id if kind == "update" else f"{random.getrandbits(128):032x}"), report, copied


@pytest.fixture(scope="module", params=[1, 2])
def events(extract, request):
    """Events with the times at which they were recorded: some late, and with pauses."""
    random, now, drawn = Random(request.param), 1e9, []
    source = texts(random)
    for _ in range(LENGTH):
        article_id, report, text = next(source)
        now += random.choice((0.0, 1.0, 1.0, 1.0, -20.0, 25.0)) if random.random() < 0.995 else WINDOW / 2
        url = f"https://{report.domain}/{article_id}"
        event = extract(article_id, text, report.language, url=url, title=report.title)
        drawn.append((event, now))
    return drawn


@pytest.fixture(scope="module")
def decisions(events):
    """What one deduplicator decides that never stops."""
    deduplicator = Deduplicator(window=WINDOW, replay_span=REPLAY_SPAN)
    return [decide(deduplicator, events, position) for position in range(LENGTH)]


def decide(deduplicator, events, position):
    event, time = events[position]
    return deduplicator.decide(event, position=position, time=time)


def in_bytes(decision):
    """Return all of a decision, as it is written to Kafka."""
    duplicate_of = decision.duplicate_of and decision.duplicate_of.model_dump_json()
    return decision.verdict, decision.article.encode(), duplicate_of, decision.changes


def recovered(log):
    """Read records back, in pieces of any length."""
    deduplicator, random = Deduplicator(window=WINDOW, replay_span=REPLAY_SPAN), Random(len(log))
    records = [(key.encode(), value) for key, value in log]
    while records:
        length = random.randint(1, 300)
        assert deduplicator.restore_all(records[:length]) == []
        del records[:length]
    deduplicator.ready()
    return deduplicator


def written(decisions):
    return [change for decision in decisions for change in decision.changes]


def compacted(log, random):
    """Keep the last record of each key, and some of the others: compaction does not reach the newest segment."""
    last = {key: number for number, (key, _) in enumerate(log)}
    head = random.randrange(len(log))
    return [change for number, change in enumerate(log) if number == last[change[0]] or number >= head]


def without_tombstones(log):
    """Keep the last record of each key; tombstones are deleted a day later."""
    return [change for change in dict(log).items() if change[1] is not None]


def test_the_stream_has_all_that_a_decision_may_be(decisions):
    verdicts = Counter(decision.verdict for decision in decisions)
    assert min(verdicts[verdict] for verdict in Verdict) > 50
    links = Counter(
        kind
        for decision in decisions
        for kind in ("near_duplicates", "contained_in", "contains")
        if getattr(decision.article, kind)
    )
    assert len(links) == 3
    assert min(links.values()) > 10
    assert sum(value is None for _, value in written(decisions)) > 100, "tombstones"
    entries = [Entry.decode(key, value) for key, value in written(decisions) if value is not None]
    sketches = [entry.sketch for entry in entries if entry.sketch is not None]
    assert any(list(sketch.hashes) != sorted(sketch.hashes) for sketch in sketches), "common hashes are no keys"


@pytest.mark.parametrize("seed", range(4))
def test_a_state_read_back_decides_byte_for_byte_like_the_one_that_wrote_it(events, decisions, seed):
    random = Random(seed)
    position = random.randrange(50, LENGTH // 2)
    deduplicator = recovered(written(decisions[:position]))
    while position < LENGTH:
        last = min(position + random.randint(50, 400), LENGTH)
        for at in range(position, last):
            assert in_bytes(decide(deduplicator, events, at)) == in_bytes(decisions[at]), f"at position {at}"
        position = last
        log = written(decisions[:position])
        deduplicator = recovered(random.choice((log, compacted(log, random), without_tombstones(log))))


@pytest.mark.parametrize("position", [300, 700, 1400])
def test_late_records_of_a_former_owner_change_no_decision(events, decisions, position):
    """It was frozen or cut off, and writes again what it decided long before; each article has later records."""
    random = Random(position)
    log = written(decisions[:position])
    live = {key: value for key, value in dict(log).items() if value is not None}
    late = [change for change in random.sample(log, 200) if change[0] in live and change[1] is not None]
    assert any(live[key] != value for key, value in late)
    deduplicator = recovered(log + late)
    for at in range(position, min(position + 300, LENGTH)):
        assert in_bytes(decide(deduplicator, events, at)) == in_bytes(decisions[at]), f"at position {at}"


@pytest.mark.parametrize("position", [300, 700, 1400])
def test_events_that_are_delivered_again_after_a_crash_get_the_same_verdicts(events, decisions, position):
    """All records had reached the state topic, but the offsets were not committed."""
    deduplicator = recovered(compacted(written(decisions[:position]), Random(position)))
    for at in range(position - REPLAY_SPAN, position + 50):
        again, before = in_bytes(decide(deduplicator, events, at)), in_bytes(decisions[at])
        assert again[:3] == before[:3], f"at position {at}"
