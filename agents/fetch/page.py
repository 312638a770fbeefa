"""One page by HTTP: a plain GET with a size cap and a time limit, its failures sorted into passing and permanent."""

import asyncio
import base64
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import httpx

from agents.fetch.answer import Answer, of_failure, of_status
from schemas import RawArticle, Reason, Rejected, Transient

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})  # statuses that another attempt may mend
MAX_REDIRECTS = 10
MAX_CONNECTIONS = 100


class Fetcher:
    """Owns the HTTP client; an asynchronous context manager.

    `answered` is told what came of each page that was asked for.
    """

    def __init__(
        self, *, timeout: float, max_bytes: int, user_agent: str, answered: Callable[[Answer], None] = lambda _: None
    ) -> None:
        self._answered = answered
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._client = httpx.AsyncClient(
            http2=True,
            follow_redirects=True,
            max_redirects=MAX_REDIRECTS,
            timeout=timeout,
            limits=httpx.Limits(max_connections=MAX_CONNECTIONS),
            headers={"User-Agent": user_agent},
        )

    async def fetch(self, raw: RawArticle) -> RawArticle:
        """Return the raw event with its page's bytes, its headers and the URL it was found at after redirects.

        Raises Transient with FETCH_FAILED where another attempt may succeed; Rejected with FETCH_FAILED or TOO_LARGE.
        """
        if raw.url is None:
            raise Rejected(Reason.MISSING_CONTENT, "the event has no url to fetch")
        answer: Answer | None = None
        try:
            async with asyncio.timeout(self._timeout), self._client.stream("GET", raw.url) as response:
                answer = of_status(response.status_code)
                _check_status(response)
                page = await self._read(response)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            answer = of_failure(error)
            kind = Transient if _may_pass(error) else Rejected
            raise kind(Reason.FETCH_FAILED, f"{raw.url}: {_describe(error)}") from None
        finally:
            if answer is not None:  # None where the worker ends in the middle
                self._answered(answer)
        return raw.model_copy(
            update={
                "url": str(response.url),
                "content_base64": base64.b64encode(page).decode(),
                "content_type": response.headers.get("content-type", raw.content_type),
                "headers": dict(response.headers),
                "fetched_at": datetime.now(UTC),
            }
        )

    async def _read(self, response: httpx.Response) -> bytes:
        page = bytearray()
        async for chunk in response.aiter_bytes():
            page += chunk
            if len(page) > self._max_bytes:
                limit = f"more than {self._max_bytes} bytes, two thirds of NEWSMILL_MAX_EVENT_BYTES"
                raise Rejected(Reason.TOO_LARGE, f"{response.url}: the page has {limit}")
        return bytes(page)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def _check_status(response: httpx.Response) -> None:
    if response.is_success:
        return
    kind = Transient if response.status_code in PASSING else Rejected
    raise kind(Reason.FETCH_FAILED, f"{response.url}: HTTP {response.status_code} {response.reason_phrase}".rstrip())


def _may_pass(error: Exception) -> bool:
    """Tell whether another attempt may succeed; a URL without a host is UnsupportedProtocol, too."""
    return isinstance(error, httpx.TransportError | TimeoutError) and not isinstance(error, httpx.UnsupportedProtocol)


def _describe(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
