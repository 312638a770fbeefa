"""The identity of an article across feeds, fetches and replays: its id and its text's fingerprint."""

import re
from hashlib import blake2b
from urllib.parse import urlsplit

from agents.extract.address.host import plain_host
from agents.extract.clean import fold

_DEFAULT_FILE = re.compile(
    r"/(?:index\.(?:s?html?|xhtml|php\d?|aspx?|jsp|cfm)|default\.(?:html?|aspx?))$", re.IGNORECASE
)
_DIGEST = 16  # bytes: 32 hexadecimal characters


def fingerprint(text: str) -> str:
    """Return a hash of the text that ignores case, punctuation and white space."""
    return _digest(fold(text) or text)


def article_id(canonical_url: str | None, text_fingerprint: str, site: str | None = None) -> str:
    """Return the article's id: a hash of its canonical URL, else of its text and the site where it was found.

    The hash ignores what does not tell articles of one site apart: `www.`, `m.` or `amp.` before the host, the name
    of a default file, and a last slash.
    """
    if canonical_url is None:
        return _digest(f"{site} {text_fingerprint}" if site else text_fingerprint)
    parts = urlsplit(canonical_url)
    query = f"?{parts.query}" if parts.query else ""
    route = f"#{parts.fragment.rstrip('/')}" if parts.fragment else ""
    path = _DEFAULT_FILE.sub("/", parts.path).rstrip("/")
    return _digest(plain_host(parts.netloc) + path + query + route)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=_DIGEST).hexdigest()
