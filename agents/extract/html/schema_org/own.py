"""Which of the articles that a page describes is its own: by its address, then by its headline.

A page of a news site may describe many: those it recommends, the entries of a live blog, the last ones of a section. Of
2,690 labelled pages 1,085 describe articles, 992 their own with the page's address and 76 without any; the 17 own ones
with another address all have the page's headline.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from agents.extract.address.host import plain_host
from agents.extract.clean import clean_value, fold
from agents.extract.html.json_ld import Node, first
from agents.extract.html.schema_org.nodes import richness
from agents.extract.url import absolute, normalise

_MOST_COMPARED = 300  # articles; a section page has some dozens
_MOST_ADDRESSES = 20  # of the page, and of one article
_MOST_TITLES = 20
_LONGEST_TITLE = 500  # characters
_AGREES = 0.5  # of the words, from which two headlines are of one article
_SAME = 0.9  # of the words, from which they are the same
_SURE = 5  # the level of an article with the page's address and headline
_FEW = 3  # words that another headline may have by chance
_HEADLINE = 4  # words of what is hardly the name of a site
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class Address(IntEnum):
    """Whose address an article has."""

    OTHER = 0
    UNKNOWN = 1
    PART = 2  # the page's with a fragment: an entry or a comment on the page
    OWN = 3


class _Rank(NamedTuple):
    """How surely an article is the page's own; the level 0 is not."""

    level: int
    sameness: float
    is_live: bool
    richness: int


def own_articles(articles: Sequence[Node], addresses: "Addresses", titles: Callable[[], Iterable[str]]) -> list[Node]:
    """Return those of the articles that may be the page's own, the surest first.

    `addresses` are those of the page, and `titles` returns the headlines that it has otherwise.
    """
    if not articles:
        return []
    alone = len(articles) == 1
    if alone and addresses.of(articles[0]) is Address.OWN and not articles[0].get("articleBody"):
        return list(articles)
    headlines = [words for title in _few(titles(), _MOST_TITLES) if (words := _words(title))]
    ranked = [(_rank(node, addresses.of(node), headlines, alone=alone), node) for node in articles[:_MOST_COMPARED]]
    chosen = sorted((one for one in ranked if one[0].level), key=lambda one: one[0], reverse=True)
    is_told = _is_told(headlines)
    nodes = [_without_body(node) if is_told and not rank.sameness else node for rank, node in chosen]
    same = [node for (rank, _), node in zip(chosen, nodes, strict=True) if rank.level == _SURE]
    return [_together(same), *nodes[1:]] if len(same) > 1 else nodes


def _together(nodes: Sequence[Node]) -> Node:
    """Return what several objects say of one article, each field of the first: a theme and a plugin may write two."""
    return {key: value for node in reversed(nodes) for key, value in node.items() if value or value is False}


def _without_body(node: Node) -> Node:
    """Return an object whose headline shares no word with the page's without its text: it may be another story's."""
    return {key: value for key, value in node.items() if key != "articleBody"} if node.get("headline") else node


class Addresses:
    """The addresses of a page: where it was found, and what it gives as its own."""

    def __init__(self, own: Iterable[str | None]) -> None:
        self._written = [address for address in _few(own, _MOST_ADDRESSES) if address]
        self._base = self._written[0] if self._written else None

    @cached_property
    def _keys(self) -> set[str]:
        return {key for address in self._written if (key := self._key(address))}

    def are_others(self, node: Node) -> bool:
        """Whether an object has an address of its own that is not the page's."""
        return self.of(node) is Address.OTHER

    def of(self, node: Node) -> Address:
        """Return whose address an article has: `url` says it before `mainEntityOfPage`, that before `@id`."""
        for key in ("url", "mainEntityOfPage", "@id"):
            found = {self._whose(address) for address in _few(_addresses(node.get(key)), _MOST_ADDRESSES)}
            found.discard(Address.UNKNOWN)
            if found:
                # A name has a fragment as a rule: `https://example.com/story#article`.
                return Address.OWN if max(found) is Address.PART and key != "url" else max(found)
        return Address.UNKNOWN

    def _whose(self, address: str) -> Address:
        if "/" not in address:
            return Address.UNKNOWN
        if address in self._written:
            return Address.OWN if self._is_page(address) else Address.UNKNOWN
        if not self._keys:
            return Address.UNKNOWN
        key = self._key(address)
        if key is None:
            return Address.UNKNOWN
        if key in self._keys:
            return Address.PART if "#" in address else Address.OWN
        return Address.OTHER

    @staticmethod
    def _is_page(address: str) -> bool:
        """Whether an address is more than that of a site; told without taking it apart."""
        return bool(address.partition("//")[2].partition("/")[2])

    def _key(self, address: str) -> str | None:
        """Return what makes an address: not its scheme, fragment or variant of the host; None of a home page."""
        found = absolute(clean_value(address), self._base)
        url = normalise(found) if found else None
        if url is None:
            return None
        parts = urlsplit(url)
        path = unquote(parts.path).rstrip("/")
        return f"{plain_host(parts.netloc)}{path}?{parts.query}" if path or parts.query else None


def _addresses(value: Any) -> Iterator[str]:
    for one in value[:_MOST_ADDRESSES] if isinstance(value, list) else [value]:
        for address in (one.get("@id"), one.get("url")) if isinstance(one, dict) else (one,):
            if isinstance(address, str):
                yield address


def _rank(node: Node, address: Address, headlines: list[set[str]], *, alone: bool) -> _Rank:
    own = _words(first(node.get("headline") or node.get("name"), "@value"))
    sameness = max((_sameness(own, words) for words in headlines), default=0.0)
    agrees = sameness >= _AGREES
    if address is Address.OWN:
        level = _SURE if agrees or not own else 3
        sameness = 1.0 if agrees else sameness
    elif address is Address.UNKNOWN:
        is_possible = alone if not own else sameness > 0 or not _is_told(headlines)
        level = 4 if agrees else int(is_possible)
    elif address is Address.PART:
        level = 3 if agrees else int(alone)
    else:
        is_same = any(_sameness(own, words) >= _SAME and _numbers(own) <= words for words in headlines)
        level = 2 if is_same else int(alone and not headlines)
    return _Rank(level, sameness, bool(node.get("liveBlogUpdate")), richness(node))


def _is_told(headlines: list[set[str]]) -> bool:
    """Whether the page gives its headline: a short title may be the name of the site."""
    return any(len(words) >= _HEADLINE for words in headlines)


def _sameness(words: set[str], others: set[str]) -> float:
    """Return the share of words that two headlines have in common, of the shorter one if it has more than a few."""
    least, most = sorted((len(words), len(others)))
    return len(words & others) / max(least if least >= _FEW else most, 1)


def _words(title: str | None) -> set[str]:
    """Return the words of a headline; of a script without spaces, each two letters that follow each other."""
    found: set[str] = set()
    for word in fold((title or "")[:_LONGEST_TITLE]).split():
        if _UNSPACED.search(word):
            found.update(word[at : at + 2] for at in range(max(len(word) - 1, 1)))
        else:
            found.add(word)
    return found


def _numbers(words: set[str]) -> set[str]:
    return {word for word in words if word.isdecimal()}


def _few(values: Iterable[Any], most: int) -> list[Any]:
    return list(islice(values, most))
