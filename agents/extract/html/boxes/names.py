"""What the class, id and other names of an element say of it, token by token.

A word alone says too little: `category-comment` is a newspaper's section, `comment-17` is what a reader wrote.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.etree import _Element

from agents.extract.blocks.lexicon import BOXES

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_LONGEST = 300  # characters of a name
_MOST = 40  # tokens
_LONGEST_SLUG = 5  # words of a token; the id of a heading has all of its words
_WORDS = {kind: frozenset(words.split()) for kind, words in BOXES.items()}
# Words that alone are also a section of a newspaper, a link to comments, or anything else.
_DOUBTFUL = frozenset(
    "comment kommentar commentaire comentario commento yorum komentar komentarz reply replies respond discussion "
    "spot".split()
)
# The first word of a token that says of what kind an article is, or what a page has.
_OF_ARTICLE = frozenset(
    "category cat tag tags post type section topic rubric ressort channel format has is no not single page template "
    "label teaser byuser kicker author nav menu icon link count btn button open show toggle hide with theme".split()
)
_ONE_WORD = frozenset(("authorbox", "autorenbox", "aboutauthor"))
_OF_SEVERAL = frozenset("list lists area thread threads form section feed wrapper respond system widget tree".split())
_OF_SECTION = frozenset("article story page piece opinion channel teaser label count link icon permalink to".split())


def names_of(node: _Element) -> str:
    """Return an element's tag, if it is the page's own, with its names: class, id and those of components."""
    own = (node.get("class"), node.get("id"), node.get("data-component"), node.get("data-testid"))
    tag = str(node.tag)
    return " ".join(name[:_LONGEST] for name in (tag if "-" in tag else "", *own) if name)


@lru_cache(maxsize=4_096)
def kinds_of(names: str) -> frozenset[str]:
    """Return the kinds of box that an element's names may be of: keys of BOXES, or `reader` for a single comment."""
    return frozenset(kind for token in names.split()[:_MOST] for kind in _kinds(token))


def _kinds(token: str) -> Iterator[str]:
    parts = [part.lower() for part in _PARTS.findall(token[:_LONGEST])]
    words = [part for part in parts if not part.isdecimal()]
    if not 0 < len(words) <= _LONGEST_SLUG:
        return
    if not _WORDS["bio"].isdisjoint(words) and ("author" in words or not _ONE_WORD.isdisjoint(words)):
        yield "bio"
    if words[0] in _OF_ARTICLE:
        return
    for kind in ("asking", "wall", "linked"):
        if not _WORDS[kind].isdisjoint(words):
            yield kind
    if "".join(words[:2]) in ("spotim", "fbcomments", "signup") or token in ("sign-up", "sign_up"):
        yield "asking" if words[0] == "sign" else "readers"
    own = [word for word in words if word in _WORDS["readers"]]
    if not own:
        return
    if any(word not in _DOUBTFUL for word in own):
        yield "readers"
    elif len(words) < len(parts) or not _OF_SEVERAL.isdisjoint(words):
        yield "readers" if _OF_SECTION.isdisjoint(words) else "reader"
    else:
        yield "reader"
