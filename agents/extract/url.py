"""The URL that identifies an article: normalised, canonical, with the registrable domain it belongs to."""

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from tld import get_fld

# Parameters that say where a reader came from, not which article it is (https://github.com/AdguardTeam/AdguardFilters,
# TrackParamFilter), without the names that some sites use for the article itself (id, cid, uid, source).
_TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|itm|oly|vero|hsa|mc|mkt|ns|_hs|__s|fb_(?:action|comment|ref|source))_?.*"
    r"|(?:fbc|gc|dc|yc|ysc|twc|ttc)lid|(?:wbra|gbra|msclk|igsh|srslt|cmp|ic|oc|mb|ta)id"
    r"|cmp|ito|spm|xtor|xts|smid|smtyp|dicbo|_ga|_gl|__twitter_impression|gaa_.*|guc(?:counter|e_.*)"
    r"|ref(?:_?src|_?url|errer)?|traffic_source|at_(?:medium|campaign|link|bbc|format|ptr|custom)\w*"
    r"|amp|output_?type"
)
_AMP_ENDING = re.compile(r"(?<=[^/])/amp/?$|\.amp(?=\.html?$)", re.IGNORECASE)
_SAFE = "/%!=:,-+@~$&'()*;"  # as RFC 3986 allows in a path
_LONGEST = 8192  # characters, as of a raw event's URL; a longer one is a picture in itself or a mistake
_HOME = re.compile(r"/*(?:index\.\w+|home/?|[a-z]{2}(?:[-_][a-z]{2})?/?)?", re.IGNORECASE)


def normalise(url: str) -> str | None:
    """Return the normal form of a URL, or None if it is not an http(s) URL.

    https, lower-case host, no default port, credentials, fragment, tracking parameters or AMP ending; parameters
    in the order of their names. http becomes https: a site that serves https has the same article at both.
    """
    try:
        parts = urlsplit("".join(url.split()))
        host, port = _ascii(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    is_plain = port in (None, 80, 443)
    scheme = "https" if is_plain and domain_of(url) else parts.scheme.lower()
    netloc = f"[{host}]" if ":" in host else host
    path = quote(_AMP_ENDING.sub("", re.sub(r"/{2,}", "/", parts.path)), safe=_SAFE) or "/"
    return urlunsplit((scheme, netloc if is_plain else f"{netloc}:{port}", path, _query(parts), ""))


def canonical_url(claims: Iterable[str], found_at: str | None) -> str | None:
    """Return the page's permanent URL: its first credible claim, else where it was found; normalised.

    A claim is credible if it has the registrable domain of the page, and is not a home page (unless the page is one).
    """
    own = normalise(found_at) if found_at else None
    for claim in claims:
        url = _resolve(claim, found_at)
        if url and _is_credible(url, own):
            return url
    return own


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
    if own is None:
        return not _is_home(url)
    return site_of(url) == site_of(own) and (not _is_home(url) or _is_home(own)) and not _loses_id(url, own)


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _HOME.fullmatch(parts.path) is not None


def _loses_id(url: str, own: str) -> bool:
    """Whether a claim is a script without parameters (`/article.php`) while the page's own URL has them."""
    claimed, found = urlsplit(url), urlsplit(own)
    is_script = re.search(r"\.(?:php\d?|aspx?|jsp|cgi|cfm|do)$", claimed.path, re.IGNORECASE) is not None
    return is_script and claimed.path == found.path and not claimed.query and bool(found.query)


def _query(parts: SplitResult) -> str:
    if "=" not in parts.query:
        return parts.query if not _TRACKING.fullmatch(parts.query.lower()) else ""
    try:
        fields = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return parts.query
    return urlencode(sorted(field for field in fields if not _TRACKING.fullmatch(field[0].lower())))


def _ascii(host: str) -> str:
    """Return the host in ASCII, international names in Punycode; raises ValueError if it is not a valid name."""
    return host.rstrip(".") if host.isascii() else host.rstrip(".").encode("idna").decode()
