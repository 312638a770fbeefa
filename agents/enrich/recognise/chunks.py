"""Long texts cut into pieces, which limit the memory for one text."""

from collections.abc import Iterator

CHUNK = 50_000  # characters; spaCy itself refuses more than a million


def chunks(text: str, limit: int = CHUNK) -> Iterator[tuple[int, str]]:
    """Cut a text at ends of lines, or else of words, into pieces of at most `limit` characters with their offsets."""
    start = 0
    while len(text) - start > limit:
        cut = max(
            text.rfind("\n", start + limit // 2, start + limit), text.rfind(" ", start + limit - 100, start + limit)
        )
        end = start + limit if cut < 0 else cut + 1
        yield start, text[start:end]
        start = end
    yield start, text[start:]
