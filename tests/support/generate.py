"""What is written once in the code and generated everywhere else: `make generate` writes it, `make check` compares it.

    schemas/json/*.json, schemas/asyncapi.yaml      the contract, from schemas/ and streams/asyncapi.py
    deploy/helm/newsmill/files/topology.json        stages, topics and retries for the chart, from streams/
    deploy/helm/newsmill/values.schema.json         its part on newsmill's settings and stages
    tables in README.md files and CONTRIBUTING.md   if marked: `<!-- generated: NAME -->` ... `<!-- /generated -->`

Run it as `python -m tests.support.generate`; with `--check` it writes nothing and names what differs.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from prometheus_client.metrics import MetricWrapperBase

from agents.cli.commands.schema import contract
from agents.cli.commands.settings import markdown_table
from agents.plan import Demand, make_plan
from agents.plan.tables import compared_rows
from schemas import Reason
from streams.metrics import Metrics
from streams.security import PLAINTEXT
from streams.settings import Settings, load
from streams.stages import Stage
from streams.topics import Topics, consumer_group
from tests.benchmarks.peers import table as peers
from tests.support.deploy.chart_files import CHART, topology, values_schema
from tests.support.enrichment import levels
from tests.support.paths import ROOT

RATES = (10, 100, 1000)  # articles a second, of the table of capacity
MARKED = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- /generated -->)", re.DOTALL)


def defaults() -> Settings:
    """Return the settings' defaults, without those of the environment."""
    given = {name: field.get_default(call_default_factory=True) for name, field in Settings.model_fields.items()}
    return load(**given | PLAINTEXT)


def files() -> dict[Path, str]:
    """Return every generated file with its content."""
    found = {ROOT / "schemas" / name: text for name, text in contract(defaults()).items()}
    found[CHART / "files" / "topology.json"] = json.dumps(topology(defaults()), indent=2) + "\n"
    found[CHART / "values.schema.json"] = json.dumps(values_schema(), indent=2) + "\n"
    for path in documents():
        text = path.read_text(encoding="utf-8")
        found[path] = MARKED.sub(lambda match: match[1] + TABLES[match[2]]() + match[3], text)
    return found


def documents() -> Iterator[Path]:
    """Yield the documents that may have marked tables."""
    yield from (path for path in ROOT.glob("*.md") if path.is_file())
    for folder in ("schemas", "streams", "agents", "deploy", "tests"):
        yield from (ROOT / folder).rglob("README.md")


def settings_table() -> str:
    """Return the settings with their defaults and meanings."""
    return markdown_table()


def metrics_table() -> str:
    """Return the metrics with their labels and meanings."""
    rows = []
    for metric in vars(Metrics()).values():
        if isinstance(metric, MetricWrapperBase):
            (described,) = metric.describe()
            name = described.name + ("_total" if described.type == "counter" else "")
            rows.append((f"`{name}`", ", ".join(metric._labelnames), described.documentation))
    return _table(("metric", "labels", "meaning"), rows)


def topics_table() -> str:
    """Return the topics with key, retention and meaning."""
    rows = []
    for topic in Topics(defaults()).all():
        days = int(topic.config.get("retention.ms", 0)) // 86_400_000
        kept = f"{days} days" if days else "compacted"
        rows.append((f"`{topic.name}`", "public" if topic.public else "", topic.key, kept, topic.meaning))
    return _table(("topic", "", "key", "kept", "meaning"), rows)


def stages_table() -> str:
    """Return the stages with the topics they read and write."""
    topics = Topics(defaults())
    rows = []
    for stage in Stage:
        state = [] if stage.state is None else [topics.of(stage.state)]
        reads = ", ".join(f"`{topic.name}`" for topic in topics.sources(stage))
        writes = ", ".join(f"`{topic.name}`" for topic in (*topics.outputs(stage), *state))
        rows.append((f"`{stage.value}`", stage.task, reads, writes, f"`{consumer_group(defaults(), stage)}`"))
    return _table(("stage", "what it does", "reads", "writes", "consumer group"), rows)


def reasons_table() -> str:
    """Return the reasons of dead letters with their meanings."""
    return _table(("reason", "meaning"), [(f"`{reason.value}`", reason.meaning) for reason in Reason])


def levels_table() -> str:
    """Return the languages with what enrichment in each rests on, and what it reached when it was last measured."""
    return _table(levels.HEAD, list(levels.rows(levels.read())))


def capacity_table() -> str:
    """Return what rates of articles need, by the figures of the capacity model."""
    rows = compared_rows([make_plan(Demand(rate)) for rate in RATES])
    return _table(tuple(rows[0]), [tuple(row.values()) for row in rows])


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, *rows)]
    lines.insert(1, "|" + "---|" * len(head))
    return "\n".join(re.sub(r" {2,}", " ", line) for line in lines) + "\n"


TABLES: dict[str, Callable[[], str]] = {
    "settings": settings_table,
    "metrics": metrics_table,
    "topics": topics_table,
    "stages": stages_table,
    "reasons": reasons_table,
    "levels": levels_table,
    "capacity": capacity_table,
    "peers": peers.markdown,
}


def main(arguments: list[str]) -> int:
    """Write the files, or with --check name those that differ; returns the exit code."""
    differ = {
        path: text for path, text in files().items() if not path.exists() or path.read_text(encoding="utf-8") != text
    }
    for path, text in differ.items():
        if "--check" in arguments:
            print(f"{path.relative_to(ROOT)} is not what the code says: run make generate")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    return 1 if differ and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
