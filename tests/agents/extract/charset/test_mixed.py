"""A page in UTF-8 with some wrong bytes keeps all of its text, and what the wrong bytes mean in its former charset."""

import pytest

from agents.extract.charset.mixed import mostly_utf_8

RUSSIAN = "Порт перестроят, сообщил в среду инженер Надежда Фомина. "
FRENCH = "La jetée sera reconstruite dès l’été, a dit l’ingénieure Maëlle Kerdoncuff. "
CHINESE = "港务委员会周二晚间决定重建北堤。"
POLISH = "Rząd przyjął we wtorek budżet, który posłowie będą omawiać. "


@pytest.mark.parametrize(
    "text, cut",
    [
        *(
            (text, cut)
            for text in (RUSSIAN, CHINESE, FRENCH, POLISH)
            for cut in (b"\xe2\x80", b"\xf0\x9f\x98", b"\xc3")
        ),
        *((text, cut) for text in (RUSSIAN, CHINESE) for cut in (b"\xd0", b"\xe4\xb8")),
    ],
)
def test_a_character_that_is_cut_at_the_end_of_a_value_leaves_nothing(text, cut):
    page = b'<meta content="' + text.encode() + cut + b'">' + text.encode()
    assert mostly_utf_8(page, is_declared=True) == f'<meta content="{text}">{text}'


def test_a_character_that_is_cut_within_a_text_is_replaced():
    assert (
        mostly_utf_8(CHINESE.encode() + b"\xe4\xb8 " + CHINESE.encode(), is_declared=True)
        == f"{CHINESE}\ufffd {CHINESE}"
    )


@pytest.mark.parametrize(
    "text, codec",
    [(FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (POLISH, "cp1250"), (CHINESE, "gb18030")],
)
def test_a_stretch_of_the_former_charset_is_decoded_as_such(text, codec):
    page = (text * 3).encode() + b"\n" + text.encode(codec) + b"\n"
    assert mostly_utf_8(page, is_declared=True) == text * 3 + "\n" + text + "\n"


@pytest.mark.parametrize("text", [RUSSIAN, FRENCH, CHINESE])
def test_a_pasted_quotation_keeps_its_marks(text):
    page = text.encode() * 2 + b" \x93net\x94 "
    assert mostly_utf_8(page, is_declared=True) == f"{text * 2} “net” "


def test_characters_that_java_wrote_as_surrogates_are_joined():
    assert mostly_utf_8(FRENCH.encode() + b"\xed\xa0\xbd\xed\xb8\x80", is_declared=True) == f"{FRENCH}\U0001f600"


@pytest.mark.parametrize("text, codec", [(RUSSIAN, "cp1251"), (FRENCH, "cp1252"), (CHINESE, "gb18030")])
def test_a_page_in_another_charset_is_none_of_utf_8(text, codec):
    assert mostly_utf_8(text.encode(codec), is_declared=True) is None
