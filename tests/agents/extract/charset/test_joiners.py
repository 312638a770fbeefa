"""Joiners stay where words and pictures are spelt with them, in HTML, Markdown and plain text, and go elsewhere."""

import pytest

from agents.deduplicate.words import words_of
from agents.extract.article import extract
from agents.extract.charset.joiners import guard, unguard, without_idle_joiners
from agents.extract.clean import clean_text
from agents.extract.page import Extractor
from schemas import RawArticle

SPELT = {
    "Persian": "شورای بندر سه\u200cشنبه شب رأی داد که موج\u200cشکن شمالی را بازسازی کند.",
    "Kurdish": "ئەنجومەنی بەندەر شەوی سێ\u200cشەممە دەنگی دا بە نۆژەن\u200cکردنەوەی پایەی باکوور.",
    "Urdu": "بندرگاہ کے بورڈ نے منگل کی رات شمالی گھاٹ کی تعمیر\u200cنو کے حق میں ووٹ دیا۔",
    "Bangla": "বন্দর পরিষদ মঙ্গলবার রাতে উত্তর ঘাট পুনর্নির্মাণের পক্ষে ভোট দিয়েছে, র\u200d্যাব জানিয়েছে।",
    "Hindi": "बंदरगाह बोर्ड ने मंगलवार रात उत्तरी घाट के लिए मतदान किया कि शक्\u200dति और युक्\u200dति दोनों लगेंगी।",
    "Malayalam": "തുറമുഖ ബോർഡ് ചൊവ്വാഴ്ച രാത്രി വടക്കൻ പാലം പുതുക്കാൻ തീരുമാനിച്ചെന്ന് അവന്\u200d പറഞ്ഞു.",
    "Kannada": "ಬಂದರು ಮಂಡಳಿ ಮಂಗಳವಾರ ರಾತ್ರಿ ಉತ್ತರ ಸೇತುವೆಯ ಕ್ರಿಕೆಟ್\u200cಗೆ ಮತ ಹಾಕಿತು.",
    "Telugu": "ఓడరేవు బోర్డు మంగళవారం రాత్రి ఉత్తర వంతెన కోసం మ్యాచ్\u200cలో ఓటు వేసింది.",
    "Sinhala": "ශ්\u200dරී ලංකා වරාය මණ්ඩලය අඟහරුවාදා රාත්\u200dරියේ උතුරු ජැටිය ගොඩනැගීමට තීරණය කළේය.",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ ᠤᠯᠤᠰ ᠤᠨ ᠵᠠᠰᠠᠭ ᠤᠨ ᠭᠠᠵᠠᠷ ᠲᠡᠭᠰᠢ\u180eᠠ ᠪᠠᠶᠢᠭᠤᠯᠤᠯᠲᠠ ᠶᠢ ᠰᠢᠨᠡᠴᠢᠯᠡᠨ ᠬᠢᠬᠦ ᠪᠡᠷ ᠪᠢ\u180b ᠰᠠᠨᠠᠯ ᠭᠠᠷᠭᠠᠪᠠ.",
    "pictures": "The board voted, said the family 👨\u200d👩\u200d👧 and the pilot 👩🏽\u200d✈\ufe0f of Dunmore.",
    "flags": "The board voted on Tuesday night to show \U0001f3f4\U000e0067\U000e0062\U000e007f at the pier.",
}


@pytest.mark.parametrize("text", SPELT.values(), ids=SPELT)
class TestForms:
    def test_all_forms_of_an_article_have_the_same_text_and_are_copies(self, text):
        html = f"<html><title>T</title><body><article><h1>T</h1>{f'<p>{text}</p>' * 3}</article></body></html>"
        articles = [
            *(extract(RawArticle(content=html), version="1", extractor=extractor) for extractor in Extractor),
            extract(RawArticle(content=f"# T\n\n{text}\n\n{text}", content_type="text/markdown"), version="1"),
            extract(RawArticle(content=f"T\n\n{text}\n\n{text}", content_type="text/plain"), version="1"),
        ]
        assert [article.text.split("\n")[-1] for article in articles] == [text] * 4
        assert articles[2].fingerprint == articles[3].fingerprint

    def test_a_copy_that_has_lost_its_joiners_has_the_same_words(self, text):
        lost = "".join(character for character in text if character not in "\u180b\u180e\u200c\u200d\ufe0f")
        assert [word.form for word in words_of(text)] == [word.form for word in words_of(lost)]

    def test_guarded_joiners_are_what_a_reader_of_pages_keeps(self, text):
        assert guard(text).replace("\u180b", "").isprintable()
        assert unguard(guard(text)) == text


@pytest.mark.parametrize(
    "text, clean",
    [
        ("Auf\u200clage of\u200dfice", "Auflage office"),
        ("می\u200c\u200cشود", "می\u200cشود"),
        ("شب\u200c رأی\u200c.", "شب رأی."),
        ("\u200cشب", "شب"),
        ("word\u200d \u200cword \u180e", "word word"),
        ("\U000e0049\U000e0067nore", "nore"),
        ("👨\u200d said", "👨 said"),
    ],
)
def test_joiners_that_change_nothing_are_removed(text, clean):
    assert clean_text(text) == clean


@pytest.mark.parametrize("text", ["ه\u200d. ش.", "అవన్\u200c ", "അവന്\u200d ", "plain text"])
def test_joiners_that_show_in_the_shape_of_a_letter_stay(text):
    assert without_idle_joiners(text) == text
