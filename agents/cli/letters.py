"""Dead letters as tables and in full for people, and as JSON lines for programs."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import orjson

from agents.cli.show import NOTHING, one_line
from schemas import Origin
from schemas.base import format_time
from schemas.dead_letter import Headers
from streams.printable import printable
from streams.replay.letters import Found
from streams.topics import Topics

if TYPE_CHECKING:
    from rich.table import Table

BYTES_A_LINE = 32
MAX_HEX_BYTES = 2048
MAX_TEXT = 2048  # bytes of a key or a header


def place(origin: Origin | None, topics: Topics) -> str:
    """Write a place as `topic[partition]@offset`, with the topic's short name."""
    return NOTHING if origin is None else f"{topics.short(origin.topic)}[{origin.partition}]@{origin.offset}"


def table(letters: Iterable[Found], topics: Topics, fates: Iterable[str] | None = None) -> "Table":
    """Return a table of letters in the given order; with fates, whether each is redriven, and why not."""
    from rich.table import Table

    titles = ["failed at", "place", "reason", "stage", "origin", "attempts", "redrives", "error"]
    rows = [_row(found, topics) for found in letters]
    if fates is not None:
        titles.append("redrive")
        rows = [(*row, fate) for row, fate in zip(rows, fates, strict=True)]
    shown = Table(*titles)
    for row in rows:
        shown.add_row(*row)
    return shown


def _row(found: Found, topics: Topics) -> tuple[str, ...]:
    letter, time = found.letter, f"{found.failed_at:%Y-%m-%d %H:%M:%S}Z"
    here = place(found.at, topics)
    if letter is None:
        return time, here, "unreadable", NOTHING, NOTHING, NOTHING, NOTHING, one_line(found.problem)
    came = place(letter.origin, topics)
    redriven = f"{found.redrives}, redriven" if found.redriven else str(found.redrives)
    error = one_line(letter.error.strip().rpartition("\n")[2])  # the last line of a traceback
    return (
        time,
        here,
        one_line(letter.reason, 30),
        one_line(letter.stage, 20),
        one_line(came),
        str(letter.attempt),
        redriven,
        error,
    )


def line(found: Found) -> bytes:
    """Return a letter on one line of JSON: its fields, its place, and its redrives as the journal has them."""
    own: dict[str, Any] = {"place": found.at.place}
    if found.letter is None:
        return orjson.dumps(own | {"unreadable": found.problem})
    own |= {"redrives": found.redrives, "redriven": [one.model_dump(mode="json") for one in found.redriven]}
    return orjson.dumps(own | orjson.loads(found.letter.encode()))


def in_full(found: Found, topics: Topics) -> str:
    """Return everything that is known about a letter, safe for a terminal."""
    letter = found.letter
    if letter is None:
        return f"place     {place(found.at, topics)}\nproblem   {printable(found.problem)}"
    fields = [
        ("place", place(found.at, topics)),
        ("reason", str(letter.reason)),
        ("stage", letter.stage),
        ("failed at", format_time(letter.failed_at)),
        ("attempts", str(letter.attempt)),
        ("origin", place(letter.origin, topics)),
        ("published", format_time(came) if (came := letter.origin and letter.origin.timestamp) else NOTHING),
        ("version", letter.version),
        ("redrives", str(found.redrives)),
    ]
    fields += [
        ("redriven", f"{format_time(one.at)} as {place(one.published, topics)} by {one.by} ({one.name})")
        for one in found.redriven
    ]
    if letter.truncated is not None:
        whole = f"{letter.truncated} bytes; the letter has {len(letter.value or b'')}, the whole event is at its origin"
        fields += [("cut from", whole), ("sha256", letter.sha256 or NOTHING)]
    fields.append(("key", _beginning(letter.key)))
    lines = [f"{name:<10}{_inner(text)}" for name, text in fields]
    lines += ["", "error", f"  {_inner(letter.error)}", "", *_headers(letter.headers)]
    return "\n".join([*lines, "value", f"  {_inner(_value(letter.value))}"])


def _headers(headers: Headers) -> list[str]:
    shown = (f"  {printable(name[:MAX_TEXT])}: {_inner(_beginning(text))}" for name, text in headers)
    return ["headers", *shown, ""] if headers else []


def _beginning(text: bytes | None) -> str:
    """Show at most MAX_TEXT bytes of a key or a header, which may have megabytes."""
    if text is None or len(text) <= MAX_TEXT:
        return _value(text)
    return f"{text[:MAX_TEXT].decode(errors='backslashreplace')}... and {len(text) - MAX_TEXT} more bytes"


def _inner(text: str) -> str:
    """Indent the lines after the first, so that none looks like a line of newsmill's own."""
    return printable(text, lines=True).replace("\n", "\n  ")


def _value(value: bytes | None) -> str:
    """Show bytes: JSON indented, other text as it is, anything else in hexadecimal."""
    if value is None:
        return NOTHING
    try:
        parsed = orjson.loads(value)
        if isinstance(parsed, dict | list):
            return orjson.dumps(parsed, option=orjson.OPT_INDENT_2).decode()
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):  # it reads deeper JSON than it writes
        pass
    try:
        return value.decode()
    except UnicodeDecodeError:
        return _hexadecimal(value)


def _hexadecimal(value: bytes) -> str:
    shown = value[:MAX_HEX_BYTES]
    lines = [shown[at : at + BYTES_A_LINE].hex(" ") for at in range(0, len(shown), BYTES_A_LINE)]
    rest = len(value) - len(shown)
    return "\n".join([*lines, f"... and {rest} more bytes; --raw prints all"] if rest else lines)


def summary(letters: Iterable[Found]) -> dict[str, Any]:
    """Count letters by reason and stage, and how many were redriven; with the time of the first and last failure."""
    counts: Counter[tuple[str, str]] = Counter()
    redriven: Counter[tuple[str, str]] = Counter()
    times = []
    for found in letters:
        cell = (str(found.letter.reason), found.letter.stage) if found.letter else ("unreadable", NOTHING)
        counts[cell] += 1
        redriven[cell] += bool(found.redriven)
        times.append(found.failed_at)
    return {
        "dead_letters": counts.total(),
        "redriven": redriven.total(),
        "first": format_time(min(times)) if times else None,
        "last": format_time(max(times)) if times else None,
        "by_reason_and_stage": [
            {"reason": reason, "stage": stage, "count": count, "redriven": redriven[reason, stage]}
            for (reason, stage), count in counts.most_common()
        ],
    }


def summary_table(counted: dict[str, Any]) -> "Table":
    """Return a summary as a table: reasons down, stages across."""
    from rich.table import Table

    rows = counted["by_reason_and_stage"]
    stages = sorted({row["stage"] for row in rows})
    shown = Table("reason")
    for title in (*stages, "all", "redriven"):
        shown.add_column(one_line(title, 20), justify="right")
    for reason in dict.fromkeys(row["reason"] for row in rows):
        cells = {row["stage"]: row for row in rows if row["reason"] == reason}
        own = [str(cells[stage]["count"]) if stage in cells else "" for stage in stages]
        shown.add_row(
            one_line(reason, 30),
            *own,
            *(str(sum(row[name] for row in cells.values())) for name in ("count", "redriven")),
        )
    totals = [str(sum(row["count"] for row in rows if row["stage"] == stage)) for stage in stages]
    shown.add_section()
    shown.add_row("all", *totals, str(counted["dead_letters"]), str(counted["redriven"]))
    return shown
