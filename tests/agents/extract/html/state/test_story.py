"""A story that only a page's scripts have is the article, if it is the page's and the page shows no more than a part.

Covers also state/candidates.py, state/facts.py and state/sources.py.
"""

import json
from urllib.parse import quote

import pytest

from agents.extract.html.state.flattened import joined
from schemas import Article, Reason, Rejected
from tests.support.articles.extract import LAST, LEAD, MORE, SENTENCE, read_page

URL = "https://www.daily-example.com/world/ferries-are-back-4711"
STORY = [LEAD, MORE, LAST]
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
FERRIES = {
    "title": "Ferries are back",
    "slug": "ferries-are-back-4711",
    "publishedAt": "2026-03-04T10:00:00Z",
    "author": {"name": "Jane Doe"},
    "body": HTML,
}
STORM = {"title": "Storm in the north", "slug": "storm-12", "body": f"<p>{SENTENCE}</p>" * 20}
JAPANESE = {
    "headline": "連絡船の運航が再開",
    "content": [
        {"type": "paragraph", "text": "港の連絡船は五月一日から再び運航すると、会社の社長が火曜日に記者団に語った。"}
    ]
    * 8,
}


def held(script: str, body: str = "<div id='root'></div>", title: str = "Daily Example", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}{script}</body></html>"


def data(value: object, name: str = "__NEXT_DATA__") -> str:
    return f"<script id='{name}' type='application/json'>{json.dumps(value)}</script>"


def assigned(name: str, value: object) -> str:
    return f"<script>{name}={json.dumps(value)};window.other=1</script>"


def flattened(value: object) -> list[object]:
    """Write a value as devalue does."""
    parts: list[object] = [["Reactive", 1]]
    left = [value]
    while left:
        one = left.pop(0)
        after = len(parts) + len(left) + 1
        if isinstance(one, dict):
            parts.append({key: after + place for place, key in enumerate(one)})
            left.extend(one.values())
        elif isinstance(one, list):
            parts.append([after + place for place in range(len(one))])
            left.extend(one)
        else:
            parts.append(one)
    return parts


def pushed(rows: str) -> str:
    cut = (rows[at : at + 100] for at in range(0, len(rows), 100))
    return "".join(f"<script>self.__next_f.push([1,{json.dumps(row)}])</script>" for row in cut)


