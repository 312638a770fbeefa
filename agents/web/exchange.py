"""One request and its response; a connection may be one that the server has closed, or must not be used again."""

from collections.abc import Callable

import httpx
from h2.exceptions import H2Error
from ssrfguard import SSRFGuardError

# What a request may raise. OSError, of which TimeoutError is one: httpcore lets through what TLS finds wrong after the
# handshake.
FAILURES = (httpx.HTTPError, httpx.InvalidURL, H2Error, SSRFGuardError, OSError, UnicodeError)
STALE = (httpx.NetworkError, httpx.RemoteProtocolError)  # what comes of a connection that the server has closed


async def send(
    client: httpx.AsyncClient,
    request: httpx.Request,
    *,
    auth: httpx.Auth | None = None,
    sent: Callable[[], None] = lambda: None,
) -> httpx.Response:
    """Send a request; return the response, whose body is still to come.

    `sent` is called when the request is on its way, which is later than now by what a new connection takes.

    A request on an old connection that the server has closed is sent again on a new one, once, as browsers do (RFC
    9110, section 9.2.2): HTTP/2 connections are not checked before. Raises what httpx and ssrfguard do.
    """
    is_new = False

    async def trace(name: str, _: object) -> None:
        nonlocal is_new
        is_new = is_new or name == "connection.connect_tcp.started"
        if name.endswith("send_request_headers.complete"):
            sent()

    request.extensions = {**request.extensions, "trace": trace}
    try:
        try:
            return await client.send(request, auth=auth, stream=True)
        except STALE:
            if is_new:
                raise
        return await client.send(request, auth=auth, stream=True)
    except UnicodeError:
        raise
    except ValueError as error:  # httpcore reads any status of HTTP/2 as a number
        raise httpx.RemoteProtocolError(f"not HTTP: {str(error)[:100]}") from None


async def leave(response: httpx.Response) -> None:
    """Close a response; with HTTP/2, its connection too if the body was not read to its end.

    The rest of it would come all the same, and httpcore never acknowledges what nobody reads: the window that all
    responses of a connection share would fill up, and all later ones would wait for ever.
    """
    is_whole = response.is_closed
    await response.aclose()
    if not is_whole and response.http_version == "HTTP/2" and response.headers.get("content-length") != "0":
        await response.extensions["network_stream"].aclose()
