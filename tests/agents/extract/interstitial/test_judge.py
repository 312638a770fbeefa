"""A page in the place of an article is a dead letter that names its kind; an article that resembles one is not.

Covers the tables phrases/age.py, phrases/consent.py, phrases/denied.py, phrases/down.py, phrases/kind.py,
phrases/login.py, phrases/missing.py, phrases/no_script.py and phrases/robot_check.py, and interstitial/services.py,
interstitial/shown.py and html/evidence.py.
"""

import re
import time

import pytest

from agents.extract.interstitial import Shown, phrases
from agents.extract.interstitial.judge import kind_of
from agents.extract.interstitial.phrases import Phrases
from agents.extract.interstitial.services import CONSENT_WALLS, ROBOT_CHECKS
from schemas import Reason, Rejected
from tests.support.articles.extract import NEWS, SENTENCE, STORY_URL, ld, read_document, read_page
from tests.support.articles.interstitials import ARTICLES, CLOUDFLARE, KINDS, simple
from tests.support.extraction.newsmill import outcomes
from tests.support.extraction.pages import SETS

PAGES = [(kind, name) for kind, pages in KINDS.items() for name in pages]
LANGUAGES = set("en de fr es it pt nl pl cs sv da no fi hu ro el tr ru uk ar fa he hi id vi th zh ja ko".split())
TABLES = {name: table for name, table in vars(phrases).items() if isinstance(table, Phrases)}


@pytest.mark.parametrize("kind, name", PAGES)
def test_a_page_in_the_place_of_an_article_is_refused_by_its_kind(kind, name):
    with pytest.raises(Rejected, match=rf"the page is {kind}( of .*)?, not an article") as caught:
        read_page(KINDS[kind][name], url=STORY_URL)
    assert caught.value.reason is Reason.INTERSTITIAL


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_that_resembles_one_is_an_article(name):
    assert read_page(ARTICLES[name], url=STORY_URL).text


def test_a_page_that_states_an_article_is_never_refused():
    html = simple("Access denied", "You don't have permission to leave, the captain said.", head=ld(NEWS))
    assert "You don't have permission" in read_page(html, url=STORY_URL).text


def test_only_the_start_of_a_text_and_short_titles_are_read():
    shown = Shown(titles=("-" * 1_000_000, " | " * 1_000_000), text="", visible="page " * 1_000_000)
    started = time.process_time()
    assert kind_of(shown) is None
    assert time.process_time() - started < 2


def test_the_service_is_named():
    with pytest.raises(Rejected, match="a robot check of Cloudflare"):
        read_page(CLOUDFLARE)


@pytest.mark.parametrize("content_type", ["text/plain", "text/markdown"])
def test_a_page_that_a_crawler_made_text_is_refused_too(content_type):
    text = "Just a moment...\n\nVerify you are human by completing the action below.\n\nRay ID: 7d2f"
    with pytest.raises(Rejected, match="the page is a robot check"):
        read_document(text, content_type)
    assert read_document(f"Just a moment\n\n{SENTENCE * 8}\n\n{SENTENCE * 8}\n", content_type).text


@pytest.mark.parametrize("name", TABLES)
def test_every_kind_has_phrases_in_the_main_languages(name):
    table = TABLES[name]
    assert table.titles.keys() >= LANGUAGES
    assert table.texts.keys() >= LANGUAGES
    further = (phrases.NO_SCRIPT, phrases.LOADING, phrases.PURPOSES)
    assert all(one.keys() >= LANGUAGES for one in further)
    texts = (*table.titles.values(), *table.texts.values(), *(text for one in further for text in one.values()))
    for pattern in map(re.compile, texts):
        assert pattern.groups == 0
        assert pattern.fullmatch("") is None


def test_markers_are_in_lower_case():
    for marker in (marker for row in (*ROBOT_CHECKS.values(), *CONSENT_WALLS.values()) for marker in row):
        assert marker == marker.lower()


@pytest.mark.quality
@pytest.mark.parametrize("name", SETS)
def test_no_labelled_page_is_refused(name):
    assert [page.id for page in outcomes(name) if len(page.truth.text) > 200 and not page.found.text] == []
