"""Text is composed Unicode without invisible characters; metadata values have no tags and entities."""

from agents.extract.clean import clean_line, clean_text, clean_value, fold
from tests.support.articles.extract import SENTENCE, page, read_page


def test_text_is_composed_unicode_without_invisible_characters():
    odd = "Cafe\u0301 co\u00adop\u200b at\u00a0noon  \u2028" + SENTENCE * 4
    text = read_page(page(f"<article><p>{odd}</p></article>")).text
    assert text.startswith("Café coop at noon")
    assert not set(text) & set("\u0301\u00ad\u200b\u00a0\u2028")


def test_clean_text_has_one_paragraph_in_each_line():
    assert clean_text(" One \r\n\n\ttwo\u2028three\x00 ") == "One\ntwo\nthree"
    assert clean_line(" One \n two ") == "One two"


def test_joiners_stay_because_persian_and_emoji_need_them():
    assert clean_text("می\u200cخواهم \U0001f469\u200d\U0001f680") == "می\u200cخواهم \U0001f469\u200d\U0001f680"


def test_a_metadata_value_has_neither_tags_nor_entities_escaped_twice():
    assert clean_value("<b>Plan</b> &amp;amp; <i>more</i>") == "Plan & more"
    assert clean_value("1 < 2") == "1 < 2"


def test_folded_texts_are_equal_if_their_words_are():
    assert fold("“Ｈello”—World!") == fold("hello, world") == "hello world"


def test_an_entity_with_thousands_of_digits_stays_as_it_is():
    assert clean_value(f"&amp; &#{'1' * 5_000};").endswith("1;")
