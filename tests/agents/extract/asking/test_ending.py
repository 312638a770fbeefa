"""What the end of a text says of the rest; the phrases of `asking/phrases.py` are tried here too."""

import time

import pytest

from agents.extract.asking.ending import LONGEST_PLEA, pleads, read_ending
from agents.extract.asking.phrases import ASKS, LOCKED, ONWARD, REMARKS
from agents.extract.page import Line
from schemas import BlockKind

PROSE = (
    Line("The harbour board of Skerry voted on Monday to rebuild the ice house, which burnt down last winter."),
    Line("Work is to begin in June and should take ten weeks, according to the engineer Ines Falk."),
)


@pytest.mark.parametrize(
    "plea",
    [
        "Already a subscriber? Log in",
        "This article is for subscribers",
        "Subscribe from 1 euro a week to read the rest of this article.",
        "You have reached your limit of free articles.",
        "Dieser Artikel ist nur für Abonnenten.",
        "Sie haben bereits ein Abo? Anmelden",
        "Il vous reste 62 % de cet article à lire.",
        "La suite est réservée aux abonnés.",
        "Contenido exclusivo para suscriptores",
        "Suscríbete para seguir leyendo",
        "Conteúdo exclusivo para assinantes",
        "Contenuto riservato agli abbonati",
        "Al abonnee? Log in",
        "Redan prenumerant? Logga in",
        "Allerede abonnent? Logg inn",
        "Oletko jo tilaaja?",
        "Artykuł dostępny tylko dla prenumeratorów",
        "Článek je pouze pro předplatitele",
        "A cikk csak előfizetőknek olvasható",
        "Ești deja abonat?",
        "Статья доступна только подписчикам",
        "Вже маєте підписку? Увійдіть",
        "Haberin devamı için abone olun",
        "المقال للمشتركين فقط",
        "למנויים בלבד",
        "पूरी खबर पढ़ने के लिए लॉग इन करें",
        "เฉพาะสมาชิกเท่านั้น",
        "订阅后继续阅读全文",
        "この記事は有料会員限定です",
        "残り1234文字",
        "유료 회원 전용 기사입니다",
    ],
)
def test_a_plea_at_the_end_is_dropped_and_noted(plea):
    ending = read_ending([*PROSE, Line(plea), Line("Choose a plan")])
    assert ending.is_locked
    assert tuple(ending.lines) == PROSE


def test_the_heading_above_a_plea_belongs_to_it():
    heading = Line("The whole story", BlockKind.HEADING, 3)
    assert tuple(read_ending([*PROSE, heading, Line("Already a subscriber? Log in")]).lines) == PROSE


@pytest.mark.parametrize(
    "last",
    [
        "Readers who subscribe to the weekly paper of the port will find the plan on its third page on Friday.",
        "The club is for members of the rowing team, who pay forty crowns a year.",
        "Wer sich anmelden will, kann das im Rathaus tun.",
    ],
)
def test_prose_about_subscribers_and_members_stays(last):
    ending = read_ending([*PROSE, Line(last)])
    assert not ending.is_locked
    assert len(ending.lines) == 3


def test_what_stands_before_long_prose_is_no_end():
    lines = [PROSE[0], Line("This article is for subscribers"), Line("The board met again. " * 20), PROSE[1]]
    assert not read_ending(lines).is_locked


@pytest.mark.parametrize(
    "line", ["Continue reading", "» Weiterlesen", "Lire la suite", "Читать далее", "继续阅读", "続きを読む", "อ่านต่อ"]
)
def test_a_line_that_leads_to_the_rest_is_a_cut(line):
    ending = read_ending([*PROSE, Line(line)])
    assert ending.is_cut
    assert tuple(ending.lines) == PROSE


def test_a_count_of_what_is_left_out_is_a_cut_and_no_text():
    ending = read_ending([PROSE[0], Line("Work is to begin\u2026 [+2314 chars]")])
    assert ending.is_cut
    assert ending.lines[-1].text == "Work is to begin\u2026"


@pytest.mark.parametrize(
    "last, is_open",
    [
        (Line("The board will borrow most of the money and repay it from landing"), True),
        (Line("The board will borrow most of the money and repay it from landing fees."), False),
        (Line("The board will borrow most of the money, will it not?\u201d"), False),
        (Line("the stop at the chapel and the one at the quarry move to the pier", BlockKind.LIST_ITEM), False),
        (Line("Ines Falk in front of the ice house of Skerry. Photo by Rosa Lind"), False),
        (Line("Reporting by Rosa Lind in Skerry Harbour, Editing by Ines Falk"), False),
    ],
)
def test_a_last_paragraph_without_an_end_is_open_if_the_others_end(last, is_open):
    assert read_ending([*PROSE, last]).is_open is is_open


@pytest.mark.parametrize(
    "line",
    [
        "คณะกรรมการท่าเรือลงมติเมื่อวันจันทร์ให้สร้างโรงน้ำแข็งขึ้นใหม่ในเดือนมิถุนายน",
        "The sea gives back what it has taken in the night",
    ],
)
def test_poems_and_scripts_without_stops_have_no_open_end(line):
    assert not read_ending([Line(line)] * 4).is_open


def test_every_language_has_phrases_of_each_kind():
    assert LOCKED.keys() == ONWARD.keys() == ASKS.keys() == REMARKS.keys()


def test_only_the_start_of_a_line_is_looked_at():
    assert not pleads("a " * LONGEST_PLEA + "already a subscriber?")
    started = time.process_time()
    read_ending([Line("subscribe " * 50_000)] * 20)
    assert time.process_time() - started < 1
