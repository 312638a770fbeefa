"""A word that was divided at the end of a line is whole again, and a hyphen that is spelt stays."""

import pytest

from agents.extract.hyphens import SOFT_END, Hyphens, is_divided

TEXTS = {
    "en": "The harbour board of Dunmore voted on Tuesday night to rebuild the north pier in the spring.",
    "de": "Der Gemeinderat von Sankt Alwin hat am Dienstag beschlossen, die Nordmole im Hafen neu zu bauen.",
    "fr": "Le conseil du port de Saint-Élier a voté mardi soir la reconstruction de la jetée nord de la ville.",
    "nl": "Het havenbestuur van Dunmore heeft dinsdagavond besloten de noordpier dit jaar te herbouwen.",
    "ru": "Совет порта Дунмор во вторник решил перестроить северный пирс, который давно нуждался в ремонте.",
    "es": "La junta del puerto de Dunmore votó el martes por la noche la reconstrucción del muelle norte.",
    "sv": "Hamnstyrelsen i Dunmore beslutade på tisdagskvällen att bygga om den norra piren under våren.",
}


@pytest.mark.parametrize(
    "language, before, after, whole",
    [
        ("en", "two fish-", "ing crews", "two fishing crews"),
        ("en", "for ex-", "ample", "for example"),
        ("en", "to post-", "pone it", "to postpone it"),
        ("en", "the well-", "known lamp", "the well-known lamp"),
        ("en", "a state-", "owned port", "a state-owned port"),
        ("en", "the mother-in-", "law of", "the mother-in-law of"),
        ("en", "by e-", "mail", "by e-mail"),
        ("en", "an Anglo-", "Saxon wall", "an Anglo-Saxon wall"),
        ("en", "in 2025-", "2026", "in 2025-2026"),
        ("en", "Covid-", "19", "Covid-19"),
        ("en", "the EU-", "wide rule", "the EU-wide rule"),
        ("en", "short- or two-", "year loans", "short- or two-year loans"),
        ("en", "pre-", "and post-war", "pre- and post-war"),
        ("en", "two-", "or three-year loans", "two- or three-year loans"),
        ("en", "the pota-", "to is", "the potato is"),
        ("de", "hat be-", "schlossen", "hat beschlossen"),
        ("de", "der Ein-", "und Ausgang", "der Ein- und Ausgang"),
        ("de", "Früh-", "oder Spätschicht", "Früh- oder Spätschicht"),
        ("de", "Eva Müller-", "Lüdenscheidt", "Eva Müller-Lüdenscheidt"),
        ("fr", "la recons-", "truction", "la reconstruction"),
        ("fr", "peut-", "être", "peut-être"),
        ("fr", "celui-", "ci", "celui-ci"),
        ("nl", "de in-", "en uitgang", "de in- en uitgang"),
        ("ru", "решил пере-", "строить", "решил перестроить"),
        ("ru", "из-", "за дождя", "из-за дождя"),
        ("ru", "по-", "русски", "по-русски"),
        ("ru", "по-", "вторить", "повторить"),
        ("es", "la recons-", "trucción", "la reconstrucción"),
        ("sv", "vår-", "och sommartid", "vår- och sommartid"),
        ("sv", "ham-", "nen", "hamnen"),
    ],
)
def test_a_divided_word_is_whole_and_a_compound_keeps_its_hyphen(language, before, after, whole):
    assert Hyphens([TEXTS[language], before, after]).joined(before, after) == whole


def test_the_rest_of_the_text_decides():
    hyphens = Hyphens(["The fee-paying crews saw the refit and the self-made lamp of the selfish man", "x"])
    assert hyphens.joined("the fee-", "paying crews") == "the fee-paying crews"
    assert hyphens.joined("the self-", "ish man") == "the selfish man"


@pytest.mark.parametrize("before", ["a dash -", "two --", "http://dunmore.example/a-", "plain"])
def test_a_line_that_ends_otherwise_is_not_divided(before):
    assert not is_divided(before, "word")
    assert Hyphens([before]).joined(before, "word") == f"{before} word"


def test_soft_hyphens_at_the_ends_of_lines_go():
    assert SOFT_END.sub("", "re\u00ad\nbuild dis\u00ac \n> pute, \u00ac\nnot") == "rebuild dispute, \u00ac\nnot"