PAGES = {
    "Next.js, with other stories before": data({"props": {"pageProps": {"related": [STORM], "article": FERRIES}}}),
    "Next.js, by rows": pushed(
        f"5:T{len(HTML.encode()):x},{HTML}0:" + json.dumps(["$", "$L1", None, {"article": FERRIES | {"body": "$5"}}])
    ),
    "Nuxt 3": data(flattened({"data": {"a": FERRIES, "b": STORM}}), "__NUXT_DATA__"),
    "Nuxt 2": "<script>window.__NUXT__=(function(a,b){return {data:[{article:{title:a,id:\"ferries-are-back-4711\","
    f"date:\"2026-03-04T10:00:00Z\",free:!0,author:b,content:{json.dumps(HTML)}}}}}]}}}}"
    "(\"Ferries are back\",\"Jane Doe\"));</script>",
    "Arc": assigned("Fusion.globalContent", {
        "canonical_url": "/world/ferries-are-back-4711", "headlines": {"basic": "Ferries are back"},
        "display_date": "2026-03-04T10:00:00Z", "credits": {"by": [{"type": "author", "name": "Jane Doe"}]},
        "content_elements": [{"type": "text", "content": text} for text in STORY] + [{"type": "image", "caption": "x"}],
    }),
    "Redux": assigned("window.__PRELOADED_STATE__", {"article": {"current": FERRIES}, "user": None}),
    "Vuex, parsed": f"<script>window['__INITIAL_STATE__']=JSON.parse({json.dumps(json.dumps({'a': FERRIES}))})"
    "</script>",
    "percent-encoded": f'<script>window.__INITIAL_STATE__="{quote(json.dumps({"a": FERRIES}))}"</script>',
    "Remix": assigned("window.__remixContext", {"state": {"loaderData": {"routes/story": {"article": FERRIES}}}}),
    "React Router": '<script>window.__reactRouterContext.streamController.enqueue('
    + json.dumps(json.dumps([{"_1": 2}, "a", {"_3": 4, "_5": 6, "_7": 8, "_9": 10}, "title", "Ferries are back", "body",
                             HTML, "date", "2026-03-04T10:00:00Z", "author", "Jane Doe"])) + ")</script>",
    "SvelteKit": "<script>kit.start(app, element, {node_ids: [0, 2],data: [null,{type:\"data\",data:{a:"
    f"{{title:\"Ferries are back\",date:new Date(1772618400000),author:\"Jane Doe\",html:{json.dumps(HTML)}}}}}}}]}})"
    "</script>",
    "SvelteKit, fetched": data({"status": 200, "body": json.dumps(FERRIES)}, "x"),
    "Apollo": assigned("window.__APOLLO_STATE__", {
        "Article:1": {"headline": "Ferries are back", "publishedAt": 1772618400000, "byline": "Jane Doe",
                      "body({\"format\":\"json\"})": [{"__typename": "Paragraph", "text": text} for text in STORY]}
    }),
    "Angular": "<script type='application/json'>" + json.dumps({"a": FERRIES}).replace("&", "&a;").replace('"', "&q;")
    + "</script>",
    "window.__data": assigned("window.__data", {"page": {"article": FERRIES}}),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_story_that_only_a_script_has_is_the_article(name):
    article = read_page(held(PAGES[name]), url=URL)
    assert article.text.split("\n") == STORY
    assert (article.title, article.authors) == ("Ferries are back", ("Jane Doe",))
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-03-04T10:00:00+00:00"
    assert {article.provenance.methods[name] for name in ("text", "title", "authors", "published_at")} == {"script"}
    assert Article.decode(article.encode()) == article


def test_an_attribute_may_hold_it():
    page = json.dumps({"props": {"article": FERRIES}})
    assert read_page(f"<body><div id='app' data-page='{page}'></div></body>", url=URL).text.split("\n") == STORY


def test_a_story_in_japanese_is_found_by_its_headline():
    article = read_page(
        held(data({"a": [STORM | {"title": "北部で嵐"}, JAPANESE]}), title="連絡船の運航が再開 | 港日報")
    )
    assert article.title == "連絡船の運航が再開"
    assert article.language.code == "ja"


def test_elements_that_react_will_show_are_read_as_a_page_is():
    shown = [["$", "h1", None, {"children": "Ferries are back"}],
             ["$", "article", None, {"children": [["$", "p", None, {"children": text}] for text in STORY]}],
             ["$", "footer", None, {"children": "Imprint"}]]  # fmt: skip
    rows = "0:" + json.dumps(["$", "main", None, {"children": shown}])
    assert read_page(held(pushed(rows), title="Ferries are back")).text.split("\n") == STORY


def test_a_teaser_is_replaced_by_the_story_that_it_begins():
    teaser = f"<article><h1>Ferries are back</h1><p>{LEAD}</p></article>"
    article = read_page(held(data({"a": FERRIES}), teaser, "Ferries are back"), url=URL)
    assert article.text.split("\n") == STORY
    assert article.provenance.methods["title"] != "script"


def test_a_part_that_a_paid_page_shows_stays_what_it_is():
    paid = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    teaser = f"<article><h1>Ferries are back</h1><p>{LEAD}</p><p>{MORE}</p></article>"
    article = read_page(held(data({"a": FERRIES | {"body": HTML * 5}}), teaser, "Ferries are back", paid), url=URL)
    assert article.text.split("\n") == [LEAD, MORE]
    assert article.is_partial


def test_a_text_of_its_own_is_not_replaced_by_another_story():
    own = f"<article><h1>Ferries are back</h1><p>{LEAD}</p><p>{MORE}</p></article>"
    article = read_page(held(data({"a": STORM}), own, "Ferries are back"), url=URL)
    assert article.text.split("\n") == [LEAD, MORE]


@pytest.mark.parametrize(
    "value",
    [
        {"list": [STORM, STORM | {"title": "Storm in the south", "body": STORM["body"].replace("council", "mayor")}]},
        {"translations": {"body": SENTENCE * 9}, "footer": {"content": SENTENCE * 9}},
        {"body": "a.b.c/" * 200, "content": [{"id": "x"}] * 100},
        {"a": FERRIES | {"body": "Too short."}},
    ],
)
def test_state_without_the_pages_story_leaves_the_page_without_an_article(value):
    with pytest.raises(Rejected) as caught:
        read_page(held(data(value), title="The harbour master resigns"), url="https://daily-example.com/harbour-9")
    assert caught.value.reason is Reason.NO_ARTICLE


def test_the_devalue_of_these_tests_is_what_is_read():
    assert joined(flattened({"a": [1, {"b": "c"}]})) == [{"a": [1, {"b": "c"}]}]
