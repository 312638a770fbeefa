"""Why an event could not be processed: the error tree stages raise and the closed list of reasons.

    StageError
    ├── Rejected     permanent: the same bytes will fail again, so the event goes to the dead letters
    └── Transient    passing: worth another attempt after a pause

Anything else a stage raises is a defect of newsmill's and is dead-lettered as `Reason.UNEXPECTED`.
"""

from enum import StrEnum


class Reason(StrEnum):
    """Why an event became a dead letter; closed, so that it can label a metric."""

    INVALID_JSON = "invalid_json"  # the value is not UTF-8 JSON
    NOT_AN_OBJECT = "not_an_object"  # JSON, but not an object
    INVALID_FIELD = "invalid_field"  # a field is missing, of the wrong type or out of range
    MISSING_CONTENT = "missing_content"  # neither a url to fetch nor content to extract
    UNSUPPORTED_CONTENT_TYPE = "unsupported_content_type"  # a media type no extractor reads
    UNDECODABLE_CONTENT = "undecodable_content"  # bytes that are no text in any charset they may be in
    TOO_LARGE = "too_large"  # above the size cap
    NO_ARTICLE = "no_article"  # a page without article text
    DEADLINE_EXCEEDED = "deadline_exceeded"  # the work took longer than its deadline
    WORKER_CRASHED = "worker_crashed"  # the pool's child died on this event
    FETCH_FAILED = "fetch_failed"  # the page could not be fetched
    UNEXPECTED = "unexpected"  # a defect: the dead letter carries the traceback


class StageError(Exception):
    """An event could not be processed.

    `reason` is one of the closed list, `message` a sentence for a person.
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
    """The event may be processed later; it is tried again before it goes to the dead letters."""
