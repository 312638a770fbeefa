"""The stages of the pipeline: the only list of them, with the topics that each reads and writes.

Everything else follows from these rows: consumer groups, the topics a worker subscribes to, the chart's Deployments,
access rights and scaling, the choices of the commands, the tables of the READMEs. Topics are named by their short
names in `streams/topics.py`; `agents/stages.py` says how each stage's work is built.
"""

from enum import StrEnum
from typing import Self


class Stage(StrEnum):
    """A stage, with the topics it reads and writes; the rows are in the order in which an article passes them.

    A stage's retried events return on the last topic it reads. `state` is the topic, if any, in which it keeps its
    state: only that stage writes and reads it, outside its consumer group.
    """

    reads: tuple[str, ...]
    writes: tuple[str, ...]
    state: str | None
    task: str  # for people, in one clause

    def __new__(
        cls,
        name: str,
        reads: tuple[str, ...] = (),
        writes: tuple[str, ...] = (),
        state: str | None = None,
        task: str = "",
    ) -> Self:
        """Make a member whose value is its name."""
        stage = str.__new__(cls, name)
        stage._value_ = name
        stage.reads, stage.writes, stage.state, stage.task = reads, writes, state, task
        return stage

    @property
    def returns(self) -> bool:
        """Whether its events go back to an earlier stage, as those of fetch do.

        Without Kafka such a stage is not a separate step: the earlier stage does its work.
        """
        earlier = list(Stage)[: list(Stage).index(self)]
        return any(topic in stage.reads for stage in earlier for topic in self.writes)

    EXTRACT = "extract", ("raw", "fetched"), ("fetch", "extracted"), None, "reads the article from the page"
    FETCH = "fetch", ("fetch",), ("fetched",), None, "fetches the page of an event that has only a URL"
    DEDUPLICATE = (
        "deduplicate",
        ("extracted",),
        ("unique", "duplicates"),
        "deduplicate-state",
        "finds copies and updates of articles",
    )
    ENRICH = "enrich", ("unique",), ("articles",), None, "adds entities and sentiment"


RETRY = "retry"  # not a stage: names the forwarder's consumer group, and the forwarder in its dead letters
