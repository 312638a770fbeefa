"""The one article in an input: extracted in this process from a page or raw event, or as newsmill published it."""

import re
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from agents.cli.errors import Failed, Misused
from agents.deduplicate import sign
from agents.extract.page import Extractor
from agents.extract.task import ToFetch, extract_event, load
from agents.sources.inputs import STDIN, find, read
from agents.sources.item import RawInput, Unreadable
from schemas import Article, Extracted, Rejected

PLACE = re.compile(r"(.+)[:@]\d+")  # the name of an event in a file: FILE:LINE, or ARCHIVE@OFFSET
PUBLISHED = {"text", "fingerprint"}  # fields of a published article that a raw event does not have


def one_article(name: str, *, max_bytes: int, extractor: str = Extractor.BLOCKS) -> Extracted:
    """Return the article in an input, with the signature of its text; an event may have `max_bytes`.

    Raises Misused or UnusableInput if the name does not stand for one event, and Failed if the event cannot be read or
    has no article.
    """
    event = _one_event(name)
    fields = _fields(event)
    if "duplicate_of" in fields:
        raise Failed(f"{name}: the event of a duplicate has no text; give the page itself")
    try:
        if fields.keys() >= PUBLISHED:
            article = Article.from_object(fields)
            return Extracted(article=article, signature=sign(article.text, article.language.code))
        return _extracted(event, name, max_bytes, Extractor(extractor))
    except Rejected as error:
        raise Failed(f"{name}: {error}") from None


def _one_event(name: str) -> bytes:
    """Return the event in wire form; not more than two events are read."""
    place = None if Path(name).exists() else PLACE.fullmatch(name)
    file = place[1] if place and Path(place[1]).is_file() else None
    items = (item for item in read(find([file or name])) if isinstance(item, RawInput | Unreadable))
    if file:
        items = (item for item in items if item.name == name)
    first, second = (*islice(items, 2), None, None)[:2]
    if first is None:
        raise Failed(f"{name}: there is no event there")
    if second is not None:
        hint = "give it one line" if name == STDIN else f"name one of them, such as {first.name}"
        raise Misused(f"{name}: has more than one event; {hint}")
    if isinstance(first, Unreadable):
        raise Failed(f"{first.name}: {first.problem}")
    return first.value


def _fields(event: bytes) -> dict[str, Any]:
    """Return the event's fields; none if it is no JSON object, which extraction rejects."""
    try:
        fields = orjson.loads(event)
    except orjson.JSONDecodeError:
        return {}
    return fields if isinstance(fields, dict) else {}


def _extracted(event: bytes, name: str, max_bytes: int, extractor: Extractor) -> Extracted:
    """Extract the article of a raw event; raises Rejected, and Failed if its page must be fetched."""
    load()  # keeps the libraries from writing warnings
    done = extract_event(event, None, max_bytes, extractor)
    if isinstance(done, ToFetch):
        raise Failed(f"{name}: has no page, only the URL {done.url}; nothing is fetched here, so give the page itself")
    return Extracted.decode(done.event)
