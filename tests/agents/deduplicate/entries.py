"""Strategies that draw entries, as the deduplicator keeps them."""

import numpy as np
from hypothesis import strategies as st

from agents.deduplicate.entry import MAX_RULINGS, Entry, Relations, Ruling
from agents.deduplicate.index import KEYS, OTHERS
from agents.deduplicate.sketch import FACTS, Sketch
from schemas import Link
from tests.support.articles.events import evidence

texts = st.text(st.characters(codec="utf-8"), max_size=40)
ids = st.sampled_from(["a", "", "id of a feed"]) | st.binary(min_size=16, max_size=16).map(bytes.hex) | texts
positions = st.integers(0, (1 << 63) - 1)
words = st.integers(0, (1 << 32) - 1)
links = st.builds(
    Link,
    id=ids,
    revision=st.integers(1, 1000),
    similarity=st.floats(0, 1),
    method=st.sampled_from(["exact", "minhash", "containment"]),
    evidence=st.none() | evidence,
)
relations = st.builds(Relations, *[st.lists(links, max_size=2).map(tuple)] * len(Relations._fields))
fingerprints = st.binary(min_size=16, max_size=16)


@st.composite
def rulings(draw):
    """A ruling on an article, or on a duplicate, which has a link to what it copies."""
    revision = draw(st.just(0) | st.integers(1, 1000) | st.just((1 << 32) - 1))
    found = draw(relations)
    if not revision:
        found = Relations((draw(links),))
    return Ruling(draw(positions), draw(fingerprints), revision, found)


@st.composite
def sketches(draw):
    """A sketch as the state keeps it, and how many of its hashes are keys."""
    hashes = draw(st.lists(st.integers(1, (1 << 32) - 1), min_size=1, max_size=KEYS + OTHERS, unique=True))
    indexed = draw(st.integers(max(0, len(hashes) - OTHERS), min(KEYS, len(hashes))))
    facts = draw(st.lists(st.tuples(st.integers(0, (1 << 16) - 1), st.integers(0, 255)), max_size=FACTS))
    facts = [fact for fact in facts if any(fact)]
    sketch = Sketch(
        draw(st.integers(len(hashes), (1 << 32) - 1)),
        np.array(hashes, np.uint32),
        np.frombuffer(draw(st.binary(min_size=len(hashes), max_size=len(hashes))), np.uint8),
        np.array([context for context, _ in facts], np.uint16),
        np.array([value for _, value in facts], np.uint8),
    )
    return sketch, indexed


@st.composite
def entries(draw, article_ids=ids, times=st.floats(-1e12, 1e12), at=positions):  # noqa: B008 (strategies)
    """An entry of an article or a duplicate."""
    ruled = draw(st.lists(rulings(), min_size=1, max_size=3) | st.lists(rulings(), min_size=16, max_size=MAX_RULINGS))
    sketch, indexed = draw(st.just((None, 0)) | sketches()) if ruled[-1].revision else (None, 0)
    return Entry(
        draw(article_ids),
        *draw(st.tuples(words, words, words)),
        draw(times),
        draw(at),
        tuple(ruled),
        sketch,
        indexed,
        by_fingerprint=draw(st.booleans()) if ruled[-1].revision else True,
    )


def plain(entry):
    """Return all of an entry in a form that can be compared."""
    sketch = entry.sketch and [entry.sketch.shingles, *(part.tolist() for part in entry.sketch[1:])]
    return [
        entry.id, entry.language, entry.source, entry.title, entry.time, entry.position, entry.rulings, sketch,
        entry.indexed, entry.by_fingerprint,
    ]  # fmt: skip
