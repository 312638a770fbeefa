"""The index proposes the same articles as a search through all of them, whatever was added and removed before."""

from dataclasses import dataclass
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.deduplicate import index as module
from agents.deduplicate.columns import Columns
from agents.deduplicate.comparison import compare
from agents.deduplicate.index import COMMON, COMPARED, KEPT, KEYS, OTHERS, REPEATED, Index, arrange
from agents.deduplicate.rules import MIN_SHARED
from agents.deduplicate.signature import Text
from agents.deduplicate.sketch import HASHES, Sketch, sketch_of
from tests.support.articles.stories import FLOOD, PAINTING, STORIES, STRIKE

NONE = np.zeros(HASHES + 1, np.intp)


@dataclass(frozen=True)
class Published:
    """An article as the index keeps it."""

    number: int
    sketch: Sketch | None
    indexed: int
    fingerprint: bytes
    by_fingerprint: bool = True
    language: int = 1
    source: int = 1
    time: float = 0.0

    @property
    def keys(self):
        return set() if self.sketch is None else set(self.sketch.hashes[: self.indexed].tolist())

    @property
    def hashes(self):
        return set() if self.sketch is None else set(self.sketch.hashes.tolist())

    @property
    def facts(self):
        return set() if self.sketch is None else codes(self.sketch)


def codes(sketch):
    return {
        context << 8 | value for context, value in zip(sketch.contexts.tolist(), sketch.values.tolist(), strict=True)
    }


class Filled:
    """An index with the entries' columns that it reads."""

    def __init__(self, articles=()):
        columns = {"time": "f8", "ruled_at": "i8", "language": "u4", "source": "u4", "key": "u4"}
        self.entries = Columns({**columns, "fingerprint": ("u1", 16)}, step=16)
        self.index = Index(self.entries)
        self.rows = {}
        for article in articles:
            self.add(article)

    def add(self, article):
        row = self.entries.take()
        for name in ("time", "language", "source"):
            self.entries[name][row] = getattr(article, name)
        self.entries["ruled_at"][row] = self.entries["key"][row] = article.number
        self.entries["fingerprint"][row] = np.frombuffer(article.fingerprint, "u1")
        fingerprint = article.fingerprint if article.by_fingerprint else None
        self.rows[article.number] = row, self.index.add(row, fingerprint, article.sketch, article.indexed)

    def remove(self, number):
        row, found_at = self.rows.pop(number)
        self.index.remove(found_at)
        self.entries.free(row)

    def query(self, text, *, since=0.0, without=None):
        """Return the comparisons by the articles' numbers, and the counts."""
        numbers = {row: number for number, (row, _) in self.rows.items()}
        own = self.rows[without][1] if without is not None else 0
        matches, counts = self.index.query(text, since=since, without=own)
        assert len({match.entry for match in matches}) == len(matches)
        return {numbers[match.entry]: match.comparison for match in matches}, counts.tolist()


def searched(articles, text, *, since=0.0):
    """Return what `Filled.query` must return, by a search through all articles."""
    live = [article for article in articles if article.time >= since]
    hashes = text.sketch.hashes.tolist()
    counts = [sum(key in article.keys for article in live) for key in hashes]
    found = [article for article in live if article.language == text.language and is_found(article, text)]
    common = {key for key, count in zip(hashes, counts, strict=True) if count >= module.COMMON}

    def weight(article):
        repeated = {key for key in hashes if repeats(found, text.source, key) > module.REPEATED}
        return len(article.hashes & set(hashes) - common - repeated)

    def is_equal(article):
        return article.fingerprint == text.fingerprint

    asked = [article for article in found if is_equal(article) or weight(article) >= MIN_SHARED]
    asked.sort(key=lambda article: (not is_equal(article), -weight(article), article.number))
    compared = {}
    for article in asked[: module.COMPARED]:
        others = [other for other in found if other is not article]
        outlets = {text.source, article.source}
        light = {
            key for key in hashes if any(repeats(others, outlet, key) >= module.REPEATED for outlet in outlets)
        } | common
        facts = {
            fact
            for other in others
            for fact in other.facts
            for outlet in outlets
            if outlet and sum(fact in one.facts for one in others if one.source == outlet) >= module.REPEATED
        }
        compared[article.number] = compare(
            text.sketch,
            article.sketch or text.sketch,
            is_equal=is_equal(article),
            hashes=np.array(sorted(light), np.uint32),
            facts=facts,
        )
    same = sum(article.by_fingerprint and article.fingerprint[:4] == text.fingerprint[:4] for article in live)
    return compared, [*counts, same]


