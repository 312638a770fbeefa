"""The connection of every client, aiokafka's and Faust's: address, TLS and credentials; and why it was refused."""

import asyncio
import socket
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from aiokafka.conn import collect_hosts, create_conn
from aiokafka.errors import (
    IllegalSaslStateError,
    KafkaConnectionError,
    KafkaError,
    SaslAuthenticationFailed,
    UnsupportedSaslMechanismError,
)
from aiokafka.protocol.metadata import MetadataRequest

from streams.kafka.patches import allow_batches_of, bound_batches, read_token_refusals
from streams.kafka.tokens import TokenUnavailable, token_provider
from streams.security import variable
from streams.settings import InvalidSettings, Settings

if TYPE_CHECKING:
    from faust.types.auth import CredentialsT

read_token_refusals()  # before any client is made: all of them get their options here
bound_batches()

BATCH_EVENTS = 2  # events of the largest size that a batch may have at least
PATIENCE = 5.0  # seconds that a broker has to answer why it refuses
START_GRACE = 1.0  # seconds that a client has to finish its start after it was cancelled


def client_options(settings: Settings) -> dict[str, Any]:
    """Return the arguments with which each of aiokafka's clients connects to the broker.

    Raises InvalidSettings if a file has no certificate or key, or the key's password is wrong.
    """
    allow_batches_of(BATCH_EVENTS * settings.max_event_bytes)
    options: dict[str, Any] = {
        "bootstrap_servers": settings.bootstrap,
        "security_protocol": settings.security_protocol,
    }
    if settings.uses_tls:
        options["ssl_context"] = _tls(settings)
    if settings.uses_sasl:
        options["sasl_mechanism"] = settings.sasl_mechanism
    if settings.uses_tokens:
        options["sasl_oauth_token_provider"] = token_provider(settings)
    elif settings.uses_sasl:
        options["sasl_plain_username"] = settings.sasl_username
        options["sasl_plain_password"] = settings.sasl_password.get_secret_value()
    return options


class Client(Protocol):
    """One of aiokafka's clients."""

    async def start(self) -> None:
        """Connect."""


async def start(client: Client) -> None:
    """Start a client; if this is cancelled, no connection stays open once the caller has stopped the client.

    aiokafka 0.14 does not close the connection on which it asks for the cluster's brokers if it is cancelled meanwhile.
    """
    starting = asyncio.ensure_future(client.start())
    try:
        await asyncio.shield(starting)
    except asyncio.CancelledError:
        with suppress(Exception):
            await asyncio.wait_for(starting, START_GRACE)
        raise


def faust_credentials(settings: Settings) -> "CredentialsT | None":
    """Return the credentials for Faust's clients: the same as `client_options`, without the address."""
    from faust.auth import OAuthCredentials, SASLCredentials, SSLCredentials  # slow, and most commands do not need it

    options = client_options(settings)
    context = options.get("ssl_context")
    if settings.uses_tokens:
        return OAuthCredentials(oauth_cb=options["sasl_oauth_token_provider"], ssl_context=context)
    if settings.uses_sasl:
        return SASLCredentials(
            username=options["sasl_plain_username"],
            password=options["sasl_plain_password"],
            ssl_context=context,
            mechanism=options["sasl_mechanism"],
        )
    return SSLCredentials(context) if context else None


def _tls(settings: Settings) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=settings.ssl_ca_file or None)
    except ssl.SSLError:
        raise InvalidSettings(f"NEWSMILL_SSL_CA_FILE: {settings.ssl_ca_file} has no certificate in PEM") from None
    if settings.ssl_certificate_file:
        password = settings.ssl_key_password.get_secret_value()  # without this argument, OpenSSL asks the terminal
        try:
            context.load_cert_chain(settings.ssl_certificate_file, settings.ssl_key_file, password)
        except ssl.SSLError as error:
            raise InvalidSettings(
                "NEWSMILL_SSL_CERTIFICATE_FILE, NEWSMILL_SSL_KEY_FILE: not a certificate and its key in PEM, "
                f"or NEWSMILL_SSL_KEY_PASSWORD is wrong: {error.reason or error}"
            ) from None
    return context


def user(settings: Settings) -> str | None:
    """Return the name of the setting that identifies newsmill to the broker; None if nothing identifies it."""
    if settings.uses_tokens:
        return variable("sasl_token_file" if settings.sasl_token_file else "sasl_token_url")
    if settings.uses_sasl:
        return variable("sasl_username")
    return variable("ssl_certificate_file") if settings.ssl_certificate_file else None


def unseen(settings: Settings) -> str:
    """Return a note that topics may exist that newsmill's user cannot see; empty if the broker identifies no user."""
    name = user(settings)
    return f"; topics that {name} may not describe look missing too" if name else ""


async def refusal(settings: Settings) -> str | None:
    """Find out why a running broker refuses all clients, and which setting is wrong; None if it refuses nothing.

    aiokafka's clients do not say it. So this opens its own connections to the servers of NEWSMILL_BROKER and to the
    brokers that they name.
    """
    named = {(host, port) for host, port, _ in collect_hosts(settings.bootstrap)}
    answers = await asyncio.gather(*(_ask(settings, *place) for place in named))
    others = {place for brokers, _ in answers for place in brokers} - named
    answers += await asyncio.gather(*(_ask(settings, *place) for place in others))
    return next((reason for _, reason in answers if reason), None)


async def _ask(settings: Settings, host: str, port: int) -> tuple[set[tuple[str, int]], str | None]:
    """Return the brokers that one broker names, or why it refuses the connection."""
    options = client_options(settings)
    del options["bootstrap_servers"]
    try:
        connection = await create_conn(host, port, request_timeout_ms=int(PATIENCE * 1000), **options)
        try:
            metadata = await connection.send(MetadataRequest([]))
        finally:
            connection.close()
    except (KafkaError, OSError) as error:
        return set(), _explain(error, f"{host}:{port}", settings)
    return {(broker[1], broker[2]) for broker in metadata.brokers}, None


def _explain(error: Exception, place: str, settings: Settings) -> str | None:
    """Return what an error means, with the setting's name; None if no broker runs at the address."""
    cause = error.__cause__ if isinstance(error, KafkaConnectionError) and error.__cause__ else error
    match cause:
        case TokenUnavailable():
            return str(cause)
        case SaslAuthenticationFailed():
            credentials = "NEWSMILL_SASL_USERNAME and NEWSMILL_SASL_PASSWORD"
            if settings.uses_tokens:
                credentials = f"the token of {user(settings)}"
            return f"{place} refuses {credentials}: {cause.args[0]}"
        case UnsupportedSaslMechanismError():
            return f"{place} does not offer NEWSMILL_SASL_MECHANISM={settings.sasl_mechanism}"
        case ssl.SSLCertVerificationError():
            return f"{place} has a certificate that is not trusted (NEWSMILL_SSL_CA_FILE): {cause.verify_message}"
        case ssl.SSLError() if "CERTIFICATE" in (cause.reason or ""):
            return f"{place} refuses the client certificate (NEWSMILL_SSL_CERTIFICATE_FILE): {cause.reason}"
        case ConnectionRefusedError() | socket.gaierror() | TimeoutError():
            return None
        case ConnectionError() | EOFError() | ssl.SSLError() | IllegalSaslStateError() | KafkaConnectionError():
            protocol = f"NEWSMILL_SECURITY_PROTOCOL={settings.security_protocol}"
            return f"{place} ends the connection: it does not speak {protocol}, or it is not a Kafka broker"
        case _:
            return None
