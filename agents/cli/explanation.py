"""What the deduplicator decides on two articles, and why: figures, thresholds, and the facts themselves."""

from collections.abc import Iterator, Sequence
from math import inf
from typing import Any, NamedTuple

from agents.cli.thresholds import Figure, shown_figures
from agents.deduplicate import Decision, Deduplicator, Verdict
from agents.deduplicate.comparison import Comparison, compare
from agents.deduplicate.entry import Entry, Ruling
from agents.deduplicate.facts import Fact, facts_of
from agents.deduplicate.relations import Candidate, evidence, relations
from agents.deduplicate.rules import Range, is_copy
from agents.deduplicate.signature import Text
from agents.deduplicate.sketch import Sketch
from agents.deduplicate.words import Word, hashed, words_of
from schemas import Article, Extracted, Link
from schemas.errors import Explained


class Conclusion(Explained):
    """What becomes of an article A that arrives where B is known, with its meaning."""

    DUPLICATE = "duplicate", "A is a copy of B: it is not published, but goes to the duplicates."
    NEAR_DUPLICATE = (
        "near_duplicate",
        "A nearly repeats B, but with too many other facts for a copy: it is published, with a link to B in "
        "near_duplicates.",
    )
    CONTAINED_IN = "contained_in", "A is a part of B: it is published, with a link to B in contained_in."
    CONTAINS = "contains", "B is a part of A: A is published, with a link to B in contains."
    DIFFERENT = "different", "A and B are different articles: A is published, without a link to B."
    OTHER_LANGUAGE = (
        "other_language",
        "A and B are in different languages, so the service does not compare them: A is published.",
    )
    OTHER_REPORT = (
        "other_report",
        "A and B are as alike as copies, but their headlines show different reports: both are short, or the headlines "
        "differ in a number or name alone. A is published.",
    )
    NOT_FOUND = (
        "not_found",
        "A and B are alike, but have none of the shingles in common by which the service finds B: A is published.",
    )
    UPDATED = "updated", "A and B have the same id: A is published as the next revision of B."
    UNCHANGED = "unchanged", "A and B have the same id and the same text: nothing is published."


class Difference(NamedTuple):
    """A context that both texts have with different values."""

    context: str
    a: str
    b: str


class Facts(NamedTuple):
    """The facts that were compared, each value once, and the numbers and names that one text alone has."""

    equal: Sequence[Fact]
    different: Sequence[Difference]
    only_a: Sequence[str]
    only_b: Sequence[str]


class Explanation(NamedTuple):
    """The answer for an article A that arrives where only B is known."""

    conclusion: Conclusion
    link: Link | None  # from A to B, if there is one
    comparison: Comparison
    figures: Sequence[Figure]
    facts: Facts

    def fields(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "verdict": self.conclusion,
            "meaning": self.conclusion.meaning,
            "method": self.link.method if self.link else None,
            "similarity": round(self.comparison.similarity, 4),
            "is_equal": self.comparison.is_equal,
            "evidence": evidence(self.comparison).model_dump(),
            "thresholds": {figure.name: _thresholds(figure) for figure in self.figures},
            "facts": {
                "equal": [fact._asdict() for fact in self.facts.equal],
                "different": [difference._asdict() for difference in self.facts.different],
                "only_in_a": self.facts.only_a,
                "only_in_b": self.facts.only_b,
            },
        }


def explain(a: Extracted, b: Extracted) -> Explanation:
    """Decide on A as the service does if B is the only article it knows."""
    text, other = Text.of(a), Text.of(b)
    comparison = compare(text.sketch, other.sketch, is_equal=text.fingerprint == other.fingerprint)
    decision = _decided(a, b)
    conclusion = _conclusion(decision) or _why_no_link(text, other, comparison)
    facts = compared_facts(a.article, text.sketch, b.article, other.sketch)
    return Explanation(conclusion, next(_links(decision), None), comparison, shown_figures(comparison), facts)


def compared_facts(a: Article, sketch_of_a: Sketch, b: Article, sketch_of_b: Sketch) -> Facts:
    """Return the facts of two texts, of those that their sketches have."""
    words_of_a, words_of_b = words_of(a.text), words_of(b.text)
    facts_of_a, facts_of_b = facts_of(words_of_a, a.language.code), facts_of(words_of_b, b.language.code)
    mine, theirs = _kept(facts_of_a, sketch_of_a), _kept(facts_of_b, sketch_of_b)
    equal: dict[str, Fact] = {}
    different: dict[tuple[str, str], Difference] = {}
    for context, value in mine.items():
        other = theirs.get(context)
        if other == value:
            equal.setdefault(value, Fact(context, value))
        elif other is not None:
            different.setdefault((value, other), Difference(context, value, other))
    return Facts(
        list(equal.values()), list(different.values()), _only(facts_of_a, words_of_b), _only(facts_of_b, words_of_a)
    )


def _decided(a: Extracted, b: Extracted) -> Decision:
    known = Deduplicator(window=inf)
    known.decide(b, position=0, time=0)
    return known.decide(a, position=1, time=0)


def _links(decision: Decision) -> Iterator[Link]:
    if decision.duplicate_of is not None:
        yield decision.duplicate_of
    if decision.verdict is Verdict.NEW:
        yield from decision.article.near_duplicates
        yield from decision.article.contained_in
        yield from decision.article.contains or ()


def _conclusion(decision: Decision) -> Conclusion | None:
    """Return what was concluded; None if A is a new article without a link to B."""
    if decision.verdict is not Verdict.NEW:
        return Conclusion(decision.verdict)
    if decision.article.near_duplicates:
        return Conclusion.NEAR_DUPLICATE
    if decision.article.contained_in:
        return Conclusion.CONTAINED_IN
    return Conclusion.CONTAINS if decision.article.contains else None


def _why_no_link(text: Text, other: Text, comparison: Comparison) -> Conclusion:
    if text.language != other.language:
        return Conclusion.OTHER_LANGUAGE
    entry = Entry.of("b", other, Ruling(0, other.fingerprint, 1), time=0)
    if any(relations(text, [Candidate(entry, comparison)])):
        return Conclusion.NOT_FOUND
    return Conclusion.OTHER_REPORT if is_copy(comparison) else Conclusion.DIFFERENT


def _kept(facts: Sequence[Fact], sketch: Sketch) -> dict[str, str]:
    """Return the values by context of those facts that a sketch has."""
    kept = set(zip(sketch.contexts.tolist(), sketch.values.tolist(), strict=True))
    return {
        fact.context: fact.value for fact in facts if (hashed(fact.context) & 0xFFFF, hashed(fact.value) & 0xFF) in kept
    }


def _only(facts: Sequence[Fact], words: Sequence[Word]) -> list[str]:
    """Return the values of facts that have a word which is not among the words of the other text."""
    others = {word.form for word in words}
    return list(dict.fromkeys(fact.value for fact in facts if not others.issuperset(fact.value.split())))


def _thresholds(figure: Figure) -> dict[str, Any]:
    return {
        "value": round(figure.value, 4),
        "copy": _threshold(figure.copy, fits=figure.fits_copy),
        "part": _threshold(figure.part, fits=figure.fits_part),
    }


def _threshold(allowed: Range | None, *, fits: bool) -> dict[str, Any] | None:
    if allowed is None:
        return None
    limits = {"at_least": allowed.least, "at_most": allowed.most}
    return {name: limit for name, limit in limits.items() if abs(limit) != inf} | {"fits": fits}
