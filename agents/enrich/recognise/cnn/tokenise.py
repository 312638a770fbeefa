"""English text cut into words: exactly the words that spaCy's tokeniser gives, in time linear in the text's length.

The algorithm is https://spacy.io/usage/linguistic-features#how-tokenizer-works: white space parts a text into chunks;
affixes are taken off a chunk, one at each end in turn, until an exception or nothing is left to take; what remains is
an exception, an address, or is cut at infixes; at last, exceptions that affixes were taken from are put together.
"""

import re
from itertools import accumulate
from typing import NamedTuple

from agents.enrich.recognise.cnn.rules import LOOK_BACK, WIDEST, Rules, Token

CHUNK = re.compile(r"(\S+) ?|\s+")  # one space is no word: it only parts chunks
CAPACITY = 40_000  # chunks that are remembered, some 300 bytes each; half as many took a tenth of the speed on news
LONGEST = 64  # characters of a chunk that is remembered: longer ones seldom come again


class Tokens(NamedTuple):
    """The words of a text, and the offset of each."""

    words: list[Token]
    starts: list[int]


class Tokeniser:
    """Cuts texts into words, and remembers the chunks that it has met."""

    def __init__(self, rules: Rules, capacity: int = CAPACITY) -> None:
        self._rules = rules
        self._capacity = capacity
        self._known: dict[str, tuple[Token, ...]] = {}
        self._older: dict[str, tuple[Token, ...]] = {}

    def tokenise(self, text: str) -> Tokens:
        """Return the words of a text."""
        words: list[Token] = []
        starts: list[int] = []
        for match in CHUNK.finditer(text):
            start = match.start()
            chunk = match[1] or match[0]
            for word in self._known.get(chunk) or self._learn(chunk):
                words.append(word)
                starts.append(start)
                start += len(word.text)
        return self._with_joined(text, Tokens(words, starts))

    def _learn(self, chunk: str) -> tuple[Token, ...]:
        """Return a chunk's words and remember them; what has not come again for half of the capacity is forgotten."""
        words = self._older.get(chunk) or self._rules.exception(chunk, 0, len(chunk)) or tuple(self._cut(chunk))
        if len(chunk) <= LONGEST:
            if 2 * len(self._known) >= self._capacity:
                self._known, self._older = {}, self._known
            self._known[chunk] = words
        return words

    def _cut(self, chunk: str) -> list[Token]:
        """Return the words of a chunk that is no exception as a whole."""
        start, end, prefixes, suffixes = 0, len(chunk), [], []
        goes_on = True
        while goes_on and start < end and not _is_plain(chunk, start, end):
            prefix, suffix, goes_on = self._affixes(chunk, start, end)
            if prefix:
                prefixes.append(chunk[start : start + prefix])
            if suffix:
                suffixes.append(chunk[end - suffix : end])
            start, end = start + prefix, end - suffix
        token = self._rules.token
        return [*map(token, prefixes), *self._middle(chunk[start:end]), *map(token, reversed(suffixes))]

    def _affixes(self, chunk: str, start: int, end: int) -> tuple[int, int, bool]:
        """Return the lengths of the prefix and the suffix to take off next, and whether to look for more after that."""
        exception = self._rules.exception
        if exception(chunk, start, end):
            return 0, 0, False
        found = self._rules.prefix.match(chunk, start, end)
        prefix = found.end() - start if found else 0
        if prefix and exception(chunk, start + prefix, end):
            return prefix, 0, False
        suffix = self._suffix(chunk, start + prefix, end)
        if suffix and exception(chunk, start, end - suffix):
            return 0, suffix, False
        return prefix, suffix, bool(prefix or suffix)

    def _suffix(self, chunk: str, start: int, end: int) -> int:
        """Return the length of the suffix of a part of a chunk."""
        near = chunk[max(start, end - WIDEST - LOOK_BACK) : end]
        if near.endswith(".."):
            return end - start - len(chunk[start:end].rstrip("."))
        found = self._rules.suffix.search(near, max(0, len(near) - WIDEST))
        return len(near) - found.start() if found else 0

    def _middle(self, text: str) -> list[Token] | tuple[Token, ...]:
        """Return the words of what is left between the affixes."""
        exception = self._rules.exception(text, 0, len(text))
        if exception is not None:
            return exception
        if _is_plain(text, 0, len(text)) or text in self._rules.urls:
            return [self._rules.token(text)] if text else []
        return [self._rules.token(part) for part in self._parts(text) if part]

    def _parts(self, text: str) -> list[str]:
        """Cut a text at its infixes, which are parts themselves; one at its start is none."""
        parts: list[str] = []
        done = 0
        for infix in self._rules.infix.finditer(text):
            if infix.start() > 0:
                parts += text[done : infix.start()], infix[0]
                done = infix.end()
        return [*parts, text[done:]]

    def _with_joined(self, text: str, tokens: Tokens) -> Tokens:
        """Put exceptions together whose affixes were taken off, such as emoticons behind a bracket."""
        words, joined = tokens.words, self._rules.joined
        found = [
            (-len(sequence), at)
            for at, word in enumerate(words[:-1])
            if word.text in joined
            for sequence in joined[word.text].get(words[at + 1].text, ())
            if sequence == [text for text, _ in words[at : at + len(sequence)]]
        ]
        if not found:
            return tokens
        return self._rewritten(text, tokens, _apart(sorted(found)))

    def _rewritten(self, text: str, tokens: Tokens, spans: dict[int, int]) -> Tokens:
        """Return the words with the exceptions in the place of what stands in their spans."""
        words: list[Token] = []
        starts: list[int] = []
        done = 0
        for at, stop in sorted(spans.items()):
            start, end = tokens.starts[at], tokens.starts[stop - 1] + len(tokens.words[stop - 1].text)
            exception = self._rules.exceptions.get(text[start:end])
            if exception is not None:
                words += *tokens.words[done:at], *exception
                starts += tokens.starts[done:at]
                starts += accumulate((len(word.text) for word in exception[:-1]), initial=start)
                done = stop
        return Tokens([*words, *tokens.words[done:]], [*starts, *tokens.starts[done:]])


def _is_plain(text: str, start: int, end: int) -> bool:
    """Tell whether a part has no character but English letters, or none: no rule cuts it, but an exception may."""
    part = text[start : min(end, start + LONGEST)]
    return end - start == len(part) and (not part or (part.isascii() and part.isalpha()))


def _apart(found: list[tuple[int, int]]) -> dict[int, int]:
    """Return the spans (start to end) that begin and end outside of all longer or earlier ones.

    They come as (negative length, start), the longest first. One that is left out keeps its words from others too.
    """
    taken: set[int] = set()
    spans = {}
    for length, start in found:
        end = start - length
        if start not in taken and end - 1 not in taken:
            spans[start] = end
        taken.update(range(start, end))
    return spans
