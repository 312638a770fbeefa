"""A summary ends at the end of a sentence, and words are counted in every script."""

import pytest

from agents.extract.summary import summary, word_count


def test_a_summary_is_the_first_sentences():
    text = "One went out to sea today. Two came back from there. Three stayed at home. Four slept.\nNext paragraph."
    assert summary(text) == "One went out to sea today. Two came back from there. Three stayed at home."


def test_a_summary_stops_before_the_sentence_that_would_make_it_too_long():
    text = f"{'Many words ' * 15}end here. {'And many more words ' * 15}end there."
    assert summary(text) == f"{'Many words ' * 15}end here."


def test_abbreviations_and_initials_do_not_end_a_sentence():
    text = (
        "Dr. A. Smith of the U.S. Navy met Mr. Jones at No. 5 on the 3. of May. They talked. All was well. Then rain."
    )
    assert summary(text).endswith("All was well.")


def test_a_dateline_alone_is_not_a_summary():
    assert summary("MOSCOW\nThe minister arrived on Monday morning for talks with his colleague from abroad.").endswith(
        "abroad."
    )


def test_a_very_long_sentence_is_cut_after_a_word():
    cut = summary("word " * 500)
    assert cut.endswith("word…")
    assert len(cut) <= 300


def test_sentences_without_spaces_between_them_are_separated():
    assert (
        summary("政府公布了预算。议会开始审议。记者报道。第四句话。" * 3) == "政府公布了预算。议会开始审议。记者报道。"
    )


@pytest.mark.parametrize(
    "text, count",
    [
        ("One two, three.", 3),
        ("It's well-known that 3,000 people didn’t go.", 7),
        ("", 0),
        ("— !", 0),
        ("政府公布了新预算", 4),
        ("Привет, мир", 2),
    ],
)
def test_words_are_counted(text, count):
    assert word_count(text) == count


def test_words_of_thai_are_estimated():
    assert 3 <= word_count("รัฐบาลเสนองบประมาณ") <= 5


def test_a_row_of_a_table_is_summarised_without_tabs():
    assert summary("Port\t\tShips\nThe boats are back at last, and all of them.") == (
        "Port Ships The boats are back at last, and all of them."
    )
