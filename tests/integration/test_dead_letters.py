"""`newsmill dead-letters` and `newsmill replay` against a broker: letters seen, exported and redriven, events replayed.

Covers also cli/wanted.py, cli/commands/dead_letters.py, cli/commands/redrive.py and cli/commands/replay.py.
"""

import asyncio
import gzip
import json
import os
import pty
import signal
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiokafka import ConsumerRecord

from schemas import DeadLetter, Origin, Reason
from streams.records import REDRIVES, Record
from streams.replay.journal import read_journal
from streams.settings import Settings
from streams.stages import RETRY, Stage
from streams.topics import Topics
from tests.support.brokers.records import TopicReader, publish
from tests.support.paths import ROOT
from tests.support.running.cli import LIMIT, command, end, environment, newsmill, running, said
from tests.support.running.letters import dead_letter, put, put_letters
from tests.support.running.stage import read_topic

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def settings(broker, topic_prefix: str) -> Settings:
    return Settings(broker=broker.url, topic_prefix=topic_prefix, partitions=2)


@pytest.fixture
def topics(settings: Settings) -> Topics:
    return Topics(settings)


@pytest.fixture
async def filled(place: dict[str, str], settings: Settings, topics: Topics) -> dict[str, str]:
    """Five letters and a foreign record: of an hour ago, and of stages, reasons and origins that differ."""
    unique = Origin(topic=topics.unique.name, partition=1, offset=4)
    await put_letters(
        settings,
        dead_letter(topics.raw.name, 0, failed_at=NOW - timedelta(hours=3)),
        dead_letter(topics.raw.name, 1, failed_at=NOW - timedelta(hours=2), reason=Reason.UNEXPECTED),
        dead_letter(topics.raw.name, 2, failed_at=NOW - timedelta(hours=1), headers=[(REDRIVES, b"3")]),
        dead_letter(topics.unique.name, 4, failed_at=NOW, stage="enrich", origin=unique, key="ключ".encode()),
    )
    await put_letters(settings, dead_letter("elsewhere", failed_at=NOW, stage="retry"), partition=1)
    await put(settings, [Record(topics.dead_letters.name, b"foreign", b"{", (), 1)])
    return place


def listed(place: Mapping[str, str], *options: str) -> list[dict[str, Any]]:
    done = newsmill("dead-letters", "list", "--json", *options, **place)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def offsets(found: list[dict[str, Any]]) -> list[int]:
    """Return the offsets that the letters' events had."""
    return sorted(one["origin"]["offset"] for one in found if "origin" in one)


async def test_letters_are_listed_by_filter(filled: dict[str, str], topics: Topics) -> None:
    everything = listed(filled)
    assert len(everything) == 6
    assert sum("unreadable" in one for one in everything) == 1
    assert offsets(listed(filled, "--reason", "unexpected")) == [1]
    assert offsets(listed(filled, "--stage", "enrich", "--stage", "retry")) == [0, 4]
    assert offsets(listed(filled, "--since", "90m", "--until", (NOW - timedelta(minutes=5)).isoformat())) == [2]
    assert offsets(listed(filled, "--key", "ключ")) == [4]
    assert offsets(listed(filled, "--origin", "raw[0]@1")) == [1]
    assert offsets(listed(filled, "--origin", topics.raw.name, "--limit", "2")) == [0, 1]
    table = newsmill("dead-letters", "list", **filled)
    text = table.stdout.decode()
    assert text.index("raw[0]@0") < text.index("raw[0]@1") < text.index("raw[0]@2") < text.index("unique[1]@4")
    assert table.stderr == b"6 dead letters, 1 of them unreadable\n"


async def test_one_letter_is_shown_in_full_or_byte_for_byte(filled: dict[str, str]) -> None:
    shown = newsmill("dead-letters", "show", "dead-letters[0]@1", **filled)
    assert b"reason    unexpected" in shown.stdout
    assert b"origin    raw[0]@1" in shown.stdout
    assert newsmill("dead-letters", "show", "0/1", "--raw", **filled).stdout == b"value 1"
    foreign = newsmill("dead-letters", "show", "1/1", **filled)
    assert (foreign.returncode, b"not a dead letter" in foreign.stdout) == (0, True)
    missing = newsmill("dead-letters", "show", "0/99", **filled)
    assert (missing.returncode, missing.stderr) == (1, b"newsmill: there is nothing at 0/99\n")


