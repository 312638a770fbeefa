"""What a document may have: each line and each mark of Markdown costs its reader about 60 µs and some kilobytes."""

import re

from agents.extract.limits import check

LONGEST = 2_000_000  # characters: a book; articles have a tenth of that at most
MOST_LINES = 30_000
MOST_MARKS = 60_000  # of emphasis, links, code and entities
_MARK = re.compile(r"[*_\[!`<&\\]+")


def check_document(text: str, *, is_markdown: bool) -> None:
    """Count characters, lines and marks; raises Rejected with TOO_LARGE."""
    check("characters", len(text), LONGEST)
    check("lines", text.count("\n"), MOST_LINES)
    if is_markdown:
        check("marks of Markdown", sum(1 for _ in _MARK.finditer(text)), MOST_MARKS)
