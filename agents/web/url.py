"""Whether a URL can be requested at all, and the site whose pace its requests keep.

The libraries are imported where they are used: httpx takes long, and of most inputs no URL is looked at here.
"""

from enum import StrEnum

from schemas.raw import MAX_URL


class SiteBy(StrEnum):
    """What counts as one site, whose pages are fetched one after the other."""

    HOST = "host"
    DOMAIN = "domain"  # the registrable domain: www.example.org and news.example.org are one site


def fault(url: str) -> str | None:
    """Return why a URL cannot be requested; None if it can."""
    if len(url) > MAX_URL:
        return f"the URL is longer than {MAX_URL} characters"
    import httpx

    try:
        parsed = httpx.URL(url)
        host, port = parsed.host, parsed.port
    except (httpx.InvalidURL, ValueError) as error:  # idna's errors are ValueErrors
        return f"not a URL: {error}"
    if parsed.scheme not in ("http", "https"):
        return "not an http or https URL"
    if not host.strip(".") or "%" in host or any(not part for part in host.rstrip(".").split(".")):
        return "the URL has no valid host"
    if port is not None and not 0 < port < 65_536:
        return f"{port} is not a port"
    return None


def site_of(url: str, by: SiteBy = SiteBy.HOST) -> str:
    """Return the site of a URL without a fault: its host in ASCII and lower case, or its registrable domain."""
    import httpx

    host = httpx.URL(url).raw_host.decode("ascii").lower().rstrip(".")
    if by is SiteBy.DOMAIN:
        from tld import get_fld

        return get_fld(f"https://{host}", fail_silently=True, search_private=True) or host
    return host
