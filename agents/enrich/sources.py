"""How many sources have how many articles a day, in classes: a metric must not have a label for each source."""

from collections import Counter, deque
from sys import intern

HOUR = 3600.0
HOURS = 24
LIMIT = 5_000  # sources remembered, 5 MB if each publishes every hour; further ones are not counted
CLASSES = ("1", "2_9", "10_99", "100_up")


class Sources:
    """The articles of each source in the last 24 hours, to the hour."""

    def __init__(self) -> None:
        self._hours: deque[tuple[int, Counter[str]]] = deque()
        self._articles: Counter[str] = Counter()
        self.classes: dict[str, int] = dict.fromkeys(CLASSES, 0)  # sources by how many articles they have

    def note(self, source: str, time: float) -> None:
        """Count an article of a source; `time` in seconds, at least that of the call before."""
        hour = int(time // HOUR)
        self._forget(hour - HOURS)
        if source not in self._articles and len(self._articles) >= LIMIT:
            return
        if not self._hours or self._hours[-1][0] != hour:
            self._hours.append((hour, Counter()))
        self._hours[-1][1][intern(source)] += 1
        self._change(source, 1)

    def _forget(self, last: int) -> None:
        while self._hours and self._hours[0][0] <= last:
            for source, articles in self._hours.popleft()[1].items():
                self._change(source, -articles)

    def _change(self, source: str, by: int) -> None:
        before = self._articles[source]
        if before:
            self.classes[_class(before)] -= 1
        if after := before + by:
            self.classes[_class(after)] += 1
            self._articles[source] = after
        else:
            del self._articles[source]


def _class(articles: int) -> str:
    """Return the class of a number of articles: by its digits, with 1 in a class of its own."""
    return CLASSES[0] if articles == 1 else CLASSES[min(len(str(articles)), 3)]
