"""The clean article event: newsmill's product, aligned with schema.org NewsArticle and IPTC ninjs."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, JsonValue, WithJsonSchema, model_validator

from schemas.base import Event, UtcTime, Value, check_numbers


class Status(StrEnum):
    """Whether subscribers see an article for the first time."""

    NEW = "new"
    UPDATED = "updated"


class Source(Value):
    """The outlet that published the article."""

    name: str | None = Field(default=None, description="The outlet's name as the page or the feed gives it.")
    domain: str | None = Field(default=None, description="Registrable domain of the URL, e.g. bbc.co.uk.")


class Language(Value):
    """The language of the text."""

    code: str = Field(description="ISO 639-1 code, or `und` if the language is unknown.")
    confidence: float = Field(ge=0, le=1, description="The detector's probability, 0 to 1.")


class BlockKind(StrEnum):
    """What a line of the text is: closed in the code, open in the contract, so that kinds can be added."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    TABLE_ROW = "table_row"


OPEN_KIND = {
    "anyOf": [{"enum": [kind.value for kind in BlockKind]}, {"type": "string"}],
    "description": "What the line is. An open enumeration: take values you do not know for `paragraph`.",
}
"""The schema of a block's kind in the contract: the documented values, and any other."""


class TextBlock(Value):
    """One line of the article's text, and what it is: `text[start:end]`, without the line feed behind it."""

    kind: Annotated[BlockKind | str, Field(union_mode="left_to_right"), WithJsonSchema(dict(OPEN_KIND))]
    start: int = Field(ge=0, description="Offset of the first character in text, in Unicode code points.")
    end: int = Field(gt=0, description="Offset after the last character in text, in Unicode code points.")
    level: int | None = Field(
        default=None, ge=1, le=6, description="Of a heading, 1 to 6, as the page has it; absent for other kinds."
    )


class Update(Value):
    """One entry of a live blog: lines of the article's text, `text[start:end]`, and when they were published."""

    at: UtcTime = Field(description="When the entry was published.")
    start: int = Field(ge=0, description="Offset of the first character in text, in Unicode code points.")
    end: int = Field(gt=0, description="Offset after the last character in text, in Unicode code points.")


class SentimentLabel(StrEnum):
    """The three classes of sentiment."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


class Probabilities(Value):
    """The probability of each class of sentiment; they sum to 1, but for errors of floating point."""

    negative: float = Field(ge=0, le=1, description="Of `negative`, 0 to 1.")
    neutral: float = Field(ge=0, le=1, description="Of `neutral`, 0 to 1.")
    positive: float = Field(ge=0, le=1, description="Of `positive`, 0 to 1.")


class Passage(Value):
    """A sentence of the article's text, `text[start:end]`."""

    start: int = Field(ge=0, description="Offset of the first character in text, in Unicode code points.")
    end: int = Field(gt=0, description="Offset after the last character in text, in Unicode code points.")


class Sentiment(Value):
    """The sentiment of the whole text, or towards an entity."""

    label: SentimentLabel = Field(description="The most likely class; `neutral` if no class is likely enough.")
    score: float = Field(
        ge=-1,
        le=1,
        description="How positive on balance, -1 to 1; it may be far from 0 although the label is `neutral`.",
    )
    probabilities: Probabilities | None = Field(
        default=None, description="Of the classes; the score is positive minus negative. Absent in older events."
    )
    sentences: tuple[Passage, ...] | None = Field(
        default=None,
        description="The sentences that carry the label most, at most three, the strongest first; absent in older "
        "events. The title also counts for the sentiment of the whole text.",
    )


class EntityType(StrEnum):
    """The kinds of named entity, in the names of OntoNotes 5 (https://catalog.ldc.upenn.edu/LDC2013T19)."""

    PERSON = "PERSON"
    NORP = "NORP"  # nationalities, religious and political groups
    FAC = "FAC"  # buildings, airports, highways, bridges
    ORG = "ORG"
    GPE = "GPE"  # countries, cities, states
    LOC = "LOC"  # other places: mountains, waters, regions
    PRODUCT = "PRODUCT"
    EVENT = "EVENT"
    WORK_OF_ART = "WORK_OF_ART"
    LAW = "LAW"


