"""Readings, numbers of footnotes and struck words are not text; powers, ordinals and formulas are."""

import time

import pytest
from lxml.html import document_fromstring

from agents.extract.article import extract
from agents.extract.html.unseen.marks import remove_marks
from agents.extract.page import Extractor
from schemas import RawArticle
from tests.support.articles.extract import page

LEAD = "The harbour board of Dunmore voted on Tuesday night to rebuild the north pier, ending a dispute of six months."
LAST = "The board will borrow most of the money and repay it from landing fees over fifteen years, its members said."


def text_of(body: str, extractor: Extractor = Extractor.BLOCKS) -> str:
    html = page(f"<article><h1>North pier</h1><p>{LEAD}</p><p>{body}</p><p>{LAST}</p></article>")
    return extract(RawArticle(content=html), version="1", extractor=extractor).text


JAPANESE = "都の港湾委員会は北堤の再建を決めた。工事は四月に始まる予定だ。委員三人が反対した。"


@pytest.mark.parametrize("extractor", Extractor)
@pytest.mark.parametrize(
    "ruby",
    [
        "<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rp>(</rp><rt>きょう</rt><rp>)</rp></ruby>",
        "<ruby><rb>東</rb><rb>京</rb><rtc><rt>とう</rt><rt>きょう</rt></rtc></ruby>",
        "<ruby><rb aria-hidden='true'>東京</rb><rt>とうきょう</rt></ruby>",
        "<ruby>東<rt>とう<rb>京<rt>きょう</ruby>",
        "<ruby>東<rt>とう</rt></ruby><ruby>京<rt>きょう</rt></ruby>",
    ],
)
def test_readings_go_and_characters_stay_in_one_line(ruby, extractor):
    assert f"東京{JAPANESE}" in text_of(ruby + JAPANESE, extractor)


@pytest.mark.parametrize(
    "body, text",
    [
        ("the lens<sup><a href='#fn1'>1</a></sup> has not been settled", "the lens has not"),
        ("the lens<a href='#fn1'><sup>12</sup></a> has not been settled", "the lens has not"),
        ("the lens<sup>[3]</sup> is open,<sup>[who?]</sup> they said", "the lens is open, they said"),
        ("the lens.<sup>4</sup> It is still open<sup>5</sup> so far", "the lens. It is still open so far"),
        ("the lens<sup>*</sup> is open<sup>†</sup> so far", "the lens is open so far"),
        ("the lens <sup>[4]</sup>, and the pier <sup>[5]</sup>. It is open", "the lens, and the pier. It is open"),
        ("take <del>nine</del> <ins>eleven</ins> weeks for <s>40</s> 50 crowns", "take eleven weeks for 50 crowns"),
    ],
)
def test_notes_and_struck_words_go(body, text):
    assert text in text_of(f"The board said on Tuesday at its meeting in the old town hall of Dunmore: {body}.")


@pytest.mark.parametrize(
    "body, text",
    [
        ("1,200 m<sup>2</sup> and 30 km<sup>2</sup> of sea", "1,200 m2 and 30 km2 of sea"),
        ("10<sup>6</sup> fish on the 1<sup>st</sup> of May", "106 fish on the 1st of May"),
        ("CO<sub>2</sub>, H<sub>2</sub>O and E=mc<sup>2</sup>", "CO2, H2O and E=mc2"),
        ("M<sup>me</sup> Kerdoncuff of the XX<sup>e</sup> century", "Mme Kerdoncuff of the XXe century"),
        ("the <s>most honest</s> loudest member of the board", "most honest loudest member"),
        ("<s>" + LEAD * 3 + "</s>", LEAD),
    ],
)
def test_powers_ordinals_formulas_and_jokes_stay(body, text):
    assert text in text_of(f"The board said on Tuesday at its meeting in the old town hall of Dunmore: {body}.")


def test_a_mark_stays_before_the_text_of_its_note():
    note = "<span class='footnote_tooltip'>The office of lights.</span>"
    assert "the office[1]The office of lights. said" in text_of(
        f"The work on the lens is not done, the office<span><a href='#f1'><sup>[1]</sup></a>{note}</span> said."
    )


@pytest.mark.parametrize(
    "note", ["<sup>[1]</sup> {}", "<a href='#top'><sup>1</sup></a> {}", "Notes<br><sup>*</sup> {}"]
)
def test_a_mark_stays_where_it_begins_the_line_of_its_note(note):
    mark = "*" if "*" in note else "[1]" if "[" in note else "1"
    assert f"{mark} {LEAD}" in text_of(f"{LAST}<sup>1</sup></p><p>{note.format(LEAD)}")


def test_the_notes_of_an_encyclopedia_stay():
    notes = " ".join(f"word<sup>[{number}]</sup>" for number in range(60))
    assert "word[7] word[8]" in text_of(f"{LEAD} {notes}.")


def test_a_large_first_letter_is_a_part_of_its_word():
    assert "The work will" in text_of(f"<span class='dropcap'>T</span> he work will take eleven weeks. {LAST}")
    assert "A work of" in text_of(f"<span class='dropcap'>A</span> work of eleven weeks is ahead. {LAST}")


def test_many_notes_in_one_line_are_read_in_a_second():
    html = f"<p>{'word<sup>1</sup>.' * 20_000}</p>"
    tree = document_fromstring(html)
    begin = time.process_time()
    remove_marks(list(tree.iter("sup")))
    assert time.process_time() - begin < 1
