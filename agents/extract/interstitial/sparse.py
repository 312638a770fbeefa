"""The question whether a text is too little for an article: a word or two of a page whose text was not found.

Flash news is one sentence, in Chinese and Japanese of ten characters, often without a full stop.
"""

import re
from collections.abc import Sequence

from agents.extract.page import Line, text_of
from agents.extract.summary import word_count
from schemas import BlockKind

_LONGEST = 300  # characters of a text that is looked at
_TOO_FEW = 2  # words, whatever they say
_FEW = 4  # words, which must be a sentence
_FEW_UNSPACED = 3  # in scripts without spaces, where two characters count as a word, in Thai four
_MOST_OF_HEADINGS = 40  # words of a page of headings alone
_END = re.compile(r"[.!?。！？؟۔।…]['\"’”»」』)\]]*$")
_CUT = re.compile(r"(?:\.\.\.|…)$")  # `Loading...` is no sentence
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def is_too_little(lines: Sequence[Line]) -> bool:
    """Whether a page's text is no article: two words, four that are no sentence, or nothing but headings."""
    text = text_of(lines[: _LONGEST // 2])
    if len(text) > _LONGEST:
        return False
    words = word_count(text)
    if words <= _TOO_FEW:
        return True
    if words <= _MOST_OF_HEADINGS and all(line.kind is BlockKind.HEADING for line in lines):
        return True
    is_sentence = _END.search(text) is not None and _CUT.search(text) is None
    return not is_sentence and words <= (_FEW_UNSPACED if _UNSPACED.search(text) else _FEW)
