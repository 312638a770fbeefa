"""The path of a URL in one spelling, less what is not part of the article's name; and what a path says by itself."""

import re
from urllib.parse import quote, unquote

from agents.extract.address.parameters import without_sessions

_SAFE = "/%!=:,-+@~$&'()*;"  # as RFC 3986 allows in a path
_DRESS_ENDING = re.compile(
    r"(?<=[^/])/(?:amp|print|printable|print-?view)/?$|(?<=[^/])\.amp(?=\.html?$|$)|\.(?:amp|print)(?=\.s?html?$)",
    re.IGNORECASE,
)
# `/(S(lit3py55t21z5v55vlm25s55))/`: https://learn.microsoft.com/dotnet/api/system.web.httpsessionstate.iscookieless
_COOKIELESS = re.compile(r"/(?:\(|%28)(?:[AFSX](?:\(|%28)[\w~-]*(?:\)|%29))+(?:\)|%29)(?=/)", re.IGNORECASE)
# A per cent sign alone is one that was not escaped: https://github.com/crawler-commons/crawler-commons/issues/263.
_ESCAPE = re.compile(r"%(?:[\da-fA-F]{2})?")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")  # https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2.2
_NO_ROUTE = re.compile(
    r"!?/?(?:(?:home|top|menu|login|register|search|share|respond|comments?(?:[-/]\w+)*)/?)?", re.IGNORECASE
)
_LONG_NUMBER = re.compile(r"\d{4}")
_WORDS = re.compile(r"[^\W\d_]+")


def plain_path(path: str) -> str:
    """Return a path with escapes of one form, without doubled slashes, sessions, and AMP or print endings."""
    path = _COOKIELESS.sub("", without_sessions(path)) if "(" in path or ";" in path or "%" in path else path
    path = quote(re.sub(r"/{2,}", "/", path), safe=_SAFE)
    if "%" in path:
        path = _ESCAPE.sub(_in_one_form, path)
    return _DRESS_ENDING.sub("", path) or "/"


def route(fragment: str) -> str:
    """Return a fragment if it is a route of an application (`!/story/5`, `/story/5`), else an empty text."""
    if not fragment.startswith(("!", "/")):
        return ""
    place = fragment.partition(":~:")[0]  # https://wicg.github.io/scroll-to-text-fragment/
    if _NO_ROUTE.fullmatch(place):
        return ""
    return _ESCAPE.sub(_in_one_form, quote(place, safe=_SAFE + "?"))


def names_article(path: str) -> bool:
    """Tell whether the last part of a path is such as articles have: a long number, or three words.

    Sections have one word or two (`/news/world`, `/south-asia`).
    """
    last = path.rstrip("/").rpartition("/")[2]
    return _LONG_NUMBER.search(last) is not None or len(_WORDS.findall(unquote(last))) > 2


def _in_one_form(escape: re.Match[str]) -> str:
    if escape[0] == "%":
        return "%25"
    character = chr(int(escape[0][1:], 16))
    return character if _UNRESERVED.fullmatch(character) else escape[0].upper()
