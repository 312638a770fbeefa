"""The dialogs of a page's tree, hidden from the readers of its text and shown again."""

from itertools import islice
from typing import TypeAlias

from lxml.html import HtmlElement

from agents.extract.html.dialogs.headline_words import shared
from agents.extract.html.dialogs.names import is_dialog, says_modal
from agents.extract.html.dialogs.notices import is_notice

Hidden: TypeAlias = list[tuple[HtmlElement, str]]
"""Elements and the tags that they had."""

_UNSEEN = "script"  # the tag that no reader of text looks into
_NEVER = frozenset("html body main head script style template noscript a p button svg".split())
_MOST_ELEMENTS = 25_000
_MOST_DIALOGS = 200
_LONGEST = 20_000  # characters of a dialog that are read
_LONG = 400  # characters, from which what has the headline is the article
_LARGEST = 1_000  # characters of a dialog that does not ask for consent: larger ones hold tables, notes and tabs
_PIECE = 25  # characters of a text by which a dialog is found again in the article's
_MOST_PIECES = 200


def says_dialog(html: str) -> bool:
    """Whether a page has a dialog that says so: `role="dialog"`, `<dialog>`; found with one search for the word."""
    at = html.find("dialog")
    while at >= 0:
        before = html[max(at - 12, 0) : at].lower()
        if before.endswith(("<", "role=", 'role="', "role='", 'role="alert', "role='alert", "role=alert")):
            return True
        at = html.find("dialog", at + 6)
    return False


def hide_dialogs(tree: HtmlElement, words: list[str], text: str) -> Hidden:
    """Hide what lies over the page and is in its `text`; `words` are the headline's. Return what was hidden."""
    whole = _length(tree)
    hidden: Hidden = []
    named = (one for one in islice(tree.iter(), _MOST_ELEMENTS) if one.tag not in _NEVER and _is_named(one))
    for element in list(islice(named, _MOST_DIALOGS)):
        if any(above.tag == _UNSEEN for above in element.iterancestors()):
            continue
        own = _text(element)
        if _is_in(element, text) and not _is_article(element, own, words, whole):
            hidden.append((element, element.tag))
            element.tag = _UNSEEN
    return hidden


def show_again(hidden: Hidden) -> None:
    """Give hidden elements their tags again."""
    for element, tag in hidden:
        element.tag = tag


def _is_named(element: HtmlElement) -> bool:
    """Whether an element says that it is a dialog, or a consent manager's."""
    if element.tag in ("dialog", "amp-consent") or says_modal(element):
        return True
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return len(names) > 1 and is_dialog(names)


def _is_article(element: HtmlElement, own: str, words: list[str], whole: int) -> bool:
    """Whether the article itself is in a dialog: its headline and a text, or most of the page."""
    heads = (heading for level in ("h1", "h2") for heading in element.iter(level))
    headed = any(2 * shared(words, _text(heading)) >= max(len(words), 1) for heading in islice(heads, 20))
    if headed and len(own) >= _LONG:
        return True
    if is_notice(own):
        return next(element.iter("article"), None) is not None and shared(words, own) > 0
    return len(own) > _LARGEST or (2 * len(own) >= whole and (not words or shared(words, own) > 0))


def _is_in(element: HtmlElement, text: str) -> bool:
    """Whether a piece of an element's text is in another text."""
    pieces = (" ".join(piece.split()) for piece in islice(element.itertext(), _MOST_PIECES))
    return any(len(piece) >= _PIECE and piece in text for piece in pieces)


def _text(element: HtmlElement) -> str:
    """Return the start of an element's text."""
    parts: list[str] = []
    left = _LONGEST
    for part in element.itertext():
        parts.append(part)
        left -= len(part)
        if left < 0:
            break
    return " ".join(" ".join(parts).split())


def _length(tree: HtmlElement) -> int:
    """Return how many characters a page's elements show, counted as far as a small dialog may be half of them."""
    length = 0
    for element in islice(tree.iter(), _MOST_ELEMENTS):
        if element.text and element.tag not in ("script", "style") and isinstance(element.tag, str):
            length += len(element.text.strip())
            if length > 2 * _LARGEST:
                break
    return length
