"""Which parameters of a query name the article: not where a reader came from, the session, or the dress of the page."""

import re
from urllib.parse import parse_qsl, urlencode

# Parameters that say where a reader came from, not which article it is (https://github.com/AdguardTeam/AdguardFilters,
# TrackParamFilter), without the names that some sites use for the article itself (id, cid, uid, source, pk).
_TRACKING = re.compile(
    r"utm.*|(?:mtm|pk|piwik|itm|oly|vero|hsa|mc|mkt|ns|fb_(?:action|comment|ref|source))_.*|_hs.*|__s"
    r"|(?:fbc|gc|dc|yc|ysc|twc|ttc)lid|(?:wbra|gbra|msclk|igsh|srslt|cmp|ic|oc|mb|ta)id"
    r"|cmp|ito|spm|xtor|xts|smid|smtyp|dicbo|_ga|_gl|__twitter_impression|gaa_.*|guc(?:counter|e_.*)"
    r"|ref(?:_?src|_?url|errer)?|traffic_source|at_(?:medium|campaign|link|bbc|format|ptr|custom)\w*"
    # clicks in advertisements and newsletters
    r"|gad_\w+|gclsrc|igsh|li_fat_id|mibextid|rdt_cid|epik|sc_?cid|s_cid|s_kwcid|ef_id|_openstat|bd_vid|ttd_uuid|vmcid"
    r"|__hs(?:tc|sc|fp)|_?bhlid|_branch_match_id|ck_subscriber_id|ml_subscriber(?:_hash)?|sfmc_\w+|hss_channel|_kx"
    # shares and gifts of one reader, and outlets' own campaigns
    r"|unlocked_article_code|sharetoken|share_(?:source|medium|plat|tag|from|session_id)|sharer_\w+|vd_source"
    r"|isappinstalled|nsukey|mpshare|wfr|wt[._]z?mc(?:_.*)?|sara_\w+|int_?c(?:id|mp)|reflink|cx_\w+|itid|wpisrc|wpmm"
    r"|pwapi_token|srnd|leadsource|\.?tsrc|soc_(?:src|trk)|__source|feed(?:name|type)|pinned_post_\w+"
    r"|isfreemail|triedredirect|triedsigningin|showwelcomeonshare"
    # viewers of AMP, and Google's translation
    r"|amp|amp_\w+|ampshare|usqp|aoh|non?amp|output_?type|_x_tr_\w+"
)
# These names may also name an article or a section, but not with such a value.
_ORIGIN_NAMES = frozenset("from source src via partner feed channel origin medium emc mod rss for tag_from".split())
_ORIGINS = re.compile(
    r"(?:rss|atom|feed|newsletter|twitter|facebook|whatsapp|telegram|wechat|weibo)[\w-]*|-+rss[\w-]*"
    r"|fb|pc|timeline|singlemessage|groupmessage|share"
)

_SESSIONS = re.compile(
    r"(?:j|php|cgi)sess(?:ion)?id(?:sso)?|aspsession(?:id)?\w*|asp\.net_sessionid|cftoken|oscsid|zenid|xtcsid|mscssid"
    r"|bv_(?:session|engine)id"
)
# Names that boards and shops use for the session, and others for something else: the value has to look like one.
_MAYBE_SESSIONS = frozenset("s sid sess session sessid sess_id sessionid session_id".split())
_TOKEN = re.compile(r"(?=[\da-f]*[a-f])(?=[\da-f]*\d)[\da-f]{16,128}|(?=[\da-v]*[a-v])(?=[\da-v]*\d)[\da-v]{26}")
# Scripts that show any article: what they are asked for names it, even if it looks like a session.
_SCRIPT = re.compile(
    r"(?i)(?:^|/)(?:article|story|news|view|show|page|item|read|detail|content|display|print|post|entry|modules)\w*"
    r"\.(?:php\d?|aspx?|jsp|cgi|cfm|do|pl)$"
)
_IN_TEXT = re.compile(
    r"(?i)(?:;|%3b)(?:[jp]\w{0,4}sessionid[\w.]*|phpsessid|aspsession\w*|cfid|cftoken|oscsid|zenid|sess(?:ion)?_?id"
    r"|sid(?==[\w-]{8}))=[^;/?&#]*"
)
# `?id=5?utm_source=rss` and `?unfurl%3Futm_source%3Drss`: https://github.com/newhouse/url-tracking-stripper/issues/82.
_MARK = re.compile(r"(?i)\?|%3[fd]")
_SECOND_QUERY = re.compile(
    r"(?i)(?:\?|%3f|^|(?<=&))(?:unfurl(?:\?|%3f))?((?:utm_[a-z]+|[a-z]{1,4}clid|xtor|amp)(?:=|%3d)[^&?]*)"
)

_DRESSES = frozenset("view format mode output layout display tmpl style template version".split())
_DRESS = re.compile(r"amp|amphtml|print|printable|printer-?friendly|printview")
_PRINT = frozenset("print printable printview printer_friendly printerfriendly print_view mobile".split())
_FLAG = re.compile(r"1|true|yes|y|on|")
_BLOGGER = re.compile(r"/(?:\d{4}/\d\d/[^/]+|p/[^/]+)\.html$")  # its mobile pages have `m=1`, others `m=0`

Field = tuple[str, str]


def identifying(query: str, path: str) -> str:
    """Return a query with the parameters that name the article, in the order of their names, escaped alike.

    `path` is the URL's own. Bytes that are not UTF-8 stay as they are: titles in other charsets differ by them.
    """
    query = without_sessions(query.replace("&amp;", "&"))
    query = _SECOND_QUERY.sub("&", query).strip("&") if _MARK.search(query) else query
    if not query:
        return ""
    try:
        fields = parse_qsl(query, keep_blank_values=True, max_num_fields=100, errors="surrogateescape")
    except ValueError:
        return query
    if "=" not in query:
        return query if any(_names([field], path) for field in fields) else ""
    return urlencode(sorted(_names(fields, path)), errors="surrogateescape")


def without_sessions(text: str) -> str:
    """Return a path or a query without sessions behind a semicolon (`;jsessionid=1A2B`)."""
    return _IN_TEXT.sub("", text) if ";" in text or "%3" in text else text


def _names(fields: list[Field], path: str) -> list[Field]:
    """Return the fields that name the article."""
    lower = {name.lower() for name, _ in fields}
    kept = [field for field in fields if not _is_of_reader(*_lower(field), path)]
    without = [field for field in kept if not _is_session(*_lower(field), is_cold_fusion="cftoken" in lower)]
    if without or not kept or not _SCRIPT.search(path):
        return without
    return [field for field in kept if field[0].lower() in _MAYBE_SESSIONS]


def _lower(field: Field) -> Field:
    return field[0].lower(), field[1].lower()


def _is_of_reader(name: str, value: str, path: str) -> bool:
    """Whether a parameter says where the reader came from, or in which dress the article is wanted."""
    if _TRACKING.fullmatch(name):
        return True
    if name in _ORIGIN_NAMES:
        return _ORIGINS.fullmatch(value) is not None
    if name in _DRESSES:
        return _DRESS.fullmatch(value) is not None
    if name == "m":
        return value in ("0", "1") and _BLOGGER.search(path) is not None
    return name in _PRINT and _FLAG.fullmatch(value) is not None


def _is_session(name: str, value: str, *, is_cold_fusion: bool) -> bool:
    if name == "cfid":
        return is_cold_fusion
    return _SESSIONS.fullmatch(name) is not None or (name in _MAYBE_SESSIONS and _TOKEN.fullmatch(value) is not None)
