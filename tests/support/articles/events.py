"""Events of every kind, drawn by Hypothesis from all that the models allow."""

from datetime import datetime

from hypothesis import strategies as st

from schemas import (
    Article,
    BlockKind,
    DeadLetter,
    Duplicate,
    Entity,
    EntityType,
    Event,
    Evidence,
    Extracted,
    Language,
    Link,
    Mention,
    Origin,
    Passage,
    Probabilities,
    Provenance,
    RawArticle,
    Reason,
    Sentiment,
    SentimentLabel,
    Signature,
    Source,
    Status,
    TextBlock,
    Update,
)

text = st.text(max_size=40)
some_text = st.text(min_size=1, max_size=40)
maybe_text = st.none() | text
earliest, latest = datetime(1, 1, 2), datetime(9999, 12, 30)  # noqa: DTZ001 (in any zone)
times = st.datetimes(earliest, latest, timezones=st.timezones())
maybe_time = st.none() | times
share = st.floats(0, 1)
count = st.integers(0, 2**53)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=5,
)
free = st.dictionaries(text, json_values, max_size=3)
web_address = text.map(lambda path: f"https://example.org/{path}")

origins = st.builds(Origin, topic=text, partition=count, offset=count, timestamp=maybe_time)
provenances = st.builds(
    Provenance,
    origin=st.none() | origins,
    methods=st.dictionaries(text, text, max_size=2),
    levels=st.none() | st.dictionaries(text, text, max_size=2),
    models=st.dictionaries(text, text, max_size=2),
    timings=st.dictionaries(text, st.floats(0, 1e6), max_size=2),
    version=text,
)
languages = st.builds(Language, code=text, confidence=share)
sources = st.builds(Source, name=maybe_text, domain=maybe_text)
passages = st.builds(Passage, start=count, end=st.integers(1, 2**53))
probabilities = st.builds(Probabilities, negative=share, neutral=share, positive=share)
sentiments = st.none() | st.builds(
    Sentiment,
    label=st.sampled_from(SentimentLabel),
    score=st.floats(-1, 1),
    probabilities=st.none() | probabilities,
    sentences=st.none() | st.lists(passages, max_size=3).map(tuple),
)
mentions = st.builds(Mention, start=count, end=st.integers(1, 2**53), text=text)
entities = st.builds(
    Entity,
    name=text,
    type=st.sampled_from(EntityType),
    mentions=st.lists(mentions, min_size=1, max_size=2).map(tuple),
    salience=share,
    sentiment=sentiments,
)
counts = st.integers(0, 48)  # hashes of a sketch
evidence = st.builds(
    Evidence,
    rules=text,
    share=share,
    share_of_other=share,
    shingles_compared=counts,
    shingles_shared=counts,
    shingles_repeated=counts,
    runs_equal=counts,
    runs_different=counts,
    facts_equal=counts,
    facts_different=counts,
)
links = st.builds(
    Link,
    id=text,
    revision=st.integers(1, 2**31),
    similarity=share,
    method=text,
    evidence=st.none() | evidence,
)
blocks = st.builds(
    TextBlock,
    kind=st.sampled_from(BlockKind) | text,
    start=count,
    end=st.integers(1, 2**53),
    level=st.none() | st.integers(1, 6),
)
updates = st.builds(Update, at=times, start=count, end=st.integers(1, 2**53))
some_links = st.lists(links, max_size=2).map(tuple)
articles = st.builds(
    Article,
    id=text,
    revision=st.integers(1, 2**31),
    status=st.sampled_from(Status),
    url=maybe_text,
    source=sources,
    title=maybe_text,
    text=some_text,
    blocks=st.none() | st.lists(blocks, max_size=2).map(tuple),
    updates=st.none() | st.lists(updates, max_size=2).map(tuple),
    next_page=maybe_text,
    language=languages,
    authors=st.lists(text, max_size=2).map(tuple),
    published_at=maybe_time,
    processed_at=maybe_time,
    keywords=st.lists(text, max_size=2).map(tuple),
    word_count=count,
    is_partial=st.booleans(),
    entities=st.lists(entities, max_size=2).map(tuple),
    sentiment=sentiments,
    fingerprint=text,
    near_duplicates=some_links,
    contained_in=some_links,
    contains=st.none() | some_links,
    raw_id=maybe_text,
    metadata=free,
    provenance=provenances,
)
raw_contents = (
    st.fixed_dictionaries({"url": web_address})
    | st.fixed_dictionaries({"content": text, "url": st.none() | web_address})
    | st.fixed_dictionaries({"content_base64": text, "url": st.none() | web_address})
)
raw_articles = raw_contents.flatmap(
    lambda content: st.builds(
        RawArticle,
        **{name: st.just(value) for name, value in content.items()},
        content_type=text,
        id=maybe_text,
        source=maybe_text,
        fetched_at=maybe_time,
        published_at=maybe_time,
        title=maybe_text,
        headers=st.dictionaries(text, text, max_size=2),
        metadata=free,
    )
)
maybe_bytes = st.none() | st.binary(max_size=40)
dead_letters = st.builds(
    DeadLetter,
    key=maybe_bytes,
    value=maybe_bytes,
    headers=st.lists(st.tuples(text, maybe_bytes), max_size=4).map(tuple),
    reason=st.sampled_from(Reason),
    stage=text,
    error=text,
    attempt=st.integers(1, 1000),
    failed_at=times,
    origin=st.none() | origins,
    version=text,
)
duplicates = st.builds(
    Duplicate,
    id=text,
    duplicate_of=links,
    url=maybe_text,
    source=sources,
    language=languages,
    published_at=maybe_time,
    word_count=count,
    fingerprint=text,
    provenance=provenances,
)
extracted = st.builds(
    Extracted, article=articles, signature=st.builds(Signature, version=st.integers(1, 9), sketch=text)
)

EVENTS: dict[type[Event], st.SearchStrategy[Event]] = {
    Article: articles,
    DeadLetter: dead_letters,
    Duplicate: duplicates,
    Extracted: extracted,
    RawArticle: raw_articles,
}
