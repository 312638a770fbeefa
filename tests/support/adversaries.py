"""Long texts against a regular expression, derived from the expression itself: each makes it try as much as it can.

A backtracking matcher is slow on a text that repeats what the expression repeats and then does not go on as the
expression wants: see "Static Detection of DoS Vulnerabilities in Programs that use Regular Expressions",
https://arxiv.org/abs/1701.04045.
"""

import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from typing import Any, NamedTuple

COMMON = [" ", "\n", "\t", "a", "A", "ß", "я", "中", "0", "/", ".", ",", ":", ";", "-", "_", "=", "&", "\\", "|"]
COMMON += [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "'",
    '"',
    "“",
    "”",
    "\r\n",
    " \n",
    "a ",
    "A ",
    "a.",
    "1.",
    "](",
    "<a ",
]
CATEGORY = {
    codes.CATEGORY_DIGIT: "0", codes.CATEGORY_NOT_DIGIT: "a", codes.CATEGORY_SPACE: " ", codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_WORD: "a", codes.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
FEW = 8  # repetitions that are no danger
MANY = 6  # branches of one choice that are followed: the words of all languages are hundreds
END = "\x00"  # what no expression expects


class Adversary(NamedTuple):
    """A text of any length: a start, a part that is repeated, an end."""

    start: str
    unit: str
    end: str

    def text(self, length: int) -> str:
        """Return the text with about `length` characters."""
        return self.start + self.unit * (length // len(self.unit)) + self.end


def adversaries(pattern: re.Pattern[Any]) -> list[Adversary]:
    """Return the texts against a pattern: what it repeats, its literals, near misses, and common marks."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    found: dict[Adversary, None] = {}
    for before, pump, after in [*_pumps(tree), *(("", mark, "") for mark in COMMON)]:
        if pump:
            found[Adversary(before, pump, after)] = None
            found[Adversary("", before + pump, after)] = None
            found[Adversary("", before + pump + after[:-1], END)] = None
    return list(found)


def _pumps(tree: Any) -> Iterator[tuple[str, str, str]]:
    """Yield each part that may repeat: a text that leads to it, a text that it matches, and what comes behind it."""
    yield "", sample(tree), ""
    yield from _walk(list(tree), "")


def _walk(items: list[Any], before: str) -> Iterator[tuple[str, str, str]]:
    for place, (code, value) in enumerate(items):
        if code in REPEATS and value[1] > FEW:
            after = _sample_all(items[place + 1 :])
            for unit in _samples(value[2]):
                yield before, unit, END
                yield before, unit, after[:-1] + END
                yield before, unit + after, END
        yield from _walk_inside(code, value, before)
        before += _sample_all([(code, value)])


def _walk_inside(code: Any, value: Any, before: str) -> Iterator[tuple[str, str, str]]:
    if code is codes.BRANCH:
        for branch in _some(value[1]):
            yield from _walk(list(branch), before)
            yield before, sample(branch), END
            yield before, sample(branch)[:-1], END
    elif parts := _parts(code, value):
        yield from _walk(parts, before)
    else:
        for character in _characters(code, value):
            yield before, character, END


def _parts(code: Any, value: Any) -> list[Any]:
    """Return the items inside a group, a repeated part, or a look ahead or behind."""
    if code in REPEATS or code is codes.SUBPATTERN:
        return list(value[-1])
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return list(value[1])
    return list(value) if code is codes.ATOMIC_GROUP else []


def _some(branches: list[Any]) -> list[Any]:
    """Return some branches of a choice: all that repeat something, and others from the whole list."""
    repeating = [branch for branch in branches if any(code in REPEATS for code, _ in branch)]
    return repeating[:MANY] + branches[:: max(1, len(branches) // MANY)]


def sample(tree: Any) -> str:
    """Return a short text that the parsed expression matches, without regard to what it looks ahead for."""
    return _sample_all(list(tree))


def _samples(tree: Any) -> list[str]:
    """Return some short texts that a part matches: its choices, and the kinds of characters of a class."""
    items = list(tree)
    if len(items) == 1:
        code, value = items[0]
        if code is codes.BRANCH:
            return [sample(branch) for branch in _some(value[1])]
        if code is codes.SUBPATTERN:
            return _samples(value[-1])
        return _characters(code, value) or [_sample_all(items)]
    return [_sample_all(items)]


def _sample_all(items: list[Any]) -> str:
    return "".join(_sample(code, value) for code, value in items)


def _sample(code: Any, value: Any) -> str:
    if code in REPEATS:
        low, high, inner = value
        return sample(inner) * (low or (1 if high > FEW else 0))
    if code is codes.BRANCH:
        return sample(value[1][0])
    if code is codes.SUBPATTERN:
        return sample(value[-1])
    if code is codes.ATOMIC_GROUP:
        return sample(value)
    return "".join(_characters(code, value)[:1])


def _characters(code: Any, value: Any) -> list[str]:
    """Return the characters that stand for one item: one of each of its kinds."""
    if code is codes.LITERAL:
        return [chr(value)]
    if code is codes.ANY:
        return ["a", " "]
    if code is codes.NOT_LITERAL:
        return [character for character in ("a", " ") if ord(character) != value]
    return _class_characters(value) if code is codes.IN else []


def _class_characters(items: list[Any]) -> list[str]:
    if items[0][0] is codes.NEGATE:
        members = re.compile("[" + "".join(map(_member, items[1:])) + "]")
        return [character for character in ("a", " ", "A", "0", "-", ".", "\n") if not members.match(character)]
    found = [chr(value) for code, value in items if code is codes.LITERAL][:6]
    found += [chr(value[0]) for code, value in items if code is codes.RANGE][:3]
    return found + [CATEGORY[value] for code, value in items if code is codes.CATEGORY]


def _member(item: Any) -> str:
    code, value = item
    if code is codes.LITERAL:
        return re.escape(chr(value))
    if code is codes.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {
        codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_SPACE: r"\s",
        codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W",
    }[value]  # fmt: skip
