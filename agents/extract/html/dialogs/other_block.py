"""The block of a page that has its headline's words, where the text that was found has none of them."""

import re
from collections.abc import Set as AbstractSet

from agents.extract.blocks.blocks import TAGS, Blocks
from agents.extract.html.dialogs.headline_words import shared

LEAST = 200  # characters of an article; in scripts without spaces, half of it
_PARAGRAPH = 60  # characters
_MOST_LINKED = 0.3  # of its characters
_MOST_ABOVE = 6  # elements above a paragraph that may hold the article
_MOST_OF_ALL = 0.7  # of the paragraphs, that the innermost element with the article holds
_END = tuple(".!?。！？…\"”»’'।؟)۔")
_HEADINGS = frozenset(TAGS[f"h{level}"] for level in range(2, 7))
_DENSE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def other_block(
    blocks: Blocks, words: list[str], wrong: AbstractSet[str] = frozenset(), *, is_headed: bool = False
) -> list[int]:
    """Return the numbers of the blocks of the element that holds most paragraphs and has the headline's words, or [].

    `wrong` are texts that are not the article's. With `is_headed`, it must have the headline, and none of these.
    """
    texts = enumerate(blocks.texts)
    prose = {number: len(text) for number, text in texts if text not in wrong and _is_paragraph(blocks, number)}
    held: dict[int, int] = {}
    for number, length in prose.items():
        element = blocks.element[number]
        for _ in range(_MOST_ABOVE):
            held[element] = held.get(element, 0) + length
            if not element:
                break
            element = blocks.elements.parent[element]
    fitting = {
        element: size
        for element, size in held.items()
        if (not is_headed or (element and _is_headed(blocks, element, words, wrong)))
        and _is_fitting(blocks, element, prose, words)
    }
    if not fitting:
        return []
    most = max(fitting.values())
    depth = blocks.elements.depth
    large = [element for element, size in fitting.items() if size >= _MOST_OF_ALL * most]
    best = max(large, key=lambda element: depth[element])
    return [number for number in _inside(blocks, best) if number in prose or _is_part(blocks, number, words)]


def _is_fitting(blocks: Blocks, element: int, prose: dict[int, int], words: list[str]) -> bool:
    """Whether the paragraphs in an element are an article with the headline's words."""
    text = " ".join(blocks.texts[number] for number in _inside(blocks, element) if number in prose)
    least = LEAST / 2 if _DENSE.search(text[:LEAST]) else LEAST
    return len(text) >= least and shared(words, text) >= min(2, len(words))


def _is_headed(blocks: Blocks, element: int, words: list[str], wrong: AbstractSet[str]) -> bool:
    """Whether an element has a heading with most of the headline's words, and no text that is not the article's."""
    if any(blocks.texts[number] in wrong for number in _inside(blocks, element)):
        return False
    headings = (n for n in _inside(blocks, element) if blocks.elements.tag[blocks.element[n]] == TAGS["h1"])
    return any(2 * shared(words, blocks.texts[heading]) > len(words) for heading in headings)


def _inside(blocks: Blocks, element: int) -> range:
    if not element:
        return range(len(blocks.texts))
    return range(blocks.elements.first[element], blocks.elements.end[element])


def _is_paragraph(blocks: Blocks, number: int) -> bool:
    text = blocks.texts[number]
    least = _PARAGRAPH / 3 if _DENSE.search(text[:_PARAGRAPH]) else _PARAGRAPH
    is_prose = len(text) >= least and (text.endswith(_END) or _DENSE.search(text[-1]) is not None)
    return is_prose and blocks.linked[number] <= _MOST_LINKED * len(text)


def _is_part(blocks: Blocks, number: int, words: list[str]) -> bool:
    """Whether a short block between paragraphs is a heading of them."""
    tag = blocks.elements.tag[blocks.element[number]]
    return tag in _HEADINGS and not blocks.linked[number] and 2 * shared(words, blocks.texts[number]) < len(words)
