"""The choice between the headlines in an HTML page: JSON-LD, OpenGraph, <h1>."""

from lxml.html import HtmlElement
from trafilatura.metadata import extract_title

from agents.extract.clean import clean_line, fold
from agents.extract.html.json_ld import first
from agents.extract.html.meta_tags import TITLE, first_of
from agents.extract.html.stated import Stated
from agents.extract.title import clean_title

_SHARED = 0.3  # of the words, from which two headlines belong to one article


def headline(stated: Stated, outlets: list[str | None]) -> tuple[str, str] | None:
    """Return the headline and its source: the one of JSON-LD if OpenGraph agrees, else the only <h1>, else any.

    On 714 pages of WCXB and 121 of fundus this is right for .847 and .884; JSON-LD, else OpenGraph, for .789 and .835.
    """
    described = clean_title(first(stated.article.get("headline"), "@value"), outlets)
    tagged = clean_title(first_of(stated.tags, TITLE), outlets)
    if described and tagged and fold(described) == fold(tagged):
        return described, "json-ld"
    shown = clean_title(_only_h1(stated.tree), outlets)
    if shown and (found := _without_kicker(shown, [title for title in (described, tagged) if title])):
        return found, "headline"
    for title, method in ((described, "json-ld"), (tagged, "meta"), (shown, "headline")):
        if title:
            return title, method
    title = clean_title(extract_title(stated.tree), outlets)
    return (title, "trafilatura") if title else None


def _only_h1(tree: HtmlElement) -> str | None:
    """Return the text of the only <h1> that has text; of several, none is the headline."""
    shown = [text for element in tree.iter("h1") if (text := clean_line(" ".join(element.itertext())))]
    return shown[0] if len(shown) == 1 else None


def _without_kicker(shown: str, stated: list[str]) -> str | None:
    """Return a visible headline without the line above it; None if it shares too few words with the stated ones."""
    squeezed = _squeeze(shown)
    for title in stated:
        if (own := _squeeze(title)) != squeezed and (squeezed.startswith(own) or squeezed.endswith(own)):
            return title
    words = set(fold(shown).split())
    titles = [set(fold(title).split()) for title in stated]
    related = not titles or any(len(words & own) >= _SHARED * min(len(words), len(own)) for own in titles)
    return shown if related else None


def _squeeze(title: str) -> str:
    return fold(title).replace(" ", "")
