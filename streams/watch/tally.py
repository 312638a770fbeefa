"""The dead letters of the last hour counted by reason, from a bounded read that later looks only add to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from streams.kafka.reader import Received
from streams.kafka.scan import Scan
from streams.replay.letters import look_at
from streams.settings import Settings
from streams.topics import Topics

SPAN = timedelta(hours=1)
MOST = 1000  # letters read at one look, the newest: each comes with its event, which may be a page
UNREADABLE = "unreadable"  # in the place of a reason
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Letters:
    """How many dead letters there were, by reason, the most frequent first."""

    since: datetime
    cut: bool  # there were too many to read an hour's: `since` is when the first of the counted ones was put there
    by_reason: dict[str, int]


class Tally:
    """Counts dead letters by the time at which they were put on their topic."""

    def __init__(self, settings: Settings, topics: Topics) -> None:
        self._settings = settings
        self._topic = topics.dead_letters.name
        self._read: list[tuple[datetime, str]] = []
        self._next: dict[int, int] = {}
        self._whole_since = NEVER  # before it some were passed over

    async def read(self, now: datetime) -> None:
        """Read those that came since the last time, or within an hour; raises as Scan does."""
        async with Scan(self._settings, self._topic) as scan:
            there = await scan.everything()
            first = await scan.first_since(now - SPAN)
            wanted = {at: _from(self._next.get(at, first[at]), span) for at, span in there.items()}
            ranges = newest(wanted, MOST)
            passed = {at for at, span in ranges.items() if len(span) < len(wanted[at])}
            records: list[tuple[datetime, str]] = []
            whole_since = self._whole_since
            async for record in scan.read(ranges):
                if record.partition in passed:
                    passed.remove(record.partition)
                    whole_since = max(whole_since, record.time)
                records.append((record.time, _reason(record)))
        self._read += records
        self._next = {at: span.stop for at, span in there.items()}
        self._whole_since = whole_since

    def letters(self, now: datetime) -> Letters:
        """Count those of the hour before a moment."""
        since = max(now - SPAN, self._whole_since)
        self._read = [(time, reason) for time, reason in self._read if time >= since]
        counts = Counter(reason for _, reason in self._read)
        by_reason = dict(sorted(counts.items(), key=lambda cell: (-cell[1], cell[0])))
        return Letters(since, self._whole_since > now - SPAN, by_reason)


def newest(ranges: Mapping[int, range], most: int) -> dict[int, range]:
    """Return the ends of partitions' ranges, all of them or so many records: each partition's share of these."""
    if sum(map(len, ranges.values())) <= most:
        return dict(ranges)
    share = max(1, most // len(ranges))
    return {at: range(max(span.start, span.stop - share), span.stop) for at, span in ranges.items()}


def _from(start: int | None, span: range) -> range:
    """Return a range from an offset on; nothing of it where no offset is late enough."""
    return range(span.stop if start is None else min(span.stop, max(span.start, start)), span.stop)


def _reason(record: Received) -> str:
    letter = look_at(record).letter
    return UNREADABLE if letter is None else str(letter.reason)
