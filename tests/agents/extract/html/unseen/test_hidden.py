"""What readers do not see in a line is no part of it; what stands alone is left to the model."""

import pytest

from tests.support.articles.extract import PARAGRAPHS, page, read_page

LINE = "The work {} will take eleven weeks, the harbour board of Dunmore said on Tuesday after its meeting."


@pytest.mark.parametrize(
    "unseen",
    [
        "<span class='sr-only'>(opens in a new window)</span>",
        "<span class='link visually-hidden'>Edwin Tarrant</span>",
        "<span class='screen-reader-text'>External link</span>",
        "<span class='u-visuallyHidden'>Edwin Tarrant</span>",
        "<i class='material-icons'>arrow_forward</i>",
        "<span style='display: none'>Edwin Tarrant</span>",
        "<span hidden>Edwin Tarrant</span>",
        "<template>Edwin Tarrant</template>",
    ],
)
def test_text_for_others_than_readers_is_not_in_the_line(unseen):
    html = page(f"<article>{PARAGRAPHS}<p>{LINE.format(unseen)}</p>{PARAGRAPHS}</article>")
    assert LINE.format("").replace("  ", " ") in read_page(html).text


@pytest.mark.parametrize(
    "seen",
    [
        "<span class='highlight'>ahead</span>",
        "<b aria-hidden='true'>ahead</b>",
        "<span class='hidden-gem'>ahead</span>",
        "<span style='display:inline'>ahead</span>",
    ],
)
def test_text_for_readers_stays(seen):
    html = page(f"<article>{PARAGRAPHS}<p>{LINE.format(seen)}</p>{PARAGRAPHS}</article>")
    assert LINE.format("ahead") in read_page(html).text


def test_a_headline_for_screen_readers_is_still_the_title():
    html = page(f"<article><h1 class='visually-hidden'>North pier to be rebuilt</h1>{PARAGRAPHS}</article>")
    assert read_page(html.replace("<title>T</title>", "")).title == "North pier to be rebuilt"


def test_hidden_lines_of_a_hidden_box_are_left_to_the_model_together():
    notes = "".join(f"<span style='display:none'>This page was translated by a machine {word}.</span>" for word in "ab")
    text = read_page(page(f"<article><div style='display : none'>{notes}</div>{PARAGRAPHS}</article>")).text
    assert ("machine a" in text) == ("machine b" in text)


def test_a_whole_article_whose_class_says_hidden_stays():
    assert "Paragraph 5" in read_page(page(f"<div class='visually-hidden'>{PARAGRAPHS}</div>")).text