class Mention(Value):
    """One occurrence of an entity: `text[start:end]` of the article's text."""

    start: int = Field(ge=0, description="Offset of the first character in text.")
    end: int = Field(gt=0, description="Offset after the last character in text.")
    text: str = Field(description="The words themselves.")


class Entity(Value):
    """One thing the article names, with all its mentions in order."""

    name: str = Field(description="The fullest form among the mentions.")
    type: EntityType
    mentions: tuple[Mention, ...] = Field(min_length=1, description="In the order of the text.")
    salience: float = Field(
        ge=0,
        le=1,
        description="How much the article is about it: the probability that a headline which names one of the "
        "article's entities names this one. It sums to 1 over the article; the article's own title counts if there is "
        "one.",
    )
    sentiment: Sentiment | None = Field(
        default=None,
        description="Towards it; absent if no model knows the language, and of all but the most salient entities.",
    )


class Evidence(Value):
    """What newsmill compared of two texts, in counts: a sample of their shingles (runs of three words), and facts.

    A fact is a number or name in its context. What the outlets repeat in other articles is left out: it says nothing.
    """

    rules: str = Field(description="Version of the rules and thresholds that decided.")
    share: float = Field(ge=0, le=1, description="Share of this text that the other article has.")
    share_of_other: float = Field(ge=0, le=1, description="Share of the other article that this text has.")
    shingles_compared: int = Field(ge=0, description="Shingles of this text that were compared.")
    shingles_shared: int = Field(ge=0, description="Of them, those that the other article has.")
    shingles_repeated: int = Field(ge=0, description="Shingles of this text that were left out.")
    runs_equal: int = Field(ge=0, description="Shared shingles that are followed by the same five words.")
    runs_different: int = Field(ge=0, description="Shared shingles that are followed by other words.")
    facts_equal: int = Field(ge=0, description="Numbers and names that stand in the same context in both texts.")
    facts_different: int = Field(ge=0, description="Pairs of numbers or names that differ in the same context.")


class Link(Value):
    """A relation to another article, and how newsmill found it."""

    id: str = Field(description="The other article's id.")
    revision: int = Field(ge=1, description="That article's revision when the two were compared.")
    similarity: float = Field(
        ge=0,
        le=1,
        description="Estimated: for `minhash` the Jaccard similarity, for `containment` the share of the shorter text "
        "that the longer one has; 1 for `exact`.",
    )
    method: str = Field(description="`exact`, `minhash` or `containment`.")
    evidence: Evidence | None = Field(default=None, description="What was compared; absent in older events.")


class Origin(Value):
    """The raw event's place on Kafka."""

    topic: str = Field(description="The topic's name.")
    partition: int = Field(ge=0, description="The partition's number.")
    offset: int = Field(ge=0, description="The record's offset in the partition.")
    timestamp: UtcTime | None = Field(default=None, description="The record's timestamp.")

    @model_validator(mode="after")
    def _writable(self) -> Self:
        check_numbers(self.partition, self.offset)
        return self

    @property
    def place(self) -> str:
        """Topic, partition and offset in one string."""
        return f"{self.topic}/{self.partition}/{self.offset}"


class Provenance(Value):
    """How the article was made, for audits and for debugging."""

    origin: Origin | None = Field(default=None, description="The raw event's place on Kafka; absent without Kafka.")
    redirects: tuple[str, ...] | None = Field(
        default=None, description="URLs that led to the article's url by redirects, in order; absent if there are none."
    )
    methods: dict[str, str] = Field(default_factory=dict, description="Field name to the method that filled it.")
    text_confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="How sure the block model was of the page: the share of words that its reading and the article "
        "should have in common. Below 0.75 another reading is preferred. Absent if the model has not read the page.",
    )
    levels: dict[str, str] | None = Field(
        default=None,
        description="What `entities` and `sentiment` rest on in the article's language: `trained` if people labelled "
        "texts in it for training, `transferred` if only texts in other languages, `own` if the entities are of a "
        "model of the operator's own, `none` if there are no answers. An open enumeration; absent in older events.",
    )
    models: dict[str, str] = Field(default_factory=dict, description="Model name to version.")
    timings: dict[str, float] = Field(default_factory=dict, description="Stage name to its duration in seconds.")
    version: str = Field(description="newsmill's version.")


