"""A date that can be read in two ways is read as its country writes it, as another day confirms it, or not at all."""

from datetime import UTC, date, datetime

import pytest

from agents.extract.when.clues import NOTHING, Known, Order, clues_of, decide, split_tag

MARCH, APRIL = date(2026, 3, 4), date(2026, 4, 3)
BOTH = [APRIL, MARCH]


@pytest.mark.parametrize(
    "tags, host, order",
    [
        (["en-US"], None, Order.MONTH_FIRST),
        (["en_PH"], "www.example.com", Order.MONTH_FIRST),
        (["en"], "news.example.ph", Order.MONTH_FIRST),
        (["en-GB"], None, Order.DAY_FIRST),
        (["en-AU"], None, Order.DAY_FIRST),
        (["en"], "example.in", Order.DAY_FIRST),
        (["en-US"], "example.co.uk", Order.DAY_FIRST),  # en-US is what software has until somebody changes it
        (["en-US", "en_GB"], None, Order.DAY_FIRST),
        (["de"], None, Order.DAY_FIRST),
        (["fr-CA"], None, Order.DAY_FIRST),
        (["en"], "example.com", None),
        (["en"], "example.tv", None),
        (["en-CA"], None, None),
        (["es-US"], None, None),
        (["hu"], None, None),
        (["ja"], None, None),
        ([], None, None),
    ],
)
def test_language_and_country_give_the_order(tags, host, order):
    assert clues_of(tags, host).order is order


def test_a_tag_has_a_language_and_a_region():
    assert split_tag("zh-Hant-TW") == ("zh", "TW")
    assert split_tag("en_gb") == ("en", "GB")
    assert split_tag("<%= lang %>") == (None, None)


def test_a_day_that_is_stated_elsewhere_decides():
    assert decide(BOTH, MARCH, Known(witnesses=frozenset((APRIL,)))) == APRIL
    assert decide(BOTH, MARCH, Known(witnesses=frozenset(BOTH))) == MARCH


def test_nothing_is_published_after_the_fetch():
    assert decide(BOTH, APRIL, Known(latest=datetime(2026, 3, 20, tzinfo=UTC))) == MARCH
    assert decide([APRIL], APRIL, Known(latest=datetime(2026, 3, 20, tzinfo=UTC))) is None


def test_a_page_is_fetched_when_it_is_new():
    assert decide(BOTH, None, Known(latest=datetime(2026, 4, 4, tzinfo=UTC))) == APRIL


def test_where_nothing_decides_there_is_none():
    assert decide(BOTH, None, NOTHING) is None
    assert decide(BOTH, None, Known(latest=datetime(2026, 9, 4, tzinfo=UTC))) is None
