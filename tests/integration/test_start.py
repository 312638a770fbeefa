"""A command that soon ends loads only what it uses, in few children, and a page still ends nothing but itself there."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.articles.pages import page, story
from tests.support.paths import ROOT
from tests.support.running.cli import LIMIT, command, environment, newsmill

# What costs time or memory and is for Kafka, the web, other stages, or a few pages.
UNUSED = set(
    "aiohttp aiokafka dateparser faust htmldate httpx markdown_it onnxruntime sentencepiece trafilatura wordninja "
    "yaml".split()
)
HEADER = "import time: self [us]"  # the first line of each process; Python's own format
IMPORTED = re.compile(r"\| +([a-z_0-9]+)$", re.MULTILINE)  # a package, not a module in one

FACTS = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge opens", "datePublished": '
    '"2024-05-01T10:00:00Z", "author": {"name": "Ann Lee"}, "publisher": {"name": "The Herald"}}</script>'
)


def loaded(*arguments: str | Path, **settings: str) -> tuple[set[str], int]:
    """Return the packages that a command and its children imported, and the number of children of its pool."""
    done = subprocess.run(
        command(*arguments), check=False, capture_output=True, timeout=LIMIT, cwd=ROOT,
        env=environment({"PYTHONPROFILEIMPORTTIME": "1", **settings}), text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(IMPORTED.findall(done.stderr)), done.stderr.count(HEADER) - 2  # the command, multiprocessing's tracker


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for number in range(3):
        text = page(f"Story {number}", story(number), canonical=f"https://herald.example/{number}")
        (tmp_path / f"{number}.html").write_text(text.replace("<title>", FACTS + "<title>"))
    return tmp_path


def test_extraction_alone_imports_nothing_for_kafka_the_web_other_stages_or_rare_pages(pages: Path) -> None:
    packages, _ = loaded("process", pages / "1.html", "--until", "extract")
    assert {"lxml", "numpy", "pebble"} < packages
    assert packages & UNUSED == set()


def test_all_stages_import_nothing_for_kafka_and_the_web(pages: Path) -> None:
    packages, _ = loaded("process", pages / "1.html")
    assert {"onnxruntime", "sentencepiece"} < packages
    assert packages & {"aiohttp", "aiokafka", "faust", "onnx", "spacy", "thinc", "tokenizers", "torch"} == set()


def test_the_process_that_has_the_children_of_the_pool_imports_nothing_that_enriches() -> None:
    imports = "import sys, agents.cli.app, agents.enrich.agent, agents.worker; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", imports], check=True, capture_output=True, cwd=ROOT, text=True)
    assert {"agents.worker", "agents.enrich.task"} <= set(modules.stdout.split())
    assert set(modules.stdout.split()) & {"onnxruntime", "sentencepiece", "agents.enrich.enricher"} == set()


@pytest.mark.parametrize("jobs, children", [(1, 1), (2, 2), (8, 3)])
def test_there_are_no_more_children_than_inputs(pages: Path, jobs: int, children: int) -> None:
    assert loaded("process", pages, "--until", "extract", "--jobs", str(jobs))[1] == children


def test_in_a_single_child_too_a_page_that_takes_too_long_becomes_a_dead_letter(pages: Path, tmp_path: Path) -> None:
    letters = tmp_path / "letters.jsonl"
    done = newsmill("process", pages / "1.html", "--dead-letters", letters, NEWSMILL_TASK_DEADLINE="0.001")
    assert done.returncode == 0
    assert [json.loads(line)["reason"] for line in letters.read_text().splitlines()] == ["deadline_exceeded"]
