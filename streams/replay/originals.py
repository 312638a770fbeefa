"""The whole event of a dead letter that was cut, read again from the place that it came from."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from schemas import DeadLetter
from streams.kafka.scan import Scan
from streams.records import kept
from streams.settings import Settings

Original: TypeAlias = Callable[[DeadLetter], Awaitable[DeadLetter]]
"""Returns a letter that was cut with its whole event; raises NoOriginal."""


class NoOriginal(Exception):
    """The whole event of a letter cannot be found; the message says where it was."""


async def with_original(settings: Settings, letter: DeadLetter) -> DeadLetter:
    """Return a letter that was cut with the key, value and headers of the record at its origin.

    Raises NoOriginal if that topic does not keep the record any more, or has another value there; also
    BrokerUnavailable, TopicsMisconfigured or Stalled.
    """
    at = letter.origin
    if at is None:
        raise NoOriginal(f"the letter has only the beginning of {letter.truncated} bytes, and no origin")
    lost = f"the letter has only the beginning of {letter.truncated} bytes; the whole event was at {at.place}"
    async with Scan(settings, at.topic) as scan:
        if at.offset not in (await scan.everything()).get(at.partition, range(0)):
            raise NoOriginal(f"{lost}, which that topic does not keep any more")
        async for record in scan.read({at.partition: range(at.offset, at.offset + 1)}):
            value = record.value or b""
            if len(value) == letter.truncated and hashlib.sha256(value).hexdigest() == letter.sha256:
                whole = {"key": record.key, "value": record.value, "headers": kept(record.headers), "truncated": None}
                return letter.model_copy(update=whole)
    raise NoOriginal(f"{lost}, where another event lies now")
