"""Whether a text is in the language that it was detected to be in: in another one, names and tones would be invented.

The detector knows some 170 languages and takes a text in any other for one of these, mostly with little confidence.
Of the first article of the Universal Declaration of Human Rights in 115 languages, those that it does not know got at
most 0.41, but for close relatives of a language that it knows; whole articles in isiZulu and isiXhosa were English or
Finnish to it with 0.08 to 0.10, one in Papiamento Spanish with 0.43. Of 2,500 articles in languages that it knows, all
but one got 0.46 or more; single sentences get as little as 0.25, and Croatian, Serbian and Bosnian divide their
confidence between them. So little confidence refuses a text only if the function words of the language are missing too.
"""

import re

from agents.enrich.function_words import FUNCTION_WORDS
from agents.enrich.levels import standard
from schemas import Language

SAMPLE = 2_000  # characters
STATED = 0.0  # the confidence of a language that the feed states, where the text is too short to detect one
LEAST = 0.25  # confidence without which a text is refused, whatever its words
LEAST_OF = dict.fromkeys(("bs", "hr", "sl", "sr"), 0.15)  # which share it between them
SURE = 0.8  # confidence with which no function words are needed
PART = 0.3  # with less, least part of the function words that news has
LETTERS = 0.2  # least share of letters in a script of the language; Japanese on programs has many Latin ones

SCRIPTS = {
    "latin": r"a-zÀ-ɏḀ-ỿ",
    "greek": r"Ͱ-Ͽἀ-῿",
    "cyrillic": r"Ѐ-ԯ",
    "hebrew": r"א-ת",
    "arabic": r"ؠ-ۿݐ-ݿﭐ-ﻼ",
    "devanagari": r"ऄ-ॿ",
    "bengali": r"অ-৿",
    "thai": r"ก-๎",
    "chinese": r"㐀-鿿𠀀-𱍊",
    "japanese": r"ぁ-ヿ㐀-鿿ｦ-ﾟ",
    "korean": r"가-힣ᄀ-ᇿㄱ-ㆎ一-鿿",
}
SCRIPT_OF = {
    **dict.fromkeys(FUNCTION_WORDS, "latin"),
    **dict.fromkeys(("bg", "mk", "ru", "uk"), "cyrillic"),
    **dict.fromkeys(("ar", "fa", "ur"), "arabic"),
    "el": "greek",
    "he": "hebrew",
    "hi": "devanagari",
    "bn": "bengali",
    "th": "thai",
    "zh": "chinese",
    "ja": "japanese",
    "ko": "korean",
}
IN_TWO_SCRIPTS = {"sr": ("latin", "cyrillic"), "bs": ("latin", "cyrillic")}

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = {name: re.compile(f"[{letters}]", re.IGNORECASE) for name, letters in SCRIPTS.items()}


def confirmed(language: Language, text: str) -> str | None:
    """Return the code of the language to enrich a text in, None if the text is hardly in the detected language.

    Of a language without a list of scripts or function words, only the confidence is looked at.
    """
    code = standard(language.code)
    confidence = 1.0 if language.confidence == STATED else language.confidence
    if confidence < LEAST_OF.get(code, LEAST):
        return None
    sample = text[:SAMPLE]
    is_likely = _in_script(code, sample) and (confidence >= SURE or _has_function_words(code, sample))
    return code if is_likely else None


def _in_script(code: str, text: str) -> bool:
    """Return whether enough letters of a text are those of a language; so they are if there are no letters."""
    if code not in SCRIPT_OF:
        return True
    letters = sum(map(str.isalpha, text))
    scripts = IN_TWO_SCRIPTS.get(code, (SCRIPT_OF[code],))
    return any(len(_LETTERS[script].findall(text)) >= LETTERS * letters for script in scripts)


def _has_function_words(code: str, text: str) -> bool:
    """Return whether a text has a good part of the function words that news has; a few words need none.

    Only words without a capital count, so that a list of names is not refused.
    """
    known = FUNCTION_WORDS.get(code)
    if known is None:
        return True
    words = [word for word in _WORD.findall(text) if word.islower()]
    return sum(word in known.words for word in words) >= int(PART * known.share * len(words))
