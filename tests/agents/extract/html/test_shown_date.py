"""The date that a page shows near its headline is found, and those beside the article are not taken."""

import time

import pytest
from lxml.html import document_fromstring

from agents.extract.html.shown_date import shown_date
from tests.support.articles.extract import STORY

HEADLINE = "<h1>Council approves plan</h1>"
BESIDE = "<aside class='related'><ul><li>Another story <span class='date'>May 5, 2020</span></ul></aside>"


def shown(body, lang="en"):
    tree = document_fromstring(
        f"<html lang='{lang}'><head><title>T 2019-01-01</title></head><body>{body}</body></html>"
    )
    found = shown_date(tree, list(tree.iter("h1")))
    return found.date().isoformat() if found else None


@pytest.mark.parametrize(
    "line",
    [
        "<time datetime='2021-03-23T10:00:00Z'>Tuesday</time>",
        "<time datetime='23 March 2021'>Tuesday</time>",
        "<span itemprop='datePublished' content='2021-03-23'></span>",
        "<p class='meta'>By Jane Doe | March 23, 2021 | 3 comments</p>",
        "<p>Published: 23.03.2021</p>",
        "<p>23 March 2021</p>",
        "<p class='date'><b>23</b> <i>Mar</i> <u>2021</u></p>",
        "<div>Mainz, 23. März 2021 10:15</div>",
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_a_date_beside_the_headline_is_the_articles(line, order):
    assert shown("".join([HEADLINE, line][::order]) + STORY + BESIDE) == "2021-03-23"


def test_microdata_is_preferred_to_a_nearer_text():
    assert shown(
        f"{HEADLINE}<p class='date'>May 5, 2020</p>{STORY}<i itemprop='datePublished' content='2021-03-23'></i>"
    ) == ("2021-03-23")


def test_a_publication_is_preferred_to_a_nearer_change():
    lines = "<p class='meta'>Updated May 5, 2022</p><p class='meta'>Published March 23, 2021</p>"
    assert shown(HEADLINE + lines + STORY) == "2021-03-23"
    assert (
        shown(HEADLINE + "<p>Updated <time datetime='2022-05-05'>May</time></p><p>March 23, 2021</p>") == "2021-03-23"
    )
    assert shown(f"{HEADLINE}<p class='meta'>Updated May 5, 2022</p>{STORY}") == "2022-05-05"


@pytest.mark.parametrize("changed", ["2022年5月5日更新", "2022.5.5 수정", "2022年5月5日（修正）"])
def test_a_change_is_also_told_by_what_stands_behind_its_day(changed):
    assert shown(f"{HEADLINE}<p>{changed}</p>{STORY}<p>2021年3月23日公開</p>", "ja") == "2021-03-23"
    assert shown(f"{HEADLINE}<p>{changed}</p>{STORY}", "ja") == "2022-05-05"


def test_the_nearest_to_the_headline_is_the_articles():
    assert shown(f"<p class='date'>May 5, 2020</p><p>-</p><p>-</p>{HEADLINE}<p class='date'>March 23, 2021</p>") == (
        "2021-03-23"
    )


def test_a_class_around_the_headline_does_not_set_the_date_aside():
    assert shown(f"<div class='has-sidebar'>{HEADLINE}<p>March 23, 2021</p></div>{BESIDE}") == "2021-03-23"


def test_the_footer_of_an_article_that_says_who_wrote_it_has_its_date():
    footer = "<footer class='{}'><span class='date'>March 23, 2021</span></footer>"
    article = f"<div>{HEADLINE}</div><div><article>{footer}{STORY}</article></div>"
    assert shown(article.format("entry__meta")) == "2021-03-23"
    assert shown(article.format("site-info")) is None
    assert shown(f"{HEADLINE}{STORY}{footer.format('entry__meta')}") is None


@pytest.mark.parametrize("name, day", [("ArticleHeaderComment_date", "2021-03-23"), ("comment_date", None)])
def test_the_head_of_a_comment_in_a_newspaper_is_none_of_a_reader(name, day):
    assert shown(f"<div><div>{HEADLINE}</div><div class='{name}'>March 23, 2021</div></div>{STORY}") == day


@pytest.mark.parametrize("box, day", [("post-meta", "2021-03-23"), ("item first", None), ("related-meta", None)])
def test_an_article_has_its_date_in_the_class_that_a_list_of_others_has(box, day):
    date = "<div class='{}'><a class='day'>{}</a></div>"
    others = "".join(date.format(f"item item-{number}", f"May {number}, 2020") for number in range(2, 5))
    own = f"<div><div><div>{date.format(box, 'March 23, 2021')}</div></div>{STORY}</div>"
    assert shown(f"{HEADLINE}<div class='has-sidebar'>{own}<div class='related'>{others}</div></div>") == day


def test_the_line_of_a_theme_behind_a_sidebar_that_nobody_closed_is_the_articles():
    line = "March 23, 2021 at 09:43 · From the kitchen of our readers · 6 notes"
    assert shown(f"<h1>Daily</h1><div class='sidebar'><p class='postmetadata'>{line}</p>{STORY}</div>") == "2021-03-23"


def test_a_date_inside_a_sentence_is_not_the_articles():
    text = "The council, which was elected on March 23, 2021 after a campaign of many months, approved the plan."
    assert shown(f"{HEADLINE}<p>{text}</p>") is None


@pytest.mark.parametrize(
    "unit",
    [
        "<p>in 2021</p>",
        "<p class='date'>1 May 2021</p>",
        "<time datetime='2021'>x</time>",
        "<h1>x</h1>",
        "<b></b>2021 ",
    ],
)
def test_a_page_of_many_dates_is_read_in_a_second(unit):
    started = time.process_time()
    shown("<div>" + unit * 12_000 + "</div>")
    assert time.process_time() - started < 4
