"""The pipeline in Quix Streams: a streaming data frame for each stage, with the deduplicator's state in its store.

Quix Streams has no pool: it uses more cores by more instances of the program, so here one process does everything. Its
state is read by key alone, so the changes of a deduplicator's state are numbered, and read back in that order.
"""

import os
from typing import Any

from quixstreams import Application, State, message_context
from quixstreams.models.serializers import Serializer

from streams.settings import load
from tests.benchmarks.peers.stages import COMMIT_SECONDS, Decider, Output, Stages

settings = load()
stages = Stages(settings)
topics = stages.topics
guarantee = os.environ["PEER_GUARANTEE"]
deciders: dict[str, Decider] = {}


class OutputSerializer(Serializer):
    """Publishes an output's value."""

    def __call__(self, value: Output, *_: object, **__: object) -> bytes:
        """Return the value's bytes."""
        return value.value


def restored(state: State) -> Decider:
    """Return a deduplicator with the changes that the store has."""
    decider = Decider(settings)
    for number in range(state.get("changes", default=0)):
        key, _, entry = state.get_bytes(number).partition(b"\n")
        decider.restore(key.decode(), entry or None)
    return decider


def decide(value: bytes, language: str, timestamp: int, _: Any, state: State) -> Output | None:
    """Decide on an extracted article, and add what that changes to the store."""
    if language not in deciders:
        deciders[language] = restored(state)
    offset = message_context().offset
    output, changes = deciders[language].decide(value, position=offset, time=timestamp / 1000)
    number = state.get("changes", default=0)
    for key, entry in changes:
        state.set_bytes(number, key.encode() + b"\n" + (entry or b""))
        number += 1
    state.set("changes", number)
    return output


def topic(name: str, key: str = "bytes") -> Any:
    """Declare a topic of bytes."""
    return app.topic(
        name,
        value_deserializer="bytes",
        value_serializer=OutputSerializer(),
        key_deserializer=key,
        key_serializer="bytes",
    )


app = Application(
    broker_address=settings.bootstrap,
    consumer_group=f"{settings.topic_prefix}quix",
    auto_offset_reset="earliest",
    commit_interval=COMMIT_SECONDS,
    processing_guarantee=guarantee,
    producer_extra_config={
        "acks": "all",
        "compression.type": settings.compression,
        # Of exactly once, fixed: so the next start ends the transaction that a killed process has left open.
        **({"transactional.id": f"{settings.topic_prefix}quix"} if guarantee == "exactly-once" else {}),
    },
    state_dir=os.environ["PEER_STATE"],
    loglevel="WARNING",
)
raw, extracted = topic(topics.raw.name), topic(topics.extracted.name, key="str")
unique, articles = topic(topics.unique.name), topic(topics.articles.name)
decided = {one.name: one for one in (unique, topic(topics.duplicates.name))}

app.dataframe(raw).apply(lambda value: stages.extracted(stages.extraction(value))).to_topic(
    extracted, key=lambda output: output.key
)
app.dataframe(extracted).apply(decide, stateful=True, metadata=True).filter(lambda output: output is not None).to_topic(
    lambda output, *_: decided[output.topic], key=lambda output: output.key
)
app.dataframe(unique).apply(lambda value: stages.enriched(stages.enrichment(value))).to_topic(
    articles, key=lambda output: output.key
)

if __name__ == "__main__":
    stages.warm()
    app.run()
