"""The links that follow from comparisons: to the articles that a text copies, is a part of, or has as a part."""

from collections.abc import Iterable
from typing import NamedTuple

from agents.deduplicate.comparison import Comparison
from agents.deduplicate.entry import Entry, Relations
from agents.deduplicate.rules import RULES, SHORT, is_copy, is_near, is_part
from agents.deduplicate.signature import Text, frame_hash, letters_hash
from schemas import Evidence, Link

MAX_LINKS = 5  # of each kind: an entry stays small if a text resembles hundreds of articles


class Candidate(NamedTuple):
    """A published article, and how a text compares with it."""

    entry: Entry
    comparison: Comparison


def relations(text: Text, candidates: Iterable[Candidate]) -> Relations:
    """Return the links of a text to the candidates; among links as strong, the article published first is first."""
    copies: list[Link] = []
    containers: list[Link] = []
    excerpts: list[Link] = []
    near: list[Link] = []
    for candidate in sorted(candidates, key=lambda candidate: (candidate.entry.last.position, candidate.entry.id)):
        entry, comparison = candidate
        is_alike, is_other = is_copy(comparison), is_other_report(text, candidate)
        if is_alike and not is_other:
            method = "exact" if comparison.is_equal else "minhash"
            copies.append(_link(entry, comparison, comparison.similarity, method))
        elif is_alike == is_other and is_near(comparison):
            near.append(_link(entry, comparison, comparison.similarity, "minhash"))
        elif is_alike:
            continue  # short, or framed: there are many like it
        elif is_part(comparison):
            is_excerpt = comparison.lengths[0] < comparison.lengths[1]
            share = comparison.share if is_excerpt else comparison.share_of_other
            (containers if is_excerpt else excerpts).append(_link(entry, comparison, share, "containment"))
    return Relations(_strongest(copies), _strongest(containers), _strongest(excerpts), _strongest(near))


def is_other_report(text: Text, candidate: Candidate) -> bool:
    """Tell by the headlines whether two texts that are as alike as copies are different reports.

    "Storm warning for Celle" and "Storm warning for Lingen" say so, whatever the warnings have in common, unless they
    are equal. Of two short texts any other headline says so, as all articles behind a paywall may show one sentence.
    """
    entry, comparison = candidate
    if not (text.title and entry.title) or letters_hash(text.title) == letters_hash(entry.title):
        return False
    if min(comparison.lengths) < SHORT:
        return True
    return not comparison.is_equal and frame_hash(text.title) == frame_hash(entry.title) != 0


def _strongest(links: list[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: (link.method != "exact", -link.similarity))[:MAX_LINKS])


def _link(entry: Entry, comparison: Comparison, similarity: float, method: str) -> Link:
    return Link(
        id=entry.id,
        revision=entry.revision,
        similarity=round(similarity, 4),
        method=method,
        evidence=evidence(comparison),
    )


def evidence(comparison: Comparison) -> Evidence:
    """Return what a comparison found, as it is stated in events."""
    agreeing, differing = comparison.facts
    running, continued = comparison.running
    return Evidence(
        rules=RULES,
        share=round(comparison.share, 4),
        share_of_other=round(comparison.share_of_other, 4),
        shingles_compared=comparison.compared[0],
        shingles_shared=comparison.shared,
        shingles_repeated=comparison.boilerplate,
        runs_equal=running,
        runs_different=continued - running,
        facts_equal=agreeing,
        facts_different=differing,
    )
