"""Mentions of one and the same thing. Covers also enrich/spans.py."""

import re

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.link import linked, name_of, type_of
from agents.enrich.spans import Span
from schemas import EntityType

ORG = EntityType.ORG


def things(text):
    """Read names marked as [name|TYPE]; return the mentions of each thing."""
    spans, plain, offset = [], "", 0
    for mark in re.finditer(r"\[([^|]+)\|([A-Z]+)\]", text):
        plain += text[offset : mark.start()]
        spans.append(Span(len(plain), len(plain) + len(mark[1]), EntityType(mark[2])))
        plain, offset = plain + mark[1], mark.end()
    plain += text[offset:]
    return [
        (name_of(thing, plain, vocabulary_of("en")), type_of(thing, plain), [span.of(plain) for span in thing])
        for thing in linked(plain, spans, vocabulary_of("en"))
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
