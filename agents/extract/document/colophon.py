"""The colophon: a document's statement of its origin (`Original url: ...`) at its end or its beginning."""

import re
from dataclasses import dataclass

from agents.extract.document.blocks import Block, Kind
from agents.extract.labels import ORIGIN, PUBLISHED_AT, SOURCE
from agents.extract.words import listed

_FOOT = 6  # blocks from the end
_HEAD = 6  # blocks from the start
_URL = re.compile(r"https?://\S+")
_MOST_WORDS = 6  # of an outlet's name
_HERE = listed("here")


@dataclass(frozen=True, slots=True)
class Colophon:
    """The document's own URL and outlet; None if it does not state them."""

    url: str | None = None
    outlet: str | None = None


def take_colophon(blocks: list[Block]) -> tuple[Colophon, list[Block]]:
    """Return what the document states about its origin, and the other blocks."""
    last = len(blocks) - 1
    places = [*range(last, max(last - _FOOT, 0), -1), *range(min(_HEAD, len(blocks)))]
    for place in places:
        if found := _read(blocks, place):
            colophon, length = found
            return colophon, blocks[:place] + blocks[place + length :]
    if blocks and (url := _only_url(blocks[last])):
        return Colophon(url=url), blocks[:last]
    return Colophon(), blocks


def _read(blocks: list[Block], place: int) -> tuple[Colophon, int] | None:
    """Return the origin that a block states, and the number of blocks it takes."""
    block = blocks[place]
    label = PUBLISHED_AT.match(block.text) or SOURCE.match(block.text) or ORIGIN.match(block.text)
    if not label:
        return None
    rest = block.text[label.end() :].strip(" .")
    headlines = {blocks[0].text, *(heading.text for heading in blocks if heading.kind is Kind.HEADING)}
    if not rest and place + 1 < len(blocks):
        following = blocks[place + 1]
        url = _only_url(following) or _only_link(following)
        if url:
            return Colophon(url, _linked_name(following, headlines)), 2
    if url := _stated_url(block, rest):
        return Colophon(url, _linked_name(block, headlines) if block.links else _name_before_url(rest)), 1
    is_name = bool(rest) and len(rest.split()) <= _MOST_WORDS and place >= len(blocks) - 2
    return (Colophon(outlet=rest), 1) if is_name else None


def _stated_url(block: Block, rest: str) -> str | None:
    """Return the URL after a label, if only a URL and a name follow."""
    targets = [target for _, target in block.links if _URL.match(target)]
    if targets and len(rest.split()) <= 2 * _MOST_WORDS:
        return targets[0]
    if rest.startswith("http"):
        return joined if _URL.fullmatch(joined := "".join(rest.split())) else None
    words = rest.split()
    return words[-1] if words and len(words) <= _MOST_WORDS + 1 and _URL.fullmatch(words[-1]) else None


def _name_before_url(rest: str) -> str | None:
    """Return `Harbour Times` of `Harbour Times, https://...`."""
    return _URL.sub("", rest).strip(" ,;:()–—-") or None


def _only_url(block: Block) -> str | None:
    """Return the URL that is all of a block, also if it is broken over lines."""
    joined = "".join(block.lines)
    if not _URL.fullmatch(joined):
        return None
    return next((target for _, target in block.links if _URL.match(target)), joined)


def _only_link(block: Block) -> str | None:
    """Return the target of the link that is all of a block."""
    if len(block.links) != 1 or block.links[0][0] != block.text or not _URL.match(block.links[0][1]):
        return None
    return block.links[0][1]


def _linked_name(block: Block, headlines: set[str]) -> str | None:
    """Return the first link text that may be an outlet's name: not a URL, a headline or a label."""
    names = (text for text, _ in block.links if text and "/" not in text and "." not in text)
    return next(
        (
            name
            for name in names
            if len(name.split()) <= _MOST_WORDS
            and name not in headlines
            and name.lower() not in _HERE
            and not SOURCE.match(name)
        ),
        None,
    )
