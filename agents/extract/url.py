"""The URL that identifies an article: normalised, canonical, with the registrable domain it belongs to."""

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

from tld import get_fld

from agents.extract.address.copies import original
from agents.extract.address.parameters import identifying
from agents.extract.address.path import names_article, plain_path, route

_LONGEST = 8192  # characters, as of a raw event's URL; a longer one is a picture in itself or a mistake
_HOME = re.compile(
    r"/*(?:(?:index|default|home|start|startseite|accueil|inicio|portada|etusivu|forsiden?)(?:\.\w+)?/?"
    r"|[a-z]{2}(?:[-_][a-z]{2})?/?|(?:m|amp|mobile)/?)?",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|jsp|cgi|cfm|do)$", re.IGNORECASE)
_ESCAPED_ROUTE = re.compile(r"(?:^|&)_escaped_fragment_=([^&]*)")  # how crawlers asked for `#!`


def normalise(url: str) -> str | None:
    """Return the normal form of a URL, or None if it is not an http(s) URL.

    https, lower-case host, no default port, credentials, fragment, tracking parameters, session, AMP or print ending;
    parameters in the order of their names; escapes of one form. A route of an application (`#!/story/5`) stays. The
    URL of a copy in a cache or an archive is that of what it copies. http becomes https: a site that serves https has
    the same article at both.
    """
    try:
        parts = urlsplit(original("".join(url.split()), _has_domain))
        host, port = _ascii(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    is_plain = port in (None, 80, 443)
    scheme = "https" if is_plain and domain_of(f"https://{host}") else parts.scheme.lower()
    netloc = f"[{host}]" if ":" in host else host
    query, fragment = _routed(parts.query, parts.fragment)
    place, _, wanted = fragment.partition("?")
    wanted = identifying(wanted, place)
    return urlunsplit(
        (
            scheme,
            netloc if is_plain else f"{netloc}:{port}",
            plain_path(parts.path),
            identifying(query, parts.path),
            route(place) + (f"?{wanted}" if wanted and route(place) else ""),
        )
    )


def canonical_url(claims: Iterable[str], found_at: str | None) -> str | None:
    """Return the page's permanent URL: its first credible claim, else where it was found; normalised.

    A claim is credible if it has the registrable domain of the page, and is not a home page or a section of it. None
    if the page was found at a home page: what is there is another article tomorrow.
    """
    own = normalise(found_at) if found_at else None
    for claim in claims:
        url = _resolve(claim, found_at)
        if url and _is_credible(url, own):
            return url
    return own if own and not _is_home(own) else None


def domain_of(url: str | None) -> str | None:
    """Return a URL's registrable domain (`bbc.co.uk`), by the public suffix list, private suffixes included."""
    try:
        return get_fld(url, fail_silently=True, search_private=True) if url else None
    except ValueError:
        return None


def site_of(url: str | None) -> str | None:
    """Return the registrable domain, or the host if it has no such domain (an address, `localhost`)."""
    if domain := domain_of(url):
        return domain
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def absolute(url: str | None, found_at: str | None) -> str | None:
    """Return a URL from a page as an absolute http(s) one, or None."""
    if not url or len(url) > _LONGEST:
        return None
    try:
        joined = urljoin(found_at or "", "".join(url.split()))
        parts = urlsplit(joined)
        return joined if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _resolve(claim: str, found_at: str | None) -> str | None:
    url = absolute(claim, found_at)
    return normalise(url) if url else None


def _is_credible(url: str, own: str | None) -> bool:
    if _is_home(url):
        return False
    return own is None or (site_of(url) == site_of(own) and not _loses_name(urlsplit(url), urlsplit(own)))


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not (parts.query or parts.fragment) and _HOME.fullmatch(parts.path) is not None


def _loses_name(claim: SplitResult, own: SplitResult) -> bool:
    """Whether a claim is only the first part of the page's own URL, and what names the article is in the rest.

    A script without its parameters (`/article.php`), an application without the route, or a section above the article.
    """
    if claim.query or claim.fragment:
        return False
    if claim.path == own.path:
        is_script = own.query and _SCRIPT.search(claim.path)
        return bool(is_script or (own.fragment and not names_article(claim.path)))
    is_above = own.path.startswith(claim.path.rstrip("/") + "/")
    return is_above and names_article(own.path) and not names_article(claim.path)


def _has_domain(url: str) -> bool:
    return domain_of(url) is not None


def _routed(query: str, fragment: str) -> tuple[str, str]:
    """Return a query and a fragment; the route of the query's `_escaped_fragment_` is that of the fragment."""
    escaped = _ESCAPED_ROUTE.search(query) if "_escaped_fragment_" in query else None
    if escaped is None:
        return query, fragment
    return query[: escaped.start()] + query[escaped.end() :], f"!{unquote(escaped[1])}"


def _ascii(host: str) -> str:
    """Return the host in ASCII, international names in Punycode; raises ValueError if it is not a valid name."""
    return host.rstrip(".") if host.isascii() else host.rstrip(".").encode("idna").decode()