def is_found(article, text):
    by_fingerprint = article.by_fingerprint and article.fingerprint[:4] == text.fingerprint[:4]
    return by_fingerprint or bool(article.keys & set(text.sketch.hashes.tolist()))


def repeats(articles, outlet, key):
    """How many articles of an outlet have a hash."""
    return sum(key in article.hashes for article in articles if article.source == outlet) if outlet else 0


def fingerprint(number):
    """Fingerprints whose first four bytes, the key, are no hash of these tests."""
    return bytes([number % 256, number // 256, 0, 255]) + bytes(12)


def published(number, text, **fields):
    sketch, indexed = arrange(sketch_of(text), NONE)
    return Published(number, sketch, indexed, fingerprint(number), **fields)


def asked(text, *, number=9999, language=1, source=2):
    return Text(language, source, 0, fingerprint(number), sketch_of(text))


def many(letter, words):
    """Words without a fact."""
    return " ".join(f"{letter}{number}x" for number in range(words))


numbers = st.lists(st.integers(1, 36), max_size=HASHES, unique=True)
facts = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 3)), max_size=5, unique_by=lambda fact: fact[0])


@st.composite
def sketches(draw, hashes=numbers):
    drawn = sorted(draw(hashes))
    known = draw(facts)
    return Sketch(
        len(drawn) + (draw(st.sampled_from([0, 50])) if drawn else 0),
        np.array(drawn, np.uint32),
        np.array([1 + number % 3 for number in drawn], np.uint8),
        np.array([context for context, _ in known], np.uint16),
        np.array([value for _, value in known], np.uint8),
    )


@st.composite
def articles(draw):
    """Articles of few outlets that share many hashes, each as the one after those before it."""
    made = []
    for number in range(draw(st.integers(0, 14))):
        sketch = draw(sketches() | sketches(numbers.filter(bool)))
        counts = np.array([sum(key in one.keys for one in made) for key in sketch.hashes.tolist()] + [0], np.intp)
        arranged = arrange(sketch, counts) if sketch.shingles else (None, 0)
        one = draw(st.integers(0, 3))
        fields = {"language": draw(st.sampled_from([1, 1, 1, 2])), "source": draw(st.integers(0, 2))}
        by_fingerprint, time = draw(st.booleans()), float(draw(st.integers(0, 2)))
        made.append(Published(number, *arranged, fingerprint(one), by_fingerprint, time=time, **fields))
    return made


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles(), sketches(), st.integers(0, 3), st.integers(0, 2), st.integers(0, 2), st.data())
def test_the_result_is_that_of_a_search_through_all_articles(kept, sketch, one, source, since, data):
    """In any order of addition, with others that came and went."""
    text = Text(1, source, 0, fingerprint(one), sketch)
    gone = [Published(100 + at, *arrange(sketch, NONE), fingerprint(one)) for at in range(data.draw(st.integers(0, 3)))]
    with patch.object(module, "COMMON", 3), patch.object(module, "COMPARED", 3), patch.object(module, "REPEATED", 2):
        expected = searched(kept, text, since=since)
        filled = Filled()
        for article in data.draw(st.permutations([*kept, *gone])):
            filled.add(article)
        for article in data.draw(st.permutations(gone)):
            filled.remove(article.number)
        assert filled.query(text, since=since) == expected


@settings(deadline=None)
@given(sketches(), st.lists(st.integers(0, 40), min_size=37, max_size=37))
def test_hashes_that_become_keys_come_first(sketch, drawn):
    counts = np.array(drawn, np.intp)[: len(sketch.hashes) + 1]
    arranged, indexed = arrange(sketch, counts)
    rare = [key for key, count in zip(sketch.hashes.tolist(), counts.tolist(), strict=False) if count < COMMON]
    hashes = arranged.hashes.tolist()
    assert hashes[:indexed] == rare[:KEYS]
    rest = sorted(set(sketch.hashes.tolist()) - set(rare[:KEYS]))
    assert hashes[indexed:] == rest[:OTHERS]
    assert dict(zip(hashes, arranged.runs.tolist(), strict=True)).items() <= set(
        zip(sketch.hashes.tolist(), sketch.runs.tolist(), strict=True)
    )
    assert arranged.limit <= sketch.limit, "it has all hashes up to its limit"
    assert {key for key in sketch.hashes.tolist() if key <= arranged.limit} <= set(hashes)


