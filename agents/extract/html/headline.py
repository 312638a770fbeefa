"""The choice between the headlines in an HTML page: JSON-LD, OpenGraph, <h1>, <title>, and what is marked as one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from agents.extract.clean import clean_line, fold
from agents.extract.html.headlines.headings import host_of, is_dialog, is_logo, marked, text, texts
from agents.extract.html.headlines.whole import whole
from agents.extract.html.json_ld import first
from agents.extract.html.meta_tags import TITLE
from agents.extract.html.stated import Stated
from agents.extract.title import clean_title, is_outlet, parts_of, without_end

_SHARED = 0.3  # of the words, from which two headlines belong to one article
_MOST_HEADINGS = 50
_MOST_WORDS = 6  # of an outlet's name
_LEAST_CAPITALS = 8  # letters of a headline in capitals


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The cleaned titles of a page, by source; `headings` are its <h1>, `below` its <h2>."""

    described: str | None
    tagged: tuple[str, ...]
    headings: list[str]
    below: list[str]
    page_title: str | None
    is_only: bool  # the page has one <h1>

    def all(self) -> Iterator[str]:
        """Yield each title, the most trusted first."""
        yield from self.headings
        yield from (title for title in (self.described, *self.tagged, self.page_title) if title)
        yield from self.below


def headline(stated: Stated, outlets: Sequence[str | None]) -> tuple[str, str] | None:
    """Return the headline and its source: the one of JSON-LD if OpenGraph agrees, else the only <h1>, else any.

    On 714 pages of WCXB and 121 of fundus this is right for .852 and .884; JSON-LD, else OpenGraph, for .789 and .835.
    Where a chosen one was cut, the whole one is the headline.
    """
    outlets = [*outlets, host_of(stated.url)]
    candidates = _read(stated, outlets)
    chosen = _chosen(candidates)
    if chosen is None and (true := _true_outlets(stated, outlets)) != outlets:
        candidates = _read(stated, true)
        chosen = _chosen(candidates)
    chosen = chosen or _marked(stated, outlets)
    if chosen is None:
        return None
    title, method = chosen
    longer = whole(title, candidates.all())
    if longer != title and longer in candidates.headings:
        method = "headline"
    return _mixed(longer, candidates.all()), method


def _true_outlets(stated: Stated, outlets: Sequence[str | None]) -> list[str | None]:
    """Return the outlet's names without a long one that is an <h1> too: some pages give the headline as their site."""
    shown = {_squeeze(one) for one in texts(stated.elements["h1"])}
    return [name for name in outlets if not name or len(name.split()) <= _MOST_WORDS or _squeeze(name) not in shown]


def _read(stated: Stated, outlets: Sequence[str | None]) -> _Candidates:
    described = clean_title(first(stated.article.get("headline"), "@value"), outlets)
    tags = (clean_title(stated.tags[name][0], outlets) for name in TITLE if name in stated.tags)
    tagged = tuple(title for title in tags if title)
    page_title = _cleaned(texts(stated.elements["title"][:1]), outlets)
    headings, logos = _headings(stated, outlets, [title for title in (described, *tagged) if title], page_title)
    known = [*outlets, *logos]
    return _Candidates(
        described,
        tagged,
        _cleaned(headings, known),
        _cleaned(texts(stated.elements["h2"][:_MOST_HEADINGS]), known),
        next(iter(_cleaned(page_title, known)), None),
        len(stated.elements["h1"]) == 1,
    )


def _headings(
    stated: Stated, outlets: Sequence[str | None], titles: list[str], page_title: list[str]
) -> tuple[list[str], list[str]]:
    """Return the texts of the <h1> that may be the headline, and the outlet's names among the others.

    A logo and a dialog are told by their classes, which themes give to headlines too: not if the page has that title.
    """
    starts = (part for title in page_title for part in parts_of(title) if title.startswith(part))
    titled = set(map(_squeeze, (*titles, *starts)))
    headings, logos = [], []
    for element in stated.elements["h1"][:_MOST_HEADINGS]:
        shown = clean_line(text(element))
        is_name = len(shown.split()) <= _MOST_WORDS and is_logo(element, stated.url)
        is_titled = _squeeze(shown) in titled and not (is_name and is_outlet(shown, outlets))
        if not shown or ((is_name or is_dialog(element)) and not is_titled):
            logos.extend([shown] if shown and is_name else [])
        else:
            headings.append(shown)
    return headings, logos


