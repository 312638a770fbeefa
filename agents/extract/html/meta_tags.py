"""A page's <meta> tags by name: OpenGraph, Dublin Core, Parsely and others."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from lxml.html import HtmlElement

from agents.extract.clean import clean_value

MetaTags: TypeAlias = dict[str, list[str]]

_ADDRESS = re.compile(r"(?i)https?:|www\.|//")
LONGEST = 50_000  # characters of a value; descriptions have 15,000 at most, and a longer one is no metadata

TITLE = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline")
DESCRIPTION = ("og:description", "description", "twitter:description", "dc.description", "dcterms.description")
AUTHOR = (
    "author",
    "parsely-author",
    "sailthru.author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "citation_author",
    "cxenseparse:author",
    "cxenseparse:recs:author",
    "authors",
    "og:article:author",
)
OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher")
PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "publication_date",
    "publication-date",
    "publishdate",
    "publish-date",
    "publish_date",
    "published-date",
    "published_date",
    "published_time",
    "date_published",
    "pubdate",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "article.published",
    "article:published",
    "article_date_original",
    "mediator_published_time",
    "prism.publicationdate",
    "publish_time",
    "published",
    "pub_date",
    "date",
    "dc.date",
)
MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
)
IMAGE = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
SECTION = ("article:section", "parsely-section", "og:article:section", "section")
KEYWORDS = ("article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags")


def read_meta(elements: Iterable[HtmlElement]) -> MetaTags:
    """Return the contents of <meta> elements by property, name or itemprop, in lower case."""
    tags: MetaTags = {}
    for element in elements:
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and len(content) <= LONGEST and (value := clean_value(content)):
            tags.setdefault(name.strip().lower().replace("dc:", "dc."), []).append(value)
    return tags


def is_address(value: str) -> bool:
    """Whether a value is an address where a name belongs."""
    return _ADDRESS.match(value) is not None


def first_of(tags: MetaTags, names: Sequence[str]) -> str | None:
    """Return the first content of the first name that has any, or None."""
    return next((tags[name][0] for name in names if name in tags), None)


def all_of(tags: MetaTags, names: Sequence[str]) -> list[str]:
    """Return all contents of the first name that has any."""
    return next((tags[name] for name in names if name in tags), [])
