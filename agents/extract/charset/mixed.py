"""Bytes that are UTF-8 but for some: a stretch of another charset is decoded as such, a cut character is U+FFFD."""

import re
from collections import Counter

from agents.extract.charset.fitness import fitness

_INVALID = re.compile("[\udc80-\udcff]+")
_CUT_END = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})$")
_CUT_START = re.compile(rb"[\x80-\xbf]{1,3}$")
# Java and Oracle write a character beyond U+FFFF as two surrogates of three bytes, and NUL as two bytes.
_SURROGATES = re.compile(rb"\xed([\xa0-\xaf][\x80-\xbf])\xed([\xb0-\xbf][\x80-\xbf])")
_VALUE_ENDS = frozenset("\"'<\u2026.\n")  # what stands behind a value that was cut
_CUT_PICTURE = re.compile(rb"[\xf0-\xf4][\x80-\xbf]{1,2}$")  # no letters of another charset either
_PARTS = re.compile(rb"([<>\r\n]+)")
_FITS = 0.8
_LATIN_LEADS = re.compile(rb"[\xc2-\xc5]$")  # first bytes of the letters of Western and Central European languages
_STRETCH = 3  # invalid bytes in a row, from which they are words in another charset
_CENTRAL = frozenset("ąćęłńśźżčďěňřšťůžőűăşţđĺľŕ")
_TURKISH = frozenset("ğışİ")
_BALTIC = frozenset("āēīūģķļņėįųų")
_CODECS = (  # by a script's characters: the charset that its pages had before UTF-8
    (0x0370, 0x03FF, "cp1253"),
    (0x0400, 0x052F, "cp1251"),
    (0x0590, 0x05FF, "cp1255"),
    (0x0600, 0x06FF, "cp1256"),
    (0x0E00, 0x0E7F, "cp874"),
    (0x3040, 0x30FF, "cp932"),
    (0x3400, 0x9FFF, "gb18030"),
    (0xAC00, 0xD7A3, "cp949"),
)
_DOUBLE_BYTE = frozenset(("cp932", "gb18030", "cp949"))
_LATIN = frozenset(("cp1252", "cp1250", "cp1254", "cp1257"))
_OWN = 0.2  # of the letters beyond ASCII: those that a language of Central Europe, Turkish or Baltic has alone
_SAMPLE = 200_000  # characters whose script is counted


def mostly_utf_8(page: bytes, *, is_declared: bool) -> str | None:
    """Return the text of a page that is UTF-8 but for a part, or None if the most of it beyond ASCII is not.

    Another charset makes valid UTF-8 by chance of a third of its bytes at most. A page whose only wrong bytes are the
    beginnings of characters was cut; it needs no valid ones if it is declared to be UTF-8.
    """
    if b"\xed" in page:
        page = _SURROGATES.sub(_joined, page)
    text = page.decode("utf-8", "surrogateescape")
    runs = _INVALID.findall(text)
    wrong = sum(map(len, runs))
    right = sum(1 for character in text if character > "\x7f") - wrong
    is_cut = is_declared and all(_is_cut(_bytes(run)) for run in runs) and len(runs) <= max(1, right)
    if right < wrong and not is_cut:
        return None
    codec = _legacy_codec(text)
    if codec in _DOUBLE_BYTE and any(len(run) >= _STRETCH for run in runs):
        text = b"".join(_part(part, codec) for part in _PARTS.split(page)).decode("utf-8", "surrogateescape")
    has_stretch = any(len(run) >= _STRETCH for run in runs)
    return _INVALID.sub(lambda found: _meant(found, codec, has_stretch=has_stretch), text)


def _part(part: bytes, codec: str) -> bytes:
    """Return a part of a page in UTF-8, if it makes words in the former charset of two bytes for a character.

    In Chinese some of its bytes are valid UTF-8 by chance, so that the invalid ones alone are no words.
    """
    if part.isascii() or _is_utf_8(part) or fitness(part, codec) < _FITS:
        return part
    return part.decode(codec, "replace").encode()


def _is_utf_8(part: bytes) -> bool:
    return "\ufffd" not in part.decode("utf-8", "replace")


def _meant(found: re.Match[str], codec: str, *, has_stretch: bool) -> str:
    """Return the characters of invalid bytes in a row; `has_stretch`: the page has words in another charset."""
    invalid = _bytes(found[0])
    text, start, end = found.string, found.start(), found.end()
    if invalid == b"\xc0\x80":
        return ""
    before, after = text[start - 1 : start], text[end : end + 1]
    if _CUT_PICTURE.match(invalid):
        return _cut(after)
    is_beside_ascii = (not before or before.isascii()) and (not after or after.isascii())
    if codec in _LATIN or len(invalid) >= _STRETCH or (has_stretch and is_beside_ascii):
        return _cut(after) if _is_cut_here(invalid, codec, after) else _in_codec(invalid, codec)
    if is_beside_ascii and len(invalid) == 1 and 0x80 <= invalid[0] <= 0x9F:  # quotation marks and dashes
        return _in_codec(invalid, "cp1252")
    return _cut(after)


def _cut(after: str) -> str:
    """Return what is left of a cut character: nothing at the end of a value, which was cut too."""
    return "" if not after or after in _VALUE_ENDS else "\ufffd"


def _is_cut_here(invalid: bytes, codec: str, after: str) -> bool:
    """Whether invalid bytes are the beginning of a character of the page rather than a letter of another charset."""
    if codec not in _LATIN:
        return False
    return not after.isalnum() and (_LATIN_LEADS.match(invalid) is not None or invalid in (b"\xe2", b"\xe2\x80"))


def _in_codec(invalid: bytes, codec: str) -> str:
    if codec in _DOUBLE_BYTE and len(invalid) % 2:
        return "\ufffd"
    try:
        return invalid.decode(codec)
    except UnicodeDecodeError:
        return invalid.decode("cp1252", "replace") if codec in _LATIN else "\ufffd"


def _is_cut(invalid: bytes) -> bool:
    return _CUT_END.match(invalid) is not None or _CUT_START.match(invalid) is not None


def _joined(found: re.Match[bytes]) -> bytes:
    pair = found[0].decode("utf-8", "surrogatepass")
    return pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le").encode()


def _bytes(run: str) -> bytes:
    return run.encode("utf-8", "surrogateescape")


def _legacy_codec(text: str) -> str:
    """Return the charset that a page of this script had before UTF-8."""
    counts: Counter[str] = Counter()
    for character, count in Counter(text[:_SAMPLE]).items():
        code = ord(character)
        if not character.isalpha() or code < 0xA0:
            continue
        if code < 0x250:
            counts[_latin_codec(character)] += count
        else:
            counts[next((codec for first, last, codec in _CODECS if first <= code <= last), "")] += count
    counts.pop("", None)
    latin = {codec: counts.pop(codec, 0) for codec in _LATIN}
    if counts and counts.total() >= sum(latin.values()):
        return counts.most_common(1)[0][0]
    best = max(sorted(latin), key=lambda codec: (codec != "cp1252") * latin[codec])
    return best if latin[best] > _OWN * sum(latin.values()) else "cp1252"


def _latin_codec(character: str) -> str:
    small = character.casefold()
    if small in _CENTRAL:
        return "cp1250"
    if small in _TURKISH:
        return "cp1254"
    return "cp1257" if small in _BALTIC else "cp1252"
