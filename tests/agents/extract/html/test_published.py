"""A page's dates come from its statements, then its URL, then what it shows; a field left empty is none."""

from datetime import UTC, datetime

import pytest

from tests.support.articles.extract import NEWS, STORY, STORY_URL, ld, read_head, read_page


def at(article):
    return article.published_at and (
        article.published_at.date().isoformat(),
        article.provenance.methods["published_at"],
    )


def test_what_is_stated_is_preferred_to_the_url_and_the_page():
    head = ld({**NEWS, "datePublished": "2021-03-23", "mainEntityOfPage": None})
    article = read_head(head, "<time datetime='2020-01-05'>x</time>", url="https://daily-example.com/2020/01/06/story")
    assert at(article) == ("2021-03-23", "json-ld")


def test_the_url_is_preferred_to_the_page():
    article = read_head("", "<time datetime='2020-01-05'>x</time>", url="https://daily-example.com/2021/03/23/story")
    assert at(article) == ("2021-03-23", "url")


@pytest.mark.parametrize(
    "path", ["/2021/3/23/story", "/a/2021-03-23", "/news_2021-03-23.html", "/2021/03/23/", "/x-2021-03-23-y"]
)
def test_a_day_in_the_path_is_the_articles(path):
    assert at(read_head("", url=f"https://daily-example.com{path}")) == ("2021-03-23", "url")


@pytest.mark.parametrize("path", ["/2021/03/story", "/2021/13/23/", "/12021/03/23/", "/2021/03/234"])
def test_other_figures_in_the_path_are_no_day(path):
    assert read_head("", url=f"https://daily-example.com{path}").published_at is None


@pytest.mark.parametrize(
    "empty",
    ["1970-01-01", "1970-01-01T01:00:00+01:00", "1969-12-31T19:00:00-05:00", "1900-01-01", "0001-01-01T00:00:00"],
)
def test_a_date_that_stands_for_an_empty_field_is_none(empty):
    article = read_head(ld({**NEWS, "datePublished": empty}), "<p class='date'>March 23, 2021</p>")
    assert at(article) == ("2021-03-23", "page")


def test_a_date_after_the_fetch_is_left_out_for_the_next_one():
    article = read_head(
        ld({**NEWS, "datePublished": "2031-03-23"}),
        "<p class='date'>March 23, 2021</p>",
        fetched_at="2021-03-25T00:00:00Z",
    )
    assert at(article) == ("2021-03-23", "page")


def test_a_time_that_is_shown_for_machines_is_kept():
    article = read_head("", "<time datetime='2021-03-23T10:15:00+01:00'>Tuesday</time>", url=STORY_URL)
    assert article.published_at == datetime(2021, 3, 23, 9, 15, tzinfo=UTC)


def test_a_change_is_stated_or_unknown():
    assert read_head(ld(NEWS)).modified_at == datetime(2021, 3, 24, 8, tzinfo=UTC)
    assert read_head("", "<p>Updated March 23, 2021</p>").modified_at is None


def test_htmldate_is_asked_last():
    article = read_head("", url="https://daily-example.com/story?day=/2021/03/23/")
    assert at(article) == ("2021-03-23", "htmldate")
    article = read_head("", "<b></b>" * 6_000, url="https://daily-example.com/story?day=/2021/03/23/")
    assert article.published_at is None  # it copies the whole tree


def test_a_page_that_claims_to_be_fetched_at_the_end_of_time_is_read():
    assert read_head("", fetched_at=datetime.max.replace(tzinfo=UTC)).published_at is None


