"""Whether a page's text is only a part of its article: by what the text, its end and the page say of the rest.

A price is no answer: many publishers serve crawlers all of an article that is not free. Of 103 labelled pages that say
`isAccessibleForFree: false` nearly all are whole.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from agents.extract.asking.ending import Ending
from agents.extract.clean import clean_value
from agents.extract.html.json_ld import Node
from agents.extract.html.stated import Stated
from agents.extract.page import text_of
from agents.extract.summary import word_count

_NOT_FREE = frozenset(("false", "no"))
_CLOSED_TIERS = frozenset(("locked", "premium", "paid", "subscriber"))  # of article:content_tier; not `metered`
# Times the text, above which the page states more than the text. 11 of 201 stated counts are so, nearly all because
# they count the page's marks or its comments: so it needs another sign, or more of a difference and a short text.
_MORE = 1.5
_CLEARLY_MORE = 2.0
_LEAST_MISSING = 40  # words
_NEARLY = 0.8  # of what the page states: counts differ by captions, headings and what is a word
_LONG = 250  # words of a text, above which a page that is not free has shown more than a teaser
_LEAST_PART = 200  # letters of a part that is not free
_MOST_SELECTORS = 10
_MOST_NAMED = 60  # elements that a selector names
_MOST_READ = 200_000  # characters of one of them
_NAMED = re.compile(r"([.#])([\w-]{1,100})(?:[.#:\[][^\s>+~]{0,100})?$")  # the last part of a selector
_LONGEST_SELECTOR = 300
_NOT_A_LETTER = re.compile(r"[\W_]+")
_SAMPLE = 40  # letters of a part
_SAMPLES = 10
_FEW_SPACES = 0.05  # of the characters of a script without spaces between words, whose characters are counted


def is_partial(stated: Stated, ending: Ending, *, has_wall: bool) -> bool:
    """Whether the text is a part; `has_wall` says that the page shows a plea for payment or a login behind it."""
    text = text_of(ending.lines)
    counted, in_body = _number(stated.article.get("wordCount")), _words_of_body(stated.article)
    has_price = is_closed(stated)
    words = _size(text) if counted or in_body or has_price else 0  # most pages state nothing to compare it with
    more = max(counted, in_body) if max(counted, in_body) - words >= _LEAST_MISSING else 0
    if more > _MORE * words and (has_price or ending.is_open or (more > _CLEARLY_MORE * words and words < _LONG)):
        return True
    if ending.is_locked or ending.is_cut or has_wall:  # a page may state as its body the teaser that it shows
        return not (_NEARLY * counted <= words and counted >= _LEAST_MISSING)
    if not has_price:
        return False
    is_all = words >= _NEARLY * max(counted, in_body) > 0
    return ending.is_open or not (is_all or words >= _LONG or _shows_parts(stated, text))


def _size(text: str) -> int:
    """Return the number of words, or of characters where there are hardly any spaces between words."""
    return word_count(text) if text.count(" ") > _FEW_SPACES * len(text) else len(text)


def _words_of_body(article: Node) -> int:
    body = article.get("articleBody")
    return _size(clean_value(body)) if isinstance(body, str) else 0


def is_closed(stated: Stated) -> bool:
    """Whether the page states that its article, or a part of it, is not free to read."""
    nodes = (stated.article, *_parts(stated.article))
    if any(str(node.get("isAccessibleForFree", "")).strip().lower() in _NOT_FREE for node in nodes):
        return True
    tiers = stated.tags.get("article:content_tier", ())
    return any(tier.lower() in _CLOSED_TIERS for tier in tiers)


def _number(value: Any) -> int:
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else 0


def _parts(article: Node) -> list[Node]:
    parts = article.get("hasPart")
    found = parts if isinstance(parts, list) else [parts]
    return [part for part in found[:_MOST_SELECTORS] if isinstance(part, dict)]


def _shows_parts(stated: Stated, text: str) -> bool:
    """Whether one of the parts that are not free is in the page, and most of it in the text."""
    wanted = set(_selectors(stated.article))
    if not wanted:
        return False
    letters = _letters(text)
    return any(_is_shown(element, letters) for element in islice(_named(stated.tree, wanted), _MOST_NAMED))


def _selectors(article: Node) -> Iterator[tuple[str, str]]:
    """Yield the mark and the name that each selector ends with: `main > p.paid` names the class `paid`."""
    for part in _parts(article):
        selectors = part.get("cssSelector")
        for selector in selectors[:_MOST_SELECTORS] if isinstance(selectors, list) else [selectors]:
            if isinstance(selector, str) and len(selector) <= _LONGEST_SELECTOR:
                found = (_NAMED.search(one.strip()) for one in selector.split(","))
                yield from ((one[1], one[2]) for one in found if one)


def _named(tree: HtmlElement, wanted: set[tuple[str, str]]) -> Iterator[HtmlElement]:
    classes = {name for mark, name in wanted if mark == "."}
    ids = {name for mark, name in wanted if mark == "#"}
    for element in tree.iter("*"):
        own = element.get("class")
        if (own and not classes.isdisjoint(own.split())) or element.get("id") in ids:
            yield element


def _is_shown(element: HtmlElement, letters: str) -> bool:
    """Whether most of an element's text is in the article's, by samples of it."""
    own = _letters("".join(_bounded(element)))
    step = max(len(own) // _SAMPLES, _SAMPLE)
    samples = [own[at : at + _SAMPLE] for at in range(0, len(own) - _SAMPLE, step)]
    return len(own) >= _LEAST_PART and 2 * sum(sample in letters for sample in samples) >= len(samples)


def _bounded(element: HtmlElement) -> Iterator[str]:
    """Yield the pieces of an element's text, up to a number of characters."""
    left = _MOST_READ
    for piece in element.itertext(with_tail=False):
        yield piece[:left]
        left -= len(piece)
        if left <= 0:
            return


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub("", text)
