"""What was published before, kept in a file: how far files were read, pages that feeds listed, and their validators."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import orjson

from agents.sources.inputs import RawInput

MAX_SEEN = 500_000  # pages; some 100 MB. What was listed longest ago is forgotten first
SAVE_SECONDS = 10.0  # of a file's events, so much is published again after a crash


class BadState(Exception):
    """The file that keeps what was published cannot be used; the message names it."""


@dataclass
class Memory:
    """Pages by URL, the places of the last confirmed event by file, and by what each feed is asked for changes.

    Without a path it is not kept.
    """

    path: Path | None = None
    seen: dict[str, None] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    validators: dict[str, dict[str, str]] = field(default_factory=dict)
    saved: float = field(default_factory=time.monotonic, compare=False)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the memory from its file, empty where there is none; raises BadState."""
        try:
            kept = orjson.loads(path.read_bytes())
            validators = {url: dict(said) for url, said in dict(kept["validators"]).items()}
            return cls(path, dict.fromkeys(kept["seen"]), dict(kept["places"]), validators)
        except FileNotFoundError:
            return cls(path)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadState(f"{path}: is no file of --state: {error}") from None

    def save(self) -> None:
        """Write the memory to its file, whole or not at all; raises BadState."""
        if self.path is None:
            return
        new = self.path.with_name(f"{self.path.name}.new")
        kept = {"seen": list(self.seen), "places": self.places, "validators": self.validators}
        try:
            new.write_bytes(orjson.dumps(kept))
            new.replace(self.path)
        except OSError as error:
            raise BadState(f"{self.path}: cannot write there: {error.strerror}") from None
        self.saved = time.monotonic()

    def add(self, url: str) -> None:
        """Remember a page, and forget those beyond the bound."""
        self.seen.pop(url, None)
        self.seen[url] = None
        while len(self.seen) > MAX_SEEN:
            del self.seen[next(iter(self.seen))]

    def reach(self, event: RawInput) -> None:
        """Remember how far an event's file is confirmed; written from time to time. Raises BadState."""
        if event.file is None or self.path is None:
            return
        self.places[str(Path(event.file).resolve())] = event.place
        if time.monotonic() - self.saved >= SAVE_SECONDS:
            self.save()
