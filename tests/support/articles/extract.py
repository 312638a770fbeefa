"""Pages and documents for the tests of extraction, and the article that is extracted from each."""

import json

from agents.extract.article import extract
from schemas import Article, RawArticle

SENTENCE = "The council approved the plan on Monday after a debate that had lasted for more than three years. "
PARAGRAPHS = "".join(f"<p>Paragraph {number}. {SENTENCE * 3}</p>" for number in range(6))

LEAD = "The ferry company will run its boats again from the first of May, its director told reporters on Tuesday."
MORE = "Passengers had waited for the news since the storms of last winter, which destroyed two of the three piers."
LAST = "The harbour master said that the third pier would be repaired by the end of the summer."

STORY_URL = "https://www.daily-example.com/world/story-1"
STORY = "<p>The council approved the plan on Monday after years of debate, officials said.</p>" * 8
NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Council approves plan | Daily Example",
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Smith"}],
    "datePublished": "2021-03-23T20:30:00-05:00",
    "dateModified": "2021-03-24T08:00:00Z",
    "description": "After years of debate.",
    "image": {"@type": "ImageObject", "url": "/lead.jpg"},
    "publisher": {"@type": "Organization", "name": "Daily Example"},
    "articleSection": ["World", "Europe"],
    "keywords": "council, plan",
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://daily-example.com/world/story-1?utm_source=x"},
}


def page(body: str, head: str = "") -> str:
    """Return an HTML page."""
    return f"<!doctype html><html lang='en'><head><title>T</title>{head}</head><body>{body}</body></html>"


def document(*extras: str, head: str = "# Ferries are back", foot: str = "") -> str:
    """Return a Markdown document: a head, three paragraphs, the extras after the first of them, and a foot."""
    return "\n\n".join([head, LEAD, *extras, MORE, LAST, foot]) + "\n"


def ld(*values: object) -> str:
    """Return a script with JSON-LD for each value."""
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def read_page(html: str, **fields: object) -> Article:
    """Extract the article of a page; `fields` are more of the raw event's."""
    return extract(RawArticle.from_object({"content": html, **fields}), version="1.0")


def read_document(text: str, content_type: str = "text/markdown", **fields: object) -> Article:
    """Extract the article of a document."""
    return extract(RawArticle.from_object({"content": text, "content_type": content_type, **fields}), version="1.0")


def read_head(head: str, body: str = "", **fields: object) -> Article:
    """Extract the article of a page with this head, and something before the story."""
    html = f"<html><head>{head}</head><body>{body}<article>{STORY}</article></body></html>"
    return read_page(html, **{"url": STORY_URL, **fields})


def paragraphs(article: Article) -> list[str]:
    """Return the article's paragraphs."""
    return article.text.split("\n")
