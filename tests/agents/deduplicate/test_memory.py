"""The memory keeps entries as a dict in the order in which they were last seen would."""

import string
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from agents.deduplicate.columns import STEP
from agents.deduplicate.entry import Entry, Ruling
from agents.deduplicate.index import KEYS
from agents.deduplicate.memory import Memory, Seen
from agents.deduplicate.signature import Text, digest
from agents.deduplicate.sketch import sketch_of
from tests.agents.deduplicate.entries import entries, plain
from tests.support.articles.stories import STORIES

FEW = [letter * 32 for letter in "abc"] + list(string.ascii_letters[:9]) + ["A" * 32, ""]
ids = st.sampled_from(FEW)


class AnyUse(RuleBasedStateMachine):
    """Put, touch and drop entries in any order, restore them at times, next to a dict that does the same."""

    def __init__(self):
        super().__init__()
        self.memory = Memory()
        self.entries = {}
        self.now = 0

    def _next(self):
        self.now += 1
        return float(self.now // 3), self.now

    @rule(entry=entries(ids))
    def put(self, entry):
        entry.time, entry.position = self._next()
        self.memory.put(entry)
        self.entries.pop(entry.id, None)
        self.entries[entry.id] = entry

    @rule(data=st.data())
    def touch(self, data):
        if self.entries:
            name = data.draw(st.sampled_from(sorted(self.entries)))
            time, position = self._next()
            self.memory.touch(name, time, position)
            self.entries[name] = replace(self.entries.pop(name), time=time, position=position)

    @rule(name=ids)
    def drop(self, name):
        self.memory.drop(name)
        self.entries.pop(name, None)

    @rule(data=st.data())
    def restore(self, data):
        """Read all entries back in any order, some of them twice, and some that are dropped again."""
        self.memory = Memory()
        for entry in data.draw(st.permutations(list(self.entries.values()))):
            if data.draw(st.booleans()):
                self.memory.put(replace(entry, time=0.0, rulings=entry.rulings[-1:]))
            self.memory.put(entry)
        for entry in data.draw(st.lists(entries(ids.filter(lambda name: name not in self.entries)), max_size=2)):
            self.memory.put(entry)
            self.memory.drop(entry.id)
        self.memory.sort()

    @invariant()
    def has_what_was_put(self):
        assert len(self.memory) == len(self.entries)
        assert self.memory.articles == sum(entry.revision > 0 for entry in self.entries.values())
        for name in FEW:
            expected, kept = self.entries.get(name), self.memory.get(name)
            assert (kept and plain(kept)) == (expected and plain(expected))
            assert self.memory.last_seen(name) == (expected and expected.last_seen)

    @invariant()
    def has_the_order(self):
        seen = [Seen(entry.id, entry.time, entry.position) for entry in self.entries.values()]
        assert list(self.memory.oldest()) == seen


AnyUse.TestCase.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestAnyUse = AnyUse.TestCase


def entry(name, text, *, position=1, title=0, language=1):
    sketch = sketch_of(text)
    parts = Text(language, 2, title, digest(text), sketch)
    made = Entry.of(name, parts, Ruling(position, parts.fingerprint, 1), time=float(position))
    made.indexed = min(16, len(sketch.hashes))
    return made


def asked(text):
    return Text(1, 5, 0, digest(text), sketch_of(text))


def found(memory, text, *, since=0.0, without="another"):
    matches, _ = memory.query(asked(text), since=since, without=without)
    return {memory.matched(match.entry).id for match in matches}


def test_an_article_is_found_by_its_last_text():
    memory = Memory()
    for at, story in enumerate(STORIES):
        memory.put(entry(f"at{at}", story.text, position=at))
    assert [found(memory, story.text) for story in STORIES] == [{"at0"}, {"at1"}, {"at2"}]
    memory.put(entry("at0", STORIES[1].text, position=9))
    assert [found(memory, story.text) for story in STORIES] == [set(), {"at0", "at1"}, {"at2"}]
    assert found(memory, STORIES[1].text, without="at0") == {"at1"}
    memory.drop("at1")
    assert found(memory, STORIES[1].text) == {"at0"}


def test_an_article_that_was_seen_again_is_found_in_its_window():
    memory = Memory()
    memory.put(entry("a", STORIES[0].text, position=3))
    assert found(memory, STORIES[0].text, since=4.0) == set()
    memory.touch("a", 4.0, 8)
    assert found(memory, STORIES[0].text, since=4.0) == {"a"}


def test_articles_are_found_after_they_were_sorted():
    memory = Memory()
    memory.put(entry("a", STORIES[0].text))
    memory.put(entry("a", STORIES[1].text))
    memory.put(entry("b", STORIES[2].text))
    memory.drop("b")
    memory.sort()
    assert [found(memory, story.text) for story in STORIES] == [set(), {"a"}, set()]
    memory.put(entry("c", STORIES[2].text))
    memory.drop("a")
    assert [found(memory, story.text) for story in STORIES] == [set(), set(), {"c"}]


def test_a_matched_entry_comes_with_its_rulings_and_without_its_sketch():
    memory = Memory()
    memory.put(entry("id of a feed", STORIES[0].text, title=7))
    ((match, _),), _ = memory.query(asked(STORIES[0].text), since=0.0, without="")
    known = memory.matched(match)
    assert (known.id, known.title, known.revision, known.sketch) == ("id of a feed", 7, 1, None)


def test_a_memory_without_entries_can_be_restored_and_asked():
    memory = Memory()
    memory.sort()
    assert list(memory.oldest()) == []
    assert memory.get("a") is memory.last_seen("a") is None
    assert found(memory, STORIES[0].text) == set()
    memory.drop("a")
    assert len(memory) == 0


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12, unique=True))
def test_restored_entries_are_in_the_order_in_which_they_were_last_seen(seen):
    memory = Memory()
    for time, position in seen:
        memory.put(replace(entry(f"{time}/{position}", "Goal scored"), time=float(time), position=position))
    memory.sort()
    assert [(one.time, one.position) for one in memory.oldest()] == sorted(seen)


def test_an_article_takes_a_bounded_number_of_bytes():
    """In a full table; its keys, one of them that of the id, take two more bytes each in the chains' heads."""
    assert Memory().nbytes / STEP + 2 * (KEYS + 2) < 600
