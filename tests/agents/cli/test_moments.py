"""Moments are read as people write them; a wrong one is refused with the option's name and examples."""

from datetime import UTC, datetime, timedelta

import pytest

from agents.cli.errors import Misused
from agents.cli.moments import bound, moment

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text, read",
    [
        ("2026-11-24T09:30:00Z", datetime(2026, 11, 24, 9, 30, tzinfo=UTC)),
        ("2026-11-24T09:30:00.5+02:00", datetime(2026, 11, 24, 7, 30, 0, 500_000, tzinfo=UTC)),
        ("2026-11-24T09:30", datetime(2026, 11, 24, 9, 30, tzinfo=UTC)),
        ("2026-11-24", datetime(2026, 11, 24, tzinfo=UTC)),
        ("90s", NOW - timedelta(seconds=90)),
        ("30m", NOW - timedelta(minutes=30)),
        ("2h", NOW - timedelta(hours=2)),
        ("3d", NOW - timedelta(days=3)),
    ],
)
def test_a_time_or_how_long_ago_is_read(text: str, read: datetime) -> None:
    assert moment(text, "--since", NOW) == read
    assert bound(text, "--from", NOW) == read


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2h ago", "-2h", "9999999d", "99999999999999d", "2026-13-01", "20261124", "1.5h"]
)
def test_any_other_text_is_refused_with_the_options_name_and_examples(text: str) -> None:
    with pytest.raises(Misused) as caught:
        moment(text, "--since", NOW)
    assert str(caught.value).startswith(f"--since {text!r}: expected a time like 2026-11-24T09:30:00Z")


@pytest.mark.parametrize("text, read", [("beginning", 0), ("0", 0), ("1234", 1234), ("end", None)])
def test_a_bound_may_also_be_an_offset_or_a_word(text: str, read: int | None) -> None:
    assert bound(text, "--from", NOW) == read


@pytest.mark.parametrize("text", ["-1", "٣", "start", "1.0"])
def test_a_bound_that_is_neither_is_refused(text: str) -> None:
    with pytest.raises(Misused, match=r"^--to .*; an offset, beginning or end$"):
        bound(text, "--to", NOW)
