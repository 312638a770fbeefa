"""Bytes become the text that their author wrote, in any charset and with any declaration."""

import base64

import pytest

from agents.extract.decode import decode, page_text
from schemas import RawArticle, Reason, Rejected

RUSSIAN = "Правительство утвердило новый бюджет, сообщила пресс-служба. Депутаты обсудят его во вторник. " * 3
JAPANESE = "東京都は新しい予算案を発表した。議会は火曜日に審議を始める予定だ。ニュースの続きはこちら。" * 3
CHINESE = "政府周二公布了新的预算案，议会将于下周开始审议。记者从北京报道。" * 3
TAIWANESE = "政府週二公布新預算案，議會下週開始審議，記者臺北報導。" * 3
FRENCH = "Le gouvernement a présenté son budget à l'Assemblée, où les députés en débattront dès mardi. Ça ira. " * 3
POLISH = "Rząd przyjął we wtorek nowy budżet, który posłowie będą omawiać w przyszłym tygodniu. Zażółć gęślą jaźń. " * 3
GREEK = "Η κυβέρνηση παρουσίασε την Τρίτη τον νέο προϋπολογισμό στη Βουλή των Ελλήνων. " * 3
KOREAN = "정부는 화요일 새 예산안을 발표했으며 국회는 다음 주에 심의를 시작할 예정이다. " * 3


def raw(page: bytes, content_type: str = "text/plain", **fields: object) -> RawArticle:
    return RawArticle(content_base64=base64.b64encode(page).decode(), content_type=content_type, **fields)


@pytest.mark.parametrize(
    "text, charset",
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso-2022-jp"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
        (FRENCH, "iso-8859-1"),
        (FRENCH, "iso-8859-15"),
        (POLISH, "iso-8859-2"),
        (GREEK, "iso-8859-7"),
        (KOREAN, "euc-kr"),
        (FRENCH, "utf-8"),
    ],
)
class TestCharsets:
    def test_the_charset_that_http_declares_is_used(self, text, charset):
        assert page_text(raw(text.encode(charset), f"text/plain; charset={charset}")) == text

    def test_the_charset_that_the_page_declares_is_used(self, text, charset):
        page = f'<html><head><meta charset="{charset}"></head><body>{text}</body></html>'
        assert text in page_text(raw(page.encode(charset), "text/html"))


@pytest.mark.parametrize(
    "text, charset",
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (CHINESE, "gb18030"),
        (FRENCH, "windows-1252"),
        (GREEK, "iso-8859-7"),
    ],
)
def test_an_undeclared_charset_is_detected(text, charset):
    assert decode(text.encode(charset)) == text


def test_a_byte_order_mark_is_preferred_to_a_declaration():
    assert decode("\ufeffäöü".encode("utf-16"), "iso-8859-1") == "äöü"
    assert decode("\ufeffäöü".encode(), "windows-1251") == "äöü"


def test_utf_16_is_recognised_without_a_mark():
    assert decode(FRENCH.encode("utf-16-le")) == FRENCH
    assert decode(FRENCH.encode("utf-16-be"), "utf-16") == FRENCH


def test_utf_8_with_a_wrong_declaration_is_read():
    assert decode(RUSSIAN.encode(), "iso-8859-1") == RUSSIAN


@pytest.mark.parametrize("charset", ["no-such-charset", "utf-7", "hex", "idna", "base64", "\0", "ascii"])
def test_a_declaration_that_cannot_be_right_is_skipped(charset):
    assert decode(RUSSIAN.encode("windows-1251"), charset) == RUSSIAN


def test_wrong_bytes_are_replaced_and_the_others_stay():
    page = RUSSIAN.encode() + b"\xff\xfe" + RUSSIAN.encode()
    assert decode(page, "utf-8").replace("\ufffd", "") == RUSSIAN * 2


def test_the_charset_of_the_http_headers_is_used_if_the_content_type_has_none():
    page = raw(RUSSIAN.encode("cp1251"), "text/plain", headers={"Content-Type": "text/html; charset=windows-1251"})
    assert page_text(page) == RUSSIAN


