"""Text that was decoded wrong is repaired, wholly or in part, and text that only looks so stays."""

import pytest

from agents.extract.charset.mojibake import repair_mojibake

FRENCH = "Le conseil a présenté à l’Assemblée son budget, où les élus débattront dès mardi."
RUSSIAN = "Правительство утвердило новый бюджет, сообщила пресс-служба. Депутаты обсудят его во вторник."
POLISH = "Rząd przyjął we wtorek nowy budżet, który posłowie będą omawiać w przyszłym tygodniu."
GREEK = "Η κυβέρνηση παρουσίασε την Τρίτη τον νέο προϋπολογισμό στη Βουλή των Ελλήνων."
CHINESE = "政府周二公布了新的预算案，议会将于下周开始审议。记者从北京报道。"
HINDI = "सरकार ने मंगलवार को नया बजट पेश किया"


def western(page: bytes) -> str:
    """Decode bytes as browsers do Windows-1252: an undefined byte becomes a control character."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in page)


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, POLISH, GREEK, CHINESE, HINDI, "Great day, naïve \U0001f600"])
@pytest.mark.parametrize("before", ["", "“Right” — étés: "])
def test_utf_8_that_was_decoded_as_western_is_repaired_in_whole_and_in_part(text, before):
    assert repair_mojibake(before + western(text.encode())) == before + text


def test_utf_8_that_was_decoded_wrong_twice_is_repaired():
    assert repair_mojibake(western(western(FRENCH.encode()).encode())) == FRENCH


def test_utf_8_that_was_decoded_as_windows_1251_is_repaired():
    wrong = RUSSIAN.encode().decode("cp1251", "replace").replace("\ufffd", "\x98")
    assert repair_mojibake(f"<h1>{RUSSIAN}</h1><p>{wrong}") == f"<h1>{RUSSIAN}</h1><p>{RUSSIAN}"


def test_words_with_a_capital_before_a_wrong_letter_are_repaired_beside_others():
    wrong = "Die VÃ¶gel im SÃ¼den fÃ¼r den groÃŸen 67-JÃ¤hrigen aus KÃ¶ln"
    assert repair_mojibake(wrong) == "Die Vögel im Süden für den großen 67-Jährigen aus Köln"


@pytest.mark.parametrize(
    "text, codec",
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (GREEK, "cp1253"), (CHINESE, "gb18030")],
)
def test_bytes_of_another_charset_that_were_decoded_as_latin_1_are_repaired(text, codec):
    assert repair_mojibake(f"<h1>{text}</h1><p>" + text.encode(codec).decode("latin-1")) == f"<h1>{text}</h1><p>{text}"


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        "«\xa0l’été\xa0» à Paris, où Âge et Ângelo",
        "“MAÇÃ”, disse João",
        "På Å” och Ä» til ÅÄÖ, Ærø",
        "A page about signs: “Ã©” is é, and “â€™” is ’.",
        "Рёрих и его Рёв",
        "Ríkisstjórnin samþykkti á þriðjudag ný fjárlög",
        "Đà Nẵng — GIA CÂ» HÀ NỘI",
        "El Niño, ÑANDÚ, ¿qué?",
    ],
)
def test_text_of_such_letters_stays(text):
    assert repair_mojibake(text) == text
