"""Facts: the numbers and names of a text, each in its context, by which reports from one template differ.

"The index closed at 4,812.6 points" and "the index closed at 4,770.1 points" have the same context and another value.
Copies of one report have the same values in their common contexts, whatever else was added or cut.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from agents.deduplicate.words import CAPITALISED, NUMBER, STOP, Word

Masked: TypeAlias = tuple[str, str]
"""A word as context, and the value that it stands for, which is empty for a plain word."""

A_NAME, A_NUMBER = "@", "#"
NOT_PLAIN = {A_NAME, A_NUMBER, ".", ""}
MIN_PLAIN = 2
"""Plain words that a context must have, of three: a name between two other names is found in every list of names."""


class Fact(NamedTuple):
    """A number or name, with the words around it; other numbers and names there are replaced by a sign."""

    context: str
    value: str


def facts_of(words: Iterable[Word]) -> list[Fact]:
    """Return the facts with a context of their own: one that stands for several values says nothing about any."""
    masked = [("", ""), ("", ""), *_masked(words), ("", "")]
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


def _masked(words: Iterable[Word]) -> list[Masked]:
    """Replace each run of numbers and names by one sign with its value.

    The first word of a sentence is a name only if a name or number follows: "Hollis Energy fell", but "Shares fell".
    """
    masked: list[Masked] = []
    run: list[Word] = []
    is_start = True
    for word in words:
        if word.kind >= CAPITALISED:
            run.append(word)
            continue
        if run:
            masked.append(_joined(run, is_start=is_start))
            run = []
        is_start = word.kind == STOP
        masked.append((word.form, ""))
    if run:
        masked.append(_joined(run, is_start=is_start))
    return masked


def _joined(run: Sequence[Word], *, is_start: bool) -> Masked:
    if is_start and len(run) == 1 and run[0].kind == CAPITALISED:
        return run[0].form, ""
    has_number = any(word.kind == NUMBER for word in run)
    return A_NUMBER if has_number else A_NAME, " ".join(word.form for word in run)
