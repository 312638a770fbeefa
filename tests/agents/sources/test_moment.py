"""Times of feeds and sitemaps: every form that they write, and none where it is unclear what is meant."""

import time
from datetime import UTC, datetime

import pytest

from agents.sources.moment import MAX_UNREAD, Moments

MEANT = datetime(2026, 3, 3, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "stated",
    [
        "Tue, 03 Mar 2026 20:10:00 GMT", "Tue, 03 Mar 2026 20:10:00", "Tue, 03 Mar 2026 20:10:00 Z",
        "Tue, 03 Mar 2026 21:10:00 +0100", "Tue, 03 Mar 2026 21:10:00 +01:00", "Tue, 03 Mar 2026 21:10:00 +1",
        "Tue, 03 Mar 2026 21:10:00 CET", "Tue, 03 Mar 2026 22:10:00 CEST", "Tue, 03 Mar 2026 15:10:00 EST",
        "Tue, 03 Mar 2026 12:10:00 PST", "Tue, 03 Mar 2026 23:10:00 MSK", "Wed, 04 Mar 2026 05:10:00 JST",
        "Tue, 03 Mar 2026 21:10:00 GMT+0100", "Tue, 03 Mar 2026 21:10:00 UTC+1", "Tue, 03 Mar 2026 21:10:00 (CET)",
        "Tue, 03 Mar 2026 21:10:00 +0100 (CET)", "Tue, 03 Mar 2026 15:10:00 EST5EDT",
        "Tue, 03 Mar 2026 21:10:00 Europe/Berlin", "Tue, 03 Mar 2026 08:10:00 PM GMT", "Tue, 3 March 2026 20:10:00 GMT",
        "Tue,03 Mar 2026 21:10:00 +0100", "Tue, 03 Mar 26 21:10:00 +0100", "Tue Mar 3 20:10:00 2026",
        "Tue Mar  3 15:10:00 EST 2026", "March 3, 2026 8:10 p.m.", "2026-03-03T21:10:00+01:00", "2026-03-03 20:10",
        "2026-03-03T21:10:00 CET", "20260303T201000Z", "2026/3/3 20:10:00", "2026-03-03 08:10:00 PM", "3.3.2026, 20:10",
        "20:10 Uhr, 3. März 2026", "Di, 03 Mär 2026 21:10:00 +0100", "Вт, 03 мар 2026 23:10:00 +0300",
        "Вторник, 3 марта 2026 23:10:00 МСК", "mar., 03 mars 2026 21:10:00 +0100", "martes, 3 de marzo de 2026 - 20:10",
        "2026年3月3日 20:10", "1772568600", "1772568600000",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", [None, "de", "en-US"])
def test_a_time_is_read_in_every_form(stated: str, language: str | None) -> None:
    assert Moments(language).read(stated) == MEANT


@pytest.mark.parametrize(
    "stated",
    [
        None, "", "yesterday", "soon, perhaps", "2026", "2026-03", "21:10", "Tue, 31 Feb 2026 21:10:00 +0100",
        "Tue, 03 Mar 2026 27:10:00", "Tue, 03 Mar 2026 15:10 pm", "Tue, 03 Mar 2026 21:10:00 XYZ",
        "Tue, 03 Mar 2026 21:10:00 Europe/Nowhere", "Tue, 03 Mar 2026 21:10:00 +9900", "x" * 5000, "03/04/2026 21:10",
        "Thu, 01 Jan 1970 00:00:00 +0000", "Thu, 01 Jan 1970 01:00:00 +0100", "0001-01-01T00:00:00Z",
        "Mon, 01 Jan 0001 00:00:00 GMT", "1899-12-30T00:00:00Z", "2000-01-01T00:00:00Z", "30.11.1999 00:00",
        "0000-00-00 00:00:00", "9999-12-31T23:59:59Z",
    ],
)  # fmt: skip
def test_what_is_no_time_or_unclear_or_a_placeholder_is_none(stated: str | None) -> None:
    assert Moments("en").read(stated) is None


@pytest.mark.parametrize(
    "stated,language,month,day",
    [
        ("03/04/2026 21:10", "en-US", 3, 4), ("03/04/2026 21:10", "en_us", 3, 4), ("03/04/2026 21:10", "en-GB", 4, 3),
        ("03/04/2026 21:10", "fr", 4, 3), ("03-04-2026", "pt-BR", 4, 3), ("3.4.2026", "en", 4, 3),
        ("13/04/2026", "en", 4, 13), ("04/13/2026", "en", 4, 13), ("04/13/2026", "fr", 4, 13),
        ("04/04/2026", None, 4, 4), ("2026/03/04", "en-GB", 3, 4),
    ],
)  # fmt: skip
def test_figures_are_read_in_the_order_of_the_language(stated: str, language: str, month: int, day: int) -> None:
    moment = Moments(language).read(stated)
    assert moment is not None
    assert (moment.month, moment.day) == (month, day)


def test_a_clock_may_end_the_day() -> None:
    assert Moments().read("3 Mar 2026 24:00:00") == datetime(2026, 3, 4, tzinfo=UTC)


def test_midnight_with_a_zone_stays_its_date_as_on_pages() -> None:
    assert Moments().read("Tue, 03 Mar 2026 00:00:00 +0100") == datetime(2026, 3, 3, tzinfo=UTC)


def test_many_days_in_words_take_a_bounded_time() -> None:
    moments, before = Moments(), time.process_time()
    for number in range(5000):
        moments.read(f"{number % 28 + 1} quux {1900 + number % 100} 12:00")
    assert time.process_time() - before < MAX_UNREAD * 0.2
