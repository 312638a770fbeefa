"""The results of requests for pages: a closed list, so that it can label a metric."""

import ssl

import httpx
from ssrfguard import SSRFGuardError

from schemas import Reason, Rejected, StageError, Transient
from schemas.errors import Explained

THROTTLED = 429
TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})  # statuses after which another attempt may succeed


class Answer(Explained):
    """The result of one request for a page, after redirects."""

    OK = "ok", "The page."
    UNCHANGED = "unchanged", "HTTP 304: the page is as it was at the last time."
    REDIRECT = "redirect", "A redirect without a target, or too many of them."
    THROTTLED = "throttled", "HTTP 429: the site wants fewer requests."
    CLIENT_ERROR = "client_error", "Another status from 400 on: there is no such page, or not for newsmill."
    SERVER_ERROR = "server_error", "A status from 500 on."
    TIMEOUT = "timeout", "No answer, or not all of it, in the time for one page."
    UNREACHABLE = "unreachable", "No address, no connection, or no TLS."
    BROKEN = "broken", "The connection or the body ended early, or was not HTTP."
    BAD_URL = "bad_url", "The URL cannot be requested."
    BLOCKED = "blocked", "The URL leads to an address or a port that newsmill may not connect to."
    ROBOTS = "robots", "The site's robots.txt does not allow the page."
    WRONG_TYPE = "wrong_type", "Not a page: a picture, a PDF and the like."
    TOO_LARGE = "too_large", "The page is above the size limit, or unpacks to too much."


TROUBLE = frozenset({Answer.THROTTLED, Answer.SERVER_ERROR, Answer.TIMEOUT, Answer.UNREACHABLE, Answer.BROKEN})
"""Answers that say that the site is in trouble, or wants to be left alone."""

_STATUSES = {2: Answer.OK, 3: Answer.REDIRECT, 4: Answer.CLIENT_ERROR, 5: Answer.SERVER_ERROR}  # by first digit


def of_status(status: int) -> Answer:
    """Return the answer for an HTTP status."""
    return Answer.THROTTLED if status == THROTTLED else _STATUSES.get(status // 100, Answer.BROKEN)


def of_failure(error: Exception) -> Answer:
    """Return the answer for an error of httpx or of ssrfguard, or for the time limit."""
    match error:
        case TimeoutError() | httpx.TimeoutException():
            return Answer.TIMEOUT
        case SSRFGuardError():
            return Answer.BLOCKED
        case ssl.SSLError():  # one about a certificate is a ValueError too
            return Answer.BROKEN
        case httpx.InvalidURL() | httpx.UnsupportedProtocol() | ValueError():
            return Answer.BAD_URL
        case httpx.ConnectError():
            return Answer.UNREACHABLE
    return Answer.BROKEN


class Failed(Exception):
    """A request gave no page: the answer to count, and what it means for the event."""

    def __init__(self, answer: Answer, error: StageError) -> None:
        super().__init__(answer, error)
        self.answer = answer
        self.error = error


def failed(url: str, error: Exception) -> Failed:
    """Return the failure of a request: another attempt may succeed, or never."""
    what = f"{url}: {type(error).__name__}{f': {error}' if str(error) else ''}"
    answer = of_failure(error)
    if answer is Answer.BLOCKED:
        return Failed(answer, Rejected(Reason.ADDRESS_BLOCKED, what))
    return Failed(answer, (Transient if answer in TROUBLE else Rejected)(Reason.FETCH_FAILED, what))


def refused(answer: Answer, what: str) -> Failed:
    """Return a failure that another attempt would repeat."""
    return Failed(answer, Rejected(Reason.FETCH_FAILED, what))


def of_error(error: StageError) -> Answer | None:
    """Return the answer for an error in reading a page; None if no request was made."""
    return _REASONS.get(error.reason)


_REASONS = {
    Reason.ADDRESS_BLOCKED: Answer.BLOCKED,
    Reason.ROBOTS_DISALLOWED: Answer.ROBOTS,
    Reason.TOO_LARGE: Answer.TOO_LARGE,
    Reason.UNDECODABLE_CONTENT: Answer.BROKEN,
    Reason.UNSUPPORTED_CONTENT_TYPE: Answer.WRONG_TYPE,
}
