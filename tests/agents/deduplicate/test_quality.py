"""Recall and precision of the copies found: floors, lowered only with a reason in the commit."""

import gzip
import json
import random

import pytest
from resiliparse.extract.html2text import extract_plain_text

from agents.deduplicate import Deduplicator
from tests.support.paths import data

WINDOW = 86_400.0


def decided(extract, texts):
    """Decide on (group, text) pairs in turn; return recall and precision of the copies found within a group."""
    deduplicator = Deduplicator(window=WINDOW)
    groups = set()
    right = wrong = missed = 0
    for position, (group, text) in enumerate(texts):
        copied = deduplicator.decide(extract(f"{group}/{position}", text), position=position, time=0.0).duplicate_of
        if copied is None:
            missed += group in groups
        elif copied.id.partition("/")[0] == group:
            right += 1
        else:
            wrong += 1
        groups.add(group)
    return right / (right + missed), right / (right + wrong)


@pytest.mark.quality
@pytest.mark.quality
def test_all_planted_copies_are_found_and_nothing_else(extract):
    planted = data("dedup", "articles_1000.train")
    pairs = [line.split() for line in planted.with_suffix(".truth").read_text().splitlines()]
    group = {copy: original for original, copy in pairs}
    lines = [line.split(" ", 1) for line in planted.read_text().splitlines()]
    assert decided(extract, [(group.get(name, name), text) for name, text in lines]) == (1.0, 1.0)


@pytest.mark.quality
@pytest.mark.quality
def test_the_same_page_read_in_two_ways_is_a_copy(extract):
    pages = [
        json.loads(line)
        for line in gzip.decompress(data("extraction", "fundus-dev.jsonl.gz").read_bytes()).splitlines()
    ]
    texts = [(page["id"], page["truth"]["body"]) for page in pages]
    texts += [(page["id"], extract_plain_text(page["content"], main_content=True)) for page in pages]
    recall, precision = decided(extract, [(name, text) for name, text in texts if text])
    assert recall >= 0.95
    assert precision >= 0.99


class Agency:
    """A news agency whose stories several outlets print, each with its own changes."""

    def __init__(self):
        self.random = random.Random(7)
        self.words = [f"word{rank}" for rank in range(5_000)]
        self.weights = [1 / (rank + 3) for rank in range(5_000)]  # as frequent as in a language, by Zipf's law
        self.boilerplate = [self.paragraph(25) for _ in range(20)]

    def paragraph(self, length):
        return " ".join(self.random.choices(self.words, self.weights, k=length))

    def story(self):
        return [self.paragraph(self.random.randint(20, 60)) for _ in range(self.random.randint(6, 15))]

    def printed(self, story, dropped):
        """Give a story another headline, drop a share of its paragraphs, replace some words, add boilerplate."""
        kept = [paragraph for paragraph in story if self.random.random() >= dropped] or story[:1]
        edited = [
            " ".join("reportedly" if self.random.random() < 0.02 else word for word in paragraph.split())
            for paragraph in kept
        ]
        return "\n".join([self.paragraph(9), *edited, self.random.choice(self.boilerplate)])


@pytest.mark.parametrize("dropped, floor", [(0.0, 0.99), (0.1, 0.9), (0.2, 0.7)])
def test_a_wire_story_printed_by_three_outlets_is_published_once(extract, dropped, floor):
    agency = Agency()
    prints = []
    for number in range(200):
        story = agency.story()
        prints += [(str(number), agency.printed(story, dropped)) for _ in range(3)]
    agency.random.shuffle(prints)
    recall, precision = decided(extract, prints)
    assert recall >= floor
    assert precision == 1.0
