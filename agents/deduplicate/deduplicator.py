"""The deduplicator: decides for each event of one partition, in order, whether subscribers receive it.

Its state depends only on the events before, and a decision changes one entry (and drops expired ones), so the log of
changes restores it. An entry remembers which event brought which text, so an event that is delivered again gets the
same verdict again, also after later decisions.
"""

from collections import OrderedDict
from itertools import islice, takewhile

from agents.deduplicate.decision import Change, Decision
from agents.deduplicate.entry import Entry, Ruling
from agents.deduplicate.index import Index
from agents.deduplicate.resemblance import containers, copies
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
        self._entries: OrderedDict[str, Entry] = OrderedDict()  # in the order in which they were last seen
        self._index = Index()
        self._time = float("-inf")  # stream time: the latest time of any event so far
        self._is_restoring = False

    def __len__(self) -> int:
        """Return the number of entries: articles and duplicates."""
        return len(self._entries)

    @property
    def articles(self) -> int:
        """Number of the entries that are published articles, with which texts are compared."""
        return len(self._index)

    @property
    def capped(self) -> int:
        """Number of queries that saw only their latest candidates, because too many articles share boilerplate."""
        return self._index.capped

    def restore(self, key: bytes | str, value: bytes | None) -> None:
        """Add one record of the state topic; raises ValueError with the names of the entry's wrong fields.

        A former owner that was frozen or cut off may write old decisions late: such a record is skipped.
        """
        article_id = key.decode() if isinstance(key, bytes) else key
        self._is_restoring = True
        entry = None if value is None else Entry.decode(value)
        known = self._entries.get(article_id)
        if entry is not None and known is not None and entry.last_seen < known.last_seen:
            return
        self._entries.pop(article_id, None)
        if entry is not None:
            self._entries[article_id] = entry

    def ready(self) -> None:
        """Build the index of the restored entries; `decide` does it if nobody did before."""
        if not self._is_restoring:
            return
        entries = sorted(self._entries.values(), key=lambda entry: entry.last_seen)
        self._entries = OrderedDict((entry.id, entry) for entry in entries)
        self._time = max(self._time, entries[-1].time) if entries else self._time
        self._load_index()
        self._is_restoring = False

    def decide(self, extracted: Extracted, *, position: int, time: float, is_replay: bool = False) -> Decision:
        """Decide on the event at a position (its offset), recorded at a time (seconds since the epoch).

        A replay of a text that was decided on gets the same verdict again, and changes nothing.

        Raises Rejected with INVALID_FIELD if the event's signature is invalid; the state is then unchanged.
        """
        text = Text.of(extracted)
        self.ready()
        article = extracted.article
        known = self._entries.get(article.id)
        if is_replay and known is not None and known.knows(text.fingerprint):
            return Decision.of(article, known.ruling_with(text.fingerprint), ())
        if known is not None and known.has_seen(position, text.fingerprint):
            # It was decided before and the state has it, but its record may be lost.
            return Decision.of(article, known.ruling_on(position, text.fingerprint), (_change(known),))
        self._time = max(self._time, time)
        if known is not None and self._is_expired(known, position):
            self._drop(known)
            known = None
        if known is not None and known.knows(text.fingerprint):
            self._see_again(known, position)
            return Decision.of(article, None, (_change(known), *self._expire(position)))
        ruling = self._rule(known, text, position)
        entry = self._replace(article.id, known, text, ruling)
        return Decision.of(article, ruling, (_change(entry), *self._expire(position)))

    def _rule(self, known: Entry | None, text: Text, position: int) -> Ruling:
        """Decide on a text that was not seen before under its article's id."""
        matches = self._index.query(text, since=self._time - self._window)
        others = [match for match in matches if match.entry is not known]
        similar = copies(text, others)
        if known is not None and known.revision:
            relations = similar + containers(text, others)
            return Ruling(position, text.fingerprint, known.revision + 1, relations)
        if similar:
            return Ruling(position, text.fingerprint, 0, similar[:1])
        return Ruling(position, text.fingerprint, 1, containers(text, others))

    def _replace(self, article_id: str, known: Entry | None, text: Text, ruling: Ruling) -> Entry:
        """Replace the article's entry by a new one."""
        if known is not None:
            self._drop(known)
        entry = Entry.of(article_id, text, ruling, time=self._time, earlier=known.rulings if known else ())
        self._entries[article_id] = entry
        if entry.revision:
            self._add(entry)
        return entry

    def _add(self, entry: Entry) -> None:
        if self._index.is_full:
            self._load_index()  # with the new entry
        else:
            self._index.add(entry)

    def _load_index(self) -> None:
        capped = self._index.capped
        self._index = Index([entry for entry in self._entries.values() if entry.revision])
        self._index.capped = capped

    def _see_again(self, entry: Entry, position: int) -> None:
        """Start an article's window again: it was seen with a known text."""
        entry.time, entry.position = self._time, position
        self._entries.move_to_end(entry.id)
        if entry.revision:
            self._index.renew(entry)

    def _expire(self, position: int) -> tuple[Change, ...]:
        """Drop expired entries, the longest unseen first, and return their tombstones."""
        oldest = islice(self._entries.values(), MAX_EXPIRED)
        expired = list(takewhile(lambda entry: self._is_expired(entry, position), oldest))
        for entry in expired:
            self._drop(entry)
        return tuple((entry.id, None) for entry in expired)

    def _is_expired(self, entry: Entry, position: int) -> bool:
        """Tell whether an entry is expired: past the window, and none of its events can be delivered again.

        Positions far ahead of this one are of a source topic that was deleted and created again.
        """
        cannot_come_again = abs(position - entry.position) > self._replay_span
        return entry.time < self._time - self._window and cannot_come_again

    def _drop(self, entry: Entry) -> None:
        del self._entries[entry.id]
        if entry.row:
            self._index.remove(entry)


def _change(entry: Entry) -> Change:
    return entry.id, entry.encode()
