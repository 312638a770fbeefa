"""Apache Kafka as it is run in production: TLS and SASL listeners, certificates of a private authority, users."""

import asyncio
import base64
import json
import ssl
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs

import trustme
from aiokafka.protocol.admin import CreateAclsRequest, DescribeAclsRequest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from streams.kafka.cluster import admin
from streams.kafka.embedded import HOST
from streams.settings import Settings
from tests.support.brokers.kafka import Kafka

USER, PASSWORD = "newsmill", "open-sesame-8731"
GUEST, GUEST_PASSWORD = "guest", "guest-pass-5530"  # may connect; `grant` allows more
KEY_PASSWORD = "key-pass-2290"  # noqa: S105 - of a key that each run makes
CLIENT_SECRET = "client-secret-4417"  # noqa: S105 - of an authority that each run starts
SECRETS = (PASSWORD, GUEST_PASSWORD, KEY_PASSWORD, CLIENT_SECRET)
LISTENERS = ("SASL_SSL", "SASL_PLAINTEXT", "SSL")
WAYS = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "token file", "token url", "certificate", "in the clear")
TOPIC, GROUP, READ, WRITE, DESCRIBE, PREFIXED, ALLOW = 2, 3, 3, 4, 8, 4, 3  # as Kafka's protocol numbers them


class Certificates:
    """A private authority's certificates in a folder, as PEM files: the broker's and a client's, with their keys."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        broker, client = authority.issue_cert(HOST), authority.issue_cert("client.example", common_name=USER)
        self.ca, self.client, self.broker = folder / "ca.pem", folder / "client.pem", folder / "broker.pem"
        self.client_key, self.stranger_ca = folder / "client.key", folder / "stranger-ca.pem"
        self.token = folder / "token"
        authority.cert_pem.write_to_path(self.ca)
        trustme.CA().cert_pem.write_to_path(self.stranger_ca)
        for blob in client.cert_chain_pems:
            blob.write_to_path(self.client, append=True)
        self.token.write_text(unsigned_token() + "\n")
        self.client_key.write_bytes(_pkcs8(client, BestAvailableEncryption(KEY_PASSWORD.encode())))
        self.broker.write_bytes(_pkcs8(broker) + b"".join(blob.bytes() for blob in broker.cert_chain_pems))


def _pkcs8(certificate: trustme.LeafCert, encryption: KeySerializationEncryption | None = None) -> bytes:
    """Return a certificate's key as PKCS #8, the one form that Kafka reads."""
    key = load_pem_private_key(certificate.private_key_pem.bytes(), password=None)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption or NoEncryption())


class SecureKafka(Kafka):
    """A node with a listener of each kind: SASL_SSL with every mechanism, SASL_PLAINTEXT with PLAIN only, SSL with
    client certificates. USER, and everyone on the plain listener, may do anything.

    It accepts the tokens of an authorization server of its own.
    """

    def __init__(self, folder: Path) -> None:
        self.certificates = Certificates(folder)
        self.tokens = TokenServer(self.certificates.broker)
        users = {USER: PASSWORD, GUEST: GUEST_PASSWORD}
        super().__init__(
            configuration=_configuration(self.certificates, users),
            listeners=LISTENERS,
            format_options=[
                option
                for name, password in users.items()
                for mechanism in ("SCRAM-SHA-256", "SCRAM-SHA-512")
                for option in ("--add-scram", f"{mechanism}=[name={name},password={password}]")
            ],
        )

    def settings(self, way: str = "SCRAM-SHA-512", **changes: object) -> dict[str, str]:
        """Return the settings that connect USER in one of WAYS; a change to None leaves one out."""
        listener = {"certificate": "SSL", "in the clear": "SASL_PLAINTEXT"}.get(way, "SASL_SSL")
        files = self.certificates
        settings: dict[str, object] = {
            "broker": f"kafka://{HOST}:{self.nodes[0].ports[listener]}",
            "security_protocol": listener,
            "ssl_ca_file": None if way == "in the clear" else files.ca,
        }
        if way == "certificate":
            settings |= {"ssl_certificate_file": files.client, "ssl_key_file": files.client_key}
            settings["ssl_key_password"] = KEY_PASSWORD
        elif way == "token file":
            settings |= {"sasl_mechanism": "OAUTHBEARER", "sasl_token_file": files.token}
        elif way == "token url":
            settings |= {"sasl_mechanism": "OAUTHBEARER", "sasl_token_url": self.tokens.url, "sasl_scope": "kafka"}
            settings |= {"sasl_client_id": USER, "sasl_client_secret": CLIENT_SECRET}
        else:
            settings["sasl_mechanism"] = "PLAIN" if way == "in the clear" else way
            settings |= {"sasl_username": USER, "sasl_password": PASSWORD}
        return {name: str(value) for name, value in {**settings, **changes}.items() if value is not None}

    def start(self) -> Self:
        """Start it and the authorization server."""
        self.tokens.start()
        return super().start()

    def stop(self) -> None:
        """End both."""
        self.tokens.stop()
        super().stop()


