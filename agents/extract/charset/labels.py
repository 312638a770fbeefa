"""Charsets as pages declare them, and Python's codecs for what the web means by these labels."""

import codecs
import re

_META_CHARSET = re.compile(rb"""(?i)<(?:meta|\?xml)[^>]{0,512}?(?:charset|encoding)\s*+=\s*+["']?+\s*+([\w.:-]+)""")
_META_REACH = 4096  # bytes; browsers look at 1024, some templates put long comments first
# Labels that mean more on the web than Python's codec of that name (https://encoding.spec.whatwg.org).
_WEB_LABELS = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
# Labels that browsers know and Python does not.
_ALIASES = {
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-x-big5": "big5hkscs",
    "x-euc-jp": "euc_jp",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-mac-cyrillic": "mac_cyrillic",
    "ks_c_5601": "cp949",
    "unicode-1-1-utf-8": "utf-8",
    "unicode": "utf-8",
}


def codec_of(label: str) -> str | None:
    """Return Python's codec for a charset label as the web understands it, or None."""
    if alias := _ALIASES.get(label.strip().lower()):
        return alias
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if not info._is_text_encoding or info.name in ("utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape"):
        return None
    # A page with a declaration in ASCII is not in UTF-16 (https://html.spec.whatwg.org, "prescan").
    return "utf-8" if info.name.startswith(("utf-16", "utf-32")) else _WEB_LABELS.get(info.name, info.name)


def declared_in(page: bytes) -> str | None:
    """Return the charset that a page's own head declares."""
    found = _META_CHARSET.search(page, 0, _META_REACH)
    return found[1].decode("ascii", "ignore").lower() if found else None
