"""Which security settings go together: what a protocol and a mechanism need, and what they have no use for."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streams.settings import Settings

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
"""What to load for newsmill's own broker, or none, whatever the environment says of another."""


def contradictions(settings: "Settings") -> Iterator[tuple[str, str]]:
    """Yield each setting that does not fit the others, by its field's name, and why."""
    protocol = f"NEWSMILL_SECURITY_PROTOCOL={settings.security_protocol}"
    if not settings.uses_tls:
        yield from _useless(settings, TLS, protocol)
    if not settings.uses_sasl:
        yield from _useless(settings, SASL, protocol)
    elif settings.sasl_mechanism:
        yield from _unlike_mechanism(settings)
    else:
        yield "sasl_mechanism", f"{protocol} needs one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 and OAUTHBEARER"
    for name, other in TOGETHER:
        if getattr(settings, name) and not getattr(settings, other):
            yield other, f"{variable(name)} needs it"
    yield from _unreadable(settings)


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return f"NEWSMILL_{name.upper()}"


def _unlike_mechanism(settings: "Settings") -> Iterator[tuple[str, str]]:
    mechanism = f"NEWSMILL_SASL_MECHANISM={settings.sasl_mechanism}"
    needed: tuple[str, ...] = PASSWORD
    if settings.sasl_mechanism == "OAUTHBEARER":
        needed = ("sasl_token_file",) if settings.sasl_token_file else CLIENT
        mechanism += " with NEWSMILL_SASL_TOKEN_FILE" if settings.sasl_token_file else ""
    optional = ("sasl_mechanism", "sasl_scope" if needed is CLIENT else "")
    yield from _useless(settings, [name for name in SASL if name not in (*needed, *optional)], mechanism)
    for name in needed:
        if not getattr(settings, name):
            instead = ", or NEWSMILL_SASL_TOKEN_FILE" if name == "sasl_token_url" else ""
            yield name, f"{mechanism} needs it{instead}"


def _useless(settings: "Settings", names: Iterable[str], why: str) -> Iterator[tuple[str, str]]:
    for name in names:
        if getattr(settings, name):
            yield name, f"{why} has no use for it"


def _unreadable(settings: "Settings") -> Iterator[tuple[str, str]]:
    for name in FILES:
        path = getattr(settings, name)
        if not path:
            continue
        try:
            with Path(path).open("rb") as file:
                file.read(1)
        except OSError as error:
            yield name, f"{path}: {error.strerror}"
