"""The means of a stage's work, which a worker, or the pipeline without Kafka, gives to it."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from streams.delivery.pool import Pool
from streams.metrics import Metrics
from streams.settings import Settings
from streams.topics import Topics


@dataclass(frozen=True)
class Means:
    """The settings, and the resources that stages share."""

    settings: Settings
    topics: Topics
    metrics: Metrics
    pool: Pool
    stack: AsyncExitStack  # closes at the end all that a stage has opened
