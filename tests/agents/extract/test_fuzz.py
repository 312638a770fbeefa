"""For any tree of elements and for any bytes of an event, extraction returns an article or rejects the event.

`test_robust.py` has the same for any text and bytes of a page. Covers blocks/blocks.py and blocks/extractor.py too.
"""

import html
import json
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.html import HTMLParser

from agents.done import Done
from agents.extract.article import extract
from agents.extract.blocks.blocks import ABOVE, INLINE, NAMING, SKIPPED, TAGS, read_blocks
from agents.extract.blocks.extractor import bundled
from agents.extract.blocks.features import features
from agents.extract.blocks.looks import Hints
from agents.extract.page import Extractor
from agents.extract.task import ToFetch, extract_event, warm
from schemas import Article, Extracted, RawArticle, Rejected

SENTENCES = (
    "The council approved the plan on Monday, after a debate of three years.", "Der Rat stimmte am Montag zu. ",
    "Совет одобрил план в понедельник.", "وافق المجلس على الخطة يوم الاثنين.", "परिषद ने सोमवार को योजना को मंजूरी दी।",
    "理事会は月曜日に計画を承認した。", "市议会周一批准了该计划。", "시의회는 월요일 계획을 승인했다.", "אושר ביום שני",
    "สภาอนุมัติแผนเมื่อวันจันทร์", "Foto: Reuters", "By Jane Doe", "23 March 2021", "© 2021 | All rights reserved",
    "Read also:", "”Ça va?”", "e\u0301 \u00ad\u200b\ufdfa\U0010ffff", "\U0001f469\u200d\U0001f467", "&nbsp;",
)  # fmt: skip
TEXTS = st.sampled_from(SENTENCES).flatmap(lambda text: st.sampled_from([text, text * 9])) | st.text(max_size=20)
ODD_TAGS = {"br", "hr", "title", "html", "my-tag", "svg:path", "p/", "x" * 99}
TAG_NAMES = sorted({*SKIPPED, *INLINE, *TAGS, *ABOVE, *ODD_TAGS})
NAMES = sorted({*NAMING, *"style hidden aria-hidden href name property content type dir a:b =".split()})
WORDS = "article-body relatedPosts display:none true https://x.y/z og:title 2021-03-23 application/ld+json".split()
VALUES = st.sampled_from(["", *WORDS]) | TEXTS
ATTRIBUTES = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=3)


def element(parts):
    tag, attributes, children, is_closed = parts
    named = "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{named}>{''.join(children)}" + (f"</{tag}>" if is_closed else "")


TREES = st.recursive(
    TEXTS,
    lambda inner: st.tuples(
        st.sampled_from(TAG_NAMES), ATTRIBUTES, st.lists(inner, max_size=6), st.integers(0, 9).map(bool)
    ).map(element),
    max_leaves=60,
)
FIELDS = st.sampled_from(sorted(RawArticle.model_fields))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | TREES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)

patient = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module", autouse=True)
def _warm():
    warm()


@patient
@given(st.lists(TREES, max_size=8).map("".join), st.sampled_from(Extractor))
def test_any_tree_of_elements_is_an_article_or_rejected(content, extractor):
    raw = RawArticle(content=f"<html><body>{content}</body></html>", url="https://www.daily-example.com/a")
    try:
        article = extract(raw, version="1.0", extractor=extractor)
    except Rejected:
        return
    assert Article.decode(article.encode()) == article
    assert extract(raw, version="1.0", extractor=extractor) == article
    confidence = article.provenance.text_confidence
    assert confidence is None or 0 <= confidence <= 1


EVENTS = st.dictionaries(FIELDS | TEXTS, ANYTHING, max_size=6)
PAGES = st.builds(lambda event, page: event | {"content": page}, EVENTS, TREES)


@patient
@given(st.binary() | (EVENTS | PAGES).map(lambda event: json.dumps(event).encode()))
def test_any_event_is_an_article_or_to_fetch_or_rejected(value):
    try:
        done = extract_event(value, None, 100_000)
    except Rejected:
        return
    if isinstance(done, ToFetch):
        return
    assert isinstance(done, Done)
    assert Extracted.decode(done.event).article.id == done.id


@patient
@given(st.lists(TREES, max_size=8).map("".join), TEXTS, TEXTS)
def test_the_blocks_of_any_tree_are_clean_and_in_the_elements_that_hold_them(content, title, body):
    tree = etree.fromstring(
        f"<html><body>{content}</body></html>".encode("utf-8", "replace"), HTMLParser(encoding="utf-8")
    )
    blocks = read_blocks(tree)
    elements = blocks.elements
    count, held = len(blocks.texts), len(elements.tag)
    of_each = [field.name for field in fields(blocks) if field.name not in ("elements", "taken")]
    assert {len(getattr(blocks, name)) for name in of_each} == {count}
    assert set(blocks.taken) <= set(range(count))
    assert {len(getattr(elements, field.name)) for field in fields(elements)} == {held}
    assert all(text == " ".join(text.split()) != "" for text in blocks.texts)
    assert all(0 <= first <= end <= count for first, end in zip(elements.first, elements.end, strict=True))
    assert all(parent < number for number, parent in enumerate(elements.parent) if number)
    for number, holder in enumerate(blocks.element):
        assert elements.first[holder] <= number < elements.end[holder]
    if count:
        rows = features(blocks, Hints(title, title, body))
        assert rows.shape[0] == count
        assert np.isfinite(rows).all()
    reading = bundled(0.75).read(tree, Hints(title, title, body))
    assert 0 <= reading.confidence <= 1
    assert reading.kept == sorted(set(reading.kept) & set(range(count)))


def test_a_tree_of_any_depth_is_read():
    root = deepest = etree.Element("html")
    for number in range(5_000):
        deepest = etree.SubElement(deepest, "div" if number % 3 else "b")
        deepest.text = "word " * 30
    assert 0 <= bundled(0.75).read(root, Hints()).confidence <= 1
