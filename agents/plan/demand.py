"""What a plan is asked for: the rate of articles and what they are like, and how full a worker may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isclose, isfinite
from types import MappingProxyType

LANGUAGES = MappingProxyType({"en": 0.6, "de": 0.1, "es": 0.1, "fr": 0.1, "ru": 0.1})
"""Shares of languages if none are given: a feed of international news."""

SECONDS_A_DAY = 86_400
LEAST_USE = 0.1  # an idle worker is busy for some hundredths


@dataclass(frozen=True)
class Demand:
    """What is asked; raises ValueError that says which value is invalid.

    `rate` is in raw events a second, each with its page of `page_bytes`. `languages` has the share of each language, by
    its code; `duplicates` is the share of copies, which enrichment does not see. Processes are planned to be busy for
    the share `use` of the time: the rest is for peaks, and to catch up after a pause.
    """

    rate: float
    page_bytes: float = 60_000
    languages: Mapping[str, float] = field(default_factory=lambda: LANGUAGES)
    duplicates: float = 0.2
    remembered_days: float = 3.0
    is_fast: bool = False
    partitions: int | None = None  # those of topics that exist
    worker_cores: int = 4  # at most, of one worker
    use: float = 0.6
    replication: int = 3
    subscribers: int = 1  # consumer groups that read the articles

    def __post_init__(self) -> None:
        for name, value in (
            ("rate", self.rate),
            ("page-bytes", self.page_bytes),
            ("remembered-days", self.remembered_days),
        ):
            _require(isfinite(value) and value > 0, f"{name}: {value} is not above 0")
        _require(0 <= self.duplicates < 1, f"duplicates: {self.duplicates} is not from 0 to below 1")
        _require(LEAST_USE <= self.use <= 1, f"use: {self.use} is not from {LEAST_USE} to 1")
        counts = {"worker-cores": self.worker_cores, "partitions": self.partitions, "replication": self.replication}
        for name, count in counts.items():
            _require(count is None or count >= 1, f"{name}: {count} is not 1 or more")
        _require(self.subscribers >= 0, f"subscribers: {self.subscribers} is below 0")
        shares = self.languages.values()
        _require(all(0 < share <= 1 for share in shares), "languages: a share is not above 0 and at most 1")
        _require(isclose(sum(shares), 1, abs_tol=0.005), f"languages: the shares add up to {sum(shares):g}, not to 1")

    @property
    def unique_rate(self) -> float:
        """Articles a second that are enriched and published."""
        return self.rate * (1 - self.duplicates)

    @property
    def remembered(self) -> float:
        """Articles and copies that the deduplicator remembers."""
        return self.rate * SECONDS_A_DAY * self.remembered_days


def _require(holds: bool, fault: str) -> None:
    if not holds:
        raise ValueError(fault)
