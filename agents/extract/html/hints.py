"""What an HTML page states about its article, as the block model compares it with each block."""

from lxml.html import HtmlElement

from agents.extract.blocks.looks import Hints
from agents.extract.clean import clean_line, clean_value
from agents.extract.html.meta_tags import first_of
from agents.extract.html.stated import Stated

# The names that most pages have: further ones would be signs that the model has learnt nothing about.
_TITLE = ("og:title", "twitter:title")
_DESCRIPTION = ("og:description", "description", "twitter:description")


def read_hints(stated: Stated) -> Hints:
    """Return the title, description and articleBody that the page states, each on one line."""
    body = stated.article.get("articleBody")
    return Hints(
        first_of(stated.tags, _TITLE) or _title(stated.elements["title"]),
        first_of(stated.tags, _DESCRIPTION) or "",
        clean_value(body) if isinstance(body, str) else "",
    )


def _title(titles: list[HtmlElement]) -> str:
    return next((clean_line(title.text) for title in titles if title.text), "")
