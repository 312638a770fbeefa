"""Facts: the numbers and names of a text, each in its context, by which reports from one template differ.

"The index closed at 4,812.6 points" and "the index closed at 4,770.1 points" have the same context and another value.
Copies of one report have the same values in their common contexts, whatever else was added or cut.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from agents.deduplicate.words import CAPITALISED, NUMBER, Word

A_NAME, A_NUMBER, STOPPED = "@", "#", "."
NOT_PLAIN = {A_NAME, A_NUMBER, STOPPED, ""}
MIN_PLAIN = 2
"""Plain words that a context must have, of three: a name between two other names is found in every list of names."""

BEFORE_NAMES = {
    "de": frozenset(
        "ab am an aus bei bis durch für gegen im in mit nach nahe östlich um von vor westlich zu zwischen über".split()
    )
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
    signs, values = _masked(words, BEFORE_NAMES.get(language))
    signs = ["", STOPPED, *signs, "", ""]
    found: dict[str, str] = {}
    for at, value in values:
        first = at + 1 if signs[at + 1] == STOPPED else at
        context = signs[first : first + 4]  # two words before and one after; of the first in a sentence, two after
        if _is_plain_enough(context):
            key = " ".join(context)
            if found.setdefault(key, value) != value:
                found[key] = ""
    return [Fact(context, value) for context, value in found.items() if value]


def frame_of(words: Iterable[Word], language: str = "") -> str:
    """Return a headline with each number and name replaced by a sign; empty if it has few other words."""
    signs, _ = _masked(words, BEFORE_NAMES.get(language))
    return " ".join(signs) if _is_plain_enough(signs) else ""


def _is_plain_enough(signs: Iterable[str]) -> bool:
    return sum(sign not in NOT_PLAIN for sign in signs) >= MIN_PLAIN


def _masked(words: Iterable[Word], before_names: Collection[str] | None) -> tuple[list[str], list[tuple[int, str]]]:
    """Replace each run of numbers and names by one sign; returns the signs, and the places and values of the runs."""
    signs: list[str] = []
    values: list[tuple[int, str]] = []
    run: list[Word] = []
    for word in words:
        form, kind, _ = word
        if kind >= CAPITALISED:
            run.append(word)
            continue
        if run:
            _close(run, signs, values, before_names)
            run = []
        signs.append(form)
    if run:
        _close(run, signs, values, before_names)
    return signs, values


def _close(
    run: Sequence[Word], signs: list[str], values: list[tuple[int, str]], before_names: Collection[str] | None
) -> None:
    """Add the sign of a run of numbers and names; a single capitalised word may be none.

    The first word of a sentence is a name only if a name or number follows: "Hollis Energy fell", but "Shares fell".
    """
    before = signs[-1] if signs else STOPPED
    if before_names is not None and before == STOPPED and run[0].kind == CAPITALISED:
        before = run[0].form  # "Amtliche Warnung", "In Soltau": the first word is rarely part of the name
        signs.append(before)
        run = run[1:]
    if not run:
        return
    first, kind, _ = run[0]
    may_be_none = before == STOPPED or (before_names is not None and before not in before_names)
    if len(run) == 1 and kind == CAPITALISED and may_be_none:
        signs.append(first)
        return
    values.append((len(signs), first if len(run) == 1 else " ".join(form for form, _, _ in run)))
    signs.append(A_NUMBER if any(kind == NUMBER for _, kind, _ in run) else A_NAME)
