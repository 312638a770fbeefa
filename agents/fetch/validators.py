"""Conditional requests: ETag and Last-Modified of pages that were fetched, so that an unchanged one is not sent again.

Source: RFC 9110, section 13 (https://www.rfc-editor.org/rfc/rfc9110#section-13). They are kept in memory, so a page is
fetched once more after a restart or a rebalance; the deduplicator then finds that its text is the same.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from agents.web.headers import conditions

MAX_PAGES = 50_000  # about 500 bytes each
MAX_VALUE = 256  # characters


@dataclass(frozen=True, slots=True)
class _Kept:
    headers: dict[str, str]  # of the next request
    place: str  # of the event for which the page was fetched
    until: float


class Validators:
    """What pages said of their version, for `window` seconds."""

    def __init__(self, window: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._window = window
        self._clock = clock
        self._pages: OrderedDict[bytes, _Kept] = OrderedDict()

    def of(self, url: str, place: str) -> Mapping[str, str]:
        """Return the headers for a request; none for the event itself when it is delivered again."""
        kept = self._pages.get(_key(url))
        return {} if kept is None or kept.place == place or kept.until < self._clock() else kept.headers

    def keep(self, url: str, place: str, response_headers: Mapping[str, str]) -> None:
        """Remember the version of a page that was fetched; the page that was fetched longest ago is forgotten first."""
        headers = conditions(response_headers, MAX_VALUE)
        key = _key(url)
        self._pages.pop(key, None)
        if headers and self._window > 0:
            self._pages[key] = _Kept(headers, place, self._clock() + self._window)
        while len(self._pages) > MAX_PAGES:
            self._pages.popitem(last=False)


def _key(url: str) -> bytes:
    return blake2b(url.encode(errors="replace"), digest_size=16).digest()
