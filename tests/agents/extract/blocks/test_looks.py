import pytest

from agents.extract.blocks.lexicon import SIGNS, WORDS
from agents.extract.blocks.looks import TEXT, Hints, look

TITLE = "Harbour bridge reopens after storm"
LEAD = "The harbour bridge reopened on Tuesday, two weeks after the storm that had closed it. Traffic is light."


def seen(text: str, hints: Hints = Hints()) -> dict[str, float]:  # noqa: B008 (frozen)
    return dict(zip(TEXT, look([text], hints).numbers[0].tolist(), strict=True))


def test_a_paragraph_and_a_label_look_different():
    paragraph, label = seen(LEAD), seen("READ MORE:")
    assert (paragraph["terminal"], paragraph["commas"], paragraph["stops"], paragraph["words"]) == (1, 1, 1, 18)
    assert (label["terminal"], label["colon"], label["capitals"]) == (0, 1, 1)
    assert seen("12:30")["no_letters"] == 1


def test_a_headline_is_compared_with_the_title_in_both_directions():
    headline = seen("Harbour bridge reopens", Hints(title=TITLE))
    assert headline["in_title"] == 1
    assert headline["of_title"] == pytest.approx(3 / 5)
    assert seen(LEAD * 3, Hints(title=TITLE))["in_title"] == 0


def test_what_the_page_states_is_looked_for_and_is_minus_one_if_it_states_nothing():
    assert (seen(LEAD)["described"], seen(LEAD)["stated"]) == (-1, -1)
    hints = Hints(description=LEAD, body=LEAD * 4)
    assert (seen(LEAD, hints)["described"], seen(LEAD, hints)["stated"]) == (1, 1)
    assert (seen("Something else entirely.", hints)["described"], seen("Something else.", hints)["stated"]) == (0, 0)


def test_words_and_signs_of_short_blocks_are_bits():
    looks = look(["Subscribe to our newsletter", "© Herald", LEAD * 10], Hints())
    assert looks.words.tolist() == [1 << list(WORDS).index("subscribe"), 0, 0]
    assert looks.signs.tolist() == [0, 1 << SIGNS.index("©"), 0]


def test_full_stops_and_commas_of_other_scripts_count():
    japanese = seen("橋は火曜日に再開した。通行量は少なく、静かだ。")
    assert (japanese["stops"], japanese["commas"], japanese["terminal"]) == (2, 1, 1)
