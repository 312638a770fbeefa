"""The next page of the same article: an address that is this page's with the number of a page.

A link to the next page often leads to the next article instead, so the address decides, not the link alone.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import filterfalse, islice
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml.html import HtmlElement

from agents.extract.html.elements import Elements
from agents.extract.html.places import names
from agents.extract.url import absolute, canonical_url, normalise

_SECOND = "2"  # the text of the link to the second page
_LONGEST = 40  # characters of that link, with white space
_MOST = 20  # links that may lead to it
_MOST_SECOND = 200  # links with that text, those of comments included
_HIGHEST = 6  # elements above a link in which comments have pages of their own
_COMMENTS = re.compile(r"(?i)comment|discuss|disqus|respon[ds]|kommentar|reply")
_PARAMETERS = frozenset("page p pg pagenum page_num pageno page_no pagenumber paged seite pagina pagine strona".split())
_NAMED = re.compile(r"/(?:page|seite|pagina|strona|p)[/=_-]?(\d{1,3})/?$")
_BARE = re.compile(r"/(\d{1,3})/?$|[_,-](\d{1,3})(?=\.(?:s?html?|php\d?|aspx?|jsp)$)")

Numbered = tuple[str, int]
"""An article's address without a page's number or a last slash, and the number."""


def next_page(elements: Elements, claims: Sequence[str], url: str | None) -> str | None:
    """Return the normalised URL of the article's next page, or None.

    `claims` are the URLs that the page gives as its own, `url` is where it was found. The second page may have any
    usual form of address; further ones are recognised if their own address names the number (`page=2`, `/page/2`),
    or if the page says that the article is at the address without it.
    """
    links = list(_links(elements))
    if not links:
        return None
    canonical = canonical_url(claims, url)
    own = [address for address in (normalise(url) if url else None, canonical) if address]
    if not own or _is_site(own[-1]):
        return None  # the next page of a home page is no article
    base = url or canonical
    awaited = _awaited(own)
    seen = (normalise(link) for href in links if (link := absolute(href, base)))
    return next((link for link in seen if link and not awaited.isdisjoint(_numbered(link))), None)


def _links(elements: Elements) -> Iterator[str]:
    """Yield the targets of links to a next page, those that are marked as such first."""
    marked = (link for tag in ("link", "a") for link in elements[tag] if _is_marked(link.get("rel")))
    second = filterfalse(_is_of_comments, islice(filter(_is_second, elements["a"]), _MOST_SECOND))
    for link in (*islice(marked, _MOST), *islice(second, _MOST)):
        yield link.get("href") or ""


def _is_marked(relation: str | None) -> bool:
    return relation is not None and "next" in relation.lower().split()


def _is_second(link: HtmlElement) -> bool:
    text = link.text or (link[0].text if len(link) == 1 else None)  # `<a><span>2</span></a>`
    return text is not None and len(text) < _LONGEST and text.strip() == _SECOND


def _is_of_comments(link: HtmlElement) -> bool:
    above = (link, *islice(link.iterancestors(), _HIGHEST))
    return any(_COMMENTS.search(names(one)) for one in above)


def _awaited(own: Sequence[str]) -> set[Numbered]:
    """Return the address and number that the next page must have."""
    plain = {address.rstrip("/") for address in own}
    found = {(address, 2) for address in plain}
    for address in own:
        for base, number in _numbered(address):
            if base in plain:
                found = {one for one in found if one != (base, 2)} | {(base, number + 1)}
        found |= {(base, number + 1) for base, number in _named(address) if not _is_site(base)}
    return found


def _is_site(url: str) -> bool:
    """Whether a URL has no path: a home page, or what is left of an article at `/p/12`, whose number is its own."""
    return not urlsplit(url).path.strip("/")


def _numbered(url: str) -> list[Numbered]:
    """Return all ways to read a normalised URL as an address with a page's number."""
    bare = _BARE.search(url)
    number = int(bare[1] or bare[2]) if bare else 0
    shorter = [(url[: bare.start()] + url[bare.end() :], number)] if bare else []
    return [*_named(url), *((address.rstrip("/"), at) for address, at in shorter)]


def _named(url: str) -> list[Numbered]:
    """Return the address and number of a URL that says that the number is a page's."""
    parts = urlsplit(url)
    found = _NAMED.search(parts.path)
    if found:
        return [(urlunsplit(parts._replace(path=parts.path[: found.start()])).rstrip("/"), int(found[1]))]
    fields = parse_qsl(parts.query, keep_blank_values=True) if "=" in parts.query else []
    numbers = [(name, value) for name, value in fields if name in _PARAMETERS and value.isdecimal() and len(value) <= 3]
    if len(numbers) != 1:
        return []
    rest = urlencode([field for field in fields if field != numbers[0]])
    return [(urlunsplit(parts._replace(query=rest)).rstrip("/"), int(numbers[0][1]))]
