"""The explanation says what the deduplicator decides, and shows the facts that it counts."""

from collections.abc import Sequence
from typing import TypeAlias

import orjson
import pytest

from agents.cli.explanation import Conclusion, Difference, Explanation, explain
from agents.deduplicate.rules import CONTAINED
from agents.extract.task import extract_event
from schemas import Extracted
from tests.support.articles.newsroom import reports
from tests.support.articles.pages import story

Document: TypeAlias = tuple[str, Sequence[str], str]
"""A headline, paragraphs and a URL."""

A, B = "https://a.example/1", "https://b.example/2"
TEXT = story(1, paragraphs=8)
WALL = ["Subscribe to read the rest of this story, which is for members of our club only."]
GERMAN = ["Der Stadtrat hat am Montag nach langer Debatte beschlossen, die alte Brücke im nächsten Jahr zu erneuern."]
MARKETS = "Shares of {} closed at {} dollars on the first day after the report, and {} of them changed hands."


def extracted(document: Document) -> Extracted:
    title, paragraphs, url = document
    raw = {"content": "\n\n".join((title, *paragraphs)), "content_type": "text/plain", "url": url}
    done = extract_event(orjson.dumps(raw), None, 10**6)
    return Extracted.decode(done.event)


def explained(a: Document, b: Document) -> Explanation:
    return explain(extracted(a), extracted(b))


@pytest.mark.parametrize(
    "a,b,conclusion,method",
    [
        (("A copy", TEXT[:7], A), ("B", TEXT, B), Conclusion.DUPLICATE, "minhash"),
        (("The same", TEXT, A), ("B", TEXT, B), Conclusion.DUPLICATE, "exact"),
        (("A part", TEXT[:3], A), ("B", TEXT, B), Conclusion.CONTAINED_IN, "containment"),
        (("The whole", TEXT, A), ("B", TEXT[:3], B), Conclusion.CONTAINS, "containment"),
        (("Other words", story(2), A), ("B", TEXT, B), Conclusion.DIFFERENT, None),
        (("Auf Deutsch", GERMAN, A), ("B", TEXT, B), Conclusion.OTHER_LANGUAGE, None),
        (("Ferries are back", WALL, A), ("A mayor resigns", WALL, B), Conclusion.OTHER_REPORT, None),
        (("Later", TEXT[:7], B), ("B", TEXT, B), Conclusion.UPDATED, None),
        (("Again", TEXT, B), ("B", TEXT, B), Conclusion.UNCHANGED, None),
    ],
    ids=lambda value: value.name if isinstance(value, Conclusion) else "",
)
def test_the_conclusion_is_the_deduplicators(
    a: Document, b: Document, conclusion: Conclusion, method: str | None
) -> None:
    found = explained(a, b)
    assert (found.conclusion, found.link and found.link.method) == (conclusion, method)


def test_a_part_that_is_too_small_for_the_index_is_said_to_be_not_found() -> None:
    for seed in range(200):
        whole = story(seed, paragraphs=12)
        found = explained(("A part", whole[:2], A), ("B", whole, B))
        if found.conclusion is Conclusion.NOT_FOUND:
            assert found.comparison.share >= CONTAINED
            assert found.link is None
            return
    raise AssertionError("every part was found")


def test_a_link_has_the_evidence_that_is_shown() -> None:
    found = explained(("A", TEXT[:7], A), ("B", TEXT, B))
    assert found.link is not None
    assert found.link.evidence is not None
    assert found.fields()["evidence"] == found.link.evidence.model_dump()


def test_facts_that_differ_are_shown_with_both_values() -> None:
    one, other = MARKETS.format("Hollis Energy", "81.50", "9,120"), MARKETS.format("Marlow Steel", "80", "9,120")
    facts = explained(("A", [one], A), ("B", [other], B)).facts
    assert facts.different == [
        Difference("shares of @ closed", "hollis energy", "marlow steel"),
        Difference("closed at # dollars", "8150", "80"),
    ]
    assert [fact.value for fact in facts.equal] == ["9120"]


def test_a_value_that_replaces_another_throughout_is_one_difference() -> None:
    names = ("Hollis Energy", "Marlow Steel")
    one, other = (f"The chairman of {name} resigned. The workers of {name} went home for a day." for name in names)
    assert len(explained(("A", [one], A), ("B", [other], B)).facts.different) == 1


def test_numbers_and_names_of_one_text_alone_are_shown() -> None:
    facts = explained(("A", ["The chair of Hollis Energy resigned on day 12."], A), ("B", TEXT, B)).facts
    assert list(facts.only_a) == ["hollis energy", "12"]
    assert list(facts.only_b) == []


def test_the_facts_that_are_shown_are_those_that_are_counted() -> None:
    one, other = [report for report in reports(1, 2, ("en",)) if report.kind == "insider"][:2]
    found = explained((one.title, one.text.split("\n"), A), (other.title, other.text.split("\n"), B))
    equal, different = found.comparison.facts
    assert different > 10
    assert abs(len(found.facts.different) - different) <= 1  # of 8-bit hashes of the values, two may be equal
    assert abs(len(found.facts.equal) - equal) <= 1


def test_as_json_every_threshold_is_a_number() -> None:
    fields = orjson.loads(orjson.dumps(explained(("A", TEXT[:3], A), ("B", TEXT, B)).fields()))
    assert fields["verdict"] == "contained_in"
    assert fields["thresholds"]["share"]["part"] == {"at_least": CONTAINED, "fits": True}
    assert fields["thresholds"]["length"]["copy"]["fits"] is False
    assert fields["thresholds"]["length"]["part"] is None
