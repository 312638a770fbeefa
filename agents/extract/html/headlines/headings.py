"""A page's headings that may be its headline: read, and told from logos, from dialogs and from other stories."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from agents.extract.html.dialogs.names import is_consent, says_modal
from agents.extract.html.places import is_aside, names

_MOST_HEADINGS = 50
_MOST_MARKED = 2_000  # elements that are looked at for a mark
_LONGEST = 20_000  # characters of a heading that is read, with white space
_ABOVE = 2  # elements above a heading that may be a logo's
_ABOVE_DIALOG = 8
_LONGEST_NAME = 200  # of a class
_NO_TEXT = ("script", "style", "template", "svg")
_VISIBLE = etree.XPath(f".//text()[not({' or '.join(f'ancestor::{tag}' for tag in _NO_TEXT)})]")
_LOGO = re.compile(
    r"(?i)(?<![a-z])(?:web)?(?:site|page|header|nav)?[-_]{0,2}logo(?![a-z])|(?<![a-z])(?:site|blog)[-_]{0,2}(?:title|name)(?![a-z])"
)
_DIALOG = re.compile(
    r"(?i)gdpr|(?<![a-z])consent(?![a-z])|(?<![a-z])(?:modal|dialog|popup|lightbox|newsletter)(?![a-z]|-(?:enabled|off))"
)
_MAY_BE_MARK = re.compile("itle|eadlin|eading")
_MARK = re.compile(
    r"(?i)(?<![a-z])(?:(?:entry|post|article|story|news|node|content)[-_]{0,2}(?:title|headline|heading)|headline)(?![a-z])"
)
_MARKED_TAGS = tuple("h1 h2 h3 h4 div p span a".split())
_WRAPPERS = ("article", "main")
_LEVELS = ("h1", "h2", "h3")


def texts(elements: Iterable[HtmlElement]) -> list[str]:
    """Return the texts of headings, without what their style sheets and scripts hold."""
    return [found for element in islice(elements, _MOST_HEADINGS) if (found := text(element).strip())]


def text(element: HtmlElement) -> str:
    """Return the text of a heading, or nothing if it is far too long: headings may be inside each other."""
    parts: list[str] = []
    left = _LONGEST
    has_code = len(element) > 0 and next(element.iter(*_NO_TEXT), None) is not None
    visible: list[str] = _VISIBLE(element) if has_code else []  # type: ignore[assignment] # the expression has texts only
    for part in visible if has_code else element.itertext():
        left -= len(part)
        if left < 0:
            return ""
        parts.append(part)
    return " ".join(parts)


def is_logo(heading: HtmlElement, url: str | None) -> bool:
    """Whether a heading is the outlet's name above all its pages: by a class, or because all of it leads home."""
    if any(_LOGO.search(names(one)) for one in _from(heading, _ABOVE)):
        return True
    link = next(heading.iter("a"), heading.getparent())
    if link is None or link.tag != "a" or not _leads_home(link.get("href") or "", url):
        return False
    return text(link).strip() == text(heading).strip()


def is_dialog(heading: HtmlElement) -> bool:
    """Whether a heading is one of a dialog: on cookies, on a newsletter."""
    return any(
        says_modal(one) or is_consent(own := names(one)) or _DIALOG.search(own) for one in _from(heading, _ABOVE_DIALOG)
    )


def _from(heading: HtmlElement, most: int) -> Iterator[HtmlElement]:
    """Yield a heading and at most as many elements above it, up to those that are the article or the page."""
    for one in (heading, *islice(heading.iterancestors(), most)):
        if one.tag in ("article", "body", "html", "main"):
            return
        yield one


def marked(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what says that it is the headline, then the first heading of an article, of <main>, of the page."""
    named: list[HtmlElement] = []
    for element in islice(tree.iter(*_MARKED_TAGS), _MOST_MARKED):
        if "headline" in (element.get("itemprop") or ""):
            yield element
        elif (own := element.get("class")) and _MAY_BE_MARK.search(own) and _MARK.search(own[:_LONGEST_NAME]):
            named.append(element)
    yield from (element for element in named if not is_aside(element, frozenset()))
    for wrapper in _WRAPPERS:
        inside = next(tree.iter(wrapper), None)
        if inside is not None and (heading := next(inside.iter(*_LEVELS), None)) is not None:
            yield heading
    yield from (heading for heading in islice(tree.iter("h2"), _MOST_HEADINGS) if not is_aside(heading, frozenset()))


def host_of(url: str | None) -> str | None:
    """Return the host in a URL; also one that is in no registry has the outlet's name."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host and host.removeprefix("www.")


def _leads_home(href: str, url: str | None) -> bool:
    href = href.strip()
    if href in ("/", "./", "../"):
        return True
    if not url or not href.startswith(("http:", "https:", "//")):
        return False
    try:
        target, own = urlsplit(href), urlsplit(url)
    except ValueError:
        return False
    is_same = target.netloc.removeprefix("www.") == own.netloc.removeprefix("www.")
    return is_same and target.path in ("", "/") and not target.query and own.path not in ("", "/")
