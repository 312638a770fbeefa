"""Mentions of one and the same thing. Covers also enrich/spans.py."""

import re
import time

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.link import linked, name_of, type_of
from agents.enrich.spans import Span
from schemas import EntityType

ORG = EntityType.ORG


def things(text, language="en"):
    """Read names marked as [name|TYPE]; return the mentions of each thing."""
    vocabulary = vocabulary_of(language)
    spans, plain, offset = [], "", 0
    for mark in re.finditer(r"\[([^|]+)\|([A-Z]+)\]", text):
        plain += text[offset : mark.start()]
        spans.append(Span(len(plain), len(plain) + len(mark[1]), EntityType(mark[2])))
        plain, offset = plain + mark[1], mark.end()
    plain += text[offset:]
    return [
        (name_of(thing, plain, vocabulary), type_of(thing, plain), [span.of(plain) for span in thing])
        for thing in linked(plain, spans, vocabulary)
    ]


@pytest.mark.parametrize(
    "text, name",
    [
        ("[Sergei Lavrov|PERSON] came. [Lavrov|PERSON] spoke.", "Sergei Lavrov"),
        ("[Lavrov|PERSON] came. [Sergei Lavrov|PERSON] spoke.", "Sergei Lavrov"),
        ("[Xi Jinping|PERSON] came. [Xi|PERSON] spoke.", "Xi Jinping"),
        ("[Marine Le Pen|PERSON] came. [Le Pen|PERSON] spoke.", "Marine Le Pen"),
        ("[J. Biden|PERSON] came. [Joe R. Biden|PERSON] spoke. [Joe Biden|PERSON] left.", "Joe R. Biden"),
        ("[Martin Luther King Jr.|PERSON] came. [King|PERSON] spoke.", "Martin Luther King Jr."),
        ("[SERGEI LAVROV|PERSON] came. [Sergei Lavrov|PERSON] spoke.", "Sergei Lavrov"),
        ("[European Union|ORG] rules. The [EU|ORG] pays. The [E.U.|GPE] acts.", "European Union"),
        ("The [US|GPE] and [U.S.|GPE] and [United States|GPE] and [USA|GPE].", "United States"),
        ("[Department of Defense|ORG]: the [DoD|ORG], or [DOD|ORG].", "Department of Defense"),
        ("[Centers for Disease Control and Prevention|ORG] ([CDC|ORG])", "Centers for Disease Control and Prevention"),
        ("[Russian|NORP] and [Russians|NORP].", "Russians"),
        ("[Apple|ORG] and [Apple Inc.|ORG]", "Apple Inc."),
    ],
)
def test_mentions_of_one_thing_become_one(text, name):
    assert [found[0] for found in things(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "[Boris Johnson|PERSON] met [Rachel Johnson|PERSON]. [Johnson|PERSON] left.",
        "[Donald Trump|PERSON] met [Ivana Trump|PERSON]. [Donald Trump Jr.|PERSON] left.",
        "[Bill Clinton|PERSON] met [Hillary Clinton|PERSON]. [Clinton|PERSON] left.",
        "[Paris Hilton|PERSON] went to [Paris|GPE]. So did [Conrad|PERSON].",
        "[Bank of England|ORG] met [Bank of America|ORG]. The [Bank|ORG] paid.",
        "[American Bar Association|ORG] met [Abba Brothers Artists|ORG]. The [ABA|ORG] paid.",
        "[Microsoft|ORG] and [Microsoft Research|ORG] and [Google Research|ORG]",
    ],
)
def test_mentions_that_may_be_two_things_are_not_merged(text):
    assert [len(mentions) for _, _, mentions in things(text)] == [1, 1, 1]


def test_a_surname_means_the_senior_if_there_is_a_junior():
    found = things("[Donald Trump|PERSON] and [Donald Trump Jr.|PERSON] came. [Trump|PERSON] spoke.")
    assert [mentions for _, _, mentions in found] == [["Donald Trump", "Trump"], ["Donald Trump Jr."]]


def test_the_type_is_that_of_the_fullest_name():
    assert things("The [EU|GPE], the [EU|GPE], the [European Union|ORG]")[0][1] == ORG


def test_an_acronym_without_its_full_name_is_a_thing_of_its_own():
    assert things("The [EU|ORG] and [NATO|ORG].") == [("EU", ORG, ["EU"]), ("NATO", ORG, ["NATO"])]


