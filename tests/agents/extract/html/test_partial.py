"""A page is partial where its text is a part, and not because it has a price."""

import pytest

from schemas import Article
from tests.support.articles.extract import NEWS, ld, page, read_page

PROSE = (
    "The harbour board of Skerry voted on Monday to rebuild the ice house, which has stood empty since the fire.",
    "Work is to begin in June and should take ten weeks, according to a plan that the engineer Ines Falk presented.",
    "Three members objected that the cost would drive small boats to other ports, and asked for another vote.",
)
TEXT = "".join(f"<p>{one}</p>" for one in PROSE)
PAID = {**NEWS, "isAccessibleForFree": False}
PART = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": "main .paid-text"}
OPEN = "<p>The board will borrow most of the money and repay it from landing</p>"


def read(body: str, head: str = "") -> Article:
    return read_page(page(f"<main><article><h1>Ice house</h1>{body}</article></main>", head))


@pytest.mark.parametrize(
    "head, body",
    [
        (ld({**PAID, "hasPart": PART}), f"<div class='paid-text'>{TEXT}</div>"),
        (ld({**PAID, "wordCount": 58}), TEXT),
        (ld({**PAID, "articleBody": " ".join(PROSE)}), TEXT),
        (ld(PAID), TEXT * 5),
        ("<meta property='article:content_tier' content='metered'>", TEXT),
        ("", TEXT),
        (ld({**NEWS, "wordCount": "many"}), TEXT),
    ],
)
def test_a_text_that_is_all_there_is_not_partial_whatever_its_price(head, body):
    assert not read(body, head).is_partial


@pytest.mark.parametrize(
    "head, body",
    [
        (ld({**PAID, "hasPart": PART}), f"{TEXT}<div class='paid-text'></div>"),
        (ld({**PAID, "hasPart": [PART, "x", {"cssSelector": 7}]}), TEXT),
        (ld({**NEWS, "wordCount": 640}), TEXT),
        ("<meta property='article:content_tier' content='locked'>", TEXT + OPEN),
        (ld({**PAID, "articleBody": " ".join(PROSE)}), f"{TEXT}<p>Already a subscriber? <a href='/l'>Log in</a></p>"),
        ("", f"{TEXT}<p>Continue reading</p>"),
        ("", f"{TEXT}<p>{PROSE[0][:60]} [+712 chars]</p>"),
    ],
)
def test_a_text_that_lacks_the_rest_is_partial(head, body):
    assert read(body, head).is_partial


@pytest.mark.parametrize(
    "name", ["paywall", "piano-offer", "tp-container-inner", "article__regwall", "subscriber-only"]
)
def test_a_wall_behind_the_text_is_dropped_and_makes_it_partial(name):
    wall = f"<div class='{name}'><h3>Read on for 1 euro</h3><p>Subscribe now.</p><a href='/s'>Offers</a></div>"
    article = read(TEXT + wall)
    assert article.is_partial
    assert article.text.split("\n") == list(PROSE)


def test_a_wall_that_text_follows_is_only_a_box():
    box = "<div class='paywall-promo'><p>Subscribe now and read every story.</p><a href='/s'>Subscribe</a></div>"
    article = read(f"<p>{PROSE[0]}</p>{box}<p>{PROSE[1]}</p><p>{PROSE[2]}</p>")
    assert not article.is_partial
    assert article.text.split("\n") == list(PROSE)


def test_what_is_named_as_the_part_for_subscribers_and_holds_prose_is_text():
    article = read(f"<p>{PROSE[0]}</p><div class='subscriber-only'>{TEXT * 3}</div>")
    assert PROSE[2] in article.text
