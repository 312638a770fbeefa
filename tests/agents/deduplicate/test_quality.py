"""Recall and precision of deduplication: floors, lowered only with a reason in the commit.

The tables behind them, by kind and with more texts: `make bench-copies`.
"""

import gzip
import json
from random import Random

import pytest
from resiliparse.extract.html2text import extract_plain_text
from trafilatura import extract as extract_with_trafilatura

from tests.support.articles.copies import KINDS, excerpt
from tests.support.articles.judged import Found, Score, Sent, judge
from tests.support.articles.newsroom import reports
from tests.support.paths import data

BODIES = 300
MIN_WORDS = 100  # of a body that is copied


def sent_reports(seed: int, each: int) -> list[Sent]:
    return [
        Sent(str(number), report.text, report.language, f"https://{report.domain}/{number}", report.title, report.kind)
        for number, report in enumerate(reports(seed, each))
    ]


def test_no_report_from_a_template_is_dropped() -> None:
    """Ten kinds in three languages, three kinds in three more, two outlets for each language, twenty of each."""
    judged = judge(sent_reports(seed=1, each=20))
    assert len(judged) == 1560
    assert [one for one in judged if one.found is Found.WRONG] == []
    assert sum(bool(one.strays) for one in judged) <= 10, "few are linked to one another"


def test_hardly_a_report_without_a_headline_is_dropped() -> None:
    """Warnings for two places, the same but for one name, are told apart by their headlines alone."""
    judged = judge(one._replace(title=None) for one in sent_reports(seed=3, each=8))
    assert {one.sent.kind for one in judged if one.found is Found.WRONG} <= {"weather"}
    assert sum(one.found is Found.WRONG for one in judged) <= 2


def pages(name: str) -> list[dict[str, object]]:
    return [
        json.loads(line)
        for line in gzip.decompress(data("extraction", f"{name}-dev.jsonl.gz").read_bytes()).splitlines()
    ]


def bodies() -> list[Sent]:
    """Return labelled texts of real pages, long enough to be cut."""
    found = []
    for page in pages("fundus") + pages("wcxb"):
        body = str(page["truth"]["body"] or "")
        if len(body.split()) >= MIN_WORDS:
            found.append(Sent(str(page["id"]), body, url=str(page["url"])))
    return found[:BODIES]


def copied(originals: list[Sent], kind: str) -> list[Sent]:
    random = Random(kind)
    copy = KINDS[kind]
    return [
        one._replace(text=copy(one.text, originals[at - 7].text, random), url=f"https://copy.example/{at}")
        for at, one in enumerate(originals)
    ]


@pytest.mark.quality
def test_copies_as_outlets_print_them_are_found() -> None:
    originals = bodies()
    scores = [Score.of(judge(originals + copied(originals, kind))[len(originals) :]) for kind in KINDS]
    total = Score(*map(sum, zip(*scores, strict=True)))
    assert total.recall >= 0.965
    assert total.found >= 0.985
    assert total.precision >= 0.998


@pytest.mark.quality
@pytest.mark.parametrize("share, floor", [(0.5, 0.99), (0.25, 0.97)])
@pytest.mark.parametrize("is_first", [False, True])
def test_a_part_of_an_article_is_linked_to_it_whichever_comes_first(share: float, floor: float, is_first: bool) -> None:
    random = Random(1)
    originals = bodies()
    parts = [one._replace(text=excerpt(one.text, random, share), url="https://copy.example/") for one in originals]
    score = Score.of(judge(parts + originals if is_first else originals + parts)[len(originals) :])
    assert score.found >= floor
    assert score.duplicate <= 3, "a part is no copy: it is published"


@pytest.mark.quality
def test_all_planted_copies_are_found_and_nothing_else() -> None:
    planted = data("dedup", "articles_1000.train")
    pairs = [line.split() for line in planted.with_suffix(".truth").read_text().splitlines()]
    group = {copy: original for original, copy in pairs}
    lines = [line.split(" ", 1) for line in planted.read_text().splitlines()]
    score = Score.of(judge(Sent(group.get(name, name), text) for name, text in lines))
    assert (score.recall, score.precision) == (1.0, 1.0)


@pytest.mark.quality
def test_the_same_page_read_in_several_ways_is_a_copy() -> None:
    sent = []
    for page in pages("fundus") + pages("wcxb"):
        html = str(page["content"])
        texts = [page["truth"]["body"], extract_plain_text(html, main_content=True), extract_with_trafilatura(html)]
        sent += [Sent(str(page["id"]), str(text), url=str(page["url"])) for text in texts if text]
    score = Score.of(judge(sent))
    assert score.found >= 0.96
    assert score.precision >= 0.995


class Agency:
    """A news agency whose stories several outlets print, each with its own changes."""

    def __init__(self) -> None:
        self.random = Random(7)
        self.words = [f"word{rank}" if rank < 1_000 else f"Name{rank}" for rank in range(5_000)]
        self.weights = [1 / (rank + 3) for rank in range(5_000)]  # as frequent as in a language, by Zipf's law
        self.boilerplate = [self.paragraph(25) for _ in range(20)]

    def paragraph(self, length: int) -> str:
        return " ".join(self.random.choices(self.words, self.weights, k=length))

    def story(self) -> list[str]:
        return [self.paragraph(self.random.randint(20, 60)) for _ in range(self.random.randint(6, 15))]

    def printed(self, story: list[str], dropped: float) -> str:
        """Give a story another headline, drop a share of its paragraphs, replace some words, add boilerplate."""
        kept = [paragraph for paragraph in story if self.random.random() >= dropped] or story[:1]
        edited = [
            " ".join("reportedly" if self.random.random() < 0.02 else word for word in paragraph.split())
            for paragraph in kept
        ]
        return "\n".join([self.paragraph(9), *edited, self.random.choice(self.boilerplate)])


@pytest.mark.parametrize("dropped, floor", [(0.0, 0.99), (0.1, 0.9), (0.2, 0.65)])
def test_a_wire_story_printed_by_three_outlets_is_published_once(dropped: float, floor: float) -> None:
    agency = Agency()
    prints = []
    for number in range(200):
        story = agency.story()
        prints += [Sent(str(number), agency.printed(story, dropped)) for _ in range(3)]
    agency.random.shuffle(prints)
    score = Score.of(judge(prints))
    assert score.recall >= floor  # .65 instead of .7: two prints that share half may be two reports with one notice
    assert score.found >= 0.8
    assert score.precision == 1.0
