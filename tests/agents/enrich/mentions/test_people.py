"""Short names of people, in the orders and scripts of many languages."""

import time

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.names import key_of
from agents.enrich.mentions.people import beginnings, full_names, surname
from schemas import EntityType


def meant(language, *names):
    """Return which name each short name is short for."""
    vocabulary = vocabulary_of(language)
    keys = {key_of(name, EntityType.PERSON, vocabulary): name for name in names}
    return {keys[short]: keys[full] for short, full in full_names(list(keys), vocabulary)}


@pytest.mark.parametrize(
    "language, full, short",
    [
        ("en", "Sergei Lavrov", "Lavrov"),
        ("en", "Xi Jinping", "Xi"),
        ("de", "Ursula von der Leyen", "von der Leyen"),
        ("de", "Angela Merkel", "Merkels"),
        ("nl", "Mark Rutte", "Rutte"),
        ("fr", "Marine Le Pen", "Le Pen"),
        ("es", "Pedro Sánchez Pérez-Castejón", "Pedro Sánchez"),
        ("es", "Pedro Sánchez Pérez-Castejón", "Sánchez"),
        ("es", "Andrés Manuel López Obrador", "López Obrador"),
        ("pt", "Luiz Inácio Lula da Silva", "Lula"),
        ("pt", "Luiz Inácio Lula da Silva", "Lula da Silva"),
        ("ru", "Владимир Путин", "Путина"),
        ("ru", "Владимира Путина", "Путин"),
        ("uk", "Володимир Зеленський", "Зеленського"),
        ("pl", "Donald Tusk", "Tuskowi"),
        ("cs", "Petr Fiala", "Fialy"),
        ("hr", "Andrej Plenković", "Plenkovića"),
        ("fi", "Sanna Marin", "Marinin"),
        ("hu", "Orbán Viktor", "Orbán"),
        ("hu", "Orbán Viktor", "Orbánt"),
        ("hu", "Donald Trump", "Trump"),
        ("tr", "Recep Tayyip Erdoğan", "Erdoğan"),
        ("zh", "习近平", "习"),
        ("zh", "唐纳德·特朗普", "特朗普"),
        ("ja", "安倍晋三", "安倍"),
        ("ja", "ドナルド・トランプ", "トランプ"),
        ("ko", "이재명", "이"),
        ("ar", "محمد بن سلمان", "بن سلمان"),
        ("ar", "جو بايدن", "بايدن"),
        ("hi", "नरेंद्र मोदी", "मोदी"),
    ],
)
def test_a_short_name_is_the_full_one(language, full, short):
    assert meant(language, full, short) == {short: full}


@pytest.mark.parametrize(
    "language, names",
    [
        ("en", ["Boris Johnson", "Rachel Johnson", "Johnson"]),
        ("es", ["Pedro Sánchez Pérez-Castejón", "Alexis Sánchez", "Sánchez"]),
        ("ru", ["Иван Петров", "Анна Петрова", "Петрова"]),
        ("cs", ["Petr Novák", "Jan Novák", "Nováka"]),
        ("hu", ["Orbán Viktor", "Orbán Ráhel", "Orbán"]),
        ("hu", ["Orbán Viktor", "Orbán Balázs", "Orbánt"]),
        ("zh", ["李克强", "李强", "李"]),
        ("ja", ["安倍晋三", "安倍昭恵", "安倍"]),
        ("ko", ["이재명", "이낙연", "이"]),
        ("hi", ["राहुल गांधी", "सोनिया गांधी", "गांधी"]),
    ],
)
def test_a_surname_of_two_people_is_neithers(language, names):
    assert meant(language, *names) == {}


def test_full_names_of_two_people_are_never_one():
    assert meant("ru", "Иван Петров", "Анна Петрова") == {}
    assert meant("zh", "李克强", "李强") == {}
    assert meant("de", "Andrea Müller", "Andreas Müller") == {}


def test_a_middle_initial_tells_people_apart():
    assert meant("en", "George W. Bush", "George H. W. Bush") == {}
    assert meant("en", "George H. Bush", "George H. W. Bush") == {"George H. Bush": "George H. W. Bush"}
    assert meant("en", "John F. Ray Lee", "John Fitz Gerald Ray Lee") == {"John F. Ray Lee": "John Fitz Gerald Ray Lee"}


def test_the_surname_is_the_last_word_that_is_no_generation():
    generations = vocabulary_of("en").generations
    assert surname(("donald", "trump", "jr"), generations) == "trump"
    assert surname(("le", "pen"), generations) == "pen"


def test_a_family_name_is_what_only_one_name_begins_with():
    assert beginnings(["安倍晋三", "Ann Lee"], vocabulary_of("ja"))["安倍"] == "安倍晋三"
    assert beginnings(["李克强", "李强"], vocabulary_of("zh")) == {}
    assert beginnings(["习近平", "司马相如"], vocabulary_of("zh")).keys() == {"习", "司", "司马"}


def test_very_many_people_of_one_surname_take_little_time():
    started = time.process_time()
    names = [(f"given{number}", "smith") for number in range(50_000)] + [("smith",), ("given1",)]
    assert dict(full_names(names, vocabulary_of("es"))) == {("given1",): ("given1", "smith")}
    assert time.process_time() - started < 10
