"""The real deduplicator at the rate of a large feed: one process decides for the partitions of all languages.

The events are those of the extract stage, with texts as long as those of news, a fifth of them copies. Each language's
partition has a state of its own that already knows many articles. What is measured is `DeduplicateWork`, all that the
stage itself does for an event: reading it, deciding, writing the records of its state and its results. Taking and
publishing records on Kafka is not part of it: that is the `main ms` of the part `hops`.
"""

import asyncio
import gc
import math
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from agents.deduplicate import Deduplicator
from agents.deduplicate.signature import Text
from agents.plan.demand import LANGUAGES
from schemas import Extracted, Language
from schemas.article import BlockKind, TextBlock
from streams.kafka.partitioner import partition_of
from streams.metrics import Outcome
from streams.settings import load
from tests.benchmarks.measured import Collections, Figures, percentiles, resident, settled
from tests.benchmarks.road.runs import console
from tests.benchmarks.state import WINDOW
from tests.benchmarks.synthetic import ADDED, Part, Stream, extracted, part, signature
from tests.support.articles.pages import WORDS
from tests.support.running.deliver import deduplicating, means_of
from tests.support.running.deliver import event as incoming

COPIED = 5  # of so many events one is a copy
PARTITIONS = 8
PARAGRAPH = 270  # characters
WORD = 6  # characters, with the space; a text has as many words as shingles
TICK = 0.01  # seconds between two looks for events that are due: records come from Kafka in batches
START = 1_800_000_000.0  # seconds since the epoch
CODES = tuple(LANGUAGES)


class Copied(Stream):
    """The events of one language, of which each fifth is a copy."""

    def event(self, number: int) -> tuple[bool, int, Extracted]:  # type: ignore[override]
        """Return whether an event is a copy, the shingles of its text, and the event."""
        random = self._random(3, number)
        is_copy = number % COPIED == COPIED - 1
        parts = self._copy(random, number) if is_copy else self._original(number)
        outlet = f"outlet{int(2000 * random.random() ** 2)}.example"
        return is_copy, sum(one.shingles for one in parts), extracted(number, outlet, signature(*parts))

    def _copy(self, random: np.random.Generator, number: int) -> tuple[Part, Part]:
        original = number - int(random.integers(1, max(2, min(number, self._span))))
        kept, left_out = self._original(original - (original % COPIED == COPIED - 1))
        return kept, part(random, int((kept.shingles + left_out.shingles) * random.uniform(*ADDED)))


