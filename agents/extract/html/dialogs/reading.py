"""The article's text in a page that may have dialogs over it, or a block that is not the article and looks like one."""

from agents.extract.blocks.blocks import read_blocks
from agents.extract.blocks.extractor import Reading
from agents.extract.html.body import DOUBTFUL, Body, body_text
from agents.extract.html.dialogs.headline_words import headline_words, shared
from agents.extract.html.dialogs.notices import is_notice, may_ask
from agents.extract.html.dialogs.other_block import other_block
from agents.extract.html.dialogs.overlays import hide_dialogs, says_dialog, show_again
from agents.extract.html.stated import Stated
from agents.extract.html.structure.lines import block_lines
from agents.extract.page import Extractor, Line, text_of

_FEW = 2  # words of a headline, below which it may be a name
_READ = 100_000  # characters of a text in which dialogs are looked for
_LEAST = 100  # characters of a text that is left without its dialogs


def read_body(html: str, stated: Stated, extractor: Extractor, title: str | None) -> Body:
    """Return the article's text, without dialogs, and not that of a block with no word of the headline if one has some.

    Most pages pay for one search in their source and a few in their text: a dialog is only looked for where the page
    has one that says so, the text speaks of cookies and partners, or it may be the wrong one.
    """
    body = body_text(stated, extractor)
    words = headline_words(title or "")
    text = text_of(body.lines)
    is_strange = len(words) >= _FEW and not shared(words, text)
    if is_strange or (body.confidence or 0) < DOUBTFUL or says_dialog(html) or may_ask(text):
        body = _without_dialogs(stated, extractor, body, words)
    text = text_of(body.lines)
    if is_strange and not shared(words, text):
        body = _other(stated, body, words, is_headed=len(text) >= _LEAST and not is_notice(text))
    return body


def _without_dialogs(stated: Stated, extractor: Extractor, body: Body, words: list[str]) -> Body:
    """Return the text that is found when dialogs are hidden, and without lines that ask for consent."""
    hidden = hide_dialogs(stated.tree, words, text_of(body.lines)[:_READ])
    if hidden:
        second = body_text(stated, extractor)
        if len(text_of(second.lines)) >= _LEAST or other_block(read_blocks(stated.tree), words):
            body = second
        else:
            show_again(hidden)
    if not may_ask(text_of(body.lines)):
        return body
    kept = [line for line in body.lines if not _asks(line, words)]
    return body._replace(lines=kept) if len(kept) < len(body.lines) and len(text_of(kept)) >= _LEAST else body


def _asks(line: Line, words: list[str]) -> bool:
    """Whether a line asks for consent, in an article on something else."""
    return may_ask(line.text) and is_notice(line.text) and not shared(words, line.text)


def _other(stated: Stated, body: Body, words: list[str], *, is_headed: bool) -> Body:
    """Return the block with the headline's words, if the page has one; with `is_headed`, one below the headline."""
    blocks = read_blocks(stated.tree)
    kept = other_block(blocks, words, {line.text for line in body.lines}, is_headed=is_headed)
    return Body(block_lines(Reading(blocks, kept, 0.0)), "blocks", body.confidence) if kept else body
