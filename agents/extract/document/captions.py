"""Recognition of captions, mostly of pictures that are no longer in the document."""

import re

from agents.extract.document.blocks import Block, Kind
from agents.extract.labels import AGENCY, CREDIT

_LONGEST = 400  # characters of a caption
_LONGEST_CREDIT = 80
_CREDIT_WORDS = 10
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]」』]*$")
_LAST_PART = re.compile(r"(?:[(\[]|[/|–—]\s*|[.!?]\s+)([^()\[\]/|–—.!?]{2,80}(?:/[^()\[\]|–—.!?]{2,40})?)[)\]]?\s*$")


def is_caption(block: Block, *, after_image: bool, before_lead: bool) -> bool:
    """Whether a paragraph is a caption.

    Anywhere: if it ends in a credit that names a picture agency or has a label such as `Photo:`. After a picture: also
    if it is in italics or has no full stop. Before the lead: also if it ends in a name in bold or italics.
    """
    text = block.text
    after_image = after_image or block.has_image
    if block.kind is not Kind.PARAGRAPH or not text or len(text) > _LONGEST:
        return False
    if after_image and (block.emphasised == text or not _SENTENCE_END.search(text)):
        return True
    if CREDIT.match(text) and len(text) <= _LONGEST_CREDIT:
        return True
    credit = _set_off_credit(block)
    if credit and (before_lead or _names_agency(credit)):
        return True
    part = _LAST_PART.search(text)
    may_be = after_image or before_lead or block.emphasised == text
    return may_be and part is not None and _names_agency(part[1])


def _set_off_credit(block: Block) -> str:
    """Return the credit in bold or italics after the last sentence of a caption, or an empty text."""
    credit = block.emphasised
    caption = block.text[: -len(credit)].rstrip(" (/|–—-") if credit and block.text.endswith(credit) else ""
    return credit if _is_name(credit) and _SENTENCE_END.search(caption) else ""


def _is_name(credit: str) -> bool:
    """Whether a text can be the name of a photographer or an institution: short, capitalised, not a sentence."""
    words = credit.split()
    if not words or len(credit) > _LONGEST_CREDIT or len(words) > _CREDIT_WORDS or _SENTENCE_END.search(credit):
        return False
    lower = sum(word[0].islower() and len(word) > 3 for word in words)
    return not words[0][0].islower() and 2 * lower <= len(words)


def _names_agency(credit: str) -> bool:
    return AGENCY.search(credit) is not None or CREDIT.match(credit) is not None
