"""What came of asking for a page: a closed list, so that it can label a metric."""

from enum import StrEnum

import httpx

THROTTLED = 429


class Answer(StrEnum):
    """What came of one request for a page, redirects followed."""

    OK = "ok"
    REDIRECT = "redirect"  # one that leads nowhere, or too many of them
    THROTTLED = "throttled"  # HTTP 429: the site wants fewer requests
    CLIENT_ERROR = "client_error"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"  # no address, no connection, or no TLS
    BROKEN = "broken"  # the connection or the body broke off, or was no HTTP
    BAD_URL = "bad_url"


_STATUSES = {2: Answer.OK, 3: Answer.REDIRECT, 4: Answer.CLIENT_ERROR, 5: Answer.SERVER_ERROR}  # by their first digit


def of_status(status: int) -> Answer:
    """Return the answer of an HTTP status."""
    return Answer.THROTTLED if status == THROTTLED else _STATUSES.get(status // 100, Answer.BROKEN)


def of_failure(error: Exception) -> Answer:
    """Return the answer of a failure of httpx's, or of the time limit."""
    match error:
        case TimeoutError() | httpx.TimeoutException():
            return Answer.TIMEOUT
        case httpx.InvalidURL() | httpx.UnsupportedProtocol():
            return Answer.BAD_URL
        case httpx.ConnectError():
            return Answer.UNREACHABLE
        case httpx.TooManyRedirects():
            return Answer.REDIRECT
    return Answer.BROKEN
