"""The rules by which a text counts as a copy of an article, or as an excerpt of it."""

from collections.abc import Iterable

from agents.deduplicate.entry import Relation
from agents.deduplicate.index import Match
from agents.deduplicate.signature import Text

SIMILAR = 0.4
"""Estimated Jaccard similarity of a near-duplicate: it finds .97 of the copies of real pages, no other articles."""

SHORT = 40  # shingles
SIMILAR_SHORT = 0.8
"""Short notices from the same template share most of their shingles, so they need a higher similarity."""

CONTAINED = 0.6
MIN_CONTAINED_SIMILARITY = 0.1
"""Below it, containment depends on a few equal values, and the ratio of the lengths multiplies their error."""

MAX_RELATIONS = 5  # of each kind: an entry stays small if a text resembles hundreds of articles


def copies(text: Text, matches: Iterable[Match]) -> tuple[Relation, ...]:
    """Return the articles that the text copies, the most similar first, among equals the one published first."""
    similar = [match for match in matches if match.exact or _is_similar(text, match)]
    similar.sort(key=lambda match: (not match.exact, -match.similarity, match.entry.ruled_at))
    return tuple(
        _relation(match, match.similarity, "exact" if match.exact else "minhash") for match in similar[:MAX_RELATIONS]
    )


def containers(text: Text, matches: Iterable[Match]) -> tuple[Relation, ...]:
    """Return the articles that contain most of the text and are not its copies, the one with most of it first."""
    contained = [
        (containment(match.similarity, text.shingles, match.entry.shingles), match)
        for match in matches
        if match.similarity >= MIN_CONTAINED_SIMILARITY and not match.exact and not _is_similar(text, match)
    ]
    contained = [(share, match) for share, match in contained if share >= CONTAINED]
    contained.sort(key=lambda pair: (-pair[0], pair[1].entry.ruled_at))
    return tuple(_relation(match, share, "containment") for share, match in contained[:MAX_RELATIONS])


def containment(similarity: float, shingles: int, container_shingles: int) -> float:
    """Return the share of a text's shingles that another text also has, 0 to 1, from their Jaccard similarity.

    |A ∩ B| = J (|A| + |B|) / (1 + J), as |A ∪ B| = |A| + |B| - |A ∩ B|.
    """
    shared = similarity * (shingles + container_shingles) / (1 + similarity)
    return round(min(1.0, shared / shingles), 4)


def _is_similar(text: Text, match: Match) -> bool:
    is_short = min(text.shingles, match.entry.shingles) < SHORT
    return match.similarity >= (SIMILAR_SHORT if is_short else SIMILAR)


def _relation(match: Match, similarity: float, method: str) -> Relation:
    return Relation(match.entry.id, match.entry.revision, similarity, method)
