"""The newsroom's reports: `articles/newsroom.py`."""

import re
from collections import Counter, defaultdict

import pytest

from tests.support.articles.newsroom import LANGUAGES, NEIGHBOURS, SUCCESSIVE, Report, reports

EACH = 6
SPACED = ("en", "de", "es")


@pytest.fixture(scope="module")
def published() -> list[Report]:
    return reports(1, EACH)


def test_a_seed_gives_the_same_reports_and_another_seed_others(published: list[Report]) -> None:
    assert reports(1, EACH) == published
    assert not {report.text for report in reports(2, EACH)} & {report.text for report in published}


def test_each_kind_language_and_outlet_has_the_stated_number_of_reports(published: list[Report]) -> None:
    counted = Counter((report.language, report.kind, report.domain) for report in published)
    expected = [
        (language, kind, domain)
        for language, frames in LANGUAGES.items()
        for kind in frames.FRAMES
        for domain in frames.OUTLETS
    ]
    assert counted == dict.fromkeys(expected, EACH)
    assert len(published) == (3 * 10 + 3 * 3) * 2 * EACH


def test_only_the_languages_asked_for_are_written() -> None:
    assert {report.language for report in reports(1, 1, ["es", "hi"])} == {"es", "hi"}


def test_no_two_reports_have_equal_text(published: list[Report]) -> None:
    assert len({report.text for report in published}) == len(published)


def test_many_reports_of_one_frame_have_no_equal_text_either() -> None:
    texts = [report.text for report in reports(3, 300, ["de"])]
    assert len(set(texts)) == len(texts)


def test_every_slot_and_every_choice_of_words_is_filled(published: list[Report]) -> None:
    assert [report.text for report in published if re.search(r"[{}\[\]|]", report.title + report.text)] == []


def test_a_report_is_as_long_as_in_a_newspaper(published: list[Report]) -> None:
    lengths = [len(report.text.split()) for report in published if report.language in SPACED]
    assert min(lengths) >= 60
    assert max(lengths) <= 460


def test_every_list_of_an_outlets_places_and_people_has_twenty_names() -> None:
    short = [
        (code, key)
        for code, frames in LANGUAGES.items()
        for key in ("town", "company", "woman", "man", "street")
        if frames.LISTS[key].count(",") < 19
    ]
    assert short == []


def test_an_outlet_ends_each_report_with_its_own_paragraph(published: list[Report]) -> None:
    last: dict[str, set[str]] = defaultdict(set)
    for report in published:
        last[report.domain].add(report.text.rpartition("\n")[2])
    assert {len(paragraphs) for paragraphs in last.values()} == {1}


@pytest.mark.parametrize("kind", sorted(SUCCESSIVE))
def test_some_reports_are_of_the_same_names_on_another_day(published: list[Report], kind: str) -> None:
    """All capitalised words agree; months and days of the week are not counted."""
    calendar = {*LANGUAGES["en"].WEEKDAYS, *LANGUAGES["en"].MONTHS}
    of_kind = [report for report in published if (report.language, report.kind) == ("en", kind)]
    names = Counter(
        (report.domain, *sorted(set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", report.text)) - calendar))
        for report in of_kind
    )
    assert max(names.values()) > 1


@pytest.mark.parametrize("kind", sorted(NEIGHBOURS))
def test_some_reports_are_of_the_same_day_and_figures_elsewhere(published: list[Report], kind: str) -> None:
    of_kind = [report for report in published if (report.language, report.kind) == ("es", kind)]
    figures = Counter((report.domain, *re.findall(r"\d+", report.title + report.text)) for report in of_kind)
    assert max(figures.values()) > 1
