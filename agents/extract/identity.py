"""The identity of an article across feeds, fetches and replays: its id and its text's fingerprint."""

from hashlib import blake2b
from urllib.parse import urlsplit

from agents.extract.clean import fold

_DIGEST = 16  # bytes: 32 hexadecimal characters


def fingerprint(text: str) -> str:
    """Return a hash of the text that ignores case, punctuation and white space."""
    return _digest(fold(text) or text)


def article_id(canonical_url: str | None, text_fingerprint: str) -> str:
    """Return the article's id: a hash of its canonical URL without `www.` and a last slash, else of its text."""
    if canonical_url is None:
        return _digest(text_fingerprint)
    parts = urlsplit(canonical_url)
    query = f"?{parts.query}" if parts.query else ""
    return _digest(parts.netloc.removeprefix("www.") + parts.path.rstrip("/") + query)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=_DIGEST).hexdigest()
