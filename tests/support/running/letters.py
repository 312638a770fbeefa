"""Dead letters for tests, put on a broker as delivery does, and any other record, also as a reader returns it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from aiokafka.structs import RecordMetadata

from schemas import DeadLetter, Origin, Reason
from streams.kafka.publisher import publishing
from streams.kafka.reader import Received
from streams.records import Record
from streams.settings import Settings
from streams.topics import Topics

FAILED_AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def dead_letter(topic: str, offset: int = 0, **changes: Any) -> DeadLetter:
    """Return a letter of an event of a topic's partition 0."""
    ordinary: dict[str, Any] = {
        "key": b"key",
        "value": b"value %d" % offset,
        "headers": [("a", b"\xff"), ("a", None)],
        "reason": Reason.NO_ARTICLE,
        "stage": "extract",
        "error": "the page has no article",
        "failed_at": FAILED_AT,
        "origin": Origin(topic=topic, partition=0, offset=offset),
        "version": "0.1.0",
    }
    return DeadLetter.model_validate(ordinary | changes)


NOT_JSON = dead_letter("news.raw.v1", 7, value=b"{broken", reason=Reason.INVALID_JSON, error="not JSON:\nline 1")


def received(value: bytes | None, letter: DeadLetter | None = None) -> Received:
    """Return a record with a value as a reader returns it, with the key and the headers of a letter if there is one."""
    key, headers = (letter.key, letter.to_headers()) if letter else (b"k", ())
    return Received("topic", 1, 2, FAILED_AT, key, value, headers)


async def put(settings: Settings, records: Sequence[Record]) -> list[RecordMetadata]:
    """Publish records in order, all confirmed; return their places."""
    async with publishing(settings) as publisher:
        return await (await publisher.send(records)).wait()


async def put_letters(settings: Settings, *letters: DeadLetter, partition: int = 0) -> None:
    """Put letters on the dead-letter topic, as delivery does."""
    topic = Topics(settings).dead_letters.name
    await put(settings, [Record(topic, one.key, one.value, one.to_headers(), partition) for one in letters])
