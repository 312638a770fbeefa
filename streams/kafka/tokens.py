"""The tokens of SASL OAUTHBEARER: from a file that is read again each time, or from an authorization server."""

import asyncio
import ssl
import time
from functools import cache
from pathlib import Path

import httpx
from aiokafka.abc import AbstractTokenProvider
from aiokafka.errors import KafkaError

from streams.settings import Settings

PATIENCE = 5.0  # seconds that the authorization server has to answer
KEPT = 0.8  # share of its life in which a token is used for new connections


class TokenUnavailable(KafkaError):  # type: ignore[misc]
    """There is no token; the message names the setting. One of aiokafka's errors, so that its clients try again."""

    def __str__(self) -> str:
        return str(self.args[0])


class TokenFile(AbstractTokenProvider):  # type: ignore[misc]
    """A file with a token, such as one that Kubernetes projects and rotates; read for each new connection."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)

    async def token(self) -> str:
        """Return the token; raises TokenUnavailable."""
        try:
            token = (await asyncio.to_thread(self._path.read_text)).strip()
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "is not text"
            raise TokenUnavailable(f"NEWSMILL_SASL_TOKEN_FILE: {self._path}: {why}") from None
        if not token:
            raise TokenUnavailable(f"NEWSMILL_SASL_TOKEN_FILE: {self._path} is empty")
        return token


class TokenEndpoint(AbstractTokenProvider):  # type: ignore[misc]
    """An authorization server that issues tokens for client credentials (RFC 6749, section 4.4); a token is kept.

    It is not bound to an event loop, because Faust's consumers have their own threads. Two clients that ask at once get
    a token each.
    """

    def __init__(self, settings: Settings) -> None:
        self._url = settings.sasl_token_url
        self._client_id = settings.sasl_client_id
        self._secret = settings.sasl_client_secret
        self._form = {"grant_type": "client_credentials"}
        if settings.sasl_scope:
            self._form["scope"] = settings.sasl_scope
        self._trust = ssl.create_default_context()
        if settings.ssl_ca_file:
            self._trust.load_verify_locations(settings.ssl_ca_file)
        self._kept = ("", 0.0)  # a token, and until when it is used (time.monotonic)

    async def token(self) -> str:
        """Return a token, a new one from the server if the last one is old; raises TokenUnavailable."""
        token, until = self._kept
        if time.monotonic() < until:
            return token
        asked = time.monotonic()
        try:
            async with httpx.AsyncClient(verify=self._trust, timeout=PATIENCE) as client:
                auth = (self._client_id, self._secret.get_secret_value())
                answer = await client.post(self._url, data=self._form, auth=auth)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            why = str(error) or type(error).__name__
            raise TokenUnavailable(f"NEWSMILL_SASL_TOKEN_URL does not answer: {why}") from None
        token, seconds = _read(answer)
        self._kept = (token, asked + KEPT * seconds)
        return token


def _read(answer: httpx.Response) -> tuple[str, float]:
    """Return the token and the seconds it lives; raises TokenUnavailable, whose message never has a token."""
    try:
        content = answer.json()
        if answer.is_success:
            return str(content["access_token"]), float(content.get("expires_in", 0))
        reason = f", {content['error']}"  # a code of RFC 6749, section 5.2
    except (ValueError, TypeError, KeyError, AttributeError):
        reason = ", without a token" if answer.is_success else ""
    settings = "NEWSMILL_SASL_CLIENT_ID, NEWSMILL_SASL_CLIENT_SECRET and NEWSMILL_SASL_SCOPE"
    raise TokenUnavailable(f"NEWSMILL_SASL_TOKEN_URL answers {answer.status_code}{reason}, given {settings}")


@cache
def token_provider(settings: Settings) -> AbstractTokenProvider:
    """Return the provider that all clients with these settings share."""
    return TokenFile(settings.sasl_token_file) if settings.sasl_token_file else TokenEndpoint(settings)
