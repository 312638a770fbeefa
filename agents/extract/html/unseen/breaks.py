"""Words that are divided at the line breaks of a page: at `<br>`, and at the ends of lines in `<pre>`."""

from itertools import islice

from lxml.html import HtmlElement

from agents.extract.hyphens import SOFT_END, Hyphens, is_divided

_DIVIDED = ("-<br", "shy;<br", "\u00ad<br", "<pre")
_SOFT = "\u00ad"
_MOST = 300  # breaks; each makes its line longer, and is read again with the next
_PIECES = 200  # of the text by whose language hyphens are read


def join_breaks(tree: HtmlElement, html: str, breaks: list[HtmlElement], texts: list[HtmlElement]) -> None:
    """Remove the line breaks within words, in <br> and in <pre>, with the hyphens that only they need."""
    breaks = [one for one in breaks[:_MOST] if _ends(_before(one), one.tail or "")]
    texts = [one for one in texts[:_MOST] if "\n" in (one.text or "")]
    if not (breaks or texts) or not any(sign in html for sign in _DIVIDED):
        return
    body = tree.find("body")
    around = tree if body is None else body
    hyphens = Hyphens(
        [text for text in islice(around.itertext("p", "div", "td", "li", "pre"), _PIECES) if text.strip()]
    )
    for element in breaks:
        _join(element, hyphens)
    for element in texts:
        element.text = _joined(element.text or "", hyphens)


def _ends(before: str, after: str) -> bool:
    before, after = before.rstrip(), after.lstrip()
    return is_divided(before, after) or (before.endswith(_SOFT) and after[:1].isalpha())


def _before(element: HtmlElement) -> str:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or ""
    return (parent.text or "") if parent is not None else ""


def _join(element: HtmlElement, hyphens: Hyphens) -> None:
    whole = _whole(_before(element).rstrip(), (element.tail or "").lstrip(), hyphens)
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = None
    elif parent is not None:
        parent.text = None
    element.clear(keep_tail=True)
    element.tag = "span"
    element.tail = whole


def _whole(before: str, after: str, hyphens: Hyphens) -> str:
    return before + after if before.endswith(_SOFT) else hyphens.joined(before, after)


def _joined(text: str, hyphens: Hyphens) -> str:
    """Return the text of a <pre> with its divided words whole; its other lines stay."""
    lines: list[str] = []
    for line in SOFT_END.sub("", text).split("\n"):
        if lines and is_divided(lines[-1].rstrip(), line.lstrip()):
            line = hyphens.joined(lines.pop().rstrip(), line.lstrip())
        lines.append(line)
    return "\n".join(lines)
