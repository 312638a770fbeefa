"""Text from outside, made safe to print: characters that a terminal obeys, hides or reorders become escapes.

Safe is what `str.isprintable` allows: no C0 or C1 control (ESC begins colours, titles and the clipboard's OSC 52, and
U+009B a sequence by itself, ECMA-48), no bidirectional override (Trojan Source, CVE-2021-42574), no line separator.
Beside that, spaces of any width and the joiners that Persian, Hindi and emoji are spelt with.
"""

import re

BEYOND_ASCII = re.compile(r"[^ -~]+")  # runs, so that a page in any script is checked by the run and not by the letter
TAB = 4  # columns
SPELT = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x200C, 0x200D, 0x202F, 0x205F, 0x3000])  # not printable to Python


def printable(text: str, *, lines: bool = False) -> str:
    r"""Return text with an escape, such as `\x1b` or `\u202e`, for each character that is not printable.

    Line breaks stay only with `lines`, because text with line breaks could write a line that looks like newsmill's own.
    """
    if is_printable(text):
        return text
    if lines:
        return "\n".join(map(printable, text.expandtabs(TAB).split("\n")))
    return BEYOND_ASCII.sub(lambda run: _escaped(run[0]), text)


def printable_json(document: str) -> str:
    r"""Return the same JSON document with `\uXXXX` for each character that is not printable; line breaks stay."""
    if is_printable(document):
        return document
    return BEYOND_ASCII.sub(lambda run: _escaped_json(run[0]), document)


def _escaped(run: str) -> str:
    if is_printable(run):
        return run
    return "".join(one if is_printable(one) else ascii(one)[1:-1] for one in run)


def _escaped_json(run: str) -> str:
    if is_printable(run):
        return run
    return "".join(one if is_printable(one) else _json_escape(one) for one in run)


def is_printable(text: str) -> bool:
    """Return whether a text is safe to print as it is."""
    return text.isprintable() or text.translate(SPELT).isprintable()


def _json_escape(character: str) -> str:
    r"""Escape a character as UTF-16 in hexadecimal; between the values of JSON, white space stays white space."""
    if character == "\n":
        return character
    if character in "\t\r":
        return " "  # a string of JSON never has it as it is
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
