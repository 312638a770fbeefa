"""Facts: numbers and names in their context, by which two reports from one template differ."""

import pytest

from agents.deduplicate.facts import Fact, facts_of, frame_of
from agents.deduplicate.words import words_of


def facts(text):
    return {(fact.context, fact.value) for fact in facts_of(words_of(text))}


def test_a_number_is_a_fact_in_the_two_words_before_it_and_the_one_after():
    assert facts("the index closed at 4,812.6 points") == {("closed at # points", "48126")}


def test_a_name_is_a_fact_of_all_its_words():
    assert facts("police arrested Otto Van Lund in the harbour") == {("police arrested @ in", "otto van lund")}


def test_a_name_with_a_number_counts_as_a_number():
    assert facts("they came with an Airbus 320 to the island") == {("with an # to", "airbus 320")}


def test_reports_from_one_template_have_the_same_contexts_and_other_values():
    one = dict(facts("Shares of Hollis Energy fell 4.1 percent to 18.20 dollars in New York."))
    other = dict(facts("Shares of Quillon Pharma fell 12 percent to 3.75 dollars in London."))
    assert one.keys() == other.keys()
    assert len(one) == 4
    assert not set(one.values()) & set(other.values())


def test_other_names_and_numbers_in_a_context_are_masked():
    """The context of a number is the same although the name before it is another one."""
    assert ("@ brought # home", "12") in facts("a coach from Marlow brought 12 home")
    assert ("@ brought # home", "15") in facts("a coach from Salem brought 15 home")


@pytest.mark.parametrize(
    "text, values",
    [
        ("Shares fell to 12 dollars today", {"12"}),
        ("It ended. Shares fell to 12 dollars today", {"12"}),
        ("It ended. Hollis fell and Energy fell to 12 dollars", {"energy", "12"}),
        ("He said: Hollis fell to 12 dollars today", {"hollis", "12"}),
    ],
)
def test_a_word_that_begins_a_sentence_is_no_name(text, values):
    assert {value for _, value in facts(text)} == values


def test_a_context_with_two_values_says_nothing():
    assert facts("he scored in the 12 minute and he scored in the 30 minute") == set()
    assert {value for _, value in facts("he scored in the 12 minute and he scored in the 12 minute")} == {"12"}


def test_a_name_at_the_start_of_a_sentence_is_masked_if_a_name_or_number_follows():
    assert ("@ fell # to", "5") in facts("Hollis Energy fell 5 to 12 dollars")
    assert ("shares fell # to", "5") in facts("Shares fell 5 to 12 dollars")


def test_names_in_a_list_of_names_are_no_facts():
    assert facts("Present: Alder, Marlow, Salem and Vernon.") == set()


def test_a_text_without_names_and_numbers_has_no_facts():
    assert list(facts_of([])) == []
    assert facts("nothing happened here today") == set()


def test_facts_do_not_depend_on_what_stands_elsewhere():
    sentence = "The river stood at 6.3 metres on Tuesday evening in Harlow after the storm."
    assert facts(sentence) <= facts(f"Nobody was hurt. {sentence} The road is open again, 12 firms said.")


def test_a_fact_has_its_context_as_text():
    (fact,) = facts_of(words_of("it rose to 5 again"))
    assert fact == Fact("rose to # again", "5")


def test_the_first_name_of_a_sentence_is_a_fact_in_the_two_words_after_it():
    assert (". @ fell to", "hollis energy") in facts("Hollis Energy fell to 12 dollars today")
    assert (". # people died", "12") in facts("It burnt. 12 people died in the fire")


def test_in_german_a_single_capitalised_word_is_a_name_only_after_some_words():
    text = "dort sah die Polizei nahe Kassel einen Wagen und in Kassel selbst noch mehr"
    german = {fact.value for fact in facts_of(words_of(text), "de")}
    assert german == {"kassel"}
    assert {fact.value for fact in facts_of(words_of(text))} > {"kassel"}
    assert "otto müller" in {fact.value for fact in facts_of(words_of("dort sah er Otto Müller am Ufer"), "de")}


def test_the_frame_of_a_headline_has_signs_for_names_and_numbers():
    assert frame_of(words_of("Storm warning for Bad Celle until 9 p.m.")) == "storm warning for @ until # p . m ."
    assert frame_of(words_of("Harlow 2, Marlow 1")) == frame_of(words_of("Storm Harlow")) == frame_of([]) == ""
