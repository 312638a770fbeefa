"""The decision whether a page stands in the place of an article: by several signs, none of which is enough.

Precision comes first: what states an article, or has a text of an article's length, is one.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from agents.extract.interstitial import phrases
from agents.extract.interstitial.phrases import Phrases
from agents.extract.interstitial.services import CONSENT_WALLS, ROBOT_CHECKS
from agents.extract.interstitial.shown import Shown
from schemas import Reason, Rejected

LONGEST = 1_500  # characters of text; error pages and robot checks have fewer
LONGEST_CONSENT = 6_000  # a consent wall quotes its legal text
_LITTLE = 300  # characters: less than the shortest article
_NEXT_TO_NOTHING = 150
_BRIEF = 600
READ = 4_000  # characters that phrases are looked for in
LONGEST_TITLE = 200
_MOST_PARTS = 8  # of a title
_ENOUGH = 3  # points


def _any(phrases_by_language: Mapping[str, str]) -> str:
    return f"(?:{'|'.join(phrases_by_language.values())})"


def _title(kind: Phrases) -> re.Pattern[str]:
    return re.compile(rf"\W*+{_any(kind.titles)}\W*", re.IGNORECASE)


def _text(kind: Phrases) -> re.Pattern[str]:
    return re.compile(_any(kind.texts), re.IGNORECASE)


_MANY_QUOTED = 7  # phrases
_QUOTE = re.compile("[“”„«»「『]")
_SEPARATOR = re.compile(r"[|–—·•:»«]| - ")
_KINDS = {
    "a robot check": phrases.ROBOT_CHECK,
    "a refusal of access": phrases.DENIED,
    "an error page for a page that does not exist": phrases.MISSING,
    "an error page of a server": phrases.DOWN,
    "a check of the reader's age": phrases.AGE,
}
_TITLES = {name: _title(kind) for name, kind in _KINDS.items()}
_TEXTS = {name: _text(kind) for name, kind in _KINDS.items()}
_CONSENT_TITLE, _CONSENT_TEXT = _title(phrases.CONSENT), _text(phrases.CONSENT)
_LOGIN_TITLE, _LOGIN_TEXT = _title(phrases.LOGIN), _text(phrases.LOGIN)
_NO_SCRIPT = re.compile(_any(phrases.NO_SCRIPT), re.IGNORECASE)
_LOADING = re.compile(rf"\W*+(?:{_any(phrases.LOADING)}\W*+){{1,2}}", re.IGNORECASE)


def refuse_interstitial(shown: Shown) -> None:
    """Raise Rejected with INTERSTITIAL and the kind of page, if it stands in the place of an article."""
    if kind := kind_of(shown):
        raise Rejected(Reason.INTERSTITIAL, f"the page is {kind}, not an article")


def kind_of(shown: Shown) -> str | None:
    """Return what stands in the place of an article, or None if the page may be one."""
    if shown.states_article or len(shown.text) > LONGEST_CONSENT:
        return None
    if len(shown.text) > LONGEST:
        return "a consent wall" if _is_consent(shown) else None
    return _service(shown) or _phrased(shown) or _wall(shown) or _shell(shown)


def _service(shown: Shown) -> str | None:
    source = shown.source.lower()
    for kind, services, limit in (("a robot check", ROBOT_CHECKS, LONGEST), ("a consent wall", CONSENT_WALLS, _BRIEF)):
        for service, markers in services.items():
            if len(shown.visible) <= limit and any(marker in source for marker in markers):
                return f"{kind} of {service}"
    return None


def _phrased(shown: Shown) -> str | None:
    """Return the kind whose title and texts give the most points, if they are enough."""
    points = {name: _points(shown, name) for name in _KINDS}
    best = max(points, key=lambda name: points[name])
    return best if points[best] >= _ENOUGH else None


def _points(shown: Shown, name: str) -> int:
    titled = _is_titled(shown, _TITLES[name].fullmatch)
    length = max(len(shown.text), len(shown.visible) if len(shown.text) < _LITTLE else 0)
    most = 3 if length < _BRIEF else 2
    others = 2 * titled + shown.is_hidden + shown.leads_home
    if others + most + (length < _LITTLE) < _ENOUGH:
        return 0  # whatever the text says: it need not be read
    said = _count(_TEXTS[name].finditer, shown.said)
    if not said and not titled:
        return 0
    return others + min(said, most) + (length < (_LITTLE if said else _NEXT_TO_NOTHING))


def _wall(shown: Shown) -> str | None:
    if _is_consent(shown):
        return "a consent wall"
    asks = shown.asks_password or _count(_LOGIN_TEXT.finditer, shown.said) >= 2
    is_login = asks and len(shown.text) < _BRIEF and _is_titled(shown, _LOGIN_TITLE.fullmatch)
    return "a login wall" if is_login else None


def _is_consent(shown: Shown) -> bool:
    if not any(stem in shown.said[:READ].lower() for stem in phrases.CONSENT_STEMS) and not shown.is_brief:
        return False
    said = _count(_CONSENT_TEXT.finditer, shown.said)
    if _is_titled(shown, _CONSENT_TITLE.fullmatch):
        return said >= 2
    # An article on such walls quotes them.
    return said >= (_MANY_QUOTED if _QUOTE.search(shown.said[:READ]) else 4) and len(shown.text) < LONGEST


def _shell(shown: Shown) -> str | None:
    """Recognise a page that a script would fill."""
    seen = f"{shown.visible} {shown.unscripted}"
    is_empty = len(shown.visible) < _LITTLE and len(shown.text) < _LITTLE
    is_loading = any(len(text) <= LONGEST_TITLE and _LOADING.fullmatch(text) for text in (shown.text, shown.visible))
    needs = is_loading or (is_empty and _NO_SCRIPT.search(seen[:READ]))
    return "an application that needs JavaScript" if needs else None


def _is_titled(shown: Shown, match: Callable[[str], object]) -> bool:
    parts = (part for title in shown.titles for part in (title, *_SEPARATOR.split(title)[:_MOST_PARTS]))
    return any(match(part) for part in parts if 0 < len(part) <= LONGEST_TITLE)


def _count(find: Callable[[str], Iterator[re.Match[str]]], text: str) -> int:
    """Return how many different phrases the start of a text has."""
    return len({match[0].lower() for match in find(text[:READ])})
