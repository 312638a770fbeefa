"""The metadata of an HTML page: from JSON-LD, then <meta>, then from what the page shows."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from agents.extract.clean import clean_value
from agents.extract.html import meta_tags as meta
from agents.extract.html.byline import authors
from agents.extract.html.headline import headline
from agents.extract.html.json_ld import first, texts
from agents.extract.html.meta_tags import all_of, first_of
from agents.extract.html.published import modified, published
from agents.extract.html.stated import Stated
from agents.extract.url import absolute, domain_of
from schemas import RawArticle

_MOST_KEYWORDS = 50
_LINK = re.compile(r"<([^<>]*)>([^<>]*)")  # of the header Link: https://www.rfc-editor.org/rfc/rfc8288#section-3
_RELATION = re.compile(r""";\s*rel\s*=\s*["']?([^"',;]*)""", re.IGNORECASE)


def metadata(stated: Stated, raw: RawArticle) -> dict[str, Any]:
    """Return the fields of a Page that metadata can fill, `methods` included."""
    own_names = _outlets(stated)
    outlets = [*own_names, raw.source, domain_of(stated.url)]
    found: dict[str, tuple[Any, str] | None] = {
        "title": headline(stated, outlets),
        "authors": authors(stated, outlets),
        "published_at": published(stated, raw),
        "modified_at": modified(stated, raw),
        "description": _first(_descriptions(stated)),
        "image": _first((absolute(image, stated.url), method) for image, method in _images(stated)),
        "section": _first(_sections(stated)),
        "keywords": _first(_keywords(stated)),
        "outlet": (own_names[0], "page") if own_names else None,
    }
    filled = {name: value for name, value in found.items() if value}
    fields = {name: value for name, (value, _) in filled.items()}
    methods = {name: method for name, (_, method) in filled.items() if name != "outlet"}
    return fields | {
        "claims": tuple(_claims(stated, raw.headers)),
        "methods": methods,
    }


def _first(candidates: Iterator[tuple[Any, str]]) -> tuple[Any, str] | None:
    return next(((value, method) for value, method in candidates if value), None)


def _descriptions(stated: Stated) -> Iterator[tuple[str | None, str]]:
    yield first(stated.article.get("description"), "@value"), "json-ld"
    yield first_of(stated.tags, meta.DESCRIPTION), "meta"


def _images(stated: Stated) -> Iterator[tuple[str | None, str]]:
    yield first_of(stated.tags, meta.IMAGE), "meta"
    yield first(stated.article.get("image"), "url", "contentUrl", "@id"), "json-ld"
    yield first(stated.article.get("thumbnailUrl"), "url"), "json-ld"


def _sections(stated: Stated) -> Iterator[tuple[str | None, str]]:
    yield first(stated.article.get("articleSection"), "name"), "json-ld"
    yield first_of(stated.tags, meta.SECTION), "meta"


def _keywords(stated: Stated) -> Iterator[tuple[tuple[str, ...], str]]:
    yield _split(texts(stated.article.get("keywords"), "name")), "json-ld"
    yield _split(all_of(stated.tags, meta.KEYWORDS)), "meta"


def _split(lists: list[str]) -> tuple[str, ...]:
    words = (word.strip() for text in lists for word in re.split(r"[,;、，]", text))
    return tuple(dict.fromkeys(word for word in words if word and len(word) <= 100))[:_MOST_KEYWORDS]


def _outlets(stated: Stated) -> list[str]:
    names = [
        first_of(stated.tags, meta.OUTLET[:1]),
        first(stated.article.get("publisher"), "name", "legalName"),
        first(stated.article.get("isPartOf"), "name") if _is_periodical(stated.article.get("isPartOf")) else None,
        first_of(stated.tags, meta.OUTLET[1:]),
    ]
    return [name for name in names if name and not meta.is_address(name) and len(name) <= 80]


def _is_periodical(value: Any) -> bool:
    return isinstance(value, dict) and str(value.get("@type")) in ("Periodical", "Newspaper", "NewsMediaOrganization")


def _claims(stated: Stated, headers: Mapping[str, str]) -> Iterator[str]:
    """Yield the URLs that the page gives as its own, then the one that its server gives, then those of JSON-LD."""
    for link in stated.elements["link"]:
        if "canonical" in (link.get("rel") or "").lower().split() and (href := link.get("href")):
            yield clean_value(href)
    yield from stated.tags.get("og:url", [])
    yield from _linked(next((value for name, value in headers.items() if name.lower() == "link"), ""))
    for value in (stated.article.get("mainEntityOfPage"), stated.article.get("url")):
        yield from texts(value, "@id", "url")[:1]


def _linked(header: str) -> Iterator[str]:
    """Yield the targets of a header Link with the relation `canonical`."""
    for link in _LINK.finditer(header):
        relation = _RELATION.search(link[2])
        if relation and "canonical" in relation[1].lower().split():
            yield link[1]
