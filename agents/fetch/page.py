"""One page by HTTP: a GET with limits of size and time; its failures are transient or permanent."""

import asyncio
import base64
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import httpx

from agents.fetch.answer import Answer, of_failure, of_status
from schemas import RawArticle, Reason, Rejected, Transient

TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})  # statuses after which another attempt may succeed
MAX_REDIRECTS = 10
MAX_CONNECTIONS = 100


class Fetcher:
    """Owns the HTTP client; an asynchronous context manager.

    `answered` is called with the answer to each request.
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
        """Return the raw event with its page's bytes, its headers and its URL after redirects.

        Raises Transient with FETCH_FAILED if another attempt may succeed, else Rejected with FETCH_FAILED, TOO_LARGE
        or, if the event has no URL, MISSING_CONTENT.
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
            kind = Transient if _is_transient(error) else Rejected
            raise kind(Reason.FETCH_FAILED, f"{raw.url}: {_describe(error)}") from None
        finally:
            if answer is not None:  # None if the worker stops during the request
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
                limit = f"more than {self._max_bytes} bytes, which is two thirds of NEWSMILL_MAX_EVENT_BYTES"
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
    kind = Transient if response.status_code in TRANSIENT else Rejected
    raise kind(Reason.FETCH_FAILED, f"{response.url}: HTTP {response.status_code} {response.reason_phrase}".rstrip())


def _is_transient(error: Exception) -> bool:
    """Tell whether another attempt may succeed; for a URL without a host httpx raises UnsupportedProtocol."""
    return isinstance(error, httpx.TransportError | TimeoutError) and not isinstance(error, httpx.UnsupportedProtocol)


def _describe(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
