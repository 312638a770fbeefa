"""The refusal of pages above a limit: a page that is made to be slow to read is not read."""

from schemas import Reason, Rejected


def check(what: str, found: int, limit: int) -> None:
    """Raise Rejected with TOO_LARGE and a message that names the limit, if a page has more of something than that."""
    if found > limit:
        raise Rejected(Reason.TOO_LARGE, f"the page has {found:,} {what}, the limit is {limit:,}")