@pytest.mark.parametrize("printed", STORIES)
def test_a_quarter_of_an_article_finds_the_whole_and_the_whole_finds_the_quarter(printed):
    others = [published(number, story.text) for number, story in enumerate(STORIES) if story is not printed]
    for part in (printed.paragraphs[:2], printed.paragraphs[3:5], printed.paragraphs[-2:]):
        text = "\n".join(part)
        assert list(Filled([*others, published(7, printed.text)]).query(asked(text))[0]) == [7]
        assert list(Filled([*others, published(7, text)]).query(asked(printed.text))[0]) == [7]


def test_an_equal_text_is_found_although_the_sketches_differ_or_there_is_none():
    kept = [published(1, FLOOD.text), Published(2, None, 0, fingerprint(2)), published(3, "Goal scored")]
    filled = Filled(kept)
    for number in (1, 2, 3):
        found, _ = filled.query(asked(PAINTING.text, number=number))
        assert [(at, comparison.is_equal) for at, comparison in found.items()] == [(number, True)]
    assert filled.query(asked("Goal scored", number=4))[0] == {}


def test_fingerprints_that_share_four_bytes_are_not_equal():
    kept = published(1, FLOOD.text)
    text = asked(PAINTING.text, number=1)._replace(fingerprint=fingerprint(1)[:-1] + b"x")
    assert Filled([kept]).query(text)[0] == {}


def test_texts_in_different_languages_are_not_compared():
    filled = Filled([published(1, FLOOD.text, language=2)])
    assert filled.query(asked(FLOOD.text, number=1))[0] == {}
    assert list(filled.query(asked(FLOOD.text, number=1, language=2))[0]) == [1]


def test_an_article_last_seen_before_the_window_is_not_found_until_it_is_seen_again():
    filled = Filled([published(1, FLOOD.text, time=10.0)])
    assert filled.query(asked(FLOOD.text), since=15.0) == ({}, [0] * (HASHES + 1))
    filled.entries["time"][filled.rows[1][0]] = 15.0
    assert list(filled.query(asked(FLOOD.text), since=15.0)[0]) == [1]


def test_an_article_is_not_compared_with_itself():
    filled = Filled([published(1, FLOOD.text), published(2, FLOOD.text)])
    found, counts = filled.query(asked(FLOOD.text, number=1), without=1)
    assert list(found) == [2]
    assert counts == [1] * KEYS + [0] * (OTHERS + 1)


def test_a_removed_article_is_not_found_and_does_not_count():
    filled = Filled([published(1, FLOOD.text), published(2, STRIKE.text)])
    filled.remove(1)
    assert filled.query(asked(FLOOD.text, number=1)) == ({}, [0] * (HASHES + 1))
    assert list(filled.query(asked(STRIKE.text))[0]) == [2]
    assert len(filled.index) == 1


FRAME = many("frame", 60)


def framed(number, *, counts=NONE, **fields):
    """An article of a frame of 60 words and 30 of its own."""
    sketch, indexed = arrange(sketch_of(f"{FRAME} {many(f'own{number}o', 30)}"), counts)
    return Published(number, sketch, indexed, fingerprint(number), **fields)


def test_a_hash_that_many_live_articles_have_is_no_key_of_the_next():
    filled, kept = Filled(), []
    for number in range(4 * COMMON):
        _, counts = filled.query(asked(f"{FRAME} {many(f'own{number}o', 30)}"))
        kept.append(framed(number, counts=np.array(counts)))
        filled.add(kept[-1])
    _, counts = filled.query(asked(FRAME))
    assert max(counts) == COMMON
    hashes = sketch_of(FRAME).hashes.tolist()
    common = {key for key, count in zip(hashes, counts, strict=False) if count == COMMON}
    assert len(common) > KEYS
    assert not kept[-1].keys & common

    filled.remove(0)
    _, counts = filled.query(asked(FRAME))
    rarer = {key for key, count in zip(hashes, counts, strict=False) if count == COMMON - 1}
    assert kept[0].keys & common <= rarer, "these can be keys of the next one"


