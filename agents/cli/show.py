"""Events as text for people: one line each, without the control characters that a terminal would obey."""

from typing import TYPE_CHECKING

from schemas import Article, DeadLetter, Duplicate, Link, RawArticle, Rejected, Sentiment
from streams.printable import is_printable

if TYPE_CHECKING:
    from streams.kafka.reader import Received

ENTITIES = 4
NOTHING = "-"


def one_line(text: str | None, limit: int = 90) -> str:
    """Return text without line breaks and control characters, cut to `limit` characters; `-` if it is empty."""
    printable = "".join(character if is_printable(character) else " " for character in text or "")
    words = " ".join(printable.split())
    return (words if len(words) <= limit else words[: limit - 1].rstrip() + "…") or NOTHING


def entities(article: Article) -> str:
    """Name the most salient entities."""
    return one_line(", ".join(entity.name for entity in article.entities[:ENTITIES]))


def sentiment(found: Sentiment | None) -> str:
    """Write a sentiment as its label and score."""
    return NOTHING if found is None else f"{found.label} {found.score:+.2f}"


def outlet(event: Article | Duplicate) -> str:
    """Name where an article was published."""
    return one_line(event.source.name or event.source.domain, 40)


def article_line(record: "Received") -> str:
    """Describe an article; raises Rejected."""
    article = Article.decode(record.value)
    title = one_line(article.title) if article.revision == 1 else f"{one_line(article.title)} (r{article.revision})"
    parts = (article.language.code, title, outlet(article), entities(article), sentiment(article.sentiment))
    return "  ".join(parts)


def duplicate_line(record: "Received") -> str:
    """Describe a duplicate and the article that it repeats; raises Rejected."""
    copy = Duplicate.decode(record.value)
    link = copy.duplicate_of
    parts = (copy.language.code, one_line(copy.title), outlet(copy), f"repeats {one_line(link.id)} ({_why(link)})")
    return "  ".join(parts)


def _why(link: Link) -> str:
    """Say what a link rests on: `minhash 0.81, 38 of 45 shingles, 12 facts equal, 1 different`."""
    why = f"{one_line(link.method)} {link.similarity:.2f}"
    found = link.evidence
    if found is None:
        return why
    facts = "1 fact" if found.facts_equal == 1 else f"{found.facts_equal} facts"
    shingles = f"{found.shingles_shared} of {found.shingles_compared} shingles"
    return f"{why}, {shingles}, {facts} equal, {found.facts_different} different"


def dead_letter_line(record: "Received") -> str:
    """Describe a dead letter: reason, stage, origin and error; raises Rejected."""
    letter = DeadLetter.from_record(record.key, record.value, record.headers)
    origin = letter.origin
    place = one_line(f"{origin.topic}[{origin.partition}]@{origin.offset}") if origin else NOTHING
    return f"{one_line(letter.reason, 30)}  {one_line(letter.stage, 20)}  {place}  {one_line(letter.error, 200)}"


def raw_line(record: "Received") -> str:
    """Describe a raw event; raises Rejected."""
    raw = RawArticle.decode(record.value)
    size = len(record.value or b"")
    content = one_line(raw.content_type, 60) if raw.has_content else "to fetch"
    return f"{one_line(raw.id)}  {one_line(raw.url)}  {content}  {size} B"


def unreadable_line(record: "Received", error: Exception) -> str:
    """Describe a record that cannot be read as an event of its topic."""
    why = error.message if isinstance(error, Rejected) else str(error)
    return f"{record.topic}[{record.partition}]@{record.offset} cannot be read: {one_line(why, 200)}"
