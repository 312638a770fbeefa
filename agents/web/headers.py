"""The response headers that mean something to newsmill; all others (cookies, policies, traces) stay where they are."""

from collections.abc import Iterable, Mapping

KEPT = ("content-type", "content-language", "last-modified", "etag", "link")
MAX_VALUE = 1024  # characters
CONDITIONS = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}  # of a request, by the response's headers


def kept_headers(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the headers of a response that go into an event, by name in lower case.

    Of `link` only the part with rel=canonical. A header is left out if it is too long or not printable: with HTTP/2, a
    value may have line breaks in it. Of repeated ones, the first one counts.
    """
    kept: dict[str, str] = {}
    for name, value in headers:
        name = name.lower()
        if name == "link":
            value = next((part for part in value[: 8 * MAX_VALUE].split(",") if _is_canonical(part)), "")
        value = value.strip()
        if name in KEPT and value and len(value) <= MAX_VALUE and value.isprintable():
            kept.setdefault(name, value)
    return kept


def conditions(headers: Mapping[str, str], longest: int = MAX_VALUE) -> dict[str, str]:
    """Return the headers of a request for what has changed since the response with these headers.

    A value is left out if it is longer than `longest` characters, or cannot be sent: with HTTP/2, it may have line
    breaks in it, and others have any script. Source: RFC 9110, section 13.
    """
    named = {name: headers.get(of, "") for name, of in CONDITIONS.items()}
    return {
        name: value
        for name, value in named.items()
        if 0 < len(value) <= longest and value.isascii() and value.isprintable()
    }


def _is_canonical(link: str) -> bool:
    _, _, parameters = link.lower().partition(">")
    return "canonical" in parameters.partition("rel=")[2].partition(";")[0]
