"""The reader of Markdown and plain text: front matter, blocks, head, colophon, paragraphs."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from agents.extract.asking.ending import read_ending
from agents.extract.authors import clean_authors
from agents.extract.clean import clean_text, clean_value
from agents.extract.document.blocks import has_marks, markdown_blocks, plain_blocks
from agents.extract.document.colophon import take_colophon
from agents.extract.document.front_matter import all_values, split_front_matter, values
from agents.extract.document.head import take_head
from agents.extract.document.limits import check_document
from agents.extract.document.paragraphs import article_blocks, paragraphs
from agents.extract.interstitial import Shown, refuse_interstitial
from agents.extract.language import UNDETERMINED, detect_language
from agents.extract.page import Page, text_of
from agents.extract.title import clean_title
from agents.extract.url import absolute, domain_of
from agents.extract.when.dates import parse_time
from schemas import MediaType, RawArticle

_LONGEST_TITLE = 200
# `2026-03-05 10:00:00 +0200` of Jekyll, `UTC+02:00` of Nikola, `2026-03-05 Thu 10:00` of org.
_ZONE = re.compile(r"(?<=\d) (?:UTC ?)?(?=[+-]\d\d:?\d\d$)|(?<=-\d\d) [^\W\d]{2,10}\.?(?= \d|$)")
# Names of fields as `key_of` gives them: `publish_date` and `publishDate` are `publishdate`.
_TITLES = ("title", "headline", "subject", "pagetitle", "ogtitle")
_LINKS = (
    "url",
    "canonicalurl",
    "canonical",
    "originalurl",
    "sourceurl",
    "link",
    "permalink",
    "source",
    "canonicallink",
)
_PUBLISHED = (
    *("publishedat", "datepublished", "published", "publishdate", "publishedon", "publishedtime", "pubdate"),
    *("publicationdate", "publisheddate", "date", "datetime", "posted", "postedat", "postdate", "dcdate"),
    *("articlepublishedtime", "created", "createdat", "datecreated", "creationdate"),
)
_MODIFIED = (
    *("modifiedat", "datemodified", "updated", "updatedat", "modified", "lastmod", "lastmodified", "lastupdated"),
    *("lastupdate", "dateupdated", "updatedon", "modifiedtime", "articlemodifiedtime"),
)
_OUTLETS = ("sitename", "site", "publisher", "publication", "outlet", "source")
_AUTHORS = ("authors", "author", "byline", "by", "writers", "writer", "creator", "dccreator")
_DESCRIPTIONS = ("description", "summary", "excerpt", "subtitle", "abstract", "standfirst", "teaser", "ogdescription")
_IMAGES = ("image", "cover", "featuredimage", "thumbnail", "heroimage", "ogimage", "coverimage")
_ADDRESSES = ("url", "src", "path", "image", "name")


def read_document(text: str, raw: RawArticle) -> Page:
    """Read a document, as Markdown if it has Markdown's marks; the page's text is empty if nothing of it is article.

    Raises Rejected with TOO_LARGE or INTERSTITIAL.
    """
    fields, rest = split_front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    is_markdown = raw.media_type is MediaType.MARKDOWN or has_marks(rest)
    check_document(rest, is_markdown=is_markdown)
    blocks = markdown_blocks(rest) if is_markdown else plain_blocks(rest)
    code = detect_language(clean_text(rest), raw.language).code
    colophon, blocks = take_colophon(blocks)
    head, blocks = take_head(blocks, None if code == UNDETERMINED else code)
    ending = read_ending(paragraphs(article_blocks(blocks)))
    lines = ending.lines
    body = text_of(lines)
    if not (head.authors or head.published_at or fields):
        refuse_interstitial(Shown((head.title or "", rest.strip().partition("\n")[0][:_LONGEST_TITLE]), body, body))
    stated = _front_matter(fields)
    outlet = stated.pop("outlet", None) or colophon.outlet
    claims = (*stated.pop("claims"), *((colophon.url,) if colophon.url else ()))
    found = {
        "title": clean_title(head.title, (outlet, raw.source, domain_of(next(iter(claims), raw.url)))),
        "published_at": head.published_at,
        "modified_at": head.modified_at,
        "authors": head.authors,
    }
    method = "markdown" if is_markdown else "plain"
    methods = {name: method for name, value in found.items() if value} | dict.fromkeys(stated, "front-matter")
    merged = {name: value for name, value in found.items() if value} | stated
    is_partial = ending.is_locked or ending.is_cut
    methods |= {"text": method}
    return Page(lines=lines, outlet=outlet, claims=claims, methods=methods, is_partial=is_partial, **merged)


def _front_matter(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a Page that the front matter states; `claims` always."""

    def first(*names: str) -> str | None:
        return next((cleaned for value in values(fields, names) if (cleaned := clean_value(value))), None)

    outlet = next((name for name in values(fields, _OUTLETS) if not absolute(name, None)), None)
    stated = {
        "title": first(*_TITLES),
        "published_at": _time(all_values(fields, _PUBLISHED, ())),
        "modified_at": _time(all_values(fields, _MODIFIED, ("date",))),
        "authors": clean_authors(values(fields, _AUTHORS), is_stated=True),
        "description": first(*_DESCRIPTIONS),
        "image": absolute(next(all_values(fields, _IMAGES, _ADDRESSES), None), first("url", "link")),
        "section": first("section", "category", "categories"),
        "keywords": tuple(
            word.strip() for value in values(fields, ("keywords", "tags")) for word in value.split(",") if word.strip()
        ),
        "outlet": outlet and clean_value(outlet),
    }
    links = tuple(link for name in _LINKS for link in values(fields, (name,)) if absolute(link, None))
    return {name: value for name, value in stated.items() if value} | {"claims": links}


def _time(stated: Iterator[str]) -> datetime | None:
    """Return the first stated text that is a time; at most ten are tried, since prose takes 10 ms each."""
    texts = (_ZONE.sub("", text.strip("<>[] ")) for text in islice(stated, 10))
    return next((moment for text in texts if (moment := parse_time(text))), None)
