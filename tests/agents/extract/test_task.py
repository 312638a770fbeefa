"""The task of the pool's children: a raw event becomes an extracted, signed article, or its page must be fetched."""

import logging
import subprocess
import sys

import pytest

from agents.deduplicate import sign
from agents.done import Done
from agents.extract.task import TALKATIVE, ToFetch, extract_event, load, warm
from schemas import Extracted, Origin, RawArticle, Reason, Rejected
from tests.support.articles.extract import PARAGRAPHS, page
from tests.support.paths import ROOT

ORIGIN = Origin(topic="news.raw.v1", partition=3, offset=17)
LIMIT = 1_000_000
RAW = RawArticle(content=page(f"<article>{PARAGRAPHS}</article>"), url="https://herald.example/1")


def test_an_event_with_content_becomes_an_article_with_its_signature_and_origin():
    done = extract_event(RAW.encode(), ORIGIN, LIMIT)
    assert isinstance(done, Done)
    extracted = Extracted.decode(done.event)
    assert (done.id, done.language) == (extracted.article.id, "en")
    assert extracted.article.canonical_url == RAW.url
    assert extracted.signature == sign(extracted.article.text)
    assert extracted.article.provenance.origin == ORIGIN
    assert extracted.article.provenance.timings["extract"] > 0


def test_an_event_without_content_must_be_fetched():
    raw = RawArticle(url="https://herald.example/1")
    assert extract_event(raw.encode(), ORIGIN, LIMIT) == ToFetch("https://herald.example/1")


def test_an_event_above_the_limit_is_rejected_and_its_setting_is_named():
    value = RAW.encode()
    with pytest.raises(Rejected, match="NEWSMILL_MAX_EVENT_BYTES") as caught:
        extract_event(value, ORIGIN, len(value) - 1)
    assert caught.value.reason is Reason.TOO_LARGE
    assert isinstance(extract_event(value, ORIGIN, len(value)), Done)


def test_a_tombstone_is_rejected():
    with pytest.raises(Rejected):
        extract_event(None, ORIGIN, LIMIT)


@pytest.fixture
def libraries():
    """The loggers of libraries that warn of each odd page; they are afterwards as they were before."""
    loggers = [logging.getLogger(name) for name in TALKATIVE]
    before = [(logger.level, logger.handlers[:], logger.propagate) for logger in loggers]
    yield loggers
    for logger, (level, handlers, propagate) in zip(loggers, before, strict=True):
        logger.setLevel(level)
        logger.handlers[:], logger.propagate = handlers, propagate


@pytest.mark.parametrize("prepare", [load, warm])
def test_a_child_does_not_log_the_warnings_of_libraries(libraries, caplog, prepare):
    prepare()
    for logger in libraries:
        logger.setLevel(logging.WARNING)  # as trafilatura does with htmldate's when it is imported
        logger.getChild("core").error("an odd page")
    assert caplog.records == []


def modules_after(calls):
    """Return the libraries that a process of its own has imported after some calls of the task's functions."""
    code = f"import sys; from agents.extract import task; {calls}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=ROOT)
    return set(done.stdout.split()) & {"dateparser", "htmldate", "lxml", "numpy", "trafilatura", "wordninja"}


def test_the_parent_of_the_pool_imports_no_library_of_extraction():
    assert modules_after("task.extract_event") == set()


def test_a_loaded_child_has_imported_what_every_page_needs():
    assert {"lxml", "numpy"} <= modules_after("task.load()")


def test_a_warm_child_has_imported_what_only_some_pages_need_too():
    assert modules_after("task.warm()") == {"dateparser", "htmldate", "lxml", "numpy", "trafilatura", "wordninja"}
