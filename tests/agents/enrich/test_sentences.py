"""Where sentences begin and end, in many scripts."""

import time
from itertools import pairwise
from unicodedata import category

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.sentences import LONGEST, LONGEST_UNSPACED, sentences

SCRIPTS = {
    "Latin": (
        "de",
        ["Er kam am 3. März.", "„Warum?“", "Sie ging zu Friedrich II. Warum?", "Weil …", "5 Euro fehlten!"],
    ),
    "quotes of French": ("fr", ["Il a crié : « Non ! » hier.", "« Pourquoi ? » demande-t-il.", "« Encore ! »", "Fin."]),
    "quotes of Danish": ("da", ["Hun kom.", "»Hvorfor?«", "»Derfor!« råbte han."]),
    "Spanish": ("es", ["Vino.", "¿Por qué?", "¡No lo sé!", "— Dijo ella."]),
    "Cyrillic": (
        "ru",
        ["Он приехал в Москву.", "«Почему?» — спросила она.", "— Потому!", "В. В. Путин молчал…", "Всё."],
    ),
    "Greek": ("el", ["Ήρθε χθες.", "Γιατί ήρθε;", "«Γιατί;»", "Δεν ξέρω· ίσως."]),
    "Armenian": ("hy", ["Նա եկավ։", "Ինչո՞ւ եկավ:", "Չգիտեմ։"]),
    "Georgian": ("ka", ["ის მოვიდა.", "რატომ?", "არ ვიცი."]),
    "Hebrew": ("he", ["הוא הגיע אתמול.", "למה?", "א. ב. יהושע כתב."]),
    "Arabic": ("ar", ["وصل أمس.", "لماذا؟", "«لا أعرف!»", "قال د. محمد ذلك."]),
    "Urdu": ("ur", ["وہ کل آیا۔", "کیوں؟", "معلوم نہیں۔"]),
    "Devanagari": ("hi", ["वह कल आया।", "क्यों?", "पता नहीं॥", "वह गया."]),
    "Bengali": ("bn", ["সে কাল এসেছিল।", "কেন?", "জানি না।"]),
    "Tamil": ("ta", ["அவர் நேற்று வந்தார்.", "ஏன்?", "தெரியாது."]),
    "Hangul": ("ko", ["그는 어제 왔다.", "왜?", "“모른다.”", "그런 것.", '"간다."라고 말했다.']),
    "Ethiopic": ("am", ["ትናንት መጣ።", "ለምን፧", "አላውቅም።"]),
}
UNSPACED = {
    "Chinese": ("zh", ["他昨天来了。", "“为什么？”", "她说：「不知道！」", "真的吗?", "小明走了……然后呢？"]),
    "Japanese": ("ja", ["彼は昨日来た。", "「なぜ？」と聞いた。", "（笑）「はい。」", "本当ですか?", "そうだ！"]),
    "Khmer": ("km", ["គាត់បានមកម្សិលមិញ។", "មិនដឹងទេ៕"]),
    "Burmese": ("my", ["သူမနေ့ကလာတယ်။", "မသိဘူး။"]),
}


def pieces(text, code="en"):
    return [text[start:end] for start, end in sentences(text, vocabulary_of(code))]


@pytest.mark.parametrize("script", SCRIPTS)
def test_sentences_end_with_the_marks_of_each_script(script):
    code, expected = SCRIPTS[script]
    assert pieces(" ".join(expected), code) == expected


@pytest.mark.parametrize("script", UNSPACED)
def test_marks_that_no_space_follows_end_sentences_in_scripts_without_spaces(script):
    code, expected = UNSPACED[script]
    assert pieces("".join(expected), code) == expected


def test_sentences_end_with_marks_and_with_lines():
    text = "He came. “Why?” she asked. “No!” He left…\nA heading\n\nThe end"
    assert pieces(text) == ["He came.", "“Why?” she asked.", "“No!”", "He left…", "A heading", "The end"]
    assert pieces("One\r\nTwo\u2028Three") == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    "text",
    ["Mr. Smith and Dr. J. R. Lee met Gov. Brown.", "It cost 3.5 million.", "The U.S. Senate met.", "See e.g. Rome."],
)
def test_an_abbreviation_does_not_end_a_sentence(text):
    assert pieces(text) == [text]


def test_an_abbreviation_before_the_or_it_ends_a_sentence_but_no_honorific_does():
    assert pieces("She left the U.S. The court met.") == ["She left the U.S.", "The court met."]
    assert pieces("He sued Acme Inc. It lost.") == ["He sued Acme Inc.", "It lost."]
    assert pieces("Dr. He spoke.") == ["Dr. He spoke."]


def test_a_dot_in_thai_ends_abbreviations_only():
    text = "เมื่อ พ.ศ. 2563 ดร. สมชาย กล่าวว่า ไม่ทราบ"
    assert pieces(text, "th") == [text]


def test_the_number_of_an_item_belongs_to_its_sentence():
    assert pieces("1. First things first.\n12. The rest.") == ["1. First things first.", "12. The rest."]
    assert pieces("It happened in 2019. Then it ended.") == ["It happened in 2019.", "Then it ended."]


def test_a_lower_case_word_does_not_begin_a_sentence():
    assert pieces("At example.com! you can buy.") == ["At example.com! you can buy."]
    assert pieces("Сайт Яндекс! предлагает.", "ru") == ["Сайт Яндекс! предлагает."]
    assert pieces("In St. Gallen, etc. élan. $5 is due.") == ["In St. Gallen, etc. élan.", "$5 is due."]


def test_an_empty_text_has_no_sentences():
    assert pieces(" \n ") == []
    assert pieces("") == []


@pytest.mark.parametrize(
    "code, word, longest",
    [("en", "word, ", LONGEST), ("th", "ไม่ทราบว่า ", LONGEST_UNSPACED), ("zh", "他说，", LONGEST_UNSPACED)],
)
def test_a_long_sentence_is_cut_behind_commas_and_spaces(code, word, longest):
    found = pieces(word * 500, code)
    assert longest / 2 - len(word) <= min(map(len, found[:-1]))
    assert max(map(len, found)) <= longest
    assert all(piece.startswith(word.strip()) and piece.endswith(word.strip()) for piece in found)


def test_a_sentence_without_any_space_is_cut_before_a_letter():
    found = pieces("कि" * 5_000, "hi")
    assert "".join(found) == "कि" * 5_000
    assert all(category(piece[0])[0] != "M" for piece in found)


@pytest.mark.parametrize(
    "unit", ["a", "a ", ".", ". ", "。", "。」", "! ", '."', ". (", "(", " ", ".\u00a0» ", "1. ", "ก", "?「", "\n "]
)
def test_no_text_takes_long_or_loses_a_letter(unit):
    text = unit * (1_000_000 // len(unit) if unit in ("a", "a ", "ก") else 100_000)
    started = time.process_time()
    spans = list(sentences(text, vocabulary_of("th")))
    assert time.process_time() - started < 5
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert sum(end - start for start, end in spans) >= sum(not letter.isspace() for letter in text)
    assert all(end - start <= LONGEST for start, end in spans)
