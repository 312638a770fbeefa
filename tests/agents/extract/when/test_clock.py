"""The time of day is read in 24 and 12 hours, with its zone; a text with other figures has none."""

from datetime import timedelta

import pytest

from agents.extract.when.clock import has_no_figures, read_clock


@pytest.mark.parametrize(
    "text, hour, minute",
    [
        ("21:10", 21, 10), ("21.10 Uhr", 21, 10), ("21 Uhr", 21, 0), ("21h10", 21, 10), ("9:10 PM", 21, 10),
        ("9:10 p.m.", 21, 10), ("12:05 AM", 0, 5), ("12:05 pm", 12, 5), ("오후 9:10", 21, 10), ("오전 9시 10분", 9, 10),
        ("下午3:20", 15, 20), ("午後9時10分", 21, 10), ("03:20 chiều", 15, 20), ("9:10 μ.μ.", 21, 10),
        ("9:10 π.μ.", 9, 10),
        ("10:30 مساءً", 22, 30), ("10:30 ص", 10, 30), ("at noon", 12, 0), ("9 PM", 21, 0), ("T10:30:00.000", 10, 30),
    ],
)  # fmt: skip
def test_a_time_is_read(text, hour, minute):
    clock = read_clock(text)
    assert clock is not None
    assert (clock.hour, clock.minute) == (hour, minute)


@pytest.mark.parametrize(
    "text, region, hours",
    [
        ("21:10 EST", None, -5), ("21:10 CET", None, 1), ("21:10 МСК", None, 3), ("21:10 WIB", None, 7),
        ("21:10 (GMT+7)", None, 7), ("21:10+05:30", None, 5.5), ("21:10 -0500", None, -5), ("21:10 IST", "IN", 5.5),
        ("21:10 IST", "IE", 1), ("21:10 IST", "IL", 2), ("21:10 CST", "CN", 8), ("21:10Z", None, 0),
    ],
)  # fmt: skip
def test_a_zone_is_read_by_its_name_and_country(text, region, hours):
    clock = read_clock(text, None, region)
    assert clock is not None
    assert clock.tzinfo is not None
    assert clock.tzinfo.utcoffset(None) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "Uhr", "25:00", "10:75", "7 comments 21:10", "21:10, 7 comments", "2021"])
def test_a_text_without_a_time_or_with_other_figures_has_none(text):
    assert read_clock(text) is None


def test_noon_is_a_figure():
    assert not has_no_figures("at noon")
    assert has_no_figures("on Tuesday")
