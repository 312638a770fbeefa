"""Comments and boxes are no part of an article; all modules of boxes are tried through pages.

Comments longer than the article, and an article within a class `comment`, were both reported of other extractors:
https://github.com/mozilla/readability/issues/391, https://github.com/mozilla/readability/issues/807.

That covers boxes/asking.py, boxes/comments.py, boxes/inside.py and boxes/names.py.
"""

import time

import pytest

from agents.extract.article import extract
from agents.extract.html.boxes.names import kinds_of
from agents.extract.page import Extractor
from schemas import RawArticle
from tests.support.articles.extract import page

PROSE = (
    "The harbour board of Skerry voted on Monday to rebuild the ice house, which has stood empty since the fire.",
    "Work is to begin in June and should take ten weeks, according to a plan that the engineer Ines Falk presented.",
    "Three members objected that the cost would drive small boats to other ports, and asked for another vote.",
    "The lamp at the end of the pier was put off until the summer, because the price of the lens is not settled.",
)
FIRST = f"<h1>Ice house of Skerry</h1><p>{PROSE[0]}</p><p>{PROSE[1]}</p>"
LAST = f"<p>{PROSE[2]}</p><p>{PROSE[3]}</p>"
REMARK = (
    "<p>I have lived beside this harbour for forty years and never have I seen so much money thrown into the water.</p>"
    "<p>My grandfather built the first one with his own hands, and it cost him a winter and two fingers.</p>"
)


def lines(body: str, extractor: Extractor) -> list[str]:
    return extract(RawArticle(content=page(body)), version="1.0", extractor=extractor).text.split("\n")


both = pytest.mark.parametrize("extractor", Extractor)


@both
@pytest.mark.parametrize(
    "comments",
    [
        f"<section id='comments'><h2>2 comments</h2><div class='comment' id='comment-1'>{REMARK * 4}</div></section>",
        f"<div class='comment'>{REMARK}</div><div class='comment'>{REMARK}</div>",
        f"<div itemprop='comment' itemscope itemtype='https://schema.org/Comment'>{REMARK}</div>",
        f"<div itemscope itemtype='http://schema.org/UserComments'>{REMARK}</div>",
        f"<div id='disqus_thread'>{REMARK}</div><i></i><div class='fb-comments'>{REMARK}</div>"
        f"<div class='spot-im'>{REMARK}</div>",
        f"<coral-comments>{REMARK}</coral-comments><div class='lista-comentarios'>{REMARK}</div>",
        f"<section aria-label='Leserkommentare'>{REMARK}</section><div class='articleComments'>{REMARK}</div>",
        f"<h3>Kommentare (2)</h3><article>{REMARK}</article><article>{REMARK}</article>",
        f"<div><div><h3>网友评论</h3></div><ul><li>{REMARK}</li></ul></div>",
        f"<h2>コメント</h2><div>{REMARK}</div>",
        f"<h2>Комментарии (12)</h2><div>{REMARK}</div>",
        f"<h2>12 yorum</h2><div>{REMARK}</div>",
    ],
)
def test_what_readers_wrote_is_no_part_of_the_article(comments, extractor):
    found = lines(f"<main><article>{FIRST}{LAST}</article>{comments}</main>", extractor)
    assert found == list(PROSE)


@both
@pytest.mark.parametrize(
    "body",
    [
        f"<article class='article comment'>{FIRST}<div class='comment-body comment'>{LAST}</div></article>",
        f"<article class='commentary kommentar'>{FIRST}{LAST}</article>",
        f"<main class='section-comment'><article class='post category-kommentare'>{FIRST}{LAST}</article></main>",
    ],
)
def test_an_opinion_piece_is_no_comment_of_a_reader(body, extractor):
    assert lines(body, extractor) == list(PROSE)


@both
def test_a_text_with_the_name_of_comments_that_stands_before_any_prose_is_the_article(extractor):
    text = "".join(f"<p>{one}</p>" for one in PROSE)
    assert lines(f"<h1>Ice house of Skerry</h1><section class='comments'>{text}</section>", extractor) == list(PROSE)


@both
@pytest.mark.parametrize(
    "box",
    [
        "<div><h4>The tide in your inbox</h4><p>Our letter brings news of the coast.</p><form><input type='email'>"
        "<button>Sign up</button></form></div>",
        "<div><p>Should the ice house be rebuilt?</p><label><input type='radio'>Yes, at once</label>"
        "<button>Vote</button></div>",
        "<aside class='encart-newsletter'><p>Recevez notre lettre d'information.</p>"
        "<a href='/n'>Je m'inscris</a></aside>",
        "<div class='app-promo'><p>Mit unserer App verpassen Sie nichts.</p><a href='/a'>App herunterladen</a></div>",
        "<div class='donation-box'><h3>Apóyanos</h3><p>Sin tu ayuda no existiría: dona hoy.</p>"
        "<button>Donar</button></div>",
        "<div class='nyhetsbrev'><p>Prenumerera på vårt nyhetsbrev varje morgon.</p><a href='/n'>Anmäl dig</a></div>",
        "<div class='newsletter'><p>订阅我们的电子报，每天早上收到新闻。</p><button>订阅</button></div>",
        "<div><h4>Läs också</h4><ul><li><a href='/1'>Ny brygga i Skerry invigd efter tre år</a></li></ul></div>",
        "<div class='related-posts'><a href='/1'>A new jetty for Skerry after three years of waiting</a></div>",
    ],
)
def test_a_box_between_paragraphs_is_no_part_of_the_article(box, extractor):
    assert lines(f"<article>{FIRST}{box}{LAST}</article>", extractor) == list(PROSE)


def test_a_box_about_the_author_is_no_part_of_the_article():
    box = "<div class='author-bio'><p>Rosa Lind has written about the coast since 2009, and rows to work.</p></div>"
    assert lines(f"<article>{FIRST}{LAST}{box}</article>", Extractor.BLOCKS) == list(PROSE)


@both
@pytest.mark.parametrize(
    "text",
    [
        "<p>The newsletter of the board will be sent on Mondays, its editor said, after a poll.</p>",
        "<p>In a poll of 400 residents, 62 per cent said that they would vote for the plan, and a third did not.</p>",
        "<div class='app-info'><p>The <a href='/b'>map</a> of Skerry, with support using two charts, is in the town "
        "hall of the board, whose members showed it to voters on Monday.</p></div>",
        "<div><ul><li><input type='checkbox'>200 g of flour and a pinch of salt</li></ul>"
        "<button>Print recipe</button></div>",
    ],
)
def test_prose_about_such_things_and_the_button_of_a_recipe_take_nothing(text, extractor):
    assert len(lines(f"<article>{FIRST}{text}{LAST}</article>", extractor)) == 5


@pytest.mark.parametrize(
    "names, kinds",
    [
        ("comments", {"readers"}),
        ("comment-17", {"readers"}),
        ("wp-commentlist", {"readers"}),
        ("comment", {"reader"}),
        ("category-comments tag-newsletter", set()),
        ("gmail-predictable-scriptable-responses-from-humans", set()),
        ("signUpBox", {"asking"}),
        ("paywall", {"wall"}),
    ],
)
def test_names_are_read_token_by_token(names, kinds):
    assert kinds_of(names) == kinds


def test_many_nested_boxes_take_no_longer_than_many_elements():
    html = page("<div class='newsletter related paywall comments'>" * 100 + "<p>a</p><button>Vote</button>" * 2_000)
    started = time.process_time()
    extract(RawArticle(content=page(f"<p>{PROSE[0]}</p>" + html)), version="1.0")
    assert time.process_time() - started < 5
