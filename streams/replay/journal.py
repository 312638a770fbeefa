"""The journal of redrives: one record for each dead letter that was redriven, on a topic of its own."""

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
    """The record of one redriven dead letter."""

    name: str = Field(description="Name of the redrive run.")
    at: UtcTime = Field(description="When the event was published again.")
    by: str = Field(description="Who started the run, user@host.")
    letter: Origin = Field(description="Where the dead letter lies.")
    published: Origin = Field(description="Where the event lies now.")
    reason: str = Field(description="The dead letter's reason.")
    count: int = Field(ge=1, description="How often the event has been redriven, this time included.")

    def record(self, topics: Topics) -> Record:
        """Return the record to publish on the journal's topic."""
        return Record(topics.redrives.name, self.letter.place.encode(), self.encode())


async def read_journal(settings: Settings, topics: Topics) -> dict[str, tuple[Redrive, ...]]:
    """Return the redrives so far by the dead letter's place, oldest first; a record that is not one is skipped."""
    found: dict[str, tuple[Redrive, ...]] = {}
    async with Scan(settings, topics.redrives.name) as scan:
        async for record in scan.read(await scan.everything()):
            try:
                one = Redrive.decode(record.value)
            except Rejected as error:  # written by another program
                log.warning("redrive record skipped", place=record.origin.place, error=error.message)
                continue
            found[one.letter.place] = (*found.get(one.letter.place, ()), one)
    return found


def run_name(now: datetime) -> str:
    """Return a name for a run that begins now."""
    return f"{now:%Y%m%dT%H%M%S.%fZ}"
