"""The article's text in an HTML page: trafilatura's choice, compared with resiliparse's and with articleBody."""

from lxml.html import HtmlElement
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree
from trafilatura import bare_extraction

from agents.extract.clean import clean_text, clean_value
from agents.extract.html.limits import Shape, is_too_deep

# On 714 pages of WCXB and 121 of fundus: recall+fast alone has F1 .927 and .943, with these three checks .942 and .952,
# at about the same cost: one page in 15 needs the slower pass. trafilatura's own default has .930 and .948.
_ENOUGH = 0.6  # of resiliparse's text, below which the fast pass has lost paragraphs
_SHORT = 500  # characters below which the result of the fast pass is not used alone
_HOPELESS = 0.4  # of resiliparse's text, below which the slower pass has lost them too
_MUCH = 5_000  # characters above which it has not: the rest is readers' comments
_STATED = 2.0  # times the text, above which the page's own articleBody shows that most is missing


def body_text(html: str, shape: Shape, tree: HtmlElement | None, stated_body: str | None) -> tuple[str, str]:
    """Return the article's text and the method that found it; ("", "") if nothing is found.

    `tree` is the parsed page, or None if it cannot be parsed; `stated_body` is the page's articleBody.
    """
    plain = _resiliparse(html, shape)
    text, method = _trafilatura(tree, fast=True), "trafilatura-recall"
    if len(text) < max(_ENOUGH * len(plain), _SHORT):
        slower = _trafilatura(tree, fast=False)
        if len(slower) > len(text):
            text, method = slower, "trafilatura"
    if len(text) < min(_HOPELESS * len(plain), _MUCH):
        text, method = plain, "resiliparse"
    body = clean_text(clean_value_lines(stated_body)) if stated_body else ""
    if len(body) > _STATED * len(text):
        text, method = body, "json-ld"
    return (text, method) if text else ("", "")


def clean_value_lines(value: str) -> str:
    """Clean a metadata value and keep its lines."""
    return "\n".join(clean_value(line) for line in value.splitlines())


def _trafilatura(tree: HtmlElement | None, *, fast: bool) -> str:
    if tree is None:
        return ""
    try:
        document = bare_extraction(tree, favor_recall=fast, fast=fast, include_comments=False)
    except (RecursionError, ValueError, TypeError, AttributeError, AssertionError):
        return ""  # some pages break trafilatura; resiliparse and articleBody remain
    return clean_text(getattr(document, "text", None) or "")


def _resiliparse(html: str, shape: Shape) -> str:
    """Return resiliparse's text; none of a page on which it would take too long."""
    if not shape.is_safe_for_html5:
        return ""
    try:
        document = HTMLTree.parse(html)
        if is_too_deep(document, shape):
            return ""
        text = extract_plain_text(document, main_content=True, list_bullets=False, alt_texts=False)
    except ValueError:
        return ""
    return clean_text(text)
