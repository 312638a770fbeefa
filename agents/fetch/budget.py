"""The bytes of pages that are being read or wait to be published: bounded over all requests together."""

from collections.abc import Callable

from schemas import Deferred, Reason

PAUSE = 5.0  # seconds for which an event is sent away if there is no room for its page


class Budget:
    """Bounds memory, whatever the pages are; one page always fits. `deferred` is called for each one that does not."""

    def __init__(self, limit: int, deferred: Callable[[], None] = lambda: None) -> None:
        self.limit = limit
        self.deferred = deferred
        self.held = 0

    def hold(self) -> "Hold":
        """Return the room of one page, still empty."""
        return Hold(self)


class Hold:
    """The room that one page takes."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._bytes = 0

    def grow(self, size: int) -> None:
        """Take more room; raises Deferred if all of it is taken, by other pages."""
        budget = self._budget
        if budget.held > self._bytes and budget.held + size > budget.limit:
            message = (
                f"no room for the page: others take {budget.held - self._bytes} bytes (NEWSMILL_MAX_IN_FLIGHT_BYTES)"
            )
            budget.deferred()
            raise Deferred(Reason.FETCH_FAILED, message, PAUSE)
        self._bytes += size
        budget.held += size

    def release(self) -> None:
        """Give the room back; a second call changes nothing."""
        self._budget.held -= self._bytes
        self._bytes = 0
