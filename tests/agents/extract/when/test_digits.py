"""Figures of all scripts become 0 to 9, and Chinese numerals in dates become figures."""

import pytest

from agents.extract.when.digits import plain, without_numerals


@pytest.mark.parametrize("text", ["۱۲", "١٢", "१२", "১২", "๑๒", "໑໒", "១២", "၁၂", "１２", "12", "੧੨", "௧௨"])
def test_digits_of_every_script_are_read(text):
    assert plain(text) == "12"


@pytest.mark.parametrize(
    "text, figures",
    [
        ("二〇二六年三月十二日", "2026年3月12日"),
        ("民國一百一十五年十月卅一日", "民國115年10月31日"),
        ("一一五年二月廿八日", "115年2月28日"),
        ("十二点", "12点"),
    ],
)
def test_numerals_in_dates_become_figures(text, figures):
    assert without_numerals(text) == figures


def test_numerals_elsewhere_stay():
    assert without_numerals("三人在一起") == "三人在一起"
