"""Judges the deduplicator: texts whose groups are known are decided on in turn, and each decision is right or wrong."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple, Self

from agents.deduplicate import Decision, Deduplicator, sign
from agents.extract.identity import fingerprint
from agents.extract.url import site_of
from schemas import Article, Extracted, Language, Link, Provenance, Source

DAY = 86_400.0  # seconds


class Sent(NamedTuple):
    """A text that is sent to the deduplicator under an id of its own."""

    group: str  # all texts of a group are copies or parts of one report
    text: str
    language: str = "en"
    url: str | None = None  # of the outlet that publishes it
    title: str | None = None
    kind: str = ""  # how the text was made, for tables


class Found(StrEnum):
    """What a decision is, compared with the groups."""

    FIRST = "first"  # the first text of its group, and published
    DUPLICATE = "duplicate"  # dropped as a duplicate of its own group
    LINKED = "linked"  # published with a link to its own group
    MISSED = "missed"  # published without such a link
    WRONG = "wrong"  # dropped as a duplicate of another group


class Judged(NamedTuple):
    """A text with what was decided on it."""

    sent: Sent
    found: Found
    link: Link | None  # to the text that it duplicates
    other: Sent | None  # that text
    strays: tuple[tuple[Link, Sent], ...]  # links of a published text to other groups


class Score(NamedTuple):
    """Numbers of texts by what was decided on them."""

    first: int
    duplicate: int
    linked: int
    missed: int
    wrong: int

    @classmethod
    def of(cls, judged: Iterable[Judged]) -> Self:
        """Count."""
        counts = Counter(one.found for one in judged)
        return cls(*(counts[found] for found in Found))

    @property
    def recall(self) -> float:
        """Share of the later texts of a group that were dropped as duplicates of it; 1 if there are none."""
        return _share(self.duplicate, self.duplicate + self.linked + self.missed)

    @property
    def found(self) -> float:
        """Share of the later texts of a group that were dropped as its duplicates or linked to it."""
        return _share(self.duplicate + self.linked, self.duplicate + self.linked + self.missed)

    @property
    def precision(self) -> float:
        """Share of the dropped texts that are of the group they were dropped for; 1 if none was dropped."""
        return _share(self.duplicate, self.duplicate + self.wrong)


def judge(texts: Iterable[Sent], *, window: float = DAY) -> list[Judged]:
    """Decide on texts in turn, one second after the other, and judge each decision."""
    deduplicator = Deduplicator(window=window)
    sent: list[Sent] = []
    groups: set[str] = set()
    judged = []
    for position, text in enumerate(texts):
        decision = deduplicator.decide(event(text, str(position)), position=position, time=float(position))
        sent.append(text)
        judged.append(_judged(text, decision, sent, is_first=text.group not in groups))
        groups.add(text.group)
    return judged


def event(sent: Sent, article_id: str) -> Extracted:
    """Return the event that the extract stage makes of a text."""
    article = Article(
        id=article_id,
        url=sent.url,
        source=Source(domain=site_of(sent.url)),
        title=sent.title,
        text=sent.text,
        language=Language(code=sent.language, confidence=1.0),
        fingerprint=fingerprint(sent.text),
        provenance=Provenance(version="0"),
    )
    return Extracted(article=article, signature=sign(sent.text, sent.language))


def links_of(article: Article) -> tuple[Link, ...]:
    """Return all links of a published article, of every kind."""
    kinds = ("contained_in", "contains", "near_duplicates")
    return tuple(link for kind in kinds for link in getattr(article, kind, ()))


def _judged(text: Sent, decision: Decision, sent: Sequence[Sent], *, is_first: bool) -> Judged:
    copied = decision.duplicate_of
    if copied is not None:
        other = sent[int(copied.id)]
        return Judged(text, Found.DUPLICATE if other.group == text.group else Found.WRONG, copied, other, ())
    linked = [(link, sent[int(link.id)]) for link in links_of(decision.article)]
    strays = tuple((link, other) for link, other in linked if other.group != text.group)
    found = Found.FIRST if is_first else Found.LINKED if len(strays) < len(linked) else Found.MISSED
    return Judged(text, found, None, None, strays)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
