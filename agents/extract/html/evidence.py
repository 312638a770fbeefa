"""What an HTML page shows, for the decision whether it stands in the place of an article."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from agents.extract.clean import clean_line
from agents.extract.html import meta_tags as meta
from agents.extract.html.elements import UNSEEN
from agents.extract.html.stated import Stated
from agents.extract.interstitial import LONGEST, Shown

_NOSCRIPT = re.compile(r"<noscript\b[^<>]*>(.{0,2000}?)</noscript", re.IGNORECASE | re.DOTALL)
_LONGEST = 5_000  # characters of visible text; more is no page of a few sentences
_LONGEST_TITLE = 200
_HEADINGS = frozenset(("h1", "h2"))
_UNSEEN = _HEADINGS | UNSEEN | {"head"}


def shown(html: str, stated: Stated, text: str) -> Shown:
    """Return the evidence in a page whose article text was found to be `text`; no more of it than decides."""
    if _states_article(stated):
        return Shown(titles=(), text=text, states_article=True)
    titles = tuple(_titles(stated))
    if len(text) > LONGEST:
        return Shown(titles, text)
    return Shown(
        titles=titles,
        text=text,
        visible=_visible(stated.tree),
        unscripted=" ".join(found[1] for found in _NOSCRIPT.finditer(html)),
        source=html,
        is_hidden=any("noindex" in value.lower() for value in stated.tags.get("robots", [])),
        leads_home=_leads_home(stated),
        asks_password=any((field.get("type") or "").lower() == "password" for field in stated.tree.iter("input")),
    )


def _titles(stated: Stated) -> Iterator[str]:
    """Yield the page's title and its first heading: further ones may be those of a menu or a log-in form."""
    for tags in (("title",), ("h1", "h2")):
        found = (clean_line(" ".join(element.itertext())) for tag in tags for element in stated.elements[tag])
        first = next((title for title in found if title), "")
        if 0 < len(first) <= _LONGEST_TITLE:
            yield first


def _visible(tree: HtmlElement) -> str:
    """Return the start of what readers see below the headings."""
    parts: list[str] = []
    left = _LONGEST
    unseen: HtmlElement | None = None  # the element that is being left out
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start" and unseen is None and element.tag in _UNSEEN:
            unseen = element
        found = element.text if event == "start" else element.tail
        if event == "end" and element is unseen:
            unseen = None
        if found and unseen is None and (cleaned := clean_line(found)):
            parts.append(cleaned)
            left -= len(cleaned)
            if left < 0:
                break
    return " ".join(parts)


def _states_article(stated: Stated) -> bool:
    """Whether the page gives an article's date or text: no page in the place of an article does."""
    in_json_ld = any(stated.article.get(key) for key in ("datePublished", "articleBody"))
    return in_json_ld or any(name in stated.tags for name in meta.PUBLISHED[:-2])


def _leads_home(stated: Stated) -> bool:
    """Whether the canonical link of another page than the home page is the home page."""
    links = [link.get("href") or "" for link in stated.elements["link"] if link.get("rel") == "canonical"]
    try:
        return bool(links and stated.url) and _is_home(links[0]) and not _is_home(str(stated.url))
    except ValueError:
        return False


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
