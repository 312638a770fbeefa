"""What reading an input yields: a raw event, a part that cannot be read, or a count of parts that are no pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

import orjson

from agents.web.url import fault, site_of

MAX_KEY = 1024  # characters; as long as an id may be
MAX_BYTES = 64 * 1024 * 1024  # of one event: twice what any topic takes, and a bound on memory


@dataclass(frozen=True)
class RawInput:
    """One raw event in wire form and where it comes from; `consumed` is the bytes of input read for it."""

    name: str
    value: bytes
    consumed: int = 0
    folder: str | None = None  # of a page's file
    file: str | None = None  # that holds many events, so that another run may continue in it

    @property
    def place(self) -> str:
        """Where in its file the event is, with a hash of it: if another event is found there, the file has changed."""
        return f"{self.name.removeprefix(self.file or '')} {blake2b(self.value, digest_size=16).hexdigest()}"

    @property
    def key(self) -> bytes | None:
        """The record's key, within which events keep their order: the host of the event's URL in ASCII, else its id.

        For a page's file its folder: the URL is only known once the page is read, and a later file may update an
        earlier one.
        """
        if self.folder is not None:
            return self.folder.encode(errors="replace")
        try:
            event = orjson.loads(self.value)
        except orjson.JSONDecodeError:
            return None
        if not isinstance(event, dict):
            return None
        key = _host(event.get("url")) or event.get("id")
        return key[:MAX_KEY].encode() if key and isinstance(key, str) else None


@dataclass(frozen=True)
class Unreadable:
    """A part of an input that gave no event, and why."""

    name: str
    problem: str
    consumed: int = 0


@dataclass(frozen=True)
class Skipped:
    """How many parts of an input were skipped, by cause: they are no pages, or were published before."""

    name: str
    causes: Mapping[str, int]
    consumed: int = 0

    def __str__(self) -> str:
        causes = ", ".join(f"{count} {cause}" for cause, count in sorted(self.causes.items()))
        return f"{self.name}: {sum(self.causes.values())} skipped: {causes}"


Item: TypeAlias = RawInput | Unreadable | Skipped


def size_of(item: Item) -> int:
    """Return how many bytes of memory an item takes, about."""
    return len(item.value) if isinstance(item, RawInput) else 0


def _host(url: object) -> str | None:
    return site_of(url) if isinstance(url, str) and fault(url) is None else None