async def test_an_export_can_be_read_back_and_gets_its_name_when_it_is_complete(
    filled: dict[str, str], tmp_path: Path
) -> None:
    for name in ("a.jsonl", "a.jsonl.gz"):
        done = newsmill("dead-letters", "export", "-o", tmp_path / name, "--origin", "raw", **filled)
        assert (done.returncode, b"3 dead letters written" in done.stderr) == (0, True)
        data = (tmp_path / name).read_bytes()
        lines = (gzip.decompress(data) if name.endswith(".gz") else data).splitlines()
        assert [DeadLetter.decode(line).value for line in lines] == [b"value 0", b"value 1", b"value 2"]
    everything = newsmill("dead-letters", "export", "-o", "-", **filled)
    assert (everything.returncode, everything.stdout.count(b"\n")) == (1, 5)
    assert b"1 records could not be read" in everything.stderr
    assert sorted(os.listdir(tmp_path)) == ["a.jsonl", "a.jsonl.gz"]  # noqa: PTH208 - no half file, under no name


async def test_a_summary_counts(filled: dict[str, str]) -> None:
    counted = json.loads(newsmill("dead-letters", "summary", "--json", **filled).stdout)
    assert (counted["dead_letters"], counted["redriven"]) == (6, 0)
    assert {"reason": "no_article", "stage": "enrich", "count": 1, "redriven": 0} in counted["by_reason_and_stage"]
    assert b"unexpected" in newsmill("dead-letters", "summary", "--since", "1d", **filled).stdout


async def test_a_dry_run_shows_the_decision_on_each_letter_and_publishes_nothing(
    filled: dict[str, str], settings: Settings, topics: Topics
) -> None:
    done = newsmill("dead-letters", "redrive", "--dry-run", **filled)
    said = done.stdout.decode()
    assert done.returncode == 1
    for line in ("3 to be redriven", "1 refused: it cannot be read", "1 refused: redriven too often already",
                 "1 refused: what it stands for was not an event, or could not be read"):  # fmt: skip
        assert line in said.splitlines()
    assert await read_topic(settings, topics.raw.name, 0) == []
    assert await read_topic(settings, topics.redrives.name, 0) == []


async def test_letters_are_redriven_once_and_a_second_time_only_with_again(
    filled: dict[str, str], settings: Settings, topics: Topics
) -> None:
    done = newsmill("dead-letters", "redrive", "--origin", "raw", "--yes", **filled)
    assert done.returncode == 1
    assert b"2 of 2 dead letters redriven and recorded" in done.stderr
    assert b"1 refused: redriven too often already" in done.stdout
    assert b"dead-letters[0]@2" in done.stdout
    assert await back(settings, topics, 2) == [(b"value 0", b"1"), (b"value 1", b"1")]
    assert set(await read_journal(settings, topics)) == {f"{topics.dead_letters.name}/0/{n}" for n in (0, 1)}
    second = newsmill("dead-letters", "redrive", "--origin", "raw[0]@0", "--yes", **filled)
    assert (second.returncode, second.stdout) == (0, b"0 to be redriven\n1 redriven already\n")
    again = newsmill("dead-letters", "redrive", "--origin", "raw[0]@0", "--again", "--yes", **filled)
    assert (again.returncode, len(await back(settings, topics, 3))) == (0, 3)
    further = newsmill("dead-letters", "redrive", "--origin", "raw[0]@2", "--max-redrives", "4", "--yes", **filled)
    assert (further.returncode, (await back(settings, topics, 4))[-1]) == (0, (b"value 2", b"4"))
    assert [len(one["redriven"]) for one in listed(filled, "--origin", "raw")] == [2, 1, 1]
    assert json.loads(newsmill("dead-letters", "summary", "--json", **filled).stdout)["redriven"] == 3


async def back(settings: Settings, topics: Topics, count: int) -> list[tuple[bytes | None, bytes | None]]:
    """Return the values and redrive counts on the raw topic, in order."""
    found: list[ConsumerRecord] = await read_topic(settings, topics.raw.name, count)
    assert {record.partition for record in found} == {0}
    return [(record.value, dict(record.headers)[REDRIVES]) for record in found]


async def test_a_limit_counts_only_letters_that_are_still_to_be_redriven(
    filled: dict[str, str], settings: Settings, topics: Topics
) -> None:
    for number in range(2):
        assert newsmill("dead-letters", "redrive", "--limit", "1", "--yes", **filled).returncode == 0
        assert len(await back(settings, topics, number + 1)) == number + 1


def answer(text: bytes, *arguments: str, **settings: str) -> tuple[int, bytes]:
    """Run a command with a terminal for its standard input, and answer its question."""
    terminal, side = pty.openpty()
    try:
        os.write(terminal, text)
        done = subprocess.run(
            command(*arguments), check=False, stdin=side, capture_output=True, timeout=LIMIT, cwd=ROOT,
            env=environment(settings),
        )  # fmt: skip
    finally:
        os.close(terminal)
        os.close(side)
    return done.returncode, done.stderr


async def test_a_redrive_asks_for_confirmation(filled: dict[str, str], settings: Settings, topics: Topics) -> None:
    code, said = answer(b"n\n", "dead-letters", "redrive", "--origin", "raw[0]@0", **filled)
    assert (code, b"Redrive 1 dead letters?" in said) == (1, True)
    assert await read_topic(settings, topics.raw.name, 0) == []
    code, said = answer(b"y\n", "dead-letters", "redrive", "--origin", "raw[0]@0", **filled)
    assert (code, b"1 of 1 dead letters redriven" in said) == (0, True)
    assert len(await back(settings, topics, 1)) == 1


