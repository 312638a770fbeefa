"""Lines that a program has wrapped: the paragraphs that they were, and words divided with a soft hyphen."""

import re
from collections.abc import Sequence

from agents.extract.hyphens import SOFT_END

_LEAST = 4  # lines
_WIDEST = 100  # characters; mail and agencies wrap at 60 to 80
_NARROWEST = 40
_FULL = 0.75  # of the longest line: a shorter one is the last of its paragraph
_MOST_FULL = 0.5  # of the lines
_SENTENCE_END = re.compile(r"[.!?…。।؟][\"'“”’»«)\]]*$")


def without_soft_ends(text: str) -> str:
    """Return the text with the words whole that a soft hyphen divides at the end of a line."""
    return SOFT_END.sub("", text) if "\u00ad" in text or "\u00ac" in text else text


def wrapped_paragraphs(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of a text without blank lines that is wrapped, or [] if each of its lines may be one.

    A paragraph ends with a short line that ends a sentence, or before an indented line.
    """
    widest = max(map(len, lines), default=0)
    full = sum(len(line) >= _FULL * widest for line in lines)
    if len(lines) < _LEAST or not _NARROWEST <= widest <= _WIDEST or full < _MOST_FULL * len(lines):
        return []
    unfinished = sum(not _SENTENCE_END.search(line[-9:].rstrip()) for line in lines)
    if unfinished < len(lines) / 2:
        return []  # lines that are sentences
    parts: list[list[str]] = [[]]
    for line in lines:
        last = parts[-1][-1] if parts[-1] else ""
        ends = bool(last) and len(last) < _FULL * widest and _SENTENCE_END.search(last.rstrip()[-9:]) is not None
        is_indented = line[:2].isspace() and not last[:2].isspace()
        if last and (ends or is_indented or (len(parts) == len(parts[-1]) == 1 and len(last) < _FULL * widest)):
            parts.append([])
        parts[-1].append(line)
    return ["\n".join(part) for part in parts]
