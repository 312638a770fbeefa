"""The host of a URL less the label of a mobile or AMP site."""

import re

from tld import get_tld

# `de.m.example.org` too; at least two labels must follow, so that `m.example` is a name of its own.
_DRESS = re.compile(r"(?<![\w-])(?:m|mobile?|movil|wap|3g|touch|amp)\.(?=[\w-]+\.[\w-])", re.IGNORECASE)


def plain_host(host: str) -> str:
    """Return a host in lower case as `www.`, `m.` and `amp.` have it in common, a port included.

    `m.gov.uk` is a name of its own in the domain `gov.uk`, so the rest must be more than a public suffix.
    """
    rest = host.removeprefix("www.")
    plain = _DRESS.sub("", rest, count=1) if rest.count(".") > 1 else rest
    return plain if plain == rest or _is_domain(plain) else rest


def _is_domain(host: str) -> bool:
    """Whether a host is a registrable domain or in one; a public suffix alone is its own domain to tld."""
    name = get_tld(f"https://{host}", fail_silently=True, search_private=True, as_object=True)
    return name is not None and name.fld != name.tld  # type: ignore[union-attr]
