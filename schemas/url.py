"""User and password in a URL: taken out before anything else sees the URL."""

from urllib.parse import unquote

Credentials = tuple[str, str]
"""User and password, decoded."""


def split_credentials(url: str) -> tuple[str, Credentials | None]:
    """Return a URL without user and password, and these; a text that is not a URL is returned as it is.

    Source: RFC 3986, section 3.2.1. Browsers end the host at a backslash too; of several `@` the last one counts.
    """
    scheme, mark, rest = url.partition("://")
    if not mark:
        return url, None
    end = min((at for at in (rest.find(sign) for sign in "/?#\\") if at >= 0), default=len(rest))
    userinfo, at, host = rest[:end].rpartition("@")
    if not at:
        return url, None
    user, _, password = userinfo.partition(":")
    return f"{scheme}://{host}{rest[end:]}", (unquote(user), unquote(password))


def without_credentials(url: str) -> str:
    """Return a URL without user and password, so that it may be shown, logged and published."""
    return split_credentials(url)[0]
