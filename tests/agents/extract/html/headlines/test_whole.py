"""A cut headline is completed from another source; one that is whole stays."""

import pytest

from agents.extract.html.headlines.whole import whole
from tests.support.articles.extract import NEWS, STORY, ld, page, read_page

LONG = "Councillors in Thornbury agree to keep the number nine bus running until midnight after a petition"


@pytest.mark.parametrize(
    "cut",
    [
        "Councillors in Thornbury agree to keep the number nine bus…",
        "Councillors in Thornbury agree to keep the number nine bus ...",
        "Councillors in Thornbury agree to keep the number nine bus [...]",
        "Councillors in Thornbury agree to keep the number nine bus [&hellip;]",
        "Councillors in Thornbury agree to keep the number nine bus run",
        "Councillors in Thornbury agree to keep the",
        "COUNCILLORS IN THORNBURY AGREE TO KEEP…",
    ],
)
def test_a_cut_title_is_completed_from_the_heading(cut):
    head = ld({**NEWS, "headline": cut}) + f"<meta property='og:title' content='{cut}'>"
    article = read_page(page(f"<h1>{LONG}</h1>{STORY}", head), url="https://www.thornbury-echo.example/bus")
    assert (article.title, article.provenance.methods["title"]) == (LONG, "headline")


def test_a_cut_heading_is_completed_from_the_tags():
    head = f"<meta property='og:title' content='{LONG}'>"
    article = read_page(page(f"<h1>{LONG[:60]}…</h1>{STORY}", head), url="https://www.thornbury-echo.example/bus")
    assert article.title == LONG


@pytest.mark.parametrize(
    "cut, whole_title",
    [
        ("El consejo mantiene el autobús de la", "El consejo mantiene el autobús de la noche tras una petición"),
        ("Der Nachtbus von Dornburg fährt weiter bis", "Der Nachtbus von Dornburg fährt weiter bis Mitternacht"),
        ("Совет сохранил ночной автобус до", "Совет сохранил ночной автобус до полуночи"),
        ("Rada zachowa nocny autobus do pół", "Rada zachowa nocny autobus do północy"),
        ("Thornbury keeps the late bus (including", "Thornbury keeps the late bus (including Sundays)"),
        ("ソーンベリー市議会、深夜バスの存続を…", "ソーンベリー市議会、深夜バスの存続を決定"),
        ("พรรคร่วมเห็นพ้องให้เดินรถ...", "พรรคร่วมเห็นพ้องให้เดินรถถึงเที่ยงคืน"),
    ],
)
def test_a_cut_is_told_in_all_languages(cut, whole_title):
    assert whole(cut, [whole_title]) == whole_title


@pytest.mark.parametrize(
    "title, other",
    [
        ("Late bus saved by petition", "Late bus saved by petition | The Echo"),
        ("Late bus saved by petition", "Late bus saved by petition: what it means for you"),
        ("Late bus saved by petition", "Late bus saved by petition in Thornbury"),
        ("What is a late night bus?", "What is a late night bus? Our guide"),
        ("Late bus saved…", "Late bus saved… | The Echo"),
        ("Late bus saved…", "Late bus lost"),
        (
            "深夜バス存続、市議会が決定、来春から深夜まで運行を予定",
            "深夜バス存続、市議会が決定、来春から深夜まで運行を予定へ",
        ),
        ("…", "Late bus saved"),
    ],
)
def test_a_title_that_is_whole_or_whose_rest_is_another_part_stays(title, other):
    assert whole(title, [other]) == title


def test_of_several_the_longest_is_the_whole():
    assert whole("Late bus…", ["Late bus saved…", "Late bus saved by petition", "Late bus saved"]) == (
        "Late bus saved by petition"
    )
