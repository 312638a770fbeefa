"""JSON-LD is read in all the shapes that sites use."""

from datetime import UTC, datetime

import pytest

from tests.support.articles.extract import NEWS, ld, read_head

ORGANISATION = {"@type": "Organization", "name": "Daily Example", "@id": "#org"}


@pytest.mark.parametrize(
    "head",
    [
        ld(NEWS),
        ld([ORGANISATION, NEWS]),
        ld({"@context": "https://schema.org", "@graph": [ORGANISATION, {"@type": "WebSite", "name": "D"}, NEWS]}),
        ld({"@type": "WebPage", "mainEntity": NEWS}),
        ld(ORGANISATION, NEWS),
        ld({**NEWS, "@type": ["Article", "ReportageNewsArticle"]}),
        ld({**NEWS, "@type": "http://schema.org/BlogPosting"}),
        ld({"@graph": [{**NEWS, "author": [{"@id": "#j"}, {"@id": "#s"}], "publisher": {"@id": "#org"}}, ORGANISATION,
                       {"@id": "#j", "@type": "Person", "name": "Jane Doe"},
                       {"@id": "#s", "@type": "Person", "name": "John Smith"}]}),
        ld(NEWS).replace("}</script>", ",}</script>"),
        ld(NEWS).replace(">{", ">//<![CDATA[\n{").replace("}<", "}\n//]]><"),
        ld(NEWS).replace("</script>", ";</script>"),
        ld(NEWS).replace("After years", "After\nyears").replace("debate.", "debate\\'."),
        ld({"@type": "ItemList", "itemListElement": [{**NEWS, "headline": "Another story"}]}, NEWS),
    ],
)  # fmt: skip
def test_json_ld_is_read_in_every_shape(head):
    article = read_head(head)
    assert article.title == "Council approves plan"
    assert article.authors == ("Jane Doe", "John Smith")
    assert article.published_at == datetime(2021, 3, 24, 1, 30, tzinfo=UTC)
    assert article.modified_at == datetime(2021, 3, 24, 8, tzinfo=UTC)
    assert article.description.startswith("After years of debate")
    assert article.image == "https://www.daily-example.com/lead.jpg"
    assert (article.section, article.keywords) == ("World", ("council", "plan"))
    assert (article.source.name, article.source.domain) == ("Daily Example", "daily-example.com")
    assert article.canonical_url == "https://daily-example.com/world/story-1"
    assert article.provenance.methods["authors"] == "json-ld"


@pytest.mark.parametrize(
    "value", [None, 5, [], [[]], "text", {"@type": 5}, {"@type": ["NewsArticle", None], "headline": [None, {"a": []}]}]
)
def test_odd_json_ld_is_ignored(value):
    assert read_head(ld(value)).text.startswith("The council approved")


@pytest.mark.parametrize(
    "author",
    [
        "[" * 900 + "]" * 900,
        '{"name":' * 900 + "1" + "}" * 900,
        "[" + ",".join(['{"name": "Jane Doe"}'] * 50_000) + "]",
        "9" * 5_000,
    ],
)
def test_properties_of_any_depth_and_length_are_read(author):
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {author}}}</script>'
    assert read_head(script).authors in ((), ("Jane Doe",))


def test_json_ld_above_the_limit_is_ignored():
    assert read_head(ld({**NEWS, "articleBody": "x" * 1_000_000})).provenance.methods.get("authors") != "json-ld"
