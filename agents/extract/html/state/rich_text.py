"""The text of a story as editors' systems store it: HTML, Markdown, paragraphs, or a tree of nodes; made HTML.

Known by their shapes: Arc's `content_elements`, Contentful, Portable Text, Slate, ProseMirror and Tiptap, Lexical,
Editor.js, Draft.js, and lists of texts. A node is a paragraph, a heading, a list's item, a quotation or a part of one;
pictures, advertisements, boxes and links to other stories are left out.
"""

import re
from typing import NamedTuple

from agents.extract.html.state.literals import Value

LONGEST = 500_000  # characters of HTML that is made
_MOST_NODES = 20_000
_DEEPEST = 60
_HTML = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|blockquote|section|span|strong|em|a|b|i|u)\b[^<>]*>", re.IGNORECASE)
_KIND = ("type", "_type", "nodeType", "__typename", "kind", "tag", "tagName", "name", "blockType", "component", "style")
_SKIPPED = re.compile(
    r"image|photo|picture|video|audio|galler|embed|(?:^|[^a-z])ads?(?:[^a-z]|$)|advert|related|promo|newsletter"
    r"|interstitial|raw_?html|iframe|widget|recirc|read-?_?more|social|tweet|twitter|instagram|youtube|caption|credit"
    r"|poll|quiz|slide|divider|^hr$|reference|button|subscri|paywall|form|comment|script|pull-?_?quote|carousel|podcast"
    r"|byline|author|card|teaser|player|figure|media",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"h[1-6]|.*head(?:ing|er|line)?(?:[-_]?(?:[1-6]|one|two|three|four|five|six))?|.*subtitle|.*crosshead|intertitle",
    re.IGNORECASE,
)
_ITEM = re.compile(r"li|.*list-?_?item", re.IGNORECASE)
_LIST = re.compile(r"ul|ol|.*list|.*(?:un)?orderedlist|bulletlist", re.IGNORECASE)
_QUOTATION = re.compile(r".*quot(?:e|ation)", re.IGNORECASE)
_PART = re.compile(
    r"(?:extended-?)?text(?:node)?|span|leaf|fragment|.*link|a|strong|b|em|i|bold|italic|underline|u|mark|inline.*|.*break|br"
    r"|mention|small|sup|sub",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"p|.*paragraph|block|unstyled|normal|.*text.*", re.IGNORECASE)
_TEXTS = ("text", "content", "value", "html", "body", "paragraph", "markup", "data", "children", "richText", "copy")
_LEAVES = ("children", "leaves", "spans")
_BELOW = (
    "children content content_elements contentElements nodes items list_items elements leaves spans blocks paragraphs "
    "fields root document doc data json value body text richText model attrs props"
).split()
_LINE_BREAKS = re.compile(r"\n++")
_MARKDOWN = re.compile(r"(?m)^#{1,6} |^[*-] |\*\*[^*\n]+\*\*|\]\(https?:")
_MARKED = (
    (re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]++)\]\([^()\n]*+\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]++)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]++)\1(?![\w*])"), r"\2"),
)


class _Place(NamedTuple):
    """A value that is to be written, or a tag that is to be closed."""

    value: Value
    is_inside: bool = False  # a paragraph or another block
    depth: int = 0
    end: str = ""


def is_html(text: str) -> bool:
    """Whether a text has tags of paragraphs or of what stands in them."""
    return _HTML.search(text) is not None


def as_html(body: Value) -> str:
    """Return a story's text as HTML; empty if it has none."""
    if isinstance(body, str):
        return text_html(body)
    pieces: list[str] = []
    left = [_Place(body)]
    length = 0
    for _ in range(_MOST_NODES):
        if not left or length > LONGEST:
            break
        place = left.pop()
        before = len(pieces)
        if place.end:
            pieces.append(place.end)
        elif isinstance(place.value, str):
            pieces.append(_own(place.value, is_inside=place.is_inside))
        elif isinstance(place.value, list) and place.depth < _DEEPEST:
            left.extend(_Place(one, place.is_inside, place.depth + 1) for one in reversed(place.value))
        elif isinstance(place.value, dict) and place.depth < _DEEPEST:
            left.extend(_node(place.value, place, pieces))
        length += sum(map(len, pieces[before:]))
    return "".join(pieces) + "".join(place.end for place in reversed(left))


