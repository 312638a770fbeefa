"""Cleaning of text: composed Unicode, no invisible characters, single spaces, one paragraph a line."""

import html
import re
import unicodedata

from agents.extract.charset.joiners import without_idle_joiners, without_joiners

# Soft hyphen, zero-width space, word joiner, byte order mark, marks of direction, interlinear annotation, and the
# object replacement character: later stages would see split words.
_INVISIBLE = "\u00ad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
_REMOVED = re.compile(f"[{_INVISIBLE}{_CONTROL}]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_PART = 100_000  # characters
_NOT_A_WORD = re.compile(r"[\W_]+")


def _marks(end: int = 0x12000) -> str:
    r"""Return the combining marks as ranges for a pattern: `\w` lacks them, but words of many scripts have them."""
    found = [code for code in range(0x300, end) if unicodedata.category(chr(code)).startswith("M")]
    starts = [code for code in found if unicodedata.category(chr(code - 1))[0] != "M"]
    ends = [code for code in found if unicodedata.category(chr(code + 1))[0] != "M"]
    return "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(starts, ends, strict=True))


# A search with many ranges beyond U+FFFF is slow, so that one is for all of them.
_MAY_HAVE_MARKS = re.compile(f"[{_marks(0x10000)}\U00010000-\U0010ffff]")
_NOT_A_WORD_WITH_MARKS = re.compile(rf"(?:[^\w{_marks()}]|_)+")


def clean_text(text: str) -> str:
    """Return the text in NFC, a paragraph a line, without empty lines, invisible characters or trailing spaces."""
    text = unicodedata.normalize("NFC", _LINE_END.sub("\n", without_idle_joiners(_REMOVED.sub("", text))))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def clean_line(text: str) -> str:
    """Return the text as one clean line."""
    # Most texts have nothing but spaces to clean, in a tenth of the time.
    if text.isascii() and text.replace("\n", " ").replace("\t", " ").isprintable():
        return " ".join(text.split())
    return clean_text(text).replace("\n", " ")


def clean_value(value: str) -> str:
    """Return a metadata value as one clean line, without entities and tags."""
    if "&" in value:
        value = _unescape(_unescape(value))  # twice: some templates escape text that is already escaped
    return clean_line(_TAG.sub(" ", value) if "<" in value else value)


def unescaped(text: str) -> str:
    """Return a line that a template has escaped twice as readers should see it: without entities, still one line."""
    return " ".join(_unescape(text).split()) if "&" in text and ";" in text else text


def _unescape(value: str) -> str:
    """Replace entities; a value with a number of thousands of digits, which is no character, stays as it is."""
    try:
        return html.unescape(value)
    except ValueError:  # Python reads 4,300 digits at most: https://docs.python.org/3/library/stdtypes.html
        return value


def fold(text: str) -> str:
    """Return the words of the text, without differences of case, punctuation, spaces, invisible signs and forms."""
    if text.isascii():
        return _NOT_A_WORD.sub(" ", text.lower()).strip()
    text = without_joiners(text)
    # In parts: both steps take up to twelve times the memory of a text, and one Arabic sign becomes 18 letters.
    parts = (text[at : at + _PART] for at in range(0, len(text), _PART))
    forms = "".join(unicodedata.normalize("NFKC", part).casefold() for part in parts)
    not_a_word = _NOT_A_WORD_WITH_MARKS if _MAY_HAVE_MARKS.search(forms) else _NOT_A_WORD  # ten times as fast
    return not_a_word.sub(" ", forms).strip()