async def grant(settings: Settings, kind: int, operation: int) -> None:
    """Let GUEST do something with the topics, or groups, of these settings' prefix; returns when the broker knows."""
    rule = (kind, settings.topic_prefix, PREFIXED, f"User:{GUEST}", "*", operation, ALLOW)
    async with admin(settings) as client:
        answer = await client._send_to_controller(CreateAclsRequest(*rule))
        assert [creation[0] for creation in answer.creation_responses] == [0]
        while not (await client._send_request(DescribeAclsRequest(*rule))).resources:  # the controller knows it first
            await asyncio.sleep(0.05)


class TokenServer:
    """An authorization server: gives tokens for USER's client credentials, over TLS, with a thread of its own."""

    def __init__(self, certificate: Path) -> None:
        self.given = 0
        self.lifetime = 3600
        self._server = ThreadingHTTPServer((HOST, 0), partial(_TokenRequest, self))
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Where it gives tokens."""
        return f"https://{HOST}:{self._server.server_port}/token"

    def start(self) -> None:
        """Serve; a second time changes nothing."""
        if not self._thread.is_alive():
            self._thread.start()

    def stop(self) -> None:
        """End."""
        if self._thread.is_alive():
            self._server.shutdown()
        self._server.server_close()


class _TokenRequest(BaseHTTPRequestHandler):
    def __init__(self, server: TokenServer, *request: Any) -> None:
        self._tokens = server
        super().__init__(*request)

    def do_POST(self) -> None:
        """Answer as RFC 6749 says."""
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        known = base64.b64encode(f"{USER}:{CLIENT_SECRET}".encode()).decode()
        if self.headers["Authorization"] != f"Basic {known}":
            self._answer(401, {"error": "invalid_client"})
        elif form != {"grant_type": ["client_credentials"], "scope": ["kafka"]}:
            self._answer(400, {"error": "invalid_scope"})
        else:
            self._tokens.given += 1
            lifetime = self._tokens.lifetime
            self._answer(200, {"access_token": unsigned_token(), "token_type": "Bearer", "expires_in": lifetime})

    def _answer(self, status: int, content: dict[str, object]) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


def _configuration(certificates: Certificates, users: dict[str, str]) -> dict[str, str]:
    modules = "org.apache.kafka.common.security"
    known = " ".join(f'user_{name}="{password}"' for name, password in users.items())
    mechanisms = {
        "PLAIN": f"{modules}.plain.PlainLoginModule required {known};",
        "SCRAM-SHA-256": f"{modules}.scram.ScramLoginModule required;",
        "SCRAM-SHA-512": f"{modules}.scram.ScramLoginModule required;",
        # Accepts every unsigned token.
        "OAUTHBEARER": f'{modules}.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";',
    }
    return {
        "listener.security.protocol.map": ",".join(
            ["CONTROLLER:PLAINTEXT", *(f"{name}:{name}" for name in ("PLAINTEXT", *LISTENERS))]
        ),
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users": f"User:ANONYMOUS;User:{USER};User:CN={USER}",
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(certificates.broker),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": str(certificates.ca),
        "listener.name.ssl.ssl.client.auth": "required",
        "ssl.principal.mapping.rules": r"RULE:^CN=([^,]*).*$/CN=$1/,DEFAULT",
        "listener.name.sasl_ssl.sasl.enabled.mechanisms": ",".join(mechanisms),
        "listener.name.sasl_plaintext.sasl.enabled.mechanisms": "PLAIN",
        **{
            f"listener.name.{listener}.{mechanism.lower()}.sasl.jaas.config": module
            for listener in ("sasl_ssl", "sasl_plaintext")
            for mechanism, module in mechanisms.items()
        },
    }


def unsigned_token(user: str = USER, seconds: float = 3600) -> str:
    """Return a JSON Web Token without a signature."""
    now = time.time()
    claims = {"sub": user, "iat": now, "exp": now + seconds}
    return ".".join((_base64({"alg": "none"}), _base64(claims), ""))


def _base64(part: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
