"""The article's text in an HTML page: the block model's, trafilatura's where the model is unsure, or articleBody."""

from typing import NamedTuple

from lxml.html import HtmlElement

from agents.extract.blocks.blocks import Blocks, read_blocks
from agents.extract.blocks.extractor import bundled
from agents.extract.charset.joiners import unguard
from agents.extract.clean import clean_text, clean_value
from agents.extract.html.boxes.taken import Taken
from agents.extract.html.hints import read_hints
from agents.extract.html.stated import Stated
from agents.extract.html.structure.lines import block_lines, matched_lines
from agents.extract.html.structure.updates import live_lines
from agents.extract.html.unseen.guarded import guarded
from agents.extract.page import Extractor, Line, text_of

# Expected share of right words below which trafilatura reads the page: 85 of 1,527. By cross-validation this raises
# F1 of wcxb, mercury, readability and newspaper by .002 to .013, and costs one page of fundus; .7 to .85 are alike.
DOUBTFUL = 0.75
_ENOUGH = 800  # characters of trafilatura's fast pass, from which it has found an article
_TOO_LONG = 2.0  # times that text, above which its usual pass has taken more than the article
_STATED = 2.0  # times the text, above which the page's own articleBody shows that most is missing


class Body(NamedTuple):
    """An article's lines, and the method that found them; both empty if nothing was found.

    `confidence` is the share of words that the block model expects its own reading to have in common with the article.
    `has_wall` says that the page asks for payment or a login behind the text.
    """

    lines: list[Line]
    method: str
    confidence: float | None = None
    has_wall: bool = False


def body_text(stated: Stated, extractor: Extractor) -> Body:
    """Return the article's text in a parsed page."""
    body, blocks = _read(stated, extractor)
    own = stated.article.get("articleBody")
    least = _STATED * len(text_of(body.lines))
    text = clean_text(clean_value_lines(own)) if isinstance(own, str) and len(own) > least else ""
    live = live_lines(stated.live)
    if len(text_of(live)) > max(least, len(text)):
        return Body(live, "json-ld", body.confidence)
    if len(text) > least:
        return Body(matched_lines(text, blocks), "json-ld", body.confidence)
    return body if body.lines else Body([], "", body.confidence)


def clean_value_lines(value: str) -> str:
    """Clean a metadata value and keep its lines."""
    return "\n".join(clean_value(line) for line in value.splitlines())


def _read(stated: Stated, extractor: Extractor) -> tuple[Body, Blocks]:
    """Return the text that an extractor finds, and the blocks of the page."""
    boxes = Taken([*stated.elements["input"], *stated.elements["button"]])
    if extractor is Extractor.TRAFILATURA:
        blocks = read_blocks(stated.tree, boxes)
        boxes.take_out()
        lines = matched_lines(_trafilatura(stated.tree), blocks)
        return Body(lines, "trafilatura", has_wall=boxes.has_wall(blocks, lines)), blocks
    reading = bundled(DOUBTFUL).read(stated.tree, read_hints(stated), boxes)
    confidence = round(reading.confidence, 4)
    lines, method = [], ""
    if reading.confidence < DOUBTFUL:
        boxes.take_out()
        lines, method = matched_lines(_witness(stated.tree), reading.blocks), "trafilatura"
    if not lines:
        lines, method = block_lines(reading), "blocks"
    return Body(lines, method, confidence, boxes.has_wall(reading.blocks, lines)), reading.blocks


def _witness(tree: HtmlElement) -> str:
    """Return trafilatura's text, or that of its fast pass where the usual one may have taken the whole page.

    By cross-validation this raises F1 by .004 on mercury and .005 on newspaper, and changes others by .0003 at most.
    """
    usual = _trafilatura(tree)
    if len(usual) <= _TOO_LONG * _ENOUGH:
        return usual
    fast = _trafilatura(tree, is_fast=True)
    return fast if len(fast) >= _ENOUGH and len(usual) > _TOO_LONG * len(fast) else usual


def _trafilatura(tree: HtmlElement, *, is_fast: bool = False) -> str:
    from trafilatura import bare_extraction  # takes .4 s to import, and few pages need it

    try:
        document = bare_extraction(guarded(tree), include_comments=False, favor_recall=is_fast, fast=is_fast)
    except (RecursionError, ValueError, TypeError, AttributeError, AssertionError):
        return ""  # some pages break trafilatura; the blocks and articleBody remain
    return clean_text(unguard(getattr(document, "text", None) or ""))
