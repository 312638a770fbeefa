"""What was measured: the processor time, memory and bytes of an event at each stage, with the command of each figure.

This is the only place of these numbers. Times are of one core of an AMD EPYC with AVX-512 VNNI. Those of the main
process are of a busy worker, whose events share hand-overs. While the decisions and pages were measured, other programs
shared the two cores, so their times are high rather than low. Run the commands on a machine of your own, and give
`make_plan` your figures.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

HOPS = "make bench-capacity ARGS='--parts hops'"
PAGES = "make bench-capacity ARGS='--parts pages'"
SIMULATION = "make bench-capacity ARGS='--parts simulation'"
STATE = "make bench-deduplicate ARGS='--parts state kafka'"
ENRICHMENT = "make evaluate ARGS='--parts speed memory'"

REST = ""  # of the languages: all that have no figure of their own


class Source(NamedTuple):
    """Where a figure comes from."""

    name: str
    value: Any
    unit: str
    meaning: str
    command: str


def _measured(value: Any, unit: str, meaning: str, command: str) -> Any:
    about = {"unit": unit, "meaning": meaning, "command": command}
    if isinstance(value, dict):
        return field(default_factory=partial(MappingProxyType, value), metadata=about)
    return field(default=value, metadata=about)


@dataclass(frozen=True)
class Figures:
    """The figures that a plan is computed from; the defaults are those measured with newsmill's own commands."""

    extract_hop_ms: float = _measured(0.43, "ms", "the main process, for an event at extract", HOPS)
    deduplicate_hop_ms: float = _measured(
        0.34, "ms", "the main process, for an event at deduplicate, without the decision", HOPS
    )
    enrich_hop_ms: float = _measured(0.32, "ms", "the main process, for an event at enrich", HOPS)
    idle_ms: float = _measured(13.0, "ms/s", "a main process without events, each second", HOPS)
    broker_ms: float = _measured(0.71, "ms", "Kafka, for an article on its way through all stages", HOPS)

    decision_ms: float = _measured(0.32, "ms", "deduplicate: reading, deciding and writing an event", SIMULATION)
    extract_page_ms: float = _measured(18.7, "ms", "a child of the pool, for any page at extract", PAGES)
    extract_kilobyte_ms: float = _measured(0.0173, "ms", "a child of the pool, for each kB of a page", PAGES)
    accurate_ms: Mapping[str, float] = _measured(
        {"en": 36.0, "de": 61.0, "es": 58.0, "fr": 58.0, "ru": 64.0, "zh": 54.0, REST: 60.0},
        "ms", "a child of the pool, for an article of 600 words at enrich, by language, `accurate`", ENRICHMENT,
    )  # fmt: skip
    fast_ms: Mapping[str, float] = _measured(
        {"en": 14.0, "de": 41.0, "es": 40.0, "fr": 41.0, "ru": 44.0, "zh": 36.0, REST: 41.0},
        "ms", "the same with `fast`", ENRICHMENT,
    )  # fmt: skip

    main_mib: float = _measured(102.0, "MiB", "a main process, resident, without state", HOPS)
    extract_child_mib: float = _measured(155.0, "MiB", "a child of the pool's own memory at extract", HOPS)
    enrich_child_mib: float = _measured(170.0, "MiB", "a child of the pool's own memory at enrich", ENRICHMENT)
    shared_mib: float = _measured(90.0, "MiB", "what the children of a pool share", ENRICHMENT)
    idle_child_mib: float = _measured(36.0, "MiB", "the child of a pool that no stage uses", HOPS)
    entry_bytes: float = _measured(600.0, "bytes", "the deduplicator's memory for an article or a copy", STATE)
    restored_per_second: float = _measured(60_000.0, "1/s", "records of the state that a worker reads back", STATE)
    measured_entries: float = _measured(1_000_000.0, "", "the largest state that the two are known for", STATE)

    raw_share: float = _measured(0.164, "", "the bytes of a page on its topic, compressed, as a share", PAGES)
    extracted_bytes: float = _measured(4158.0, "bytes", "an extracted article on its topic, compressed", PAGES)
    state_bytes: float = _measured(401.0, "bytes", "a record of the state, compressed", PAGES)
    unique_bytes: float = _measured(3724.0, "bytes", "an article before enrichment, compressed", PAGES)
    articles_bytes: float = _measured(5040.0, "bytes", "an enriched article, compressed", PAGES)
    duplicates_bytes: float = _measured(571.0, "bytes", "the event of a copy, compressed", PAGES)

    def enrich_ms(self, language: str, *, is_fast: bool) -> float:
        """Return the time of a child for an article in a language, ms."""
        by_language = self.fast_ms if is_fast else self.accurate_ms
        return by_language.get(language, by_language[REST])

    def sources(self) -> Iterator[Source]:
        """Yield each figure with its meaning and command."""
        for one in fields(self):
            value = getattr(self, one.name)
            yield Source(one.name, dict(value) if isinstance(value, Mapping) else value, **one.metadata)


MEASURED = Figures()