def simulate(rate: int, seconds: int, known: int, seed: int) -> Figures:
    """Fill the states, then decide so many events a second for so long; in a process of its own."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    streams = {code: Copied(seed + place, known) for place, code in enumerate(CODES)}
    before = settled()
    states = {code: _filled(streams[code], code, round(share * known)) for code, share in LANGUAGES.items()}
    filled = settled()
    with tempfile.TemporaryFile() as file:
        lengths = []
        for code, number in track(list(_order(states, rate * seconds, seed)), "writing events", console=console):
            lengths.append((code, number, file.write(_encoded(streams[code], code, number))))
        file.seek(0)
        console.print(f"{rate} events a second for {seconds} s")
        return asyncio.run(_decide(states, file, lengths, rate)) | {
            "articles and copies known before": known,
            "bytes an entry": round((filled - before) / known),
            "bytes an event": round(float(np.mean([length for *_, length in lengths]))),
        }


def _filled(stream: Copied, code: str, count: int) -> Deduplicator:
    """Return a state that knows so many articles and copies."""
    state = Deduplicator(window=WINDOW)
    for number in track(range(count), f"filling {code}", console=console):
        article = stream.event(number)[2]
        state.judge(article.article.id, Text.of(_in(article, code)), position=number, time=START)
    return state


def _order(states: dict[str, Deduplicator], count: int, seed: int) -> Iterator[tuple[str, int]]:
    """Yield language and number of the events to come, the languages mixed by their shares."""
    drawn = np.random.default_rng(seed).choice(len(CODES), count, p=list(LANGUAGES.values()))
    numbers = {code: len(state) for code, state in states.items()}
    for place in drawn:
        code = CODES[place]
        yield code, numbers[code]
        numbers[code] += 1


def _in(event: Extracted, code: str) -> Extracted:
    article = event.article.model_copy(update={"language": Language(code=code, confidence=1.0)})
    return event.model_copy(update={"article": article})


@cache
def _words() -> str:
    drawn = np.random.default_rng(0).integers(len(WORDS), size=200_000)
    return " ".join(WORDS[index] for index in drawn)


def _encoded(stream: Copied, code: str, number: int) -> bytes:
    """Return the event in wire form, with a text of the length that its signature is of, and its blocks."""
    _, shingles, event = stream.event(number)
    length, words = max(WORD, WORD * shingles), _words()
    start = number * 997 % (len(words) - PARAGRAPH)
    text = (words[start:] + words)[:length].strip() or "-"
    blocks = tuple(
        TextBlock(kind=BlockKind.PARAGRAPH, start=at, end=min(at + PARAGRAPH, len(text)))
        for at in range(0, len(text), PARAGRAPH)
    )
    event = _in(event, code)
    more = {"text": text, "blocks": blocks, "title": text[:60], "summary": text[:300], "word_count": shingles}
    return event.model_copy(update={"article": event.article.model_copy(update=more)}).encode()


async def _decide(
    states: dict[str, Deduplicator], file: BinaryIO, events: Sequence[tuple[str, int, int]], rate: int
) -> Figures:
    """Decide the events as they are due, and return what that took; of each the language, the offset and the length."""
    partitions = {code: partition_of(code.encode(), PARTITIONS) for code in states}
    assert len(set(partitions.values())) == len(states), "each language has a partition of its own here"
    own = {partitions[code]: state for code, state in states.items()}
    work = deduplicating(means_of(load(partitions=PARTITIONS)), own)
    cpu, late = np.zeros(len(events)), np.zeros(len(events))
    outcomes: Counter[str] = Counter()
    records = copies = found = 0
    gc.collect()
    gc.freeze()  # as the worker does
    collections, before = Collections(), resident()
    began, process = time.perf_counter(), time.process_time()
    for at, (code, number, length) in enumerate(events):
        while (due := began + at / rate) > time.perf_counter():
            await asyncio.sleep(TICK)
        value = file.read(length)
        since = time.thread_time()
        event = incoming(
            "newsmill.extracted.v1", partition=partitions[code], offset=number, timestamp=START + at / rate,
            key=code.encode(), value=value,
        )  # fmt: skip
        result = await work(event)
        cpu[at], late[at] = time.thread_time() - since, time.perf_counter() - due
        outcomes[result.outcome.value] += 1
        copies += number % COPIED == COPIED - 1
        found += number % COPIED == COPIED - 1 and result.outcome is Outcome.DUPLICATE
        records += len(result.records)
    seconds, used = time.perf_counter() - began, time.process_time() - process
    return {
        "events": len(events),
        "events a second": round(len(events) / seconds, 1),
        "share of a core": round(used / seconds, 3),
        "ms of processor time an event": round(1000 * used / len(events), 4),
        "records written": records,
        "longest garbage collection (ms)": round(collections.longest, 2),
        "growth of memory (bytes an event)": round((resident() - before) / len(events)),
        "copies found": round(found / copies, 4),
        "outcomes": dict(outcomes),
        "microseconds": {
            "processor time of an event": percentiles(1e6 * cpu),
            "from due to decided": percentiles(1e6 * late),
            "the same with the core to itself": percentiles(1e6 * waits(cpu, rate)),
        },
    }


def waits(cpu: NDArray[np.float64], rate: float) -> NDArray[np.float64]:
    """Return the time from due to decided if nothing else takes the core, from each event's processor time, seconds.

    Events are seen at the tick after they are due, and decided one after the other.
    """
    free, found = 0.0, np.zeros(len(cpu))
    for at, seconds in enumerate(cpu):
        due = at / rate
        free = max(free, math.ceil(due / TICK) * TICK) + seconds
        found[at] = free - due
    return found
