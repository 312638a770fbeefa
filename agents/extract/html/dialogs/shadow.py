"""Shadow trees that a page declares in its source: readers see what the template of one holds.

https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode
"""

from itertools import islice

from lxml.html import HtmlElement

_MODES = ("shadowrootmode", "shadowroot")  # the second is the name of before
_MOST = 1_000


def open_shadows(tree: HtmlElement) -> None:
    """Make the templates of shadow trees usual elements: https://github.com/mozilla/readability/issues/744"""
    for template in list(islice(tree.iter("template"), _MOST)):
        if any(template.get(mode) for mode in _MODES):
            template.tag = "div"
