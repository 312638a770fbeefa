"""The article's paragraphs from blocks: without links to other articles, broken paragraphs joined."""

import re
from dataclasses import replace
from itertools import pairwise

from agents.extract.document.blocks import Block, Kind
from agents.extract.document.captions import is_caption
from agents.extract.furniture import is_promotion, is_related
from agents.extract.hyphens import Hyphens, is_divided
from agents.extract.labels import RELATED
from agents.extract.page import Line
from schemas import BlockKind

_SENTENCE_END = re.compile(r"[.!?…:;。！？؟।。][\"'“”’»«)\]」』]*$")
_LABEL = 40  # characters of a label before links
_LEAST = 40  # characters of a paragraph that may be broken; shorter ones are labels
_LAST_PARTS = 5  # in which a quotation may be open
_MOST_LINKS = 100  # in a block of links
_KINDS = {Kind.ITEM: BlockKind.LIST_ITEM, Kind.ROW: BlockKind.TABLE_ROW}
_OPENING, _CLOSING = "“„«「『", "”»」』"


def article_blocks(blocks: list[Block]) -> list[Block]:
    """Return the blocks that are the article: without captions, pictures and links to other articles."""
    kept: list[Block] = []
    after_label = after_image = has_lead = False
    prose_left = sum(block.kind is Kind.PARAGRAPH and bool(block.text) for block in blocks)
    for block in blocks:
        prose_left -= block.kind is Kind.PARAGRAPH and bool(block.text)
        before_lead = prose_left >= 2 and not has_lead
        is_label = _is_related(block) and not is_linked(block)
        if _is_related(block) or (after_label and is_linked(block)) or is_promotion(block.text):
            after_label = is_label or (after_label and not is_label)
        elif is_caption(block, after_image=after_image, before_lead=before_lead):
            after_label = False
        elif block.text:
            kept.append(block)
            after_label = False
            has_lead = has_lead or block.kind is Kind.PARAGRAPH
        after_image = block.has_image and not block.text
    return kept


def paragraphs(blocks: list[Block]) -> list[Line]:
    """Return the text of the blocks, a line for each paragraph, broken paragraphs joined."""
    joined: list[list[str]] = []  # the parts of each
    first: list[Block] = []  # the block that each begins with
    is_open = False
    blocks = _undivided(blocks)
    for block in blocks:
        texts = block.lines if block.kind is Kind.CODE else (block.text,)
        if is_open and block.kind is Kind.PARAGRAPH and _continues(joined[-1], block.text):
            joined[-1].append(block.text)
        else:
            joined.extend([text] for text in texts)
            first.extend(block for _ in texts)
        is_open = block.kind is Kind.PARAGRAPH and bool(joined)
    return [_line(block, " ".join(parts)) for block, parts in zip(first, joined, strict=True)]


def _undivided(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the words whole that were divided at the end of a line, or before a blank one."""
    ends = [block for block in blocks if any(is_divided(*pair) for pair in pairwise(block.lines))]
    breaks = [block for block, after in pairwise(blocks) if _is_broken_word(block, after)]
    if not ends and not breaks:
        return blocks
    hyphens = Hyphens([line for block in blocks for line in block.lines])
    whole: list[Block] = []
    for block in blocks:
        if whole and _is_broken_word(whole[-1], block):
            block = replace(block, lines=(*whole.pop().lines, *block.lines))
        whole.append(block)
    return [replace(block, lines=(_joined(block.lines, hyphens),)) if _has_lines(block) else block for block in whole]


def _has_lines(block: Block) -> bool:
    return len(block.lines) > 1 and block.kind is not Kind.CODE


def _is_broken_word(block: Block, after: Block) -> bool:
    """Whether a paragraph ends within a word, which the next one goes on with, as at the end of a page in print."""
    if not (block.lines and after.lines and block.kind is after.kind is Kind.PARAGRAPH):
        return False
    return after.lines[0][:1].islower() and len(block.text) >= _LEAST and is_divided(block.lines[-1], after.lines[0])


def _joined(lines: tuple[str, ...], hyphens: Hyphens) -> str:
    parts: list[str] = []
    for line in lines:
        if parts and is_divided(parts[-1], line):
            whole = hyphens.joined(parts.pop(), line)
            parts.append(whole)
        else:
            parts.append(line)
    return " ".join(parts)


def _line(block: Block, text: str) -> Line:
    if block.kind is Kind.HEADING:
        return Line(text, BlockKind.HEADING, block.level)
    if block.kind is Kind.PARAGRAPH and block.is_quoted:
        return Line(text, BlockKind.QUOTATION)
    return Line(text, _KINDS.get(block.kind, BlockKind.PARAGRAPH))


def is_linked(block: Block) -> bool:
    """Whether all of a block's text is links."""
    linked = "".join(text for text, _ in block.links)
    return bool(linked) and len(re.sub(r"\W", "", linked)) >= len(re.sub(r"\W", "", block.text))


def _is_related(block: Block) -> bool:
    """Whether a block points to another article: it begins with such a label, or has only a label and links."""
    if is_related(block.text):
        return True
    if not block.links or len(block.text) - sum(len(text) for text, _ in block.links) > 2 * _LABEL:
        return False  # too much is no link
    label = block.text
    for text, _ in block.links[:_MOST_LINKS]:
        label = label.replace(text, "", 1)
    label = label.strip(" ,;")
    if not block.text.startswith(label) or len(label) > _LABEL:
        return False
    return RELATED.match(label) is not None or (label.endswith((":", "：")) and block.kind is Kind.PARAGRAPH)


def _continues(parts: list[str], after: str) -> bool:
    """Whether a paragraph continues in the next: its last sentence is open, and the next begins inside a sentence.

    `parts` are the paragraph's parts so far; only the last of them are read, each time again.
    """
    if (len(parts) == 1 and len(parts[0]) < _LEAST) or _SENTENCE_END.search(parts[-1]):
        return False
    return after[0].islower() or (_is_quote_open(" ".join(parts[-_LAST_PARTS:])) and _closes_first(after))


def _is_quote_open(text: str) -> bool:
    return max(text.rfind(mark) for mark in _OPENING) > max(text.rfind(mark) for mark in _CLOSING)


def _closes_first(text: str) -> bool:
    opening = min((at for mark in _OPENING if (at := text.find(mark)) >= 0), default=len(text))
    return any(0 <= text.find(mark) < opening for mark in _CLOSING)
