"""Blocks of Markdown and plain text: each with its lines, its links and its emphasis."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from agents.extract.clean import clean_line
from agents.extract.document.tables import DASHES, table_in
from agents.extract.document.wrapped import without_soft_ends, wrapped_paragraphs

_TAG = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r"\n[ \t]*\n")
_HARD_WRAPPED = 160  # characters: wrapped lines are shorter, so longer ones are paragraphs
_MARKS = re.compile(
    r"^#{1,6}\s+\S|\]\((?:(?!\]\()[^)\s])*+\)|\*\*[^*\n]+\*\*|^```|^={3,}\s*$|^!\[|<https?://[^<>\s]+>|"
    + DASHES.pattern,
    re.MULTILINE,
)
# `23. März 2021` is not item 23 of a list.
_DATE_AS_LIST = re.compile(r"(?m)^( {0,3}\d{1,4})\.(?=\s+(?:\d{1,2}\.\s+\d{4}|[^\W\d_]+\.?\s+\d{1,4}\b))")
_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?){1,9}")
_NOTE = re.compile(r"(?<=[^\s\[])\[\^[^\]\s]{1,30}\](?!:)")
_READING = re.compile(r"<(rt|rp)>[^<>]{0,100}</\1>")
_PART_OF_LINE = re.compile(r"(?i)</?(?:a|abbr|b|em|font|i|ins|mark|ruby|rb|small|span|strong|sub|sup|u|wbr)\b")
_BREAK = re.compile(r"(?i)<br\b")
_parser = (
    MarkdownIt("commonmark").enable("strikethrough").disable("code")
)  # in prose an indented line is a paragraph, not a program


class Kind(StrEnum):
    """The kind of a block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document.

    `lines` are its source lines without marks; `links` the (text, target) of its links; `emphasised` the text in bold
    or italics at its end, which may be all of it; `has_image` whether it shows a picture; `is_quoted` whether it is in
    a quotation.
    """

    kind: Kind
    lines: tuple[str, ...]
    level: int = 0
    links: tuple[tuple[str, str], ...] = ()
    emphasised: str = ""
    has_image: bool = False
    is_quoted: bool = False

    @property
    def text(self) -> str:
        """The block as one line."""
        return " ".join(self.lines)


def has_marks(text: str) -> bool:
    """Whether a text has marks of Markdown; its content type may say otherwise."""
    return _MARKS.search(text) is not None


def markdown_blocks(text: str) -> list[Block]:
    """Return the blocks of a Markdown text in order; pictures and marks are dropped, the text of links stays."""
    tree = SyntaxTreeNode(_parser.parse(_DATE_AS_LIST.sub(r"\1\\.", _without_marks(text))))
    blocks = (block for block in _walk(tree) if block.lines or block.has_image)
    return [part for block in blocks for whole in with_rows(block) for part in _at_long_lines(whole)]


def plain_blocks(text: str) -> list[Block]:
    """Return the paragraphs of a plain text: the parts between blank lines, or its lines if there are no blank ones."""
    text = without_soft_ends(text)
    parts = _BLANK.split(text.strip())
    if len(parts) == 1 and (wrapped := wrapped_paragraphs(text.strip().split("\n"))):
        parts = wrapped
    elif len(parts) == 1 or any(len(line) > _HARD_WRAPPED for part in parts for line in part.split("\n")[:-1]):
        parts = text.split("\n")
    return [block for part in parts if (block := _plain_block(part)).lines]


def _plain_block(part: str) -> Block:
    """Return a paragraph of a plain text; each line of a quotation in a message begins with `>`."""
    lines = part.split("\n")
    is_quoted = all(_QUOTED.match(line) for line in lines)
    if is_quoted:
        lines = [_QUOTED.sub("", line) for line in lines]
    return Block(Kind.PARAGRAPH, tuple(filter(None, map(clean_line, lines))), is_quoted=is_quoted)


def _without_marks(text: str) -> str:
    """Return a Markdown text without soft hyphens at ends of lines, marks of footnotes and readings."""
    text = without_soft_ends(text)
    if "[^" in text:
        text = _NOTE.sub("", text)
    return _READING.sub("", text) if "<r" in text else text


def _walk(node: SyntaxTreeNode, kind: Kind = Kind.PARAGRAPH, *, is_quoted: bool = False) -> Iterator[Block]:
    for child in node.children:
        if child.type in ("heading", "paragraph"):
            inline = child.children[0] if child.children else None
            if inline is not None:
                level = int(child.tag[1]) if child.type == "heading" else 0
                block = _inline_block(inline, Kind.HEADING if level else kind, level)
                yield replace(block, is_quoted=True) if is_quoted else block
        elif child.type == "fence":
            yield Block(Kind.CODE, _lines(child.content))
        elif child.type == "html_block":
            yield Block(kind, _lines(_TAG.sub(" ", child.content)))
        elif child.children:
            inner = Kind.ITEM if child.type == "list_item" else kind
            yield from _walk(child, inner, is_quoted=is_quoted or child.type == "blockquote")


def _inline_block(node: SyntaxTreeNode, kind: Kind, level: int) -> Block:
    links = tuple(
        (clean_line(_text(link)), str(link.attrs.get("href", ""))) for link in node.walk() if link.type == "link"
    )
    last = next((child for child in reversed(node.children) if _text(child).strip()), None)
    emphasised = clean_line(_text(last)) if last is not None and last.type in ("strong", "em") else ""
    has_image = any(part.type == "image" for part in node.walk())
    return Block(kind, _lines(_text(node)), level, links, emphasised, has_image)


def _at_long_lines(block: Block) -> list[Block]:
    """Return a block's lines as blocks if they are paragraphs: longer than wrapped lines are."""
    if block.kind is not Kind.PARAGRAPH or all(len(line) <= _HARD_WRAPPED for line in block.lines):
        return [block]
    if len(block.lines) == 1:
        return [block]
    return [
        replace(block, lines=(line,), links=tuple(link for link in block.links if link[0] in line), emphasised="")
        for line in block.lines
    ]


def with_rows(block: Block) -> list[Block]:
    """Return the rows of a table as blocks, and the lines around it; a block without a table as it is."""
    found = table_in(block.lines) if block.kind is Kind.PARAGRAPH else None
    if found is None:
        return [block]
    parts = [replace(block, lines=found.before)] if found.before else []
    parts += [Block(Kind.ROW, (row,), is_quoted=block.is_quoted) for row in found.rows]
    return parts + ([replace(block, lines=found.after)] if found.after else [])


def _text(node: SyntaxTreeNode) -> str:
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return "\n"
    if node.type == "s":
        return ""  # struck out
    if node.type == "html_inline":
        return "" if _PART_OF_LINE.match(node.content) else "\n" if _BREAK.match(node.content) else " "
    if node.type == "image":
        return " "
    return "".join(_text(child) for child in node.children)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(cleaned for line in text.split("\n") if (cleaned := clean_line(line)))
