"""The command as people run it, each time in a process of its own, and the topics that it works on."""

import asyncio
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from streams.kafka.cluster import create_topics
from streams.settings import Settings, load
from streams.topics import Topics
from tests.support.brokers.records import TopicReader
from tests.support.paths import ROOT
from tests.support.running.forked import be_newsmill
from tests.support.running.stage import Address

LIMIT = 120  # seconds until a command counts as hanging
UNREACHABLE = "kafka://127.0.0.1:1"
QUICK = {
    "NEWSMILL_HTTP_PORT": "0",
    "NEWSMILL_POOL_SIZE": "1",
    "NEWSMILL_SESSION_TIMEOUT": "4",  # a join of the embedded broker's groups takes half of it
}
WITH_POOL = {"demo", "process", "run", "worker"}  # start processes of their own, from the file that was run

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(
    [
        "agents.cli.app", "agents.cli.send", "streams.kafka.reader", "streams.replay.redrive", "streams.watch.status",
        "tests.support.running.forked",
    ]
)  # fmt: skip


def command(*arguments: str | Path) -> list[str]:
    """Return the command line of `newsmill` with some arguments."""
    return [sys.executable, "-m", "agents.cli", *map(str, arguments)]


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment with newsmill's settings replaced by the given ones."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEWSMILL_")}
    return {**inherited, **QUICK, **given}


def newsmill(*arguments: str | Path, stdin: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end, which must come without a traceback.

    Its process is forked from one that has imported it already: that saves the 0.8 s of imports, of 1 s.
    """
    words = list(map(str, arguments))
    done = _run(words, stdin, settings) if words[:1] and words[0] in WITH_POOL else _fork(words, stdin, settings)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def _run(words: list[str], stdin: bytes, settings: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command(*words), check=False, capture_output=True, input=stdin, timeout=LIMIT, cwd=ROOT,
        env=environment(settings),
    )  # fmt: skip


def _fork(words: list[str], stdin: bytes, settings: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        given, *outputs = (Path(folder, name) for name in ("stdin", "stdout", "stderr"))
        given.write_bytes(stdin)
        process = _forks.Process(target=be_newsmill, args=(words, environment(settings), ROOT, [given, *outputs]))
        process.start()
        process.join(LIMIT)
        code = process.exitcode
        process.kill()
        assert code is not None, f"newsmill {words} has not ended after {LIMIT} s"
        return subprocess.CompletedProcess(words, code, *(output.read_bytes() for output in outputs))


def said(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """Return the lines that a command wrote to standard error, without its log lines.

    A client logs what it tries again: a topic's leader, for instance, may not be ready just after its creation.
    """
    return [line for line in done.stderr.decode().splitlines() if not line.startswith("{")]


@contextmanager
def running(*arguments: str | Path, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command; at the end of the block it is killed if it still runs."""
    with subprocess.Popen(
        command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment(settings)
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def await_line(process: subprocess.Popen[bytes], text: bytes) -> bytes:
    """Read standard error up to the line with a text; return what was read."""
    assert process.stderr is not None
    seen = b""
    for line in process.stderr:
        seen += line
        if text in line:
            return seen
    raise AssertionError(f"{text!r} was never printed: {seen.decode()}")


def end(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM) -> tuple[int, bytes, bytes]:
    """Send a signal and wait for the end; return the exit code and the rest of both outputs."""
    process.send_signal(how)
    output, errors = process.communicate(timeout=LIMIT)
    assert b"Traceback" not in errors, errors.decode()
    return process.returncode, output, errors


def fresh(broker: Address, prefix: str, **settings: object) -> dict[str, str]:
    """Create topics under a prefix; return the variables that set newsmill to them."""
    given = {"broker": broker.url, "topic_prefix": prefix} | settings
    place = {f"NEWSMILL_{name.upper()}": str(value) for name, value in given.items()}
    asyncio.run(create_topics(settings_of(place), Topics(settings_of(place))))
    return place


def events(place: Mapping[str, str], topic: str, count: int) -> list[Any]:
    """Return the first events of a topic, which is named in short; those that are not JSON as text."""
    return asyncio.run(_first(settings_of(place), topic, count))


async def _first(settings: Settings, topic: str, count: int) -> list[Any]:
    found: list[Any] = []
    async with TopicReader(settings.bootstrap, Topics(settings).named(topic)) as reader, asyncio.timeout(LIMIT):
        while len(found) < count:
            found += [_parsed(record.value) for record in await reader.read(0.5)]
    return found[:count]


def settings_of(place: Mapping[str, str]) -> Settings:
    """Return the settings that a command reads from these variables."""
    return load(**{name.removeprefix("NEWSMILL_").lower(): value for name, value in place.items()})


def _parsed(value: bytes) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value.decode()
