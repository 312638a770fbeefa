"""Drafts: an extracted article that is decided on without being validated as a whole."""

import orjson
import pytest

from agents.deduplicate.draft import Draft
from agents.deduplicate.signature import Text
from schemas import Reason, Rejected


def fields_of(event):
    return orjson.loads(event.encode())


@pytest.mark.parametrize("title", [None, "Ferry runs again"])
@pytest.mark.parametrize("url", [None, "https://herald.example/ferry"])
def test_what_is_compared_is_the_same_as_of_the_validated_event(extract, story, title, url):
    extracted = extract("a", story("ferry", 1, 2), "de", url=url, title=title)
    draft = Draft.read(extracted.encode())
    assert (draft.id, draft.article) == ("a", extracted.article)
    assert str(draft.text) == str(Text.of(extracted))


def test_the_article_is_published_as_the_validated_one_would_be(streams, story):
    one, other = streams(), streams()
    published = {}
    texts = [("a", (1, 2, 3)), ("b", (1, 2, 3, 4, 5)), ("a", (1, 2, 3, 9)), ("c", (7, 8))]
    for name, paragraphs in texts:
        event = one.extract(name, story("flood", *paragraphs))
        decision = one.decide(name, story("flood", *paragraphs))
        draft = Draft.read(event.encode())
        ruling = other.deduplicator.judge(name, draft.text, position=one.position, time=0.0).ruling
        published[name, paragraphs] = orjson.loads(draft.ruled(ruling))
        assert published[name, paragraphs] == fields_of(decision.article)
    assert [one["revision"] for one in published.values()] == [1, 1, 2, 1]
    assert [one["status"] for one in published.values()] == ["new", "new", "updated", "new"]
    assert [[link["id"] for link in one["contains"]] for one in published.values()] == [[], ["a"], [], []]


def test_an_event_of_another_version_is_signed_again(extract, story):
    event = fields_of(extract("a", story("ferry", 1)))
    draft = Draft.read(orjson.dumps(event | {"signature": {"version": 1, "sketch": "?"}}))
    assert str(draft.text) == str(Draft.read(orjson.dumps(event)).text)
    assert draft.fields["text"] == event["article"]["text"]


@pytest.mark.parametrize(
    "change, reason",
    [
        (lambda _: [], Reason.NOT_AN_OBJECT),
        (lambda event: event | {"article": None}, Reason.INVALID_FIELD),
        (lambda event: event | {"article": event["article"] | {"id": 7}}, Reason.INVALID_FIELD),
        (lambda event: event | {"article": event["article"] | {"title": 7}}, Reason.INVALID_FIELD),
        (lambda event: event | {"signature": event["signature"] | {"sketch": "?"}}, Reason.INVALID_FIELD),
        (lambda event: event | {"signature": event["signature"] | {"sketch": ""}}, Reason.INVALID_FIELD),
    ],
)
def test_an_event_that_cannot_be_decided_on_is_rejected(extract, story, change, reason):
    event = change(fields_of(extract("a", story("ferry", 1))))
    with pytest.raises(Rejected) as refused:
        Draft.read(orjson.dumps(event))
    assert refused.value.reason is reason


def test_an_article_that_json_cannot_write_again_is_rejected(extract, story, streams):
    event = fields_of(extract("a", story("ferry", 1)))
    value = b'{"article":%s,"signature":%s}' % (
        orjson.dumps({**event["article"], "metadata": {}}).replace(
            b'"metadata":{}', b'"metadata":{"deep":' + b"[" * 300 + b"]" * 300 + b"}"
        ),
        orjson.dumps(event["signature"]),
    )
    draft = Draft.read(value)
    ruling = streams().deduplicator.judge("a", draft.text, position=0, time=0.0).ruling
    with pytest.raises(Rejected, match="cannot be written as JSON"):
        draft.ruled(ruling)
