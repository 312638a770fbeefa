"""The deduplicator: decides for each event of one partition, in order, whether subscribers receive it.

Its state depends only on the events before, and a decision changes one entry (and drops expired ones), so the log of
changes restores it. An entry remembers which event brought which text, so an event that is delivered again gets the
same verdict again, also after later decisions.
"""

from collections.abc import Sequence
from itertools import islice, takewhile

import numpy as np
from numpy.typing import NDArray

from agents.deduplicate.bulk import Record, read_bulk
from agents.deduplicate.decision import Change, Decision, Judgement
from agents.deduplicate.entry import NO_RELATIONS, Entry, Relations, Ruling
from agents.deduplicate.index import arrange, is_rare
from agents.deduplicate.memory import Memory, Seen
from agents.deduplicate.relations import Candidate, relations
from agents.deduplicate.signature import Text
from schemas import Extracted

REPLAY_SPAN = 20_000
"""Number of events of the partition for which an entry is kept past the window: older events are not delivered again.

An event is delivered again if its offset was not committed. Offsets are committed about every second, and one
partition decides a few thousand events a second.
"""

MAX_EXPIRED = 8  # entries that a decision drops: more than it adds, in a small part of its time


class Deduplicator:
    """The state of one partition's articles: restored record by record, then asked event by event.

    `window` is the number of seconds for which an article is remembered after it was last seen.
    """

    def __init__(self, *, window: float, replay_span: int = REPLAY_SPAN) -> None:
        self._window = window
        self._replay_span = replay_span
        self._memory = Memory()
        self._time = float("-inf")  # stream time: the latest time of any event so far
        self._is_restoring = False

    def __len__(self) -> int:
        """Return the number of entries: articles and duplicates."""
        return len(self._memory)

    @property
    def articles(self) -> int:
        """Number of the entries that are published articles, with which texts are compared."""
        return self._memory.articles

    def restore(self, key: bytes | str, value: bytes | None) -> None:
        """Add one record of the state topic; raises ValueError that says what is wrong with it.

        A former owner that was frozen or cut off may write old decisions late: such a record is skipped.
        """
        article_id = key.decode() if isinstance(key, bytes) else key
        self._is_restoring = True
        if value is None:
            self._memory.drop(article_id)
            return
        entry = Entry.decode(article_id, value)
        known = self._memory.last_seen(article_id)
        if known is None or entry.last_seen >= known:
            self._memory.put(entry)
            self._time = max(self._time, entry.time)

    def restore_all(self, records: Sequence[Record]) -> list[tuple[bytes | None, ValueError]]:
        """Add records of the state topic as `restore` does; returns the keys of those it refuses, and why.

        Some hundreds at once take a fraction of the time, and stop the caller for milliseconds.
        """
        self._is_restoring = True
        bulk, places = read_bulk(records)
        is_new = self._memory.put_new(bulk)
        self._time = max(self._time, float(bulk.fixed["time"][is_new].max(initial=self._time)))
        refused: list[tuple[bytes | None, ValueError]] = []
        for at in sorted(set(range(len(records))) - set(places[is_new].tolist())):
            key, value = records[at]
            try:
                self.restore(key or b"", value)
            except ValueError as error:
                refused.append((key, error))
        return refused

    def ready(self) -> None:
        """Put restored entries in order; `decide` does it if nobody did before."""
        if self._is_restoring:  # else no event may wait for it
            self._memory.sort()
            self._is_restoring = False

    def decide(self, extracted: Extracted, *, position: int, time: float, is_replay: bool = False) -> Decision:
        """Decide on an event, as `judge` does; raises Rejected with INVALID_FIELD if its signature is invalid."""
        article, text = extracted.article, Text.of(extracted)
        judgement = self.judge(article.id, text, position=position, time=time, is_replay=is_replay)
        return Decision.of(article, judgement.ruling, judgement.changes)

    def judge(self, article_id: str, text: Text, *, position: int, time: float, is_replay: bool = False) -> Judgement:
        """Judge the text of an event at a position (its offset), recorded at a time (seconds since the epoch).

        A replay of a text that was decided on gets the same verdict again, and changes nothing.
        """
        self.ready()
        known = self._memory.get(article_id)
        if is_replay and known is not None and known.knows(text.fingerprint):
            return Judgement(known.ruling_with(text.fingerprint), ())
        if known is not None and known.has_seen(position, text.fingerprint):
            # It was decided before and the state has it, but its record may be lost.
            return Judgement(known.ruling_on(position, text.fingerprint), (_change(known),))
        self._time = max(self._time, time)
        if known is not None and self._is_expired(Seen(known.id, *known.last_seen), position):
            self._memory.drop(known.id)
            known = None
        if known is not None and known.knows(text.fingerprint):
            known.time, known.position = self._time, position
            self._memory.touch(known.id, self._time, position)
            return Judgement(None, (_change(known), *self._expire(position)))
        ruling, counts = self._rule(article_id, known, text, position)
        entry = Entry.of(article_id, text, ruling, time=self._time, earlier=known.rulings if known else ())
        if entry.sketch is not None:
            entry.sketch, entry.indexed = arrange(entry.sketch, counts)
            entry.by_fingerprint = bool(is_rare(counts)[-1])
        self._memory.put(entry)
        return Judgement(ruling, (_change(entry), *self._expire(position)))

    def _rule(self, article_id: str, known: Entry | None, text: Text, position: int) -> tuple[Ruling, NDArray[np.intp]]:
        """Decide on a text that was not seen before under its article's id; returns also its keys' counts."""
        matches, counts = self._memory.query(text, since=self._time - self._window, without=article_id)
        found = relations(text, (Candidate(self._memory.matched(match.entry), match.comparison) for match in matches))
        if known is not None and known.revision:
            return Ruling(position, text.fingerprint, known.revision + 1, found), counts
        if found.copies:
            return Ruling(position, text.fingerprint, 0, Relations(found.copies[:1])), counts
        return Ruling(position, text.fingerprint, 1, found if any(found) else NO_RELATIONS), counts

    def _expire(self, position: int) -> tuple[Change, ...]:
        """Drop expired entries, the longest unseen first, and return their tombstones."""
        oldest = islice(self._memory.oldest(), MAX_EXPIRED)
        expired = list(takewhile(lambda seen: self._is_expired(seen, position), oldest))
        for seen in expired:
            self._memory.drop(seen.id)
        return tuple((seen.id, None) for seen in expired)

    def _is_expired(self, seen: Seen, position: int) -> bool:
        """Tell whether an entry is expired: past the window, and none of its events can be delivered again.

        Positions far ahead of this one are of a source topic that was deleted and created again.
        """
        cannot_come_again = abs(position - seen.position) > self._replay_span
        return seen.time < self._time - self._window and cannot_come_again


def _change(entry: Entry) -> Change:
    return entry.id, entry.encode()
