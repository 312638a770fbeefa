"""The extract stage's work: one record, keyed by language for the deduplicator or by host for the fetcher."""

import pytest

from agents.done import Output
from agents.extract.agent import ExtractWork, extract_locally
from schemas import Extracted, Origin, RawArticle, Reason, Rejected
from streams.metrics import Metrics, Outcome
from streams.records import ORIGIN
from streams.settings import Settings
from tests.support.articles.extract import PARAGRAPHS, SENTENCE, page
from tests.support.articles.fetching import loopback
from tests.support.articles.site import site, text
from tests.support.running.deliver import event, means_of

HTML = page(f"<article>{PARAGRAPHS}</article>")
RAW = RawArticle(content=HTML, url="https://herald.example/1")


class Here:
    """A pool without children: the work is done at once, in this process."""

    async def run(self, function, *args):
        return function(*args)


def work(metrics=None):
    return ExtractWork(means_of(Settings(), metrics=metrics, pool=Here()))


async def test_an_article_goes_to_the_deduplicator_by_its_language():
    metrics = Metrics()
    result = await work(metrics)(event(value=RAW.encode()))
    (record,) = result.records
    extracted = Extracted.decode(record.value)
    assert result.outcome is Outcome.EXTRACTED
    assert result.article == extracted.article.id
    assert (record.topic, record.key) == ("newsmill.extracted.v1", b"en")
    assert extracted.article.provenance.origin == event().origin
    assert metrics.registry.get_sample_value("newsmill_stage_seconds_count", {"stage": "extract"}) == 1


async def test_an_event_without_content_goes_to_the_fetcher_by_its_host_with_its_origin():
    value = RawArticle(url="https://herald.example/1").encode()
    result = await work()(event(value=value))
    (record,) = result.records
    assert result.outcome is Outcome.TO_FETCH
    assert (record.topic, record.key, record.value) == ("newsmill.fetch.v1", b"herald.example", value)
    assert Origin.model_validate_json(dict(record.headers)[ORIGIN]) == event().origin


async def test_a_fetched_event_keeps_the_origin_of_its_raw_event():
    origin = Origin(topic="news.raw.v1", partition=5, offset=50)
    headers = ((ORIGIN, origin.model_dump_json().encode()),)
    result = await work()(event("newsmill.fetched.v1", value=RAW.encode(), headers=headers))
    assert Extracted.decode(result.records[0].value).article.provenance.origin == origin


async def test_a_binary_cloud_event_is_extracted_like_a_raw_event():
    headers = (("ce_specversion", b"1.0"), ("ce_source", b"https://herald.example/1"), ("content-type", b"text/html"))
    result = await work()(event(value=HTML.encode(), headers=headers))
    assert Extracted.decode(result.records[0].value).article.url == RAW.url


async def test_without_kafka_a_missing_page_is_fetched_at_once():
    means = means_of(loopback(), pool=Here())
    async with site(page=text(HTML)) as address, means.stack:
        before = Output(None, RawArticle(url=f"{address}/page").encode())
        output = await extract_locally(means)(before)
    assert output.outcome is Outcome.EXTRACTED
    assert SENTENCE.strip() in Extracted.decode(output.event).article.text


BAD_URLS = ["http://", "https://a:99999/", "http://xn--/", "http://[", "http://a..b/", "http://exa mple.org/"]


@pytest.mark.parametrize("bad_url", BAD_URLS)
async def test_a_url_that_cannot_be_requested_is_refused_before_it_is_fetched(bad_url):
    with pytest.raises(Rejected) as caught:
        await work()(event(value=RawArticle(url=bad_url).encode()))
    assert caught.value.reason is Reason.INVALID_FIELD


async def test_an_origin_from_outside_is_not_believed():
    forged = Origin(topic="news.raw.v1", partition=5, offset=50).model_dump_json().encode()
    result = await work()(event(value=RAW.encode(), headers=((ORIGIN, forged),)))
    assert Extracted.decode(result.records[0].value).article.provenance.origin == event().origin


async def test_the_events_of_a_domain_go_to_one_partition_if_the_settings_say_so():
    extracting = ExtractWork(means_of(Settings(fetch_site="domain"), pool=Here()))
    result = await extracting(event(value=RawArticle(url="https://news.herald.co.uk/1").encode()))
    assert result.records[0].key == b"herald.co.uk"