@pytest.mark.parametrize(
    "lang, line, day",
    [
        ("th", "12 มีนาคม 2569 เวลา 10:30 น.", "2026-03-12"),
        ("th", "12 มี.ค. 69", "2026-03-12"),
        ("lo", "ວັນທີ 12 ມີນາ 2026", "2026-03-12"),
        ("km", "ថ្ងៃទី១២ ខែមីនា ឆ្នាំ២០២៦", "2026-03-12"),
        ("fa", "۱۲ اسفند ۱۴۰۴ - ۲۱:۱۰", "2026-03-03"),
        ("fa", "۱۴۰۴/۱۲/۱۲", "2026-03-03"),
        ("ps", "۱۲ کب ۱۴۰۴", "2026-03-03"),
        ("ar", "12 رمضان 1447 هـ الموافق 1 مارس 2026 م", "2026-03-01"),
        ("ar", "12 كانون الثاني 2026", "2026-01-12"),
        ("ja", "令和8年3月12日", "2026-03-12"),
        ("zh-TW", "民國115年3月12日", "2026-03-12"),
        ("ne", "२०८२ फागुन २१, बिहीबार १५:२०", "2026-03-05"),
        ("am", "መጋቢት 3 ቀን 2018", "2026-03-12"),
        ("bn", "২৮ ফাল্গুন ১৪৩২, ১২ মার্চ ২০২৬", "2026-03-12"),
        ("he", "12 במרץ 2026", "2026-03-12"),
    ],
)
def test_a_date_of_any_calendar_is_read(lang, line, day):
    html = (
        f"<html lang='{lang}'><body><article><h1>Council approves plan</h1><p class='date'>{line}</p>{STORY}</article>"
    )
    assert at(read_page(html, fetched_at="2026-03-20T00:00:00Z")) == (day, "page")


@pytest.mark.parametrize("stated", ["2569-03-12T10:30:00+07:00", "12/03/2569"])
def test_a_year_of_the_buddhist_era_is_read_in_metadata(stated):
    article = read_head(f"<meta property='article:published_time' content='{stated}'>")
    assert at(article) == ("2026-03-12", "meta")


@pytest.mark.parametrize(
    "body",
    [
        "<blockquote class='twitter-tweet'><p>Mark my words.</p>&mdash; N <a href='/1'>June 9, 2019</a></blockquote>",
        "<div class='fb-post'><span>June 9, 2019</span></div>",
        "<div class='instagram-media'><time datetime='2019-06-09'>June</time></div>",
        "<section id='comments'><p class='date'>June 9, 2019</p></section>",
        "<ul class='most-read'><li><span class='date'>June 9, 2019</span></li></ul>",
        "<footer>&copy; 2019 Daily Example</footer>",
        "<footer><p>June 9, 2019</p></footer>",
        "<script>window.state = ['Section', '2019-06-09T00:00:00+0200', 'editor']</script>",
    ],
)
def test_the_date_of_something_else_is_not_the_articles(body):
    html = f"<html lang='en'><body><article><h1>Council approves plan</h1>{STORY}</article>{body}</body></html>"
    assert read_page(html).published_at is None
    assert read_page(html.replace(STORY, STORY + body)).published_at is None


@pytest.mark.parametrize(
    "empty", ["{{ date }}", "Invalid date", "0000-00-00 00:00:00", "2000-01-01T00:00:00+01:00", "9999-12-31"]
)
def test_what_a_database_or_a_template_left_gives_way_to_the_next_name(empty):
    head = f"<meta property='article:published_time' content='{empty}'><meta name='pubdate' content='2021-03-23'>"
    assert at(read_head(head)) == ("2021-03-23", "meta")


@pytest.mark.parametrize("name", ["published", "article:published", "pub_date", "prism.publicationDate"])
def test_a_name_that_says_published_is_read_before_one_that_only_says_date(name):
    head = f"<meta name='date' content='2022-01-05'><meta name='{name}' content='March 23, 2021'>"
    assert at(read_head(head)) == ("2021-03-23", "meta")


def test_a_publication_years_after_the_last_change_is_none():
    head = ld({**NEWS, "mainEntityOfPage": None, "datePublished": "2025-06-01", "dateModified": "2021-03-24"})
    assert at(read_head(head, "<p class='date'>March 23, 2021</p>")) == ("2021-03-23", "page")