def text_html(text: str) -> str:
    """Return a text as HTML: as it is, or with a paragraph for each line."""
    text = text[:LONGEST]
    if is_html(text):
        return text
    if "&lt;p" in text or "&lt;br" in text:
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    if _MARKDOWN.search(text):
        for pattern, plain in _MARKED:
            text = pattern.sub(plain, text)
        return "".join(map(_marked_line, _LINE_BREAKS.split(text)))
    return "".join(f"<p>{_escaped(line)}</p>" for line in _LINE_BREAKS.split(text) if line.strip())


def _marked_line(line: str) -> str:
    line = line.strip()
    bare = line.lstrip("#")
    if bare != line and bare.startswith(" "):
        return f"<h2>{_escaped(bare)}</h2>"
    if line.startswith(("- ", "* ", "+ ")):
        return f"<li>{_escaped(line[2:])}</li>"
    return f"<p>{_escaped(line.removeprefix('> '))}</p>" if line else ""


def _escaped(text: str) -> str:
    """Escape a text, which may have entities already."""
    return text.replace("<", "&lt;")


def _own(text: str, *, is_inside: bool) -> str:
    """Return a text of a node: a part of a block, or blocks."""
    if is_inside:
        return text if is_html(text) else _escaped(text)
    return text_html(text)


def _node(node: dict[str, Value], place: _Place, pieces: list[str]) -> list[_Place]:
    """Write the start of a node; return what follows, the last first."""
    kinds = [kind for name in _KIND if isinstance(kind := node.get(name), str) and len(kind) < 60]
    if any(map(_SKIPPED.search, kinds[:2])) or _is_story(node):
        return []
    tag = _tag(kinds, node, is_inside=place.is_inside)
    inner = _inner(node)
    if inner is None:
        return []
    below = _Place(inner, place.is_inside or tag in ("p", "h2", "li", "blockquote"), place.depth + 1)
    if not tag:
        return [below]
    pieces.append(f"<{tag}>")
    return [_Place(None, end=f"</{tag}>"), below]


def _is_story(node: dict[str, Value]) -> bool:
    """Whether a node is another story, with a headline and an address of its own."""
    return any(name in node for name in ("headline", "headlines", "title")) and any(
        name in node for name in ("url", "slug", "canonical_url", "href", "link", "permalink", "body")
    )


def _tag(kinds: list[str], node: dict[str, Value], *, is_inside: bool) -> str:
    """Return the tag of a node; empty for a part of a paragraph, and for what only holds others."""
    for kind in reversed(kinds) if kinds[:1] == ["block"] else kinds:
        if _PART.fullmatch(kind) and (is_inside or kind.lower() != "text"):
            return ""
        if node.get("listItem") or _ITEM.fullmatch(kind):
            return "li"
        if _LIST.fullmatch(kind):
            return "ul"
        if _HEADING.fullmatch(kind):
            return "" if is_inside else "h2"
        if _QUOTATION.fullmatch(kind):
            return "blockquote"
        if _PARAGRAPH.fullmatch(kind):
            return "" if is_inside else _paragraph(node)
    return "" if is_inside or kinds else _untyped(node)


def _untyped(node: dict[str, Value]) -> str:
    """Return the tag of a node that does not say what it is: one with a text of its own, or with parts of one."""
    if any(isinstance(node.get(name), str) for name in _TEXTS):
        return _paragraph(node)
    parts = next((parts for name in _LEAVES if isinstance(parts := node.get(name), list)), [])
    return "p" if any(isinstance(part, dict) and isinstance(part.get("text"), str) for part in parts) else ""


def _paragraph(node: dict[str, Value]) -> str:
    """Return the tag of a paragraph; none, if the node has blocks of its own."""
    text = next((node[name] for name in _TEXTS if isinstance(node.get(name), str)), "")
    return "" if text and is_html(text) and "<p" in text.lower() else "p"


def _inner(node: dict[str, Value]) -> Value:
    """Return what a node holds: its own text, else the nodes below it."""
    text = next((value for name in _TEXTS if isinstance(value := node.get(name), str) and value.strip()), None)
    if text is not None:
        return text
    return next((value for name in _BELOW if isinstance(value := node.get(name), list | dict) and value), None)