class Article(Event):
    """A clean, deduplicated, enriched article; the same `id` and `revision` always mean the same text."""

    id: str = Field(description="Hash of the canonical URL, or of the text if there is no URL.")
    revision: int = Field(default=1, ge=1, description="1 for a new article, one more for each changed text.")
    status: Status = Field(default=Status.NEW)
    url: str | None = Field(default=None, description="Where the page was found.")
    canonical_url: str | None = Field(default=None, description="The page's own permanent URL, normalised.")
    next_page: str | None = Field(
        default=None,
        description="URL of the same article's next page, normalised; its text is not in this one. Absent if the page "
        "links to none.",
    )
    source: Source = Field(default_factory=Source)
    title: str | None = Field(default=None, description="Headline without the outlet's name.")
    description: str | None = Field(default=None, description="Standfirst or meta description.")
    summary: str | None = Field(default=None, description="The first sentences of the text.")
    text: str = Field(
        min_length=1,
        description="The article's paragraphs, sub-headings, list items, quotations and rows of tables, a line feed "
        "between two. A tab separates the cells of a row; an empty cell has no characters, and empty cells at the end "
        "of a row are left out.",
    )
    blocks: tuple[TextBlock, ...] | None = Field(
        default=None,
        description="What each line of the text is, one block a line, in order; absent in older events, and if the "
        "text has more than 20,000 lines.",
    )
    updates: tuple[Update, ...] | None = Field(
        default=None,
        description="The entries of a live blog, in the order of the text, without overlap; lines before, between and "
        "after them may belong to none. Absent if the page states the times of fewer than three.",
    )
    language: Language
    authors: tuple[str, ...] = Field(default=(), description="Names in the order of the byline.")
    published_at: UtcTime | None = Field(default=None, description="First publication.")
    modified_at: UtcTime | None = Field(default=None, description="Last change, if the page states it.")
    fetched_at: UtcTime | None = Field(default=None, description="When the page was fetched.")
    processed_at: UtcTime | None = Field(default=None, description="When newsmill finished the article.")
    image: str | None = Field(default=None, description="URL of the lead image.")
    section: str | None = Field(default=None, description="Section of the outlet, if the page states it.")
    keywords: tuple[str, ...] = Field(default=(), description="Keywords the page states.")
    topics: tuple[str, ...] = Field(default=(), description="Topics newsmill assigned.")
    word_count: int = Field(default=0, ge=0, description="Words of the text.")
    is_partial: bool = Field(default=False, description="The text is cut by a paywall or a teaser.")
    entities: tuple[Entity, ...] = Field(default=(), description="Most salient first.")
    sentiment: Sentiment | None = Field(default=None, description="Of the text; absent if no model knows the language.")
    fingerprint: str = Field(description="Hash of the text that ignores case, punctuation and white space.")
    near_duplicates: tuple[Link, ...] = Field(
        default=(), description="Earlier articles that this one nearly repeats, but with other facts, or as an update."
    )
    contained_in: tuple[Link, ...] = Field(default=(), description="Earlier articles that contain most of this text.")
    contains: tuple[Link, ...] | None = Field(
        default=None, description="Earlier articles of which this text contains most; absent in older events."
    )
    raw_id: str | None = Field(default=None, description="The raw event's id, as the feed gave it.")
    metadata: dict[str, JsonValue] = Field(default_factory=dict, description="As the feed gave it.")
    provenance: Provenance
