"""Why an event could not be processed: the errors that stages raise, and the reasons.

    StageError
    ├── Rejected     permanent: the same bytes will fail again, so the event goes to the dead letters
    └── Transient    transient: another attempt after a pause may succeed
        └── Deferred     no attempt was made: the event's turn has not come, and waiting does not count

Any other exception of a stage is a defect of newsmill; its event is dead-lettered as `Reason.UNEXPECTED`.
"""

from enum import StrEnum
from typing import Self


class Explained(StrEnum):
    """A closed list of words, each with its meaning: `NAME = "word", "What it means."`."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """Make a member with its meaning."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        return word


class Reason(Explained):
    """Why an event became a dead letter, with its meaning.

    Closed in the code, so that it can label a metric; open in the contract, so that a reason can be added within
    `news.dead-letters.v1`: the contract asks subscribers to accept values that they do not know.
    """

    INVALID_JSON = "invalid_json", "The value is not UTF-8 JSON."
    NOT_AN_OBJECT = "not_an_object", "The value is JSON, but not an object."
    INVALID_FIELD = "invalid_field", "A field is missing, of the wrong type or out of range."
    MISSING_CONTENT = "missing_content", "There is neither a URL to fetch nor content to extract."
    UNSUPPORTED_CONTENT_TYPE = "unsupported_content_type", "No extractor reads this media type."
    UNDECODABLE_CONTENT = "undecodable_content", "The content is invalid base64, binary, or in an unknown charset."
    TOO_LARGE = "too_large", "The event or the page is above the size limit, or above the limit of a topic."
    UNREADABLE_BATCH = (
        "unreadable_batch",
        "Records on Kafka are invalid or too large after decompression; the letter has only their place.",
    )
    NO_ARTICLE = "no_article", "The page has no article text."
    DEADLINE_EXCEEDED = "deadline_exceeded", "The work took longer than NEWSMILL_TASK_DEADLINE."
    WORKER_CRASHED = "worker_crashed", "A process of the pool died on this event."
    FETCH_FAILED = "fetch_failed", "The page could not be fetched."
    ROBOTS_DISALLOWED = "robots_disallowed", "The site's robots.txt does not allow the page to be fetched."
    ADDRESS_BLOCKED = "address_blocked", "The URL leads to an address or a port that newsmill may not connect to."
    INTERSTITIAL = "interstitial", "The page is a robot check, a consent or login wall, or an error page."
    UNEXPECTED = "unexpected", "A defect of newsmill; the dead letter has the traceback."


class StageError(Exception):
    """An event could not be processed.

    `message` is a sentence for people.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(reason, message)  # both in args, so that it survives pickling between processes
        self.reason = reason
        self.message = message

    def __str__(self) -> str:
        return f"{self.reason}: {self.message}"


class Rejected(StageError):
    """The event can never be processed; it goes to the dead letters."""


class Transient(StageError):
    """The event may be processed later; it is tried again before it goes to the dead letters.

    Another attempt is useless for the next `wait` seconds; with 0, the pause grows with each attempt.
    """

    def __init__(self, reason: Reason, message: str, wait: float = 0.0) -> None:
        super().__init__(reason, message)
        self.args = (reason, message, wait)
        self.wait = wait


class Deferred(Transient):
    """No attempt was made because the event's turn has not come; the wait does not count as one of its retries."""
