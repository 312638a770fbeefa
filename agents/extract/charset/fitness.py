"""How well a codec fits a page: the words and letters that it makes of the page's bytes, from 0 to 1."""

import heapq
import re
import unicodedata
from functools import cache
from itertools import pairwise

from agents.extract.charset.alphabets import ALPHABETS, SIGNS
from agents.extract.language import UNDETERMINED, detect_language

MULTI_BYTE = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
SINGLE_BYTE = (  # the usual ones first: equal texts are taken from the first
    "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1256", "cp1255", "cp1257", "cp874", "cp1258", "koi8-r",
    "koi8-u", "iso8859-2", "iso8859-15", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-13", "iso8859-16",
    "cp866", "mac_cyrillic", "mac_roman",
)  # fmt: skip
_SAMPLE = 3_000  # bytes of text between tags that are judged
_LONGEST = 600  # bytes of one piece of it
_UNKNOWN = 0.5  # confidence in a language, where there is too little text to detect it
_FOREIGN = 0.5  # how much a letter of the same script counts that the language does not have
_LOST = 3  # characters that one wrong byte of several counts as
_SHORT = 30  # characters beyond ASCII, up to which a text may lack the most frequent ones
_JAPANESE = ("cp932", "euc_jp")
# The rows of the frequent characters in each national standard, by the first byte: newspapers have hardly others.
_FREQUENT = {
    "gb18030": ("gb2312", 0xA1, 0xD7),
    "big5hkscs": ("big5", 0xA1, 0xC6),
    "cp932": ("euc_jp", 0xA1, 0xCF),
    "euc_jp": ("euc_jp", 0xA1, 0xCF),
    "cp949": ("euc_kr", 0xA1, 0xC8),
}
_KANA = re.compile("[\u3041-\u30fe]")
# A fifth to two fifths of all Chinese text is these, but Korean that is read as Chinese is other frequent characters.
_CHINESE = frozenset(
    "的一是不了在人有我他这個个們们中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着下自之年"
    "过過发發后後作里裡用道行所然家种事成方多经經么去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样"
    "理心本前开開但因只从從想实實日者意无無力与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间"
    "間由问問很最重并物手应應向头文体政美相见見被利二等产產或新制身果加西月话話合回特代内信表化老给位次度门任常先海通"
)
_LEAST_CHINESE = 0.08
# No Thai word has a mark that stands on no consonant, nor a vowel that stands before none; no Hebrew or Greek one goes
# on after a final letter, and no Greek one ends in another sigma.
_IMPOSSIBLE = re.compile(
    "(?<![\u0e01-\u0e2e\u0e31-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
    "|[\u0e40-\u0e44](?![\u0e01-\u0e2e])|[\u05da\u05dd\u05df\u05e3\u05e5](?=[\u05d0-\u05ea])"
    "|ς(?=[α-ώ])|(?<=[α-ώ])σ(?![α-ώ])"
)
_UTF_8 = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xe2\x80[\x90-\xbf]")  # in a page of two charsets
_LATIN = re.compile("[a-zA-Z]")
_NOT_LATIN = re.compile("[\u0370-\u1dff\u2e80-\ud7ff]")
_LETTER_RUN = re.compile(r"[^\W\d_]+")


def sample_of(page: bytes) -> bytes:
    """Return the parts of a page's text that have most bytes beyond ASCII: those that codecs read differently."""
    pieces: list[tuple[int, int, bytes]] = []
    for place, part in enumerate(page.split(b"<")):
        text = part[part.find(b">") + 1 :]
        if not text.isascii():
            text = text[: 10 * _LONGEST].strip()
            pieces += [
                (sum(byte >= 0x80 for byte in cut), -place, cut)
                for cut in (text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST))
            ]
    best = heapq.nlargest(_SAMPLE // _LONGEST, pieces)
    return b"\n".join(piece for _, _, piece in best)


def fitness(sample: bytes, codec: str) -> float:
    """Return the share of the bytes beyond ASCII that the codec makes good text of; 0 if it makes none."""
    if codec in MULTI_BYTE:
        return _of_han(sample.decode(codec, "replace"), codec)
    try:
        text = _UTF_8.sub(b"", sample).decode(codec, "replace")
    except (UnicodeError, LookupError):
        return 0.0
    return of_letters(text)


def of_letters(text: str) -> float:
    """Return how much a text's letters and signs beyond ASCII are those of the language that it seems to be in."""
    language = detect_language(text.replace("\n", " "))
    confidence = language.confidence if language.code != UNDETERMINED else _UNKNOWN
    alphabet = _alphabet(language.code)
    good = total = 0.0
    for place, character in enumerate(text):
        if character.isascii():
            continue
        total += 1
        if character.casefold() in alphabet:
            good += 1
        elif character in SIGNS:
            good += not _is_between_letters(text, place)
        elif character.isalpha() and not alphabet and character < "\u0250":
            good += _FOREIGN
    if not total:
        return 0.0
    odd = sum(_is_odd(word) for word in _LETTER_RUN.findall(text) if not word.isascii())
    odd += 2 * len(_IMPOSSIBLE.findall(text)) + _LOST * text.count("\ufffd")
    return confidence * max(good - odd, 0.0) / total


@cache
def _alphabet(code: str) -> frozenset[str]:
    return frozenset(ALPHABETS.get(code, ""))


def _is_between_letters(text: str, place: int) -> bool:
    """Whether a sign is within a word, as an apostrophe, a middle dot, a soft hyphen or a joiner may be."""
    if text[place] in "’·\u00ad\u200c\u200d\u00a0—–":
        return False
    return 0 < place < len(text) - 1 and text[place - 1].isalpha() and text[place + 1].isalpha()


def _is_odd(word: str) -> bool:
    """Whether a word is written as none is: in two scripts, or with a capital right after a small letter."""
    if _LATIN.search(word) and _NOT_LATIN.search(word):
        return True
    return len(word) > 3 and any(first.islower() and second.isupper() for first, second in pairwise(word))


def _of_han(text: str, codec: str) -> float:
    """Return the share of a text's characters beyond ASCII that are frequent in the codec's country."""
    beyond = [character for character in text if not character.isascii()]
    total = len(beyond) + _LOST * text.count("\ufffd")
    good = sum(_is_frequent(character, codec) for character in beyond)
    if codec in _JAPANESE and total > _SHORT and not _KANA.search(text):
        return 0.0  # no Japanese sentence is without kana
    if codec == "gb18030" and total > _SHORT and sum(map(_CHINESE.__contains__, beyond)) < _LEAST_CHINESE * total:
        return 0.0
    return good / total if total else 0.0


@cache
def _is_frequent(character: str, codec: str) -> bool:
    standard, first, last = _FREQUENT[codec]
    if character == "\ufffd" or "\uff61" <= character <= "\uff9f":
        return False  # kana of half width: one byte each, which any byte of another charset may be
    if _KANA.match(character) and codec not in _JAPANESE:
        return False
    try:
        encoded = character.encode(standard)
    except UnicodeEncodeError:
        return character in SIGNS or unicodedata.category(character).startswith("P")
    return first <= encoded[0] <= last
