"""Retry topics that no delay of the settings names: after a delay was removed, events still wait on its topic."""

import re
from dataclasses import dataclass

from streams.kafka.cluster import TopicState, admin
from streams.kafka.scan import Scan
from streams.settings import Settings
from streams.stages import RETRY
from streams.topics import DELAY_UNITS, RetryTopic, Topics, consumer_group

UNITS = dict(DELAY_UNITS) | {"s": 1}


@dataclass(frozen=True)
class Leftover:
    """A retry topic on the broker that the settings do not name."""

    topic: RetryTopic
    partitions: int
    waiting: int  # events that were not returned yet

    @property
    def state(self) -> TopicState:
        """The topic as `newsmill topics` shows it."""
        if self.waiting:
            waiting = "1 event waits" if self.waiting == 1 else f"{self.waiting} events wait"
            note = f"{waiting}, and workers return what is due"
        else:
            note = f"no event waits, so it can be deleted: kafka-topics.sh --delete --topic {self.topic.name}"
        return TopicState(self.topic, self.partitions, (), f"no delay of NEWSMILL_RETRY_DELAYS names it: {note}")


async def leftovers(settings: Settings, topics: Topics) -> list[Leftover]:
    """Find the retry topics under the prefix that no delay names, with the events on them.

    Raises BrokerUnavailable, TopicsMisconfigured if one is deleted meanwhile, or the broker's KafkaError.
    """
    async with admin(settings) as client:
        names = set(await client.list_topics()) - {topic.name for topic in topics.all()}
    found = [topic for name in sorted(names) if (topic := retry_topic(name, settings.topic_prefix)) is not None]
    return [await _measured(settings, topic) for topic in found]


def retry_topic(name: str, prefix: str) -> RetryTopic | None:
    """Read the delay in the name of a retry topic; None if it is another topic's name."""
    units = "".join(UNITS)
    match = re.fullmatch(rf"{re.escape(prefix)}newsmill\.(retry\.([0-9]{{1,9}})([{units}]))\.v1", name)
    if match is None:
        return None
    short, number, unit = match.groups()
    return RetryTopic(
        name, short, "the original's", "Events of a delay that was removed.", {}, int(number) * UNITS[unit]
    )


async def _measured(settings: Settings, topic: RetryTopic) -> Leftover:
    async with Scan(settings, topic.name, group=consumer_group(settings, RETRY)) as scan:
        committed = await scan.committed()
        there = await scan.everything()
    waiting = sum(span.stop - max(span.start, committed[at] or 0) for at, span in there.items())
    return Leftover(topic, len(there), waiting)
