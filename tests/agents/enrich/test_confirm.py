"""A text is enriched in the language that it is in, and in none if the detector was mistaken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.enrich.confirm import IN_TWO_SCRIPTS, SCRIPT_OF, SCRIPTS, confirmed
from agents.enrich.levels import ENTITIES_TRAINED, TRANSFERRED
from agents.extract.language import detect_language
from schemas import Language
from tests.support.extraction.pages import SETS, labelled_pages

# The first article of the Universal Declaration of Human Rights.
UNKNOWN = {
    "xh": "Bonke abantu bazalwa bekhululekile belingana ngesidima nangokweemfanelo. Bonke abantu banesiphiwo sesazela "
    "nesizathu sokwenza isenzo ongathanda ukuba senziwe kumzalwane wakho.",
    "zu": "Bonke abantu bazalwa bekhululekile belingana ngesithunzi nangamalungelo. Bahlanganiswe wumcabango "
    "nangunembeza futhi kufanele baphathane ngomoya wobunye.",
    "ha": "Su dai yan-adam, ana haifuwarsu ne duka yantattu, kuma kowannensu na da mutunci da hakkoki daidai da na "
    "kowa. Suna da hankali da tunani, saboda haka duk abin da za su aikata wa juna, ya kamata su yi shi a cikin "
    "yan-uwanci.",
    "om": "Namooti hundinuu birmaduu ta'anii mirgaa fi ulfinaanis wal-qixxee ta'anii dhalatan. Sammuu fi qalbii ittiin "
    "yaadan waan uumameef hafuura obbolummaatiin walii-wajjin jiraachuu qabu.",
    "rw": "Abantu bose bavuka aliko bakwiye agaciro no kwubahwa kimwe. Bose bavukana ubwenge n'umutima, bagomba "
    "kugilirana kivandimwe.",
    "mg": "Teraka afaka sy mitovy zo sy fahamendrehana ny olombelona rehetra. Samy manan-tsaina sy fieritreretana ka "
    "tokony hifampitondra am-pirahalahiana.",
}
KNOWN = {
    "en": "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience "
    "and should act towards one another in a spirit of brotherhood.",
    "no": "Alle mennesker er født frie og med samme menneskeverd og menneskerettigheter. De er utstyrt med fornuft og "
    "samvittighet og bør handle mot hverandre i brorskapets ånd.",
    "hr": "Sva ljudska bića rađaju se slobodna i jednaka u dostojanstvu i pravima. Ona su obdarena razumom i sviješću "
    "i trebaju jedna prema drugima postupati u duhu bratstva.",
    "sr": "Сва људска бића рађају се слободна и једнака у достојанству и правима. Она су обдарена разумом и свешћу и "
    "треба једни према другима да поступају у духу братства.",
    "fi": "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan. Heille on annettu järki ja "
    "omatunto, ja heidän on toimittava toisiaan kohtaan veljeyden hengessä.",
    "th": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ",
}
RESULTS = "Belgian first division: Gent 3 Aalst 2, Lommel 3 Harelbeke 1, Lierse 0 Anderlecht 0, Mouscron 2 Ekeren 1"


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=UNKNOWN)
def test_a_text_in_a_language_that_the_detector_does_not_know_is_refused(text):
    assert confirmed(detect_language(text), text) is None


@pytest.mark.parametrize("code, text", KNOWN.items(), ids=KNOWN)
def test_a_text_in_the_detected_language_is_confirmed(code, text):
    assert confirmed(detect_language(text), text) == code


def test_a_text_with_little_confidence_needs_the_function_words_of_the_language():
    assert confirmed(Language(code="es", confidence=0.43), UNKNOWN["zu"]) is None
    assert confirmed(Language(code="en", confidence=0.43), KNOWN["en"]) == "en"
    assert confirmed(Language(code="en", confidence=0.1), KNOWN["en"]) is None


def test_a_list_of_results_without_function_words_is_confirmed():
    assert confirmed(Language(code="en", confidence=0.45), RESULTS) == "en"


def test_a_text_in_another_script_is_refused_however_sure_the_detector_is():
    assert confirmed(Language(code="uk", confidence=1), KNOWN["en"]) is None
    assert confirmed(Language(code="en", confidence=1), KNOWN["sr"]) is None
    assert confirmed(Language(code="ja", confidence=1), "GoのWebAssemblyではDOMやJavaScriptを使います") == "ja"


def test_a_language_that_the_feed_states_for_a_few_words_is_taken():
    assert confirmed(detect_language("Nach Berlin", "de"), "Nach Berlin") == "de"
    assert confirmed(detect_language("Nach Berlin", "el"), "Nach Berlin") is None


def test_other_codes_of_a_language_become_the_one_of_the_tables():
    assert confirmed(Language(code="nb", confidence=1), KNOWN["no"]) == "no"


def test_a_language_without_tables_is_judged_by_its_confidence():
    assert confirmed(Language(code="cy", confidence=0.95), "Genir pawb yn rhydd") == "cy"
    assert confirmed(Language(code="cy", confidence=0.1), "Genir pawb yn rhydd") is None


def test_every_language_with_a_level_has_a_script():
    assert set(SCRIPT_OF) >= ENTITIES_TRAINED | TRANSFERRED
    assert set(SCRIPT_OF.values()) <= set(SCRIPTS)
    assert {script for scripts in IN_TWO_SCRIPTS.values() for script in scripts} <= set(SCRIPTS)


@given(st.text(max_size=8), st.floats(0, 1), st.text())
def test_any_code_and_any_text_are_judged_without_an_error(code, confidence, text):
    found = confirmed(Language(code=code, confidence=confidence), text)
    assert found is None or isinstance(found, str)


@pytest.mark.quality
@pytest.mark.parametrize("code", ["de", "en", "es", "fr"])
def test_fewer_than_three_in_a_thousand_articles_are_refused(code):
    texts = [page.truth.text for name in SETS for page in labelled_pages(name) if page.language == code]
    found = [(detect_language(text), text) for text in texts]
    sure = [(language, text) for language, text in found if language.confidence >= 0.45]  # below: other languages
    assert sum(confirmed(language, text) is None for language, text in sure) < 0.003 * len(sure)
