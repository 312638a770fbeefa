"""JSON-LD scripts are read in all the ways in which templates wrap them."""

import json

import pytest
from lxml.html import fromstring

from agents.extract.html.schema_org.scripts import read_scripts

NEWS = '{"@type": "NewsArticle", "headline": "Ships wait"}'
PARSED = json.loads(NEWS)


def values(*sources, kind="application/ld+json"):
    page = "".join(f"<script type='{kind}'>{source}</script>" for source in sources)
    return list(read_scripts(fromstring(f"<html><head>{page}</head></html>").iter("script")))


@pytest.mark.parametrize("source", [
    NEWS,
    f"\n  {NEWS};\n",
    f"//<![CDATA[\n{NEWS}\n//]]>",
    f"/*<![CDATA[*/{NEWS}/*]]>*/",
    f"<!--\n{NEWS}\n-->",
    f"var article = {NEWS};",
    NEWS.replace('"', "&quot;"),
    NEWS.replace('"headline', '"schema:headline'),
    NEWS.replace('"headline', '"https://schema.org/headline'),
])  # fmt: skip
def test_a_value_is_read_in_any_wrapping(source):
    assert values(source) == [PARSED]


@pytest.mark.parametrize("between", ["", "\n", ",", ";\n"])
def test_several_values_of_one_script_are_read(between):
    assert values(f'{{"a": 1}}{between}{NEWS}') == [{"a": 1}, PARSED]


def test_an_empty_value_of_a_script_is_no_end():
    assert values(f"x = x || []; x.push({NEWS});") == [[], PARSED]


def test_a_broken_value_does_not_hide_the_next():
    assert values('{"a": 1,}', NEWS) == [{"a": 1}, PARSED]
    assert values(f'{{"a": 1,}}{NEWS}') == [{"a": 1}, PARSED]


def test_what_follows_a_bracket_too_many_belongs_to_the_value_before_it():
    assert values('{"a": {"b": 1}}, "c": 2}') == [{"a": {"b": 1}, "c": 2}]


@pytest.mark.parametrize("source", ["", "Songs and sports", '"text"', "5"])
def test_a_script_without_objects_has_no_values(source):
    assert values(source) == []


def test_other_scripts_are_not_read():
    assert values(NEWS, kind="text/javascript") == []


def test_scripts_are_read_to_a_limit():
    assert values(f'{{"a": "{"x" * 1_000_000}"}}', NEWS) == []
