"""The ids and classes of consent managers, and those of other dialogs."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

_LONGEST = 300  # characters of a class that are read
_ROLES = frozenset(("dialog", "alertdialog"))

# A part of a name: each is in the names that the manager itself gives to its elements.
MANAGERS = {
    "OneTrust": r"onetrust|optanon|\bot-sdk|\bot-pc",
    "Didomi": r"didomi",
    "Sourcepoint": r"\bsp_(?:message|veil)|sp-message",
    "Quantcast": r"\bqc-cmp",
    "Cookiebot": r"cybotcookiebot|cookiebanner",
    "Usercentrics": r"usercentrics|\buc-(?:banner|central|overlay|container)",
    "TrustArc": r"truste?[-_](?:consent|overlay|box)|trustarc|consent_blackb(?:ar|ox)",
    "Iubenda": r"iubenda-cs|iubenda-tp",
    "Funding Choices": r"\bfc-(?:consent|dialog|ab-root|message)",
    "Complianz": r"\bcmplz",
    "CookieYes": r"\bcky-|cookie-law-info|\bwt-cli|\bcli-(?:modal|bar)",
    "Klaro": r"\bklaro",
    "Borlabs": r"borlabs|\b_?brlbs",
    "Axeptio": r"axeptio",
    "Osano": r"osano-cm|\bcc-(?:window|banner|revoke|dialog)|cookieconsent",
    "tarteaucitron": r"tarteaucitron",
    "consentmanager": r"\bcmp(?:box|wrapper|-(?:banner|overlay|modal))",
    "Cookie Information": r"\bcoi-?(?:overlay|consent|banner)",
    "Cookie Script": r"cookiescript|cookiefirst|cookiehub|\bch2-(?:dialog|container)|cookie-?pro\b|termly",
    "TrustCommander": r"\btc-privacy|privacy_prompt|\bsd-cmp|appconsent|_evidon|\bevidon|ketch-|\bketch\b",
    "Moove": r"moove_gdpr|gdpr_cookie|eu-?cookie|sliding-popup|\bpea_cook|catapult-cookie|\btermsfeed|ccm-modal|ccm--",
    "AMP": r"amp-consent",
}
_KINDS = (
    r"banner|bar|box|notice|popup|pop-up|modal|overlay|dialog|wall|wrapper|layer|consent|law|message|prompt|manager"
    r"|preferences|settings|disclaimer|alert|hinweis|melding|besked|aviso|avvertenza|avis|info|panel|container|root"
)
CONSENT = re.compile(
    rf"{'|'.join(MANAGERS.values())}|(?:cookies?|gdpr|rgpd|lgpd|dsgvo|consent|ccpa|privacy)[-_]*(?:{_KINDS})"
    rf"|(?:{_KINDS})[-_]*(?:cookies?|gdpr|rgpd|lgpd|dsgvo|consent|ccpa)"
)
# One of these is in each of them: a search for these words first takes a tenth of the time.
CONSENT_STEMS = tuple(
    "cookie consent gdpr rgpd lgpd dsgvo ccpa privacy onetrust optanon ot-sdk ot-pc didomi sp_ sp-message qc-cmp "
    "usercentrics uc- trust iubenda fc- cmp cky- wt-cli cli- klaro borlabs brlbs axeptio osano cc- tarteaucitron coi "
    "ch2- termly evidon ketch sliding-popup pea_cook catapult termsfeed ccm-".split()
)
_OVERLAY = re.compile(
    r"(?:^|[\s_-])(?:modal|pop-?up|lightbox|overlay|dialog|off-?canvas|toast|snackbar)"
    r"(?:[_-]+(?:dialog|content|body|window|container|wrapper|overlay|inner|box|root))?(?:$|\s)"
    r"|[a-z](?:Modal|Popup|Overlay|Dialog|Lightbox)(?:$|\s)"
)


def says_modal(element: HtmlElement) -> bool:
    """Whether an element says by its role that it is a dialog, or that the page waits for it."""
    return (element.get("role") or "").lower() in _ROLES or (element.get("aria-modal") or "").lower() == "true"


@lru_cache(maxsize=4_096)  # a page has many elements of few names
def _is_dialog(names: str) -> bool:
    return is_consent(names) or is_overlay(names)


def is_dialog(names: str) -> bool:
    """Whether an id or a class is one of a dialog of any kind."""
    return _is_dialog(names[:_LONGEST])


def is_consent(names: str) -> bool:
    """Whether an id or a class is one of a consent manager, or says so."""
    lower = names[:_LONGEST].lower()
    return any(map(lower.__contains__, CONSENT_STEMS)) and CONSENT.search(lower) is not None


def is_overlay(names: str) -> bool:
    """Whether an id or a class says that something is laid over the page."""
    return _OVERLAY.search(names[:_LONGEST]) is not None
