"""Injury: one event in a hundred of each kind is bad. The good ones come through, those of one key in their order."""

import random
from collections import defaultdict
from pathlib import Path

import pytest

from schemas import RawArticle, Reason
from tests.support.articles.pages import page, story
from tests.support.running.load import PARTITIONS, Load, Outcomes, fed, url
from tests.support.running.worker import WorkerProcess

EVENTS = 600
STORIES = 90  # each published many times, with different texts
DEADLINE = 0.6  # seconds


def endless(number: int) -> bytes:
    """Return a page within all limits that takes twice as long as the deadline, as pages of links can."""
    words = "and <em>so</em> on, the council spoke for hours about the harbour"
    links = "".join(f"<p><a href='/{place}'>{number}.{place}</a> {words}</p>" for place in range(7_900))
    return RawArticle(url=url(number, "endless"), content=f"<html><body><article>{links}</article></html>").encode()


def bad_events() -> dict[bytes, Reason]:
    """Return one percent of each kind, each unlike the others."""
    numbers = range(EVENTS // 100)
    kinds: list[tuple[bytes, Reason]] = [
        (b'{"id": "%d", "content": "<p>and then', Reason.INVALID_JSON),
        (b'{"id": "%d", "content": "\xff\xfe\xfa"}', Reason.INVALID_JSON),
        (b'["%d"]', Reason.NOT_AN_OBJECT),
        (b'{"id": "%d", "title": "A title"}', Reason.MISSING_CONTENT),
        (b'{"id": "%d", "content": ["<p>"]}', Reason.INVALID_FIELD),
        (b'{"id": "%d", "content": "x", "published_at": "yesterday"}', Reason.INVALID_FIELD),
        (b'{"id": "%d", "content": "PDF", "content_type": "application/pdf"}', Reason.UNSUPPORTED_CONTENT_TYPE),
        (b'{"id": "%d", "content_base64": "!!!"}', Reason.UNDECODABLE_CONTENT),
        (b'{"id": "%d", "content": "<html><script>1</script></html>"}', Reason.NO_ARTICLE),
        (b'{"id": "%d", "content": "' + b"a" * 9_000_000 + b'"}', Reason.TOO_LARGE),
    ]
    bad = {template % number: reason for template, reason in kinds for number in numbers}
    return bad | {endless(number): Reason.DEADLINE_EXCEEDED for number in numbers}


def mixed() -> Load:
    """Return the bad events among good ones that share their keys; a story's texts come one after the other."""
    dice, bad = random.Random(3), bad_events()
    good = EVENTS - len(bad)
    revisions: dict[int, int] = defaultdict(int)
    events, articles = [], set()
    for _ in range(good):
        number = dice.randrange(STORIES)
        revisions[number] += 1
        content = page("A story", story(number * 1_000 + revisions[number]), size=3_000, canonical=url(number))
        raw = RawArticle(url=url(number), content=content, language="en", id=f"{number}-{revisions[number]}")
        events.append((url(number).encode(), raw.encode()))
        articles.add((url(number), revisions[number]))
    for value in bad:
        events.insert(dice.randrange(len(events)), (url(dice.randrange(STORIES)).encode(), value))
    return Load(events, articles, {}, bad)


@pytest.mark.injury
@pytest.mark.timeout(600)
async def test_poison_among_good_events_is_set_aside_and_keys_keep_their_order(kafka, topic_prefix, tmp_path: Path):
    if kafka.is_embedded:
        pytest.skip("the embedded broker has test_bad_input.py")
    work = mixed()
    topics = await fed(kafka, topic_prefix, work.events)
    options = {"partitions": PARTITIONS, "pool_size": 2, "task_deadline": DEADLINE, "retry_delays": ""}
    with WorkerProcess(kafka.url, topic_prefix, tmp_path / "worker.log", **options) as worker:
        async with Outcomes(kafka.bootstrap, topics) as outcomes:
            await outcomes.until(lambda: outcomes.events == len(work.events))
            await worker.terminate()
            await outcomes.settle()
    outcomes.check(work)
    assert outcomes.records == len(work.events)

    texts: dict[str, list[int]] = defaultdict(list)
    for address, revision in outcomes.order:
        texts[address].append(revision)
    assert all(revisions == sorted(revisions) for revisions in texts.values())
    for (address, revision), (article,) in outcomes.articles.items():
        number = address.rpartition("-")[2]
        assert article["raw_id"] == f"{number}-{revision}", "a revision with the text of another one"
