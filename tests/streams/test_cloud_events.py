"""The CloudEvents SDK reads what newsmill writes, and newsmill reads raw events that the SDK writes."""

from datetime import UTC, datetime

import orjson
import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_kafka, to_binary, to_structured
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from agents.extract.cloud_event import unwrapped
from schemas import Article, Duplicate, RawArticle, Reason, Rejected
from schemas.json_schema import examples
from streams.records import ARTICLE_TYPE, DUPLICATE_TYPE, TRACEPARENT, cloud_event_headers, passed_on
from tests.support.contract import header_validator

TIME = datetime(2026, 3, 4, 5, 6, 7, 250_000, tzinfo=UTC)
URL = "https://herald.example/1"
PAGE = "<p>Fähre</p>".encode("iso-8859-1")
EVENTS = [
    (Article.from_object(examples("article.v1")[0]), ARTICLE_TYPE),
    (Duplicate.from_object(examples("duplicate.v1")[0]), DUPLICATE_TYPE),
]


@pytest.mark.parametrize("event, kind", EVENTS, ids=[kind for _, kind in EVENTS])
def test_the_sdk_reads_and_writes_again_what_newsmill_writes(event, kind):
    headers = dict(cloud_event_headers(kind, f"{event.id}.1", TIME) + passed_on([], "news.raw.v1/0/1"))
    read = from_kafka(KafkaMessage(headers, event.id.encode(), event.encode()), JSONFormat())
    assert (read.get_specversion(), read.get_id(), read.get_source()) == ("1.0", f"{event.id}.1", "/newsmill")
    assert (read.get_type(), read.get_time()) == (kind, TIME)
    assert read.get_datacontenttype() == "application/json"
    assert read.get_data() == orjson.loads(event.encode())
    assert read.get_extension("partitionkey") == event.id
    written = to_binary(read, JSONFormat())
    assert written.key == event.id
    del headers[TRACEPARENT]  # belongs to the record, not to the event
    again = {name: text for name, text in written.headers.items() if name != "ce_partitionkey"}
    assert {**again, "ce_time": b""} == {**headers, "ce_time": b""}
    assert datetime.fromisoformat(again["ce_time"].decode()) == TIME
    assert type(event).decode(written.value) == event


def page(**more: object) -> CloudEvent:
    attributes = {"id": "a-1", "source": "/crawler", "type": "example.page", "time": TIME, "subject": URL}
    return CloudEvent({**attributes, "datacontenttype": "text/html; charset=iso-8859-1", **more}, PAGE)


def test_a_page_the_sdk_writes_in_binary_mode_is_a_raw_event():
    message = to_binary(page(), JSONFormat())
    raw = RawArticle.decode(unwrapped(message.value, [*message.headers.items()]))
    assert (raw.url, raw.id, raw.page(), raw.charset, raw.fetched_at) == (URL, "a-1", PAGE, "iso-8859-1", TIME)


def test_its_headers_are_those_that_the_contract_requires():
    headers = {name: text.decode() for name, text in to_binary(page(), JSONFormat()).headers.items()}
    header_validator("rawPage").validate(headers)
    for required in ("ce_specversion", "ce_id", "ce_source", "ce_type", "content-type"):
        assert not header_validator("rawPage").is_valid({name: headers[name] for name in headers if name != required})


def test_a_raw_article_as_a_cloud_events_json_is_a_raw_event():
    given = examples("raw-article.v1")[0]
    event = CloudEvent({"source": "/feed", "type": "example.raw", "datacontenttype": "application/json"}, given)
    message = to_binary(event, JSONFormat())
    assert RawArticle.decode(unwrapped(message.value, [*message.headers.items()])) == RawArticle.from_object(given)


def test_the_structured_mode_is_not_read():
    message = to_structured(page(datacontenttype="text/html"), JSONFormat())
    with pytest.raises(Rejected) as caught:
        RawArticle.decode(unwrapped(message.value, [*message.headers.items()]))
    assert caught.value.reason is Reason.MISSING_CONTENT