@pytest.mark.parametrize(
    "language, text, name",
    [
        ("de", "Die [Europäische Zentralbank|ORG] ([EZB|ORG]) tagte. Die [EZB|ORG] wartet.", "Europäische Zentralbank"),
        ("de", "[Bundestag|ORG] und die Rechte des [Bundestags|ORG]", "Bundestag"),
        ("de", "In den [USA|GPE] und in den [Vereinigten Staaten|GPE]", "Vereinigten Staaten"),
        ("fr", "L’[Organisation mondiale de la santé|ORG] ([OMS|ORG]) alerte.", "Organisation mondiale de la santé"),
        (
            "es",
            "[Organización Mundial de la Salud|ORG] avisa. La [OMS|ORG] va.",
            "Organización Mundial de la Salud",
        ),
        ("es", "[EE.UU.|GPE] y [Estados Unidos|GPE] y [EE. UU.|GPE]", "Estados Unidos"),
        (
            "ru",
            "[Всемирная организация здравоохранения|ORG] ([ВОЗ|ORG]) сообщила. В [ВОЗ|ORG] ждут.",
            "Всемирная организация здравоохранения",
        ),
        (
            "ru",
            "С [Владимиром Путиным|PERSON]. [Владимир Путин|PERSON]. У [Путина|PERSON]",
            "Владимир Путин",
        ),
        ("ru", "В [Москве|GPE] и из [Москвы|GPE]. [Москва|GPE] ждёт.", "Москва"),
        ("pl", "[Donald Tusk|PERSON] mówi. Według [Tuska|PERSON] i z [Tuskiem|PERSON]", "Donald Tusk"),
        ("cs", "V [Praze|GPE] a z [Prahy|GPE]. [Praha|GPE] čeká.", "Praha"),
        ("fi", "[Helsingissä|GPE] ja [Helsinki|GPE]", "Helsinki"),
        ("fi", "[EU:n|ORG] ja [EU|ORG] ja [EU:ssa|ORG]", "EU"),
        ("hu", "Az [EU-ban|ORG] és az [EU|ORG]", "EU"),
        ("lv", "[Rīgā|GPE] un no [Rīgas|GPE]. [Rīga|GPE] gaida.", "Rīga"),
        ("zh", "[世界卫生组织|ORG]（[WHO|ORG]）说", "世界卫生组织"),
        ("zh", "[世界卫生组织|ORG]（[世卫组织|ORG]）说，[世卫组织|ORG]", "世界卫生组织"),
        ("ja", "[世界保健機関|ORG]（[WHO|ORG]）は", "世界保健機関"),
        ("ko", "[세계보건기구|ORG]([WHO|ORG])는", "세계보건기구"),
        ("ar", "[مصر|GPE] [ومصر|GPE]", "مصر"),
        ("hi", "[वाजपेयी जी|PERSON] और [वाजपेयी|PERSON]", "वाजपेयी जी"),
    ],
)
def test_mentions_of_one_thing_become_one_in_every_language(language, text, name):
    assert [found[0] for found in things(text, language)] == [name]


def test_a_bracket_behind_a_person_is_not_the_person():
    assert len(things("[Angela Merkel|PERSON] ([CDU|ORG]) sprach.", "de")) == 2


def test_names_that_stand_for_each_other_in_a_circle_end():
    assert len(things("[Alpha Beta|ORG] ([AB|ORG]) and [AB|ORG] ([Alpha Beta|ORG])")) == 1
    assert things("[世界|ORG]（[世|ORG]）と[世|ORG]（[世界|ORG]）", "ja")


@pytest.mark.parametrize("language", ["en", "ru", "es", "hu", "zh", "ar"])
def test_very_many_names_take_little_time(language):
    vocabulary = vocabulary_of(language)
    names = [f"Name{number} {'Smith' if number % 2 else f'Other{number}'}" for number in range(20_000)]
    text = " ".join(names)
    spans, start = [], 0
    for name in names:
        spans.append(Span(start, start + len(name), EntityType.PERSON))
        start += len(name) + 1
    started = time.process_time()
    found = linked(text, spans, vocabulary)
    for thing in found[:100]:
        name_of(thing, text, vocabulary)
    assert len(found) == len(names)
    assert time.process_time() - started < 20


def test_very_many_mentions_of_one_thing_take_little_time():
    text = "Peter " * 100_000
    spans = [Span(start, start + 5, EntityType.PERSON) for start in range(0, len(text), 6)]
    started = time.process_time()
    (thing,) = linked(text, spans, vocabulary_of("en"))
    assert type_of(thing, text) is EntityType.PERSON
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "text, language",
    [
        ("[Александр Иванов|PERSON] и [Александра Иванова|PERSON] пришли.", "ru"),
        ("[Александр Иванов|PERSON] сказал. [Александра Иванова|PERSON] отказалась.", "ru"),
        ("[Олександр Іванов|PERSON] та [Олександра Іванова|PERSON] прийшли.", "uk"),
    ],
)
def test_a_man_and_a_woman_are_two(text, language):
    assert len(things(text, language)) == 2


def test_the_genitive_of_a_man_is_the_man():
    text = "[Александр Иванов|PERSON] сказал. Адвокат [Александра Иванова|PERSON] отказался."
    assert len(things(text, "ru")) == 1


def test_a_person_who_has_the_name_of_a_place_is_not_it():
    text = "[Denzel Washington|PERSON] came to [Washington|GPE]. [Washington|PERSON] left."
    assert [names for _, _, names in things(text)] == [["Denzel Washington", "Washington"], ["Washington"]]