@pytest.mark.parametrize("past, is_key", [(KEPT - 1, True), (KEPT, False)])
def test_a_hash_that_very_many_articles_past_the_window_have_is_no_key_of_the_next(past, is_key):
    filled = Filled(framed(number) for number in range(1, past + 1))
    found, counts = filled.query(asked(FRAME), since=1.0)
    assert not found
    in_all = set.intersection(*(framed(number).keys for number in range(1, past + 1)))
    common = in_all & set(sketch_of(FRAME).hashes.tolist())
    assert common
    arranged, indexed = arrange(sketch_of(FRAME), np.array(counts))
    assert bool(common & set(arranged.hashes[:indexed].tolist())) is is_key


def compared_with(number, articles, **fields):
    text = f"{FRAME} {many('new', 30)}"
    return Filled(articles).query(asked(text, **fields))[0].get(number)


def test_hashes_that_three_other_articles_of_an_outlet_have_weigh_nothing():
    own = [framed(number, source=5) for number in range(REPEATED)]
    few = compared_with(0, own, source=5)
    assert few.shared > HASHES / 2
    assert few.boilerplate == 0
    assert compared_with(0, [*own, framed(9, source=6)], source=5) == few, "of another outlet"
    assert compared_with(0, [*own, framed(9, source=5)], source=5) is None, "nothing else is shared"
    assert compared_with(9, [*own, framed(9, source=6)], source=5).boilerplate > HASHES / 2
    assert compared_with(0, [*own, framed(9, source=5)], source=6).boilerplate > HASHES / 2, "of the other's outlet"


def test_hashes_that_articles_of_several_outlets_have_weigh_as_others_do():
    """So a story that many outlets print stays a copy."""
    articles = [framed(number, source=number) for number in range(1, 10)]
    assert compared_with(1, articles, source=20).boilerplate == 0
    nameless = [framed(number, source=0) for number in range(1, 10)]
    assert compared_with(1, nameless, source=0).boilerplate == 0, "0 is no outlet"


@pytest.mark.parametrize("source, facts", [(5, 0), (6, 2), (0, 2)])
def test_facts_that_three_other_articles_of_an_outlet_have_weigh_nothing(source, facts):
    """The address and the telephone number of the newsroom agree in all its reports."""
    about = "the office is at 12 High Street and the telephone number is 4711 for all"
    texts = [f"{many(f'own{number}o', 30)} {about} {many('frame', 30)}" for number in range(REPEATED + 1)]
    articles = [published(number, text, source=source) for number, text in enumerate(texts)]
    articles.append(published(99, f"{about} {many('new', 40)}", source=5))
    found, _ = Filled(articles).query(asked(f"{about} {many('new', 40)} and more", source=source and 5))
    assert found[99].facts == (facts, 0)


def test_an_equal_text_is_compared_however_many_articles_share_more():
    articles = [framed(number, source=number + 3) for number in range(COMPARED + 5)]
    equal = Published(99, None, 0, fingerprint(9999))
    found, _ = Filled([*articles, equal]).query(asked(FRAME))
    assert len(found) == COMPARED
    assert found[99].is_equal


def test_the_articles_that_share_most_are_compared():
    articles = [
        published(number, f"{many('word', 100 - 2 * number)} {many(f'own{number}o', 2 * number)}", source=number + 3)
        for number in range(COMPARED + 10)
    ]
    text = asked(many("word", 100))
    found, _ = Filled(articles[::-1]).query(text)
    assert len(found) == COMPARED
    assert set(range(COMPARED // 2)) < found.keys()
    assert found == searched(articles, text)[0]


def test_an_index_counts_its_articles_and_bytes():
    filled = Filled([published(number, story.text) for number, story in enumerate(STORIES)])
    assert len(filled.index) == len(STORIES)
    assert filled.index.nbytes > 400 * len(STORIES)
