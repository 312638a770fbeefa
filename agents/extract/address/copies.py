"""The URL inside the URL of a copy: caches and viewers of AMP, web archives, caches of search, translation."""

import re
from collections.abc import Callable
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit, urlunsplit

_AMP = re.compile(r"/(?:amp|[acvr]|wp|ad)/(s/)?(?=[\w-]+\.)")  # `s/`: over https
_ESCAPED_QUERY = re.compile("%3f", re.IGNORECASE)
_AMP_CACHES = (".cdn.ampproject.org", ".bing-amp.com")
_SEARCH = re.compile(r"(?:www\.)?(?:google\.[a-z.]{2,6}|bing\.com)")
_ARCHIVES = re.compile(
    r"(?:web|wayback|wayback-api)\.archive\.org|archive\.(?:org|ph|is|today|li|md|vn|fo)|arquivo\.pt"
    r"|wayback\.archive-it\.org|(?:www\.)?webarchive\.(?:org\.uk|nationalarchives\.gov\.uk)|web\.archive\.org\.au"
)
_ARCHIVED = re.compile(r"/(?:(?:web|wayback|all|ukgwa|en|archive|o|\d{1,6})/){0,3}[\d*]{1,14}(?:[a-z]{2}_)?/(?=\S)")
_SCHEME = re.compile(r"(?i)https?:/{1,3}")
_CACHED = re.compile(r"cache:(?:[\w-]{10,16}:)?([^\s+]+)")
_TRANSLATED = ".translate.goog"
_DEEPEST = 3  # an archived AMP viewer; deeper is a trap


def original(url: str, is_known: Callable[[str], bool]) -> str:
    """Return the URL of which a URL shows a copy, or the URL itself.

    `is_known` tells whether a URL has a registrable domain. Raises ValueError if it is not a URL.
    """
    for _ in range(_DEEPEST):
        inner = _inner(url)
        if inner is None or not is_known(inner):
            break
        url = inner
    return url


def _inner(url: str) -> str | None:
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if host.endswith(_TRANSLATED):
        return _translated(parts, host.removesuffix(_TRANSLATED))
    if host.endswith(_AMP_CACHES) or host == "cdn.ampproject.org":
        return _of_viewer(parts)
    if _ARCHIVES.fullmatch(host):
        return _archived(parts)
    if host == "webcache.googleusercontent.com":
        found = _CACHED.match("".join(parse_qs(parts.query).get("q", ())[:1]))
        return found and _with_scheme(found[1])
    return _at_search(parts, host)


def _at_search(parts: SplitResult, host: str) -> str | None:
    """Return the URL that a search service shows in its viewer of AMP, or translates."""
    if host.startswith("translate.google.") and parts.path == "/translate":
        return _with_scheme("".join(parse_qs(parts.query).get("u", ())[:1]))
    if parts.path.startswith("/amp/") and _SEARCH.fullmatch(host):
        return _of_viewer(parts)
    return None


def _of_viewer(parts: SplitResult) -> str | None:
    found = _AMP.match(parts.path)
    if not found:
        return None
    path, *query = _ESCAPED_QUERY.split(parts.path[found.end() :], 1)
    inner = "".join((path, *(f"?{unquote(text)}" for text in query)))
    return _joined(f"{'https' if found[1] else 'http'}://{inner}", parts, "&" if query else "?")


def _archived(parts: SplitResult) -> str | None:
    found = _ARCHIVED.match(parts.path)
    return _joined(_with_scheme(parts.path[found.end() :]), parts) if found else None


def _joined(url: str, parts: SplitResult, mark: str = "?") -> str:
    """Return a URL with the query and the fragment that stand behind the whole."""
    return "".join(
        (url, *((mark, parts.query) if parts.query else ()), *(("#", parts.fragment) if parts.fragment else ()))
    )


def _with_scheme(url: str) -> str:
    scheme = _SCHEME.match(url)
    return f"https://{url}" if scheme is None else f"{scheme[0].rstrip('/')}//{url[scheme.end() :]}"


def _translated(parts: SplitResult, name: str) -> str:
    """Return the URL that is translated: in its host a hyphen stands for a dot, and two for a hyphen."""
    host = name.replace("--", "\0").replace("-", ".").replace("\0", "-")
    return urlunsplit((parts.scheme, host, parts.path, parts.query, parts.fragment))
