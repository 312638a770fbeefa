"""Metadata without a fence: of MultiMarkdown and Pelican, e-mail, org, reStructuredText, Nikola and Pandoc."""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import Any

from agents.extract.document.front.lines import fields_of, key_of, leading

_MOST = 100  # lines
_ORG = re.compile(r"#\+\w[\w-]*:(?:[ \t].*|)$|:PROPERTIES:$|:END:$|:[\w-]+:[ \t].*$", re.IGNORECASE)
_UNDERLINE = re.compile(r"([=\-`:'\"~^_*+#<>.])\1{2,}[ \t]*$")
_PANDOC = re.compile(r"%(?:[ \t]+(.*)|)$")
_NAMES = ("title", "author", "date")
_ADDRESS = re.compile(r"(?<!\s)\s*+<[^<>\s@]*@[^<>\s]*>")

Head = tuple[dict[str, Any], int]


def take_lines(lines: list[str]) -> Head | None:
    """Return the fields that the first lines of a document state, and how many lines these are."""
    top = lines[:_MOST]
    return _org(top) or _pandoc(top) or _bare(top) or _under_title(top)


def _org(lines: list[str]) -> Head | None:
    if not lines or not lines[0].startswith(("#+", ":PROPERTIES:")):
        return None
    count = next((place for place, line in enumerate(lines) if not _ORG.match(line)), len(lines))
    fields: dict[str, Any] = {
        name: texts for name, texts in fields_of(lines[:count]).items() if not name.startswith(":")
    }
    for name in list(fields):
        if key_of(name) == "filetags":
            fields["tags"] = [tag for text in fields[name] for tag in text.strip(":").split(":")]
    return (fields, count) if count else None


def _pandoc(lines: list[str]) -> Head | None:
    """Read the title block of Pandoc: title, authors and date behind a per cent sign each."""
    starts = [place for place, line in enumerate(lines[:9]) if _PANDOC.match(line)][:3]
    if not starts or starts[0] != 0:
        return None
    end = next((place for place, line in enumerate(lines) if not line.startswith(("%", " ", "\t"))), len(lines))
    if len(starts) == 1 and ((end < len(lines) and lines[end].strip()) or lines[0][2:3].islower()):
        return None  # a sentence that begins with the sign
    if starts[-1] >= end:
        return None
    bounds = [*starts, end]
    fields = {}
    for name, start, stop in zip(_NAMES, starts, bounds[1:], strict=False):
        texts = [line.lstrip("%").strip() for line in lines[start:stop] if line.strip("% \t")]
        fields[name] = [" ".join(texts)] if name != "author" else [part for text in texts for part in text.split(";")]
    return fields, end


def _bare(lines: list[str]) -> Head | None:
    count = leading(lines)
    if not count:
        return None
    fields: dict[str, Any] = fields_of(lines[:count])
    return {name: [_decoded(text) for text in texts] for name, texts in fields.items()}, count


def _under_title(lines: list[str]) -> Head | None:
    """Read a title with an underline, and the list of fields (`:date: ...`) below it."""
    place = 1 if lines and _UNDERLINE.match(lines[0]) else 0
    if len(lines) < place + 4 or not lines[place].strip() or not _UNDERLINE.match(lines[place + 1]):
        return None
    first = place + 2 + next((at for at, line in enumerate(lines[place + 2 :]) if line.strip()), 0)
    rest = lines[first:]
    count = next((at for at, line in enumerate(rest) if not re.match(r":[\w -]+:(?:\s|$)|[ \t]+\S", line)), len(rest))
    if not count or not rest[0].startswith(":"):
        return None
    return {"title": [lines[place].strip()], **fields_of(rest[:count])}, first + count


def _decoded(text: str) -> str:
    """Return the value of an e-mail's header without its encoding (RFC 2047) and addresses."""
    if "=?" in text:
        try:
            text = str(make_header(decode_header(text)))
        except (HeaderParseError, LookupError, ValueError):
            return text
    return _ADDRESS.sub("", text) if "@" in text else text
