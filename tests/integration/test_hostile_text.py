"""Every command on events whose fields attack the terminal: nothing that it prints is a command to the terminal.

The pieces are in tests/agents/cli/test_output.py, tests/streams/test_console.py and tests/streams/test_log.py.
"""

import asyncio
import gzip
import json
import os
import subprocess
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from schemas import Origin
from streams.records import Record
from streams.replay.journal import Redrive
from streams.topics import Topics
from tests.agents.cli.test_show import ARTICLE, DUPLICATE
from tests.support.hostile_text import BIDIRECTIONAL, HOSTILE, MARKUP, own_lines, unsafe
from tests.support.paths import ROOT
from tests.support.running.cli import command, environment, fresh, newsmill, settings_of
from tests.support.running.letters import FAILED_AT, dead_letter, put, put_letters

TEXT = f"owned&#27;[31m&#x9b;2J{MARKUP}{BIDIRECTIONAL}\x85\u2028"  # a page with many controls counts as binary
PAGE = f"""<html><head><title>Ferry {TEXT} strike ends</title><meta name="author" content="{TEXT}"></head>
<body><article><h1>Ferry {TEXT} strike ends</h1>{"<p>The crew at " + TEXT + " agreed on Monday.</p>" * 12}
</article></body></html>"""
EVENT = {
    "id": HOSTILE, "url": f"https://a.example/{HOSTILE}", "content": PAGE, "title": HOSTILE, "source": HOSTILE,
    "headers": {HOSTILE: HOSTILE}, "metadata": {HOSTILE: [HOSTILE]},
}  # fmt: skip
NAME = HOSTILE.replace("/", "").replace("\0", "")[:80]  # of a file


@pytest.fixture(scope="module")
def place(embedded) -> dict[str, str]:
    """Topics with hostile records of all kinds, readable and not."""
    found = fresh(embedded, f"hostile-{uuid.uuid4().hex[:8]}-", partitions=1)  # one broker serves all processes
    asyncio.run(fill(found))
    return found


async def fill(place: dict[str, str]) -> None:
    settings = settings_of(place)
    topics, key = Topics(settings), HOSTILE.encode()
    raw = [json.dumps(EVENT).encode(), json.dumps(EVENT | {"content_type": HOSTILE}).encode(), key, b"{" + key,
           json.dumps({HOSTILE: HOSTILE}).encode(), json.dumps(EVENT | {"language": HOSTILE}).encode()]  # fmt: skip
    sources = {"source": ARTICLE.source.model_copy(update={"name": HOSTILE, "domain": HOSTILE}), "title": HOSTILE}
    article = ARTICLE.model_copy(update={"id": HOSTILE, "text": HOSTILE, **sources})
    link = DUPLICATE.duplicate_of.model_copy(update={"id": HOSTILE, "method": HOSTILE})
    copy = DUPLICATE.model_copy(update={"id": HOSTILE, "duplicate_of": link, **sources})
    records = [Record(topics.raw.name, key, value, [("h", key)], 0) for value in raw]
    records += [Record(topics.articles.name, key, value, [], 0) for value in (article.encode(), *raw)]
    records += [Record(topics.duplicates.name, key, value, [], 0) for value in (copy.encode(), *raw)]
    records += [Record(topics.dead_letters.name, key, value, [("newsmill-reason", key)], 0) for value in raw]
    await put(settings, records)
    hostile: dict[str, Any] = dict.fromkeys(("reason", "stage", "error", "version"), HOSTILE)
    headers = [(HOSTILE, key), ("newsmill-redrives", key), ("a", b"\xff" + key)]
    letters = [dead_letter(topics.raw.name, number, key=key, value=value, headers=headers, **hostile)
               for number, value in enumerate(raw)]  # fmt: skip
    await put_letters(settings, *letters, dead_letter(topics.raw.name, 0, error=HOSTILE, key=key, value=raw[0]))
    at = Origin(topic=topics.dead_letters.name, partition=0, offset=len(raw))
    redrive = Redrive(name=HOSTILE, at=FAILED_AT, by=HOSTILE, letter=at, reason=HOSTILE, count=1, published=at)
    await put(
        settings, [Record(topics.redrives.name, key, redrive.encode(), [], 0), Record(topics.redrives.name, key, key)]
    )


COMMANDS: dict[str, tuple[str, ...]] = {
    **{f"tail {kind}": ("tail", kind, "--from-beginning", "--max", "6")
       for kind in ("raw", "articles", "duplicates", "dead-letters")},
    **{f"tail {kind} as JSON": ("tail", kind, "--from-beginning", "--max", "6", "--json")
       for kind in ("raw", "articles", "duplicates", "dead-letters")},
    "list": ("dead-letters", "list"),
    "list as JSON": ("dead-letters", "list", "--json"),
    "summary": ("dead-letters", "summary"),
    "summary as JSON": ("dead-letters", "summary", "--json"),
    "export": ("dead-letters", "export", "-o", "-"),
    **{f"show {offset}": ("dead-letters", "show", f"0/{offset}") for offset in range(13)},
    "redrive": ("dead-letters", "redrive", "--again", "--yes"),
    "redrive, dry": ("dead-letters", "redrive", "--dry-run"),
    "redrive a place": ("dead-letters", "show", HOSTILE.replace("\0", "")),
    "replay": ("replay", "--from", "beginning"),
    "replay by a wrong name": ("replay", "--from", "beginning", "--name", HOSTILE.replace("\0", "")),
    "status": ("status",),
    "status as JSON": ("status", "--json"),
    "status of a worker elsewhere": ("status", "--metrics", "http://127.0.0.1:1/" + NAME),
    "topics check": ("topics", "check"),
    "topics describe": ("topics", "describe", "--json"),
    "settings": ("settings",),
}  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_no_record_reaches_the_terminal_as_a_command(place: dict[str, str], words: tuple[str, ...]) -> None:
    done = newsmill(*words, **place)
    assert done.stdout or done.stderr
    assert unsafe(done.stdout) | unsafe(done.stderr) == set()
    assert own_lines(done.stdout) + own_lines(done.stderr) == []
    if "--json" in words:
        for line in done.stdout.splitlines() if "describe" not in words and "summary" not in words else [done.stdout]:
            json.loads(line)


