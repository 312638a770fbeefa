"""How bylines become persons' names: split, stripped of `By`, roles, addresses and the outlet's own name."""

import re
from collections.abc import Iterable

from agents.extract.clean import clean_value, fold

BYLINE = re.compile(
    r"^\s*(?:(?:written|words|story|text|reporting|report|posted|reviewed|published)\s+)?(?:by|von|par|por|di|de la"
    r"|door|av|af|"
    r"przez|autor(?:in|a|es|en|s)?|auteurs?|autore|author(?:s|\(s\))?|автор(?:ы)?|текст|от|作者|記者|记者|文)\s*[:：]?\s+|"
    r"^\s*(?:by|von|par|por|autor(?:in|a|es|en)?|auteurs?|autore|authors?|автор(?:ы)?|текст|作者|記者|记者|文)\s*[:：]\s*",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[;|/•·、，\n]|(?<!\w)(?:and|und|et|e|y|og|och|en|i|и|&|with|mit|avec|con)(?!\w)|,(?!\s*(?:Jr|Sr|II|III|MD"
    r"|PhD|Ph\.D)\b))\s*",
    re.IGNORECASE,
)
_JOINT_WORD = re.compile(r"(?<!\w)(?:e|y|i|en|with|con)(?!\w)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S*|www\.\S+|\S+@\S+\.\w+|(?<!\w)@\w+")
_ROLE = re.compile(
    r"\s*(?:\([^)]*\)|\[[^\]]*\])\s*|\s+[-–—|]\s+.*$|,\s*(?:(?:staff|senior|chief|deputy|associate|contributing"
    r"|managing|"
    r"executive|political|foreign|news|science|sports?|business|health|technology)\s+)*(?:writer|reporter|editor|"
    r"correspondent|contributor|journalist|columnist|redakteur\w*|korrespondent\w*|journaliste?|correspons\w+)\b.*$",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"(?:staff|admin(?:istrator)?|editor(?:s|ial)?(?: (?:team|staff|board))?|newsroom|news ?desk|web ?desk|redaktion|"
    r"(?:the )?authors?|name|home|written by|posted by|human|news|nachrichten|"
    r"redacci[oó]n|r[ée]daction|redazione|redactie|редакция|guest|unknown|anonymous|none|null|undefined|user|root|"
    r"associated press reporter|(?:the )?(?:staff|web|news) (?:writers?|reporters?|team|staff))",
    re.IGNORECASE,
)
# What else stands in a visible byline and survives the split: dates without their digits, roles, labels.
_DATE_REST = re.compile(
    r"(?i)(?:\s+(?:last )?(?:published|updated|posted))?(?:^|\s+)(?:jan(?:uary)?|febr?(?:uary)?|mar(?:ch)?|apr|jul[yi]?"
    r"|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|januar|februar|märz)\.?$"
    r"|(?i:^(?:updated|published|posted)\b.*)"
)
_ABOUT = re.compile(
    r"(?i)^(?:view all posts|articles?|more|posts|story|words|photos?|written|reviewed)\s+by\s+"
    r"|^(?:all posts|more) from\s+"
)
_REVIEWER = re.compile(r"(?i)(?:^|[\s,;|]+)(?:medically |fact[- ]?checked |edited |reviewed )(?:reviewed )?by\b.*$")
_LONGEST = 60  # characters; a longer one is a sentence
_MOST_WORDS = 7
_MOST = 20  # authors of an article


def clean_authors(bylines: Iterable[str], outlets: Iterable[str | None] = ()) -> tuple[str, ...]:
    """Return the persons' names in the bylines, each once, in order; names equal to an outlet's are dropped."""
    not_authors = {_squeeze(outlet) for outlet in outlets if outlet}
    names: dict[str, str] = {}
    for byline in bylines:
        for part in split_byline(byline):
            if (name := _clean_name(part)) and _squeeze(name) not in not_authors:
                names.setdefault(fold(name), name)
    return tuple(_fullest(list(names.values())))[:_MOST]


def split_byline(byline: str) -> list[str]:
    """Return the parts of a byline between commas, semicolons, `and` and their like."""
    persons = _REVIEWER.sub("", _ADDRESS.sub(" ", clean_value(byline)))
    return [part for part in _SPLIT.split(BYLINE.sub("", persons)) if part]


def _clean_name(part: str) -> str | None:
    name = _ROLE.sub("", BYLINE.sub("", _ABOUT.sub("", part)))
    name = _DATE_REST.sub("", name).strip(" \t,.;:|/-–—\"'*«»")
    if not 2 <= len(name) <= _LONGEST or len(name.split()) > _MOST_WORDS or _NO_PERSON.fullmatch(name):
        return None
    if any(character.isdigit() for character in name) or not any(character.isalpha() for character in name):
        return None
    return name


def _fullest(names: list[str]) -> list[str]:
    """Drop a name that is part of another one."""
    words = [set(fold(name).split()) for name in names]
    return [name for name, own in zip(names, words, strict=True) if not any(own < other for other in words)]


def _squeeze(name: str) -> str:
    return re.sub(r"(?:com|org|net)$", "", fold(name).replace(" ", "").removeprefix("the").removeprefix("www"))
