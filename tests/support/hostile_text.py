"""Text that attacks a terminal, and a check of what was printed."""

import unicodedata

CONTROLS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
BIDIRECTIONAL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SEQUENCES = (
    "\x1b]0;owned\x07"  # the window's title
    "\x1b]52;c;b3duZWQ=\x07"  # the clipboard
    "\x1b[31mred\x1b[2J\x1b[1A\x9b2J"
    "\rnewsmill: all is well\nnewsmill: all is well\n"
)
MARKUP = "[red]marked[/red] :boom: [link=https://evil.example]x[/link]"
HOSTILE = f"a{SEQUENCES}{MARKUP}{CONTROLS}{BIDIRECTIONAL}\u2028\u2029\ufeff\u00ad\U000e0041z"
"""Everything in one text; it has no surrogate, so that it can be a field of an event."""


def unsafe(printed: str | bytes) -> set[str]:
    """Return the characters that no command may print: all controls but the line break, formats, separators.

    The joiners that scripts are spelt with are formats too, and harmless.
    """
    text = printed.decode() if isinstance(printed, bytes) else printed
    found = {one for one in text if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
    return found - {"\n", "\u200c", "\u200d"}


def own_lines(printed: str | bytes) -> list[str]:
    """Return the lines that look like newsmill's own although an event's text made them."""
    text = printed.decode() if isinstance(printed, bytes) else printed
    return [line for line in text.splitlines() if line.startswith("newsmill: all is well")]