def test_in_the_console_format_no_log_line_is_a_command(place: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(EVENT | {"published_at": HOSTILE}) + "\n" + HOSTILE)
    done = newsmill("process", tmp_path / "a.jsonl", NEWSMILL_LOG_FORMAT="console", NEWSMILL_LOG_LEVEL="DEBUG")
    assert unsafe(done.stdout) | unsafe(done.stderr) == set()
    done = newsmill("status", **place, NEWSMILL_LOG_FORMAT="console", NEWSMILL_LOG_LEVEL="DEBUG")
    assert unsafe(done.stdout) | unsafe(done.stderr) == set()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Files with hostile names and contents, readable and not."""
    folder = tmp_path / NAME
    folder.mkdir()
    (folder / f"{NAME}.html").write_text(PAGE)
    (folder / f"{NAME}.txt").write_text(HOSTILE)
    (folder / f"{NAME}.md").write_text(f"---\ntitle: {HOSTILE}\n---\n{HOSTILE}")
    (folder / f"{NAME}.jsonl").write_text(f"{json.dumps(EVENT)}\n{HOSTILE}\n{{\n{json.dumps({HOSTILE: HOSTILE})}\n")
    (folder / f"{NAME}.warc").write_bytes(b"WARC/1.0\r\n" + HOSTILE.encode())
    (folder / f"{NAME}.jsonl.gz").write_bytes(gzip.compress(HOSTILE.encode())[:-6])
    return sorted(folder.iterdir())


@pytest.mark.parametrize("name", ["process", "publish"])
def test_no_input_reaches_the_terminal_as_a_command(place: dict[str, str], files: list[Path], name: str) -> None:
    done = newsmill(name, *files, files[0].with_name(f"{NAME}.missing.html"), **place)
    assert b"missing" in done.stderr
    assert unsafe(done.stdout) | unsafe(done.stderr) == set()
    done = newsmill(name, *files, **place)
    assert b"could not be read" in done.stderr or b"not published" in done.stderr
    assert unsafe(done.stdout) | unsafe(done.stderr) == set()
    assert own_lines(done.stdout) + own_lines(done.stderr) == []


@pytest.mark.parametrize("option", ["--feed", "--sitemap"])
def test_no_listing_reaches_the_terminal_as_a_command(place: dict[str, str], tmp_path: Path, option: str) -> None:
    entry = "<item><title>{0}</title><link>https://a.example/{0}</link></item><loc>https://a.example/{0}</loc>"
    listing = tmp_path / f"{NAME}.xml"
    listing.write_text(f"<rss><channel>{entry.format(HOSTILE.replace(chr(0), ''))}</channel></rss>")
    done = newsmill("publish", option, listing, **place)
    assert unsafe(done.stdout) | unsafe(done.stderr) == set()
    assert own_lines(done.stderr) == []


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_no_article_that_is_explained_reaches_the_terminal_as_a_command(
    files: list[Path], more: tuple[str, ...]
) -> None:
    page = next(one for one in files if one.suffix == ".html")
    done = newsmill("explain", page, page, *more)
    assert done.returncode == 0, done.stderr
    assert b"owned" in done.stdout
    assert unsafe(done.stdout) | unsafe(done.stderr) == set()


@pytest.mark.parametrize(
    "words", [("dead-letters", "show", "0/6", "--raw"), ("tail", "raw", "--json", "--from-beginning", "--max", "6")]
)
def test_on_a_terminal_bytes_and_json_have_escapes_too(place: dict[str, str], words: tuple[str, ...]) -> None:
    ours, theirs = os.openpty()
    with subprocess.Popen(
        command(*words), stdout=theirs, cwd=ROOT, env=environment(place) | {"TERM": "dumb"}
    ) as process:
        os.close(theirs)
        shown = read_to_the_end(ours)
    assert process.returncode == 0
    assert b"owned" in shown
    assert unsafe(shown.replace(b"\r\n", b"\n")) == set()


def read_to_the_end(terminal: int) -> bytes:
    found = b""
    with suppress(OSError), open(terminal, "rb", buffering=0) as output:  # the end is an error, on Linux
        while part := output.read(1 << 16):
            found += part
    return found


def test_in_a_pipe_raw_is_the_value_byte_for_byte(place: dict[str, str]) -> None:
    assert newsmill("dead-letters", "show", "0/8", "--raw", **place).stdout == HOSTILE.encode()
