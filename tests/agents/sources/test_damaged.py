"""Entries of a sitemap that is not well-formed are read one by one."""

import time

import pytest

from agents.sources.damaged import MAX_ENTRY, entries_of


def locations(text: str) -> list[str | None]:
    return [None if entry is None else entry.findtext("{*}loc") for entry in entries_of(text)]


def test_each_entry_is_read_and_those_without_an_end_are_none() -> None:
    text = "<urlset><url><loc>1</loc></url><url><loc>2</loc><url><loc>3</loc></url><s:url><s:loc>4</s:loc></s:url>"
    text += "<url><loc>5"
    assert locations(text) == ["1", None, "3", "4", None]


def test_names_that_only_begin_like_an_entry_are_none() -> None:
    assert locations("<urlset><url_x><loc>1</loc></url_x><sitemapindex/></urlset>") == []


def test_entities_are_not_expanded() -> None:
    text = '<!DOCTYPE a [<!ENTITY a "aaa">]><urlset><url><loc>&a;</loc></url>'
    assert locations(text) == ["&a;"]


def test_an_entry_beyond_the_bound_is_lost() -> None:
    assert locations(f"<url><loc>1</loc>{' ' * MAX_ENTRY}</url><url><loc>2</loc></url>") == [None, "2"]


@pytest.mark.parametrize("part", ["<url>", "</url>", "<url", "<url ", "<a:", "<url><loc>1</loc></url>"])
def test_hostile_text_takes_linear_time(part: str) -> None:
    before = time.process_time()
    for _ in entries_of(part * 40_000):
        pass
    assert time.process_time() - before < 10
