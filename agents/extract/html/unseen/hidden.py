"""What a page has for others than its readers: text for screen readers, names of icons, hidden words in a line."""

import re
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from agents.extract.html.unseen.marks import is_small

# Classes of the usual frameworks for text that is spoken, not shown.
_SPOKEN = re.compile(
    r"(?i)(?:^|\s)(?:[\w-]{0,30}(?:sr-only|visually-?hidden|screen-?reader(?:-?(?:text|only))?|show-for-sr|a11y-hidden"
    r"|hidden-?visually|element-invisible|assistive-text|off-?screen)|sr|vh|vhide)(?:\s|$)"
)
_ICON = re.compile(r"(?i)(?:^|\s)material-(?:icons|symbols)[\w-]{0,30}(?:\s|$)")
_LONGEST = 300  # characters; longer text is the page's, whatever its classes say
_LONGEST_CLASS = 1_000
INLINE = frozenset("span b i em strong small u font abbr cite code mark q label".split())
_BLOCKS = frozenset("p li dd td blockquote div figcaption".split())
_PROSE = 40  # characters
_PIECES = 50  # of text, which are looked at
_HIGHEST = 8  # elements above
_NOT_SHOWN = re.compile(r"(?i)display\s{0,9}:\s{0,9}none")


def remove_hidden(hidden: list[HtmlElement]) -> None:
    """Empty the hidden elements in lines of prose; what stands alone is left to the model of blocks.

    The model has learnt from pages with such labels, and loses its way without them: on 2,690 pages, F1 falls by .001.
    """
    for element in hidden:
        if is_small(element, _LONGEST) and _is_in_prose(element):
            element.clear(keep_tail=True)


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says that readers do not see it."""
    classes = element.get("class")
    if classes and _is_unseen(classes[:_LONGEST_CLASS]):
        return True
    style = element.get("style")
    return bool(style and _NOT_SHOWN.search(style)) or element.get("hidden") is not None


@lru_cache(maxsize=2_048)  # a page has many elements of few classes
def _is_unseen(classes: str) -> bool:
    return (_SPOKEN.search(classes) or _ICON.search(classes)) is not None


def _is_in_prose(element: HtmlElement) -> bool:
    """Whether the block around an element is shown, and has a line of other text."""
    above = next((one for one in islice(element.iterancestors(), _HIGHEST) if one.tag not in INLINE), None)
    if above is None or above.tag not in _BLOCKS or is_hidden(above):
        return False
    own = sum(map(len, element.itertext()))
    count = 0
    for text in islice(above.itertext(), _PIECES):
        count += len(text.strip())
        if count > own + _PROSE:
            return True
    return False
