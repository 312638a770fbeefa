"""A varied feed for pictures: news in six languages with copies, updates, pages to fetch, and events that fail."""

from collections import deque
from collections.abc import Iterator
from html import escape
from itertools import count
from random import Random

from schemas import RawArticle
from tests.support.articles.newsroom import Report, reports
from tests.support.running.load import bad_event

SHARES = {
    "new": 58,
    "update": 7,
    "copy": 9,
    "unchanged": 7,
    "fetch": 10,
    "broken_page": 3,
    "bad": 6,
}
PARTIAL = 0.06  # of new pages: behind a paywall
REMEMBERED = 60  # reports that a copy, an update or a page that is sent again may be of
PAYWALL = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'


class Feed:
    """Raw events without end; `site` is the address of a web server with pages to fetch."""

    def __init__(self, site: str, seed: int = 7) -> None:
        self._site = site
        self._random = Random(seed)
        self._reports = iter(_endless(seed))
        self._known: deque[tuple[str, Report]] = deque(maxlen=REMEMBERED)
        self._numbers = count(1)

    def event(self) -> tuple[bytes, bytes]:
        """Return the next event with its key."""
        (kind,) = self._random.choices(list(SHARES), list(SHARES.values()))
        if kind == "bad":
            value, _ = bad_event(number := next(self._numbers))
            return b"bad-%d" % number, value
        if kind in {"fetch", "broken_page"}:
            url = f"{self._site}/{'page' if kind == 'fetch' else 'broken'}?story={next(self._numbers)}"
            return url.encode(), RawArticle(url=url).encode()
        url, raw = self._page(kind)
        return url.encode(), raw.encode()

    def _page(self, kind: str) -> tuple[str, RawArticle]:
        """Return a page with its address: of a new report, or of one that was sent before."""
        if kind == "new" or not self._known:
            report = next(self._reports)
            url = f"https://{report.domain}/{report.kind}/{next(self._numbers)}"
            self._known.append((url, report))
            return url, self._in_some_form(url, report)
        url, report = self._random.choice(self._known)
        if kind == "copy":
            url = url.replace("https://", "https://copies-of-")
        if kind == "update":
            first, _, rest = report.text.partition("\n")
            report = report._replace(text=f"{first}\n{next(self._reports).text.partition(chr(10))[0]}\n{rest}")
        return url, RawArticle(url=url, content=_html(report))

    def _in_some_form(self, url: str, report: Report) -> RawArticle:
        form = self._random.random()
        if form < 0.15:
            paragraphs = report.text.replace("\n", "\n\n")
            text = f"# {report.title}\n\n{paragraphs}\n"
            return RawArticle(url=url, content=text, content_type="text/markdown")
        if form < 0.25:
            return RawArticle(url=url, content=f"{report.title}\n\n{report.text}", content_type="text/plain")
        head = PAYWALL if self._random.random() < PARTIAL else ""
        return RawArticle(url=url, content=_html(report, head))


def page_of(seed: int) -> str:
    """Return a page for the web server, of a report that is in no other page."""
    (report, *_) = reports(seed, 1, ["en"])
    return _html(report)


def _endless(seed: int) -> Iterator[Report]:
    for more in count():
        yield from reports(seed + more, 3)


def _html(report: Report, head: str = "") -> str:
    title = escape(report.title)
    body = "".join(f"<p>{escape(text)}</p>" for text in report.text.split("\n"))
    return (
        f'<!DOCTYPE html><html lang="{report.language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )
