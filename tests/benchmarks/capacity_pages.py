"""What labelled news pages take at extraction, and how many bytes each event has on its topic.

A record is compressed alone, as at low rates; in batches records take less. The line of best fit says what extraction
takes for a page and for each kB more.
"""

import time
from collections import defaultdict
from contextlib import suppress
from datetime import UTC, datetime
from statistics import fmean

import numpy as np
from rich.progress import track

from agents.deduplicate import Deduplicator
from agents.deduplicate.event import duplicate_event
from agents.extract import task
from agents.extract.task import ToFetch
from schemas import Extracted, Link, Rejected
from streams.kafka.publisher import CODECS
from tests.benchmarks.measured import Figures
from tests.benchmarks.road.runs import console
from tests.support.enrichment.newsmill import enrich, warm_up
from tests.support.extraction.pages import labelled_pages

SET = "fundus-dev"  # pages of newspapers
WINDOW = 3 * 86_400.0
COPIED = Link(id="0" * 32, revision=1, similarity=1.0, method="fingerprint")
COMPRESS = CODECS["zstd"]


def measure_pages(limit: int) -> dict[str, Figures]:
    """Take that many pages through the stages; returns the time of extraction, and the bytes by topic."""
    task.warm()
    warm_up("accurate")
    deduplicator, sizes = Deduplicator(window=WINDOW), defaultdict[str, list[tuple[int, int]]](list)
    pages: list[tuple[float, float]] = []
    words: list[int] = []

    def note(topic: str, event: bytes) -> None:
        sizes[topic].append((len(event), len(COMPRESS(event))))

    for number, page in enumerate(track(list(labelled_pages(SET, limit)), SET, console=console)):
        raw = page.raw.encode()
        started = time.thread_time()
        with suppress(Rejected):
            done = task.extract_event(raw, None, len(raw))
            assert not isinstance(done, ToFetch), "the page is in the event"
            pages.append((len(raw) / 1000, 1000 * (time.thread_time() - started)))
            note("raw", raw)
            note("extracted", done.event)
            decision = deduplicator.decide(Extracted.decode(done.event), position=number, time=float(number))
            for _, state in decision.changes:
                note("deduplicate-state", state or b"")
            words.append(decision.article.word_count)
            note("unique", decision.article.encode())
            note("articles", enrich(decision.article.encode(), "accurate"))
            note("duplicates", duplicate_event(decision.article, COPIED, datetime.now(UTC)).encode())
    kilobytes, milliseconds = np.array(pages).T
    by_kilobyte, base = np.polyfit(kilobytes, milliseconds, 1)
    return {
        "extraction": {
            "pages": len(pages),
            "kB a page": round(float(kilobytes.mean()), 1),
            "words a page": round(fmean(words)),
            "ms a page": round(float(milliseconds.mean()), 2),
            "ms of any page": round(float(base), 2),
            "ms a kB": round(float(by_kilobyte), 4),
        },
        "bytes": {topic: round(fmean(plain for plain, _ in of)) for topic, of in sizes.items()},
        "bytes compressed": {topic: round(fmean(packed for _, packed in of)) for topic, of in sizes.items()},
    }
