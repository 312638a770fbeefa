"""The dead letters of the last hour, counted by reason; each look reads only the new ones, and at most MOST of them."""

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
MOST = 1000  # letters read at one look, the newest ones: each has its event, which may be a page
UNREADABLE = "unreadable"  # instead of a reason
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Letters:
    """The number of dead letters by reason, the most frequent reason first."""

    since: datetime
    cut: bool  # there were too many to read all of an hour: `since` is the time of the first one that was counted
    by_reason: dict[str, int]


class Tally:
    """Counts dead letters by the time at which they were published."""

    def __init__(self, settings: Settings, topics: Topics) -> None:
        self._settings = settings
        self._topic = topics.dead_letters.name
        self._read: list[tuple[datetime, str]] = []
        self._next: dict[int, int] = {}
        self._whole_since = NEVER  # some letters before this time were skipped

    async def read(self, now: datetime) -> None:
        """Read the letters since the last call, in the first call those of an hour; raises as Scan does."""
        async with Scan(self._settings, self._topic) as scan:
            existing = await scan.everything()
            first = await scan.first_since(now - SPAN)
            wanted = {at: _from(self._next.get(at, first[at]), span) for at, span in existing.items()}
            ranges = newest(wanted, MOST)
            cut = {at for at, span in ranges.items() if len(span) < len(wanted[at])}
            records: list[tuple[datetime, str]] = []
            whole_since = self._whole_since
            async for record in scan.read(ranges):
                if record.partition in cut:
                    cut.remove(record.partition)
                    whole_since = max(whole_since, record.time)
                records.append((record.time, _reason(record)))
        self._read += records
        self._next = {at: span.stop for at, span in existing.items()}
        self._whole_since = whole_since

    def letters(self, now: datetime) -> Letters:
        """Count the letters of the hour before a time."""
        since = max(now - SPAN, self._whole_since)
        self._read = [(time, reason) for time, reason in self._read if time >= since]
        counts = Counter(reason for _, reason in self._read)
        by_reason = dict(sorted(counts.items(), key=lambda cell: (-cell[1], cell[0])))
        return Letters(since, self._whole_since > now - SPAN, by_reason)


def newest(ranges: Mapping[int, range], most: int) -> dict[int, range]:
    """Return partitions' ranges, cut to their newest records if they have more than `most` in all.

    Each partition gets the same share of `most`.
    """
    if sum(map(len, ranges.values())) <= most:
        return dict(ranges)
    share = max(1, most // len(ranges))
    return {at: range(max(span.start, span.stop - share), span.stop) for at, span in ranges.items()}


def _from(start: int | None, span: range) -> range:
    """Return a range from an offset on; an empty one if that is None, since no record is late enough."""
    return range(span.stop if start is None else min(span.stop, max(span.start, start)), span.stop)


def _reason(record: Received) -> str:
    letter = look_at(record).letter
    return UNREADABLE if letter is None else str(letter.reason)
