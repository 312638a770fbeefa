"""The checkpoint of `publish`, in a file: how far files are confirmed, which listed pages were sent, and validators."""

import time
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Self

import orjson

from agents.sources.item import RawInput

MAX_SEEN = 500_000  # pages; about 100 MB. The page that was listed longest ago is forgotten first
MAX_URL = 300  # characters of a page's URL that are kept; of a longer one, a hash is
SAVE_SECONDS = 10.0  # between two writes; after a crash, at most this much of a file is published again


class BadCheckpoint(Exception):
    """The checkpoint's file cannot be used; the message names it."""


@dataclass
class Checkpoint:
    """Pages by URL, the place of the last confirmed event by file, and HTTP validators by feed or sitemap.

    Without a path it is never written.
    """

    path: Path | None = None
    seen: dict[str, None] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    validators: dict[str, dict[str, str]] = field(default_factory=dict)
    saved: float = field(default_factory=time.monotonic, compare=False)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the checkpoint from its file, or start an empty one if there is no file; raises BadCheckpoint."""
        try:
            kept = orjson.loads(path.read_bytes())
            validators = {url: dict(headers) for url, headers in dict(kept["validators"]).items()}
            return cls(path, dict.fromkeys(kept["seen"]), dict(kept["places"]), validators)
        except FileNotFoundError:
            return cls(path)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadCheckpoint(f"{path}: is not a file that --checkpoint wrote: {error}") from None

    def save(self) -> None:
        """Write the checkpoint to its file, whole or not at all; raises BadCheckpoint."""
        if self.path is None:
            return
        new = self.path.with_name(f"{self.path.name}.new")
        kept = {"seen": list(self.seen), "places": self.places, "validators": self.validators}
        try:
            new.write_bytes(orjson.dumps(kept))
            new.replace(self.path)
        except OSError as error:
            raise BadCheckpoint(f"{self.path}: cannot write there: {error.strerror}") from None
        self.saved = time.monotonic()

    def has(self, url: str) -> bool:
        """Return whether a page is remembered."""
        return _short(url) in self.seen

    def add(self, url: str) -> None:
        """Remember a page, and forget the oldest beyond MAX_SEEN."""
        url = _short(url)
        self.seen.pop(url, None)
        self.seen[url] = None
        while len(self.seen) > MAX_SEEN:
            del self.seen[next(iter(self.seen))]

    def reach(self, event: RawInput) -> None:
        """Remember how far an event's file is confirmed, and save from time to time; raises BadCheckpoint."""
        if event.file is None or self.path is None:
            return
        self.places[str(Path(event.file).resolve())] = event.place
        if time.monotonic() - self.saved >= SAVE_SECONDS:
            self.save()


def _short(url: str) -> str:
    if len(url) <= MAX_URL:
        return url
    return f"{url[:MAX_URL]} {blake2b(url.encode(errors='replace'), digest_size=16).hexdigest()}"
