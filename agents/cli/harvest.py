"""The outcome of a demo: the raw, article, duplicate and dead-letter topics, read from their beginning and shown."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.json import JSON
from rich.table import Table

from agents.cli import output, show
from agents.cli.account import Account
from schemas import Article, DeadLetter, Duplicate, Provenance, Rejected
from streams.kafka.reader import Reader, Received
from streams.metrics import Outcome
from streams.stages import Stage
from streams.topics import Topic

if TYPE_CHECKING:
    from agents.worker import Worker

MAX_ROWS = 50  # of each table


@dataclass(frozen=True)
class Row:
    """A row of the table of articles and duplicates."""

    came: datetime  # when its raw event was published
    cells: tuple[str, ...]
    duplicate_of: str = ""  # id


class Harvest:
    """Reads a worker's raw events and outputs in the background; an asynchronous context manager."""

    def __init__(self, worker: "Worker") -> None:
        self._worker = worker
        self._counted = Account()
        self._rows: list[Row] = []
        self._dead: list[tuple[str, ...]] = []
        self._titles: dict[str, str] = {}
        self._example: bytes | None = None
        self._stack = AsyncExitStack()

    @property
    def account(self) -> Account:
        """The account so far, read from the topics; only unchanged articles are counted by the worker."""
        labels = {"stage": Stage.DEDUPLICATE.value, "outcome": Outcome.UNCHANGED.value}
        counted = self._worker.metrics.registry.get_sample_value("newsmill_events_total", labels)
        self._counted.unchanged = int(counted or 0)
        return self._counted

    async def __aenter__(self) -> Self:
        topics = self._worker.topics
        await self._read(topics.raw, self._take_raw)
        await self._read(topics.articles, self._take_article)
        await self._read(topics.duplicates, self._take_duplicate)
        await self._read(topics.dead_letters, self._take_dead_letter)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def _read(self, topic: Topic, take: Callable[[Received], None]) -> None:
        reader = await self._stack.enter_async_context(Reader(self._worker.settings, topic.name, from_beginning=True))

        async def follow() -> None:
            async for record in reader:
                with suppress(
                    Rejected
                ):  # not newsmill's own: the demo's topics have a prefix, but anyone may write there
                    take(record)

        self._stack.callback(asyncio.create_task(follow()).cancel)

    def _take_raw(self, _: Received) -> None:
        self._counted.inputs += 1

    def _take_article(self, record: Received) -> None:
        article = Article.decode(record.value)
        self._counted.articles += 1
        self._counted.updates += article.revision > 1
        self._titles[article.id] = show.one_line(article.title, 50)
        value = record.value or b""
        if article.entities and (self._example is None or len(value) < len(self._example)):
            self._example = value
        kind = "article" if article.revision == 1 else f"revision {article.revision}"
        cells = (kind, article.language.code, show.one_line(article.title, 60), show.entities(article))
        self._rows.append(Row(_came(article.provenance), (*cells, show.sentiment(article.sentiment))))

    def _take_duplicate(self, record: Received) -> None:
        copy = Duplicate.decode(record.value)
        self._counted.duplicates += 1
        cells = ("duplicate", copy.language.code, show.one_line(copy.title, 60), "", "")
        self._rows.append(Row(_came(copy.provenance), cells, copy.duplicate_of.id))

    def _take_dead_letter(self, record: Received) -> None:
        letter = DeadLetter.from_record(record.key, record.value, record.headers)
        self._counted.reasons[letter.reason] += 1
        event = show.one_line((record.value or b"").decode(errors="replace"), 60)
        self._dead.append((letter.reason, letter.stage, event, show.one_line(letter.error, 120)))

    def show(self) -> None:
        """Print one article event in full, the articles, duplicates and dead letters, and the account."""
        console = output.console()
        if self._example is not None:
            console.print("One article event in full:")
            console.print(JSON(self._example.decode()), soft_wrap=True)
        if self._rows:
            console.print(self._outcomes())
        if self._dead:
            console.print(_table("dead letters", ("reason", "stage", "event", "error"), self._dead))
        console.print(self.account.table())

    def _outcomes(self) -> Table:
        rows = [
            (*row.cells, self._titles.get(row.duplicate_of, row.duplicate_of))
            for row in sorted(self._rows, key=lambda row: row.came)
        ]
        return _table(
            "articles and duplicates", ("", "language", "title", "entities", "sentiment", "duplicate of"), rows
        )


def _table(title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    table = Table(*columns, title=title, title_justify="left")
    for row in rows[:MAX_ROWS]:
        table.add_row(*row)
    if len(rows) > MAX_ROWS:
        table.caption = f"and {len(rows) - MAX_ROWS} more"
    return table


def _came(provenance: Provenance) -> datetime:
    origin = provenance.origin
    return origin.timestamp if origin and origin.timestamp else datetime.max.replace(tzinfo=UTC)
