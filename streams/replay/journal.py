"""What is recorded of the redrives of dead letters: one record each, on a topic of its own."""

from datetime import datetime

import structlog
from pydantic import Field

from schemas import Event, Origin, Rejected
from schemas.base import UtcTime
from streams.kafka.scan import Scan
from streams.records import Record
from streams.settings import Settings
from streams.topics import Topics

log = structlog.get_logger(__name__)


class Redrive(Event):
    """One dead letter given back to its topic."""

    name: str = Field(description="Name of the redrive it was part of.")
    at: UtcTime = Field(description="When it was published again.")
    by: str = Field(description="Who asked for it, user@host.")
    letter: Origin = Field(description="Where the dead letter lies.")
    published: Origin = Field(description="Where its event lies now.")
    reason: str = Field(description="Why it was a dead letter.")
    count: int = Field(ge=1, description="How often the event has been given back, with this time.")

    def record(self, topics: Topics) -> Record:
        """Return the record to keep."""
        return Record(topics.redrives.name, self.letter.place.encode(), self.encode())


async def read_journal(settings: Settings, topics: Topics) -> dict[str, tuple[Redrive, ...]]:
    """Read what was recorded so far, by the dead letter's place, oldest first."""
    found: dict[str, tuple[Redrive, ...]] = {}
    async with Scan(settings, topics.redrives.name) as scan:
        async for record in scan.read(await scan.everything()):
            try:
                one = Redrive.decode(record.value)
            except Rejected as error:  # written by somebody else
                log.warning("replay record passed over", place=record.origin.place, error=error.message)
                continue
            found[one.letter.place] = (*found.get(one.letter.place, ()), one)
    return found


def run_name(now: datetime) -> str:
    """Return a name for a redrive that begins now."""
    return f"{now:%Y%m%dT%H%M%S.%fZ}"
