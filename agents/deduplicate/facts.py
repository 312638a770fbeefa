"""Facts: the numbers and names of a text, each in its context, by which reports from one template differ.

"The index closed at 4,812.6 points" and "the index closed at 4,770.1 points" have the same context and another value.
Copies of one report have the same values in their common contexts, whatever else was added or cut.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from agents.deduplicate.words import CAPITALISED, NUMBER, Word

Masked: TypeAlias = tuple[str, str]
"""A word as context, and the value that it stands for, which is empty for a plain word."""

A_NAME, A_NUMBER = "@", "#"
NOT_PLAIN = {A_NAME, A_NUMBER, ".", ""}
MIN_PLAIN = 2
"""Plain words that a context must have, of three: a name between two other names is found in every list of names."""

BEFORE_NAMES = {
    code: frozenset(
        "ab am an aus bei bis durch für gegen im in mit nach nahe östlich um von vor westlich zu zwischen über".split()
    )
    for code in ("de", "lb")
}
"""By language, where all nouns are capitalised: the words after which a single capitalised word is often a name.

"in Kassel" and "am Montag", but "die Polizei": a noun of the frame agrees in all reports from one template.
"""


class Fact(NamedTuple):
    """A number or name, with the words around it; other numbers and names there are replaced by a sign."""

    context: str
    value: str


def facts_of(words: Iterable[Word], language: str = "") -> list[Fact]:
    """Return the facts with a context of their own: one that stands for several values says nothing about any.

    `language` is a code such as `de`: in German every noun is capitalised, so fewer capitalised words count as names.
    """
    masked = [("", ""), ("", ""), *_masked(words, BEFORE_NAMES.get(language)), ("", "")]
    found: dict[str, str] = {}
    for at, (sign, value) in enumerate(masked):
        if not value:
            continue
        context = (masked[at - 2][0], masked[at - 1][0], sign, masked[at + 1][0])
        if sum(part not in NOT_PLAIN for part in context) < MIN_PLAIN:
            continue
        key = " ".join(context)
        if found.setdefault(key, value) != value:
            found[key] = ""
    return [Fact(context, value) for context, value in found.items() if value]


def frame_of(words: Iterable[Word], language: str = "") -> str:
    """Return a headline with each number and name replaced by a sign; empty if it has few other words."""
    masked = [sign for sign, _ in _masked(words, BEFORE_NAMES.get(language))]
    is_frame = sum(sign not in NOT_PLAIN for sign in masked) >= MIN_PLAIN
    return " ".join(masked) if is_frame else ""


def _masked(words: Iterable[Word], before_names: Collection[str] | None) -> list[Masked]:
    """Replace each run of numbers and names by one sign with its value."""
    masked: list[Masked] = []
    run: list[Word] = []
    before = "."
    for word in words:
        if word.kind >= CAPITALISED:
            run.append(word)
            continue
        if run:
            masked.append(_joined(run, before, before_names))
            run = []
        before = word.form
        masked.append((before, ""))
    if run:
        masked.append(_joined(run, before, before_names))
    return masked


def _joined(run: Sequence[Word], before: str, before_names: Collection[str] | None) -> Masked:
    """Join a run of numbers and names; a single capitalised word may be none.

    The first word of a sentence is a name only if a name or number follows: "Hollis Energy fell", but "Shares fell".
    """
    may_be_none = before == "." or (before_names is not None and before not in before_names)
    if len(run) == 1 and run[0].kind == CAPITALISED and may_be_none:
        return run[0].form, ""
    has_number = any(word.kind == NUMBER for word in run)
    return A_NUMBER if has_number else A_NAME, " ".join(word.form for word in run)