def test_text_that_a_feed_decoded_as_latin_1_is_repaired():
    assert page_text(RawArticle(content=FRENCH.encode().decode("latin-1"))) == FRENCH


def test_text_of_latin_1_characters_is_unchanged():
    assert page_text(RawArticle(content=FRENCH)) == FRENCH


@pytest.mark.parametrize(
    "page",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20,
        b"PK\x03\x04" + bytes(range(255, -1, -1)) * 20,
        b"\x1f\x8b\x08\0" + bytes((i * 73 + 41) % 256 for i in range(4000)),
    ],
)
def test_binary_content_is_refused(page):
    with pytest.raises(Rejected) as refusal:
        page_text(raw(page))
    assert refusal.value.reason is Reason.UNDECODABLE_CONTENT


def declared(text: str, charset: str, codec: str | None = None) -> bytes:
    page = f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'
    return page.encode(codec or charset)


@pytest.mark.parametrize(
    "text, charset",
    [(CHINESE, "gb2312"), (JAPANESE, "shift_jis"), (JAPANESE, "euc-jp"), (KOREAN, "euc-kr"), (TAIWANESE, "big5")],
)
@pytest.mark.parametrize("is_declared", [True, False])
class TestSeveralBytes:
    """A page in a charset of several bytes that has a few wrong ones; uchardet and strict decoding give it up."""

    def test_a_cut_description_costs_nothing_else(self, text, charset, is_declared):
        cut = b'<meta name=description content="' + text.encode(charset)[:21] + b'">'
        page = declared(text, charset if is_declared else "x", charset).replace(b"</head>", cut + b"</head>")
        assert text in decode(page)

    def test_a_truncated_page_costs_its_end(self, text, charset, is_declared):
        page = declared(text * 2, charset if is_declared else "x", charset)
        assert text in decode(page[: len(page) - 21])

    def test_a_pasted_quotation_costs_itself(self, text, charset, is_declared):
        page = declared(text, charset if is_declared else "x", charset)
        assert text in decode(page.replace(b"</p>", b" \x93quote\x94</p>"))

    def test_null_bytes_cost_nothing(self, text, charset, is_declared):
        page = declared(text, charset if is_declared else "x", charset)
        assert text in decode(page.replace(b"</p>", b"\0\0</p>"))


@pytest.mark.parametrize(
    "text, wrong, right",
    [
        (RUSSIAN, "iso-8859-1", "windows-1251"),
        (RUSSIAN, "utf-8", "windows-1251"),
        (RUSSIAN, "windows-1251", "koi8-r"),
        (CHINESE, "big5", "gb18030"),
        (TAIWANESE, "gb2312", "big5"),
        (JAPANESE, "shift_jis", "euc-jp"),
        (POLISH, "utf-8", "windows-1250"),
        (GREEK, "windows-1252", "iso-8859-7"),
    ],
)
def test_a_wrong_declaration_is_overruled_by_the_words_that_another_charset_makes(text, wrong, right):
    assert text in decode(declared(text, wrong, right))


def test_a_page_of_two_charsets_keeps_both():
    assert decode(FRENCH.encode() + FRENCH.encode("cp1252")) == FRENCH * 2
    assert decode(FRENCH.encode("cp1252") * 3 + FRENCH.encode(), "utf-8") == FRENCH * 4


def test_a_byte_order_mark_before_another_charset_is_no_evidence():
    assert decode(b"\xef\xbb\xbf" + RUSSIAN.encode("cp1251")) == RUSSIAN


@pytest.mark.parametrize("text, charset", [(CHINESE, "gbk"), (RUSSIAN, "windows-1251"), (JAPANESE, "euc-jp")])
def test_text_behind_a_long_head_in_ascii_is_what_decides(text, charset):
    """As reported of a detector that looks at the start: https://github.com/adbar/trafilatura/issues/541."""
    page = b"<html><head><script>" + b"var a = 1;" * 10_000 + b"</script></head><p>" + text.encode(charset) + b"</p>"
    assert text in decode(page)
