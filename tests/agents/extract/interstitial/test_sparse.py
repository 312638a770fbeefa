"""A page of a word or two is no article; flash news of one sentence is, in any script."""

import pytest

from agents.extract.interstitial.sparse import is_too_little
from agents.extract.page import Line
from schemas import BlockKind, Reason, Rejected
from tests.support.articles.extract import page, read_page


@pytest.mark.parametrize(
    "text",
    ["News", "Home News", "Daily Example Online", "Sport Wetter Kultur", "Read more here...", "新闻", "ニュース一覧",
     "ข่าววันนี้", "Новости дня", "أخبار اليوم", "Share this. "],
)  # fmt: skip
def test_a_page_of_a_few_words_is_no_article(text):
    with pytest.raises(Rejected) as caught:
        read_page(page(f"<div><p>{text}</p></div>"), url="https://daily-example.com/world/story-1")
    assert caught.value.reason is Reason.NO_ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "Oil rises above 80 dollars.",
        "The central bank has cut its key rate",
        "Die Zentralbank senkt den Leitzins.",
        "央行宣布降息。",
        "日銀が利上げを決定",
        "한국은행이 기준금리를 인하했다.",
        "ธนาคารกลางประกาศลดดอกเบี้ยนโยบาย",
        "البنك المركزي يخفض الفائدة.",
        "Центробанк снизил ставку.",
    ],
)
def test_flash_news_of_one_sentence_is_an_article(text):
    article = read_page(page(f"<article><p>{text}</p></article>"), url="https://daily-example.com/world/story-1")
    assert article.text == text


def test_headings_alone_are_no_article():
    headings = [Line("The council approved the plan", BlockKind.HEADING, 1), Line("World", BlockKind.HEADING, 2)]
    assert is_too_little(headings)
    assert not is_too_little([*headings, Line("It had debated for three years.")])
    assert not is_too_little([Line("word " * 100)] * 100)
    assert is_too_little([])