def _chosen(candidates: _Candidates) -> tuple[str, str] | None:
    described, tagged = candidates.described, next(iter(candidates.tagged), None)
    if described and tagged and fold(described) == fold(tagged):
        return described, "json-ld"
    titles = [title for title in (described, tagged) if title]
    headings, page_title = candidates.headings, candidates.page_title
    if not titles:
        headings = [heading for heading in headings if not _is_outlet(heading, page_title)]
    if len(headings) == 1 and (found := _alone(headings[0], titles, candidates)):
        return found, "headline"
    if page_title and titles and (found := _named_twice(headings, titles, page_title)):
        return found, "headline"
    for title, method in ((described, "json-ld"), (tagged, "meta")):
        if title:
            return title, method
    return _unstated(headings, candidates.below, page_title)


def _alone(heading: str, titles: list[str], candidates: _Candidates) -> str | None:
    """Return the only <h1> as the headline, or None if another title is stated, or another heading is in <title>."""
    page_title = candidates.page_title
    if titles or not page_title:
        return _without_kicker(heading, titles)
    if _without_kicker(heading, [page_title]) is None:
        if not candidates.is_only:
            return None
        parts = set(map(_squeeze, parts_of(page_title)))
        if any(_squeeze(one) in parts for one in candidates.below):
            return None
    return heading


def _named_twice(headings: list[str], titles: list[str], page_title: str) -> str | None:
    """Return a heading that <title> has too, if none of the stated titles is in it: they name a section."""
    parts = set(map(_squeeze, parts_of(page_title)))
    stated = set(map(_squeeze, titles))
    if stated & parts or stated & set(map(_squeeze, headings)):
        return None
    return max((heading for heading in headings if _squeeze(heading) in parts), key=len, default=None)


def _unstated(headings: list[str], below: list[str], page_title: str | None) -> tuple[str, str] | None:
    """Return the headline of a page that states none and has no <h1> or several: a heading in <title>, or <title>."""
    if page_title:
        parts = set(map(_squeeze, parts_of(page_title)))
        fitting = [heading for heading in (*headings, *below) if _squeeze(heading) in parts]
        if fitting:
            return max(fitting, key=len), "headline"
        return without_end(page_title), "title"
    return (headings[0], "headline") if headings else None


def _marked(stated: Stated, outlets: Sequence[str | None]) -> tuple[str, str] | None:
    """Return the first text that is marked as a headline, or the first heading; only a page without any has none."""
    found = (title for element in marked(stated.tree) if (title := clean_title(clean_line(text(element)), outlets)))
    title = next(found, None)
    return (title, "headline") if title else None


def _mixed(title: str, others: Iterable[str]) -> str:
    """Return a title that is all in capitals as another source writes it, if one does."""
    if title != title.upper() or sum(map(str.isalpha, title)) < _LEAST_CAPITALS or title == title.lower():
        return title
    folded = fold(title)
    return next((other for other in others if other != other.upper() and fold(other) == folded), title)


def _is_outlet(heading: str, page_title: str | None) -> bool:
    """Whether a heading is the outlet's name: it ends <title>, and has no word of the longer part before it."""
    if page_title and _is_end(heading, page_title):
        return True
    rest = clean_title(page_title, [heading])
    if not rest or not page_title or not page_title.startswith(rest) or not len(heading) < len(rest) < len(page_title):
        return False
    return _without_kicker(heading, [rest]) is None


def _is_end(heading: str, page_title: str) -> bool:
    """Whether a heading is the name at the end of <title> and words like `Logo`, but has none of the title's start."""
    start = without_end(page_title)
    end = set(fold(page_title.removeprefix(start)).split())
    words = set(fold(heading).split())
    return bool(end) and end <= words and len(words) <= len(end) + 1 and not words & set(fold(start).split())


def _cleaned(found: Iterable[str], outlets: Sequence[str | None]) -> list[str]:
    """Return the texts of headings, each once, without an outlet's name."""
    titles = (clean_title(clean_line(one), outlets) for one in found)
    return list(dict.fromkeys(title for title in titles if title))


def _without_kicker(shown: str, stated: list[str]) -> str | None:
    """Return a visible headline without the line above it; None if it shares too few words with the stated ones."""
    squeezed = _squeeze(shown)
    for title in stated:
        if (own := _squeeze(title)) != squeezed and (squeezed.startswith(own) or squeezed.endswith(own)):
            return title
    words = set(fold(shown).split())
    titles = [set(fold(title).split()) for title in stated]
    related = not titles or any(len(words & own) >= _SHARED * min(len(words), len(own)) for own in titles)
    return shown if related else None


def _squeeze(title: str) -> str:
    return fold(title).replace(" ", "")
