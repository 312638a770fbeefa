"""The settings of the connection to Kafka: address, TLS and credentials, and which of them need each other."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "NEWSMILL_"

TLS = ("ssl_ca_file", "ssl_certificate_file", "ssl_key_file", "ssl_key_password")
PASSWORD = ("sasl_username", "sasl_password")
CLIENT = ("sasl_token_url", "sasl_client_id", "sasl_client_secret")
SASL = ("sasl_mechanism", *PASSWORD, "sasl_token_file", *CLIENT, "sasl_scope")
FILES = ("ssl_ca_file", "ssl_certificate_file", "ssl_key_file", "sasl_token_file")
TOGETHER = (
    ("ssl_certificate_file", "ssl_key_file"),
    ("ssl_key_file", "ssl_certificate_file"),
    ("ssl_key_password", "ssl_key_file"),
)
PLAINTEXT = {"security_protocol": "PLAINTEXT", **dict.fromkeys((*TLS, *SASL), "")}
"""Overrides for the embedded broker, or for no broker: the environment's security settings are for another one."""


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return f"{PREFIX}{name.upper()}"


def _is_host_and_port(server: str) -> bool:
    host, _, port = server.rpartition(":")
    return bool(host) and port.isdigit() and 0 < int(port) <= 65_535


class Security(BaseSettings):
    """The settings of the connection to Kafka, a part of `Settings`; a contradiction between them is an error."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", hide_input_in_errors=True)

    broker: str = Field(
        default="kafka://localhost:9092",
        description="Kafka bootstrap servers, `kafka://host:port[,host:port...]`.",
    )
    security_protocol: str = Field(
        default="PLAINTEXT",
        pattern="^(PLAINTEXT|SSL|SASL_PLAINTEXT|SASL_SSL)$",
        description="Protocol of the brokers: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL.",
    )
    ssl_ca_file: str = Field(
        default="",
        description="PEM file of the authorities that sign the brokers' certificates; empty for the system's.",
    )
    ssl_certificate_file: str = Field(
        default="", description="PEM file of newsmill's own certificate, with the intermediate certificates."
    )
    ssl_key_file: str = Field(default="", description="PEM file of that certificate's private key.")
    ssl_key_password: SecretStr = Field(default=SecretStr(""), description="Password of that key. Secret.")
    sasl_mechanism: str = Field(
        default="",
        pattern="^(PLAIN|SCRAM-SHA-256|SCRAM-SHA-512|OAUTHBEARER)?$",
        description="How to authenticate: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER.",
    )
    sasl_username: str = Field(default="", description="User name, for PLAIN and SCRAM.")
    sasl_password: SecretStr = Field(default=SecretStr(""), description="That user's password. Secret.")
    sasl_token_file: str = Field(
        default="", description="File with a token, for OAUTHBEARER; read again for each new connection."
    )
    sasl_token_url: str = Field(
        default="",
        pattern="^(https?://.+)?$",
        description="Alternative to the token file: URL of an authorization server that issues tokens for client "
        "credentials; its certificate is checked with the system's authorities and NEWSMILL_SSL_CA_FILE.",
    )
    sasl_client_id: str = Field(default="", description="Client id at that server.")
    sasl_client_secret: SecretStr = Field(default=SecretStr(""), description="That client's secret. Secret.")
    sasl_scope: str = Field(default="", description="Scope to request from that server, if any.")

    @field_validator("broker")
    @classmethod
    def _kafka(cls, broker: str) -> str:
        servers = broker.removeprefix("kafka://").split(",")
        if "://" in broker.removeprefix("kafka://") or not all(_is_host_and_port(server) for server in servers):
            raise ValueError("expected kafka://host:port[,host:port...]")
        return "kafka://" + ",".join(servers)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        problems = [
            InitErrorDetails(type=PydanticCustomError("contradiction", "{why}", {"why": why}), loc=(name,), input=None)
            for name, why in self._contradictions()
        ]
        if problems:
            raise ValidationError.from_exception_data("Settings", problems)  # each keeps its variable's name
        return self

    @cached_property
    def bootstrap(self) -> str:
        """The bootstrap servers as aiokafka takes them: `host:port,host:port`."""
        return self.broker.removeprefix("kafka://")

    @property
    def uses_tls(self) -> bool:
        """Whether connections to the brokers are encrypted."""
        return self.security_protocol in ("SSL", "SASL_SSL")

    @property
    def uses_sasl(self) -> bool:
        """Whether the brokers ask for a password or a token."""
        return self.security_protocol in ("SASL_PLAINTEXT", "SASL_SSL")

    @property
    def uses_tokens(self) -> bool:
        """Whether they ask for a token."""
        return self.uses_sasl and self.sasl_mechanism == "OAUTHBEARER"

    def _contradictions(self) -> Iterator[tuple[str, str]]:
        """Yield each setting that contradicts the others, by its field's name, and why."""
        protocol = f"NEWSMILL_SECURITY_PROTOCOL={self.security_protocol}"
        if not self.uses_tls:
            yield from self._useless(TLS, protocol)
        if not self.uses_sasl:
            yield from self._useless(SASL, protocol)
        elif self.sasl_mechanism:
            yield from self._unlike_mechanism()
        else:
            yield "sasl_mechanism", f"{protocol} needs one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 and OAUTHBEARER"
        for name, other in TOGETHER:
            if getattr(self, name) and not getattr(self, other):
                yield other, f"{variable(name)} needs it"
        yield from self._unreadable()

    def _unlike_mechanism(self) -> Iterator[tuple[str, str]]:
        mechanism = f"NEWSMILL_SASL_MECHANISM={self.sasl_mechanism}"
        needed: tuple[str, ...] = PASSWORD
        if self.sasl_mechanism == "OAUTHBEARER":
            needed = ("sasl_token_file",) if self.sasl_token_file else CLIENT
            mechanism += " with NEWSMILL_SASL_TOKEN_FILE" if self.sasl_token_file else ""
        optional = ("sasl_mechanism", "sasl_scope" if needed is CLIENT else "")
        yield from self._useless([name for name in SASL if name not in (*needed, *optional)], mechanism)
        for name in needed:
            if not getattr(self, name):
                instead = ", or NEWSMILL_SASL_TOKEN_FILE" if name == "sasl_token_url" else ""
                yield name, f"{mechanism} needs it{instead}"

    def _useless(self, names: Iterable[str], why: str) -> Iterator[tuple[str, str]]:
        for name in names:
            if getattr(self, name):
                yield name, f"{why} does not use it"

    def _unreadable(self) -> Iterator[tuple[str, str]]:
        for name in FILES:
            path = getattr(self, name)
            if not path:
                continue
            try:
                with Path(path).open("rb") as file:
                    file.read(1)
            except OSError as error:
                yield name, f"{path}: {error.strerror}"
