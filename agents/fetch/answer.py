"""The results of requests for pages: a closed list, so that it can label a metric."""

from enum import StrEnum

import httpx

THROTTLED = 429


class Answer(StrEnum):
    """The result of one request for a page, after redirects."""

    OK = "ok"
    REDIRECT = "redirect"  # one without a target, or too many of them
    THROTTLED = "throttled"  # HTTP 429: the site wants fewer requests
    CLIENT_ERROR = "client_error"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"  # no address, no connection, or no TLS
    BROKEN = "broken"  # the connection or the body ended early, or was not HTTP
    BAD_URL = "bad_url"


_STATUSES = {2: Answer.OK, 3: Answer.REDIRECT, 4: Answer.CLIENT_ERROR, 5: Answer.SERVER_ERROR}  # by first digit


def of_status(status: int) -> Answer:
    """Return the answer for an HTTP status."""
    return Answer.THROTTLED if status == THROTTLED else _STATUSES.get(status // 100, Answer.BROKEN)


def of_failure(error: Exception) -> Answer:
    """Return the answer for an error of httpx, or for the time limit."""
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
