"""What newsmill finds in a labelled page."""

from functools import cache
from typing import NamedTuple

from agents.extract.article import extract
from agents.extract.page import Extractor
from schemas import Rejected
from tests.support.extraction.pages import Found, Labelled, labelled_pages


def by_newsmill(page: Labelled, extractor: Extractor = Extractor.BLOCKS) -> Found:
    """Extract the article of a page; nothing is found in a page that is rejected."""
    try:
        article = extract(page.raw, version="1.0", extractor=extractor)
    except Rejected:
        return Found()
    day = article.published_at.date().isoformat() if article.published_at else None
    method = article.provenance.methods.get("text", "")
    return Found(article.text, article.title, tuple(article.authors), day, method)


class Outcome(NamedTuple):
    """What newsmill finds in a page, beside what is labelled."""

    id: str
    truth: Found
    found: Found


@cache
def outcomes(name: str) -> tuple[Outcome, ...]:
    """Extract the pages of a set, once in a process; skips the test if the data is missing."""
    return tuple(Outcome(page.id, page.truth, by_newsmill(page)) for page in labelled_pages(name))