def test_without_a_terminal_a_redrive_needs_yes() -> None:
    done = newsmill("dead-letters", "redrive", NEWSMILL_BROKER="kafka://127.0.0.1:1")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"add --yes or --dry-run" in done.stderr


async def until_there_is_something_on(settings: Settings, topic: str) -> None:
    async with TopicReader(settings.bootstrap, topic) as reader, asyncio.timeout(LIMIT):
        while not await reader.read(0.2):
            pass


async def test_an_interrupted_redrive_has_recorded_what_it_published(
    place: dict[str, str], settings: Settings, topics: Topics
) -> None:
    await put_letters(settings, *(dead_letter(topics.raw.name, number) for number in range(200)))
    with running("dead-letters", "redrive", "--yes", "--rate", "20", **place) as redrive:
        await until_there_is_something_on(settings, topics.redrives.name)
        code, _, errors = end(redrive, signal.SIGINT)
    assert (code, b"interrupted: " in errors) == (130, True)
    published = await read_topic(settings, topics.raw.name, 1)
    assert 0 < len(published) < 200
    assert len(await read_journal(settings, topics)) == len(published)


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["list", "--reason", "boredom"], "--reason 'boredom': expected one of invalid_json, not_an_object, "),
        (["list", "--stage", "raw"], f"--stage 'raw': expected one of {', '.join((*Stage, RETRY))}"),
        (["summary", "--since", "yesterday"], "--since 'yesterday': expected a time like "),
        (["redrive", "--dry-run", "--until", "x"], "--until 'x': expected a time like "),
        (["list", "--origin", "raw@1"], "--origin 'raw@1': expected TOPIC, TOPIC[PARTITION] or "),
        (["show", "raw[0]@1"], "'raw[0]@1': expected dead-letters[PARTITION]@OFFSET"),
        (["export", "-o", "a.txt"], "a.txt: name a file ending in .jsonl or .jsonl.gz, or - for standard output"),
        (["export", "-o", "/nowhere/a.jsonl"], "/nowhere/a.jsonl: cannot write there: No such file"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_2(arguments: list[str], said: str) -> None:
    done = newsmill("dead-letters", *arguments)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done.stderr.decode()
    assert done.stderr.decode().startswith(f"newsmill: {said}")


async def test_raw_events_are_replayed_counted_and_resumed_by_command(
    place: dict[str, str], settings: Settings, topics: Topics
) -> None:
    await publish(settings.bootstrap, topics.raw.name, [(b"key", b"%d" % number) for number in range(200)])
    dry = newsmill("replay", "--from", "beginning", "--dry-run", **place)
    assert (dry.returncode, b"200 events would be replayed: raw[" in dry.stderr) == (0, True)
    assert await read_topic(settings, topics.fetched.name, 0) == []
    options = ["--name", "r", "--from", "1h"]
    with running("replay", *options, "--rate", "20", **place) as replay:
        await until_there_is_something_on(settings, topics.fetched.name)
        code, _, errors = end(replay, signal.SIGINT)
    assert code == 130
    hint = errors.decode().split("to resume: ")[1].strip()
    first = len(await read_topic(settings, topics.fetched.name, 1))
    assert 0 < first < 200
    assert hint.startswith("newsmill replay --name r --from 20")
    rest = newsmill(*hint.split()[1:], "--rate", "0", **place)
    assert (rest.returncode, said(rest)[0].startswith(f"{200 - first} events replayed as r: raw[")) == (0, True)
    assert len({record.value for record in await read_topic(settings, topics.fetched.name, 200)}) == 200
    assert len(await read_topic(settings, topics.fetched.name, 200)) == 200
    done = newsmill(*hint.split()[1:], **place)
    assert (done.returncode, b"r is finished: nothing is left" in done.stderr) == (0, True)


@pytest.mark.parametrize(
    "options, said",
    [
        (["--from", "10", "--to", "10"], "--from is not before --to"),
        (["--from", "1h", "--to", "2h"], "--from is not before --to"),
        (["--from", "soon"], "--from 'soon': expected a time like "),
        (["--from", "0", "--name", "a b"], "--name 'a b': only letters"),
    ],
)
def test_a_wrong_replay_is_one_line_and_exit_code_2(options: list[str], said: str) -> None:
    done = newsmill("replay", *options)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done.stderr.decode()
    assert done.stderr.decode().startswith(f"newsmill: {said}")


def test_a_partition_that_does_not_exist_is_named(place: dict[str, str]) -> None:
    done = newsmill("replay", "--from", "0", "--partition", "7", **place)
    assert (done.returncode, b"--partition 7: " in done.stderr) == (2, True)
