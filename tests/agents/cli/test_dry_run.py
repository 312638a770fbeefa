"""A dry run prints what would be published, names what would not be, and keeps nothing."""

import gzip
import json
from collections.abc import AsyncIterator
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner, Result

from agents.cli.app import app
from agents.cli.dry_run import Printer
from agents.sources.item import Item, RawInput, Skipped, Unreadable

FEED = """<rss version="2.0"><channel><title>The Outlet</title>
<item><link>https://a.example/1</link></item><item><title>Without</title></item><item><link>https://a.example/2</link>
</item></channel></rss>"""
SITEMAP = "<urlset><url><loc>https://a.example/3</loc></url><url><loc>https://a.example/4"


@pytest.fixture(autouse=True)
def _no_logging(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave logging as it is: the command's would stay for the other tests of this process."""
    monkeypatch.setattr("streams.log.configure", lambda _: None)


def publish(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    environment = {"NEWSMILL_BROKER": "kafka://127.0.0.1:9"}  # nobody answers there
    return CliRunner().invoke(app, ["publish", *map(str, arguments)], input=stdin, env=environment)


def printed(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_kind_of_input_is_printed_without_a_broker(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    (tmp_path / "map.xml").write_text(SITEMAP)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "page.html").write_text("<p>Text</p>")
    (tmp_path / "in" / "lines.jsonl.gz").write_bytes(
        gzip.compress(b'{"id": "1", "content": "\\u001b[2J\xc2\x9b"}\nbroken\xff\n')
    )
    result = publish(
        "--dry-run",
        tmp_path / "in",
        "https://a.example/0",
        "--feed",
        tmp_path / "feed.xml",
        "--sitemap",
        tmp_path / "map.xml",
    )
    line, broken, page, url, *listed = printed(result)
    assert (result.exit_code, line["id"], broken) == (0, "1", "broken\ufffd")
    assert (page["content_type"], url["url"]) == ("text/html", "https://a.example/0")
    assert [one["url"] for one in listed] == [f"https://a.example/{number}" for number in (1, 2, 3)]
    assert "\x9b" not in result.stdout
    assert result.stderr.splitlines()[0] == "7 events would be published"
    assert "1 skipped: 1 without a URL that can be fetched" in result.stderr
    assert "1 skipped: 1 lost where the sitemap is broken" in result.stderr


def test_what_cannot_be_read_is_named_and_gives_exit_code_1_as_when_publishing(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<!DOCTYPE html><p>Not found</p>")
    (tmp_path / "page.html").write_text("<p>Text</p>")
    result = publish("--dry-run", tmp_path / "page.html", "--feed", tmp_path / "feed.xml")
    assert (result.exit_code, len(printed(result))) == (1, 1)
    assert "feed.xml: this is not an RSS or Atom feed, it is an HTML page" in result.stderr
    assert "1 inputs could not be read" in result.stderr


def test_a_checkpoint_is_read_and_not_written(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    (tmp_path / "lines.jsonl").write_text('{"id": "1"}\n{"id": "2"}\n')
    kept = orjson.dumps({"seen": ["https://a.example/1"], "places": {}, "validators": {}})
    (tmp_path / "seen.json").write_bytes(kept)
    for name, urls in (
        ("seen.json", ["https://a.example/2"]),
        ("none.json", ["https://a.example/1", "https://a.example/2"]),
    ):
        result = publish(
            "--dry-run", tmp_path / "lines.jsonl", "--feed", tmp_path / "feed.xml", "--checkpoint", tmp_path / name
        )
        assert [event["url"] for event in printed(result)[2:]] == urls
    assert (tmp_path / "seen.json").read_bytes() == kept
    assert not (tmp_path / "none.json").exists()


def test_a_limit_ends_the_run_and_is_said(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    (tmp_path / "lines.jsonl").write_text('{"id": "1"}\n{"id": "2"}\n')
    for limit, events in ((1, 1), (3, 3), (4, 4), (9, 4)):
        result = publish("--dry-run", tmp_path / "lines.jsonl", "--feed", tmp_path / "feed.xml", "--limit", str(limit))
        assert (result.exit_code, len(printed(result))) == (0, events)
        assert (f"ended after {limit} events (--limit)" in result.stderr) == (limit < 9)


@pytest.mark.parametrize(
    "arguments,message",
    [
        (["--limit", "3", "x.html"], "--limit needs --dry-run"),
        (["--dry-run", "--follow", "3", "--feed", "x.xml"], "leave it out of a --dry-run"),
        (["--dry-run", "--limit", "0", "x.html"], "--limit"),
    ],
)
def test_options_that_do_not_go_together_are_refused(arguments: list[str], message: str) -> None:
    result = publish(*arguments)
    assert (result.exit_code, message in result.stderr) == (2, True)


def test_a_feed_as_an_input_says_which_option_it_needs(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    result = publish("--dry-run", tmp_path / "feed.xml")
    assert (result.exit_code, "named with newsmill publish --feed or --sitemap" in result.stderr) == (2, True)


class Out:
    """Keeps lines."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def write(self, line: bytes, /) -> object:
        self.lines.append(line)
        return None

    def flush(self) -> None:
        """Nothing is buffered."""


async def test_the_printer_counts_as_a_sender_does() -> None:
    async def items() -> AsyncIterator[Item]:
        yield RawInput("a", b'{"id":\n"1"}')
        yield Unreadable("b", "broken")
        yield Skipped("c", {"empty": 2})
        yield Skipped("d", {})

    out, confirmed, shown = Out(), [], []
    printer = Printer(out, lambda _, item: shown.append(item))
    await printer.send(items(), confirmed.append)
    assert out.lines == [b'{"id":"1"}\n']
    assert (printer.sent.events, printer.sent.confirmed, len(confirmed), len(shown)) == (1, 1, 1, 4)
    assert (printer.sent.problems, printer.sent.notes) == ([("b", "broken")], ["c: 2 skipped: 2 empty"])
