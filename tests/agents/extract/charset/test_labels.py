"""A charset's label means what it means on the web."""

import pytest

from agents.extract.charset.labels import codec_of, declared_in


@pytest.mark.parametrize(
    "label, codec",
    [
        ("ISO-8859-1", "cp1252"),
        ("gb2312", "gb18030"),
        ("x-sjis", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("utf-16", "utf-8"),
        ("utf-7", None),
        ("no-such", None),
        ("\0", None),
    ],
)
def test_a_label_has_the_codec_that_the_web_gives_it(label, codec):
    assert codec_of(label) == codec


def test_the_charset_is_read_from_the_head_of_a_page():
    assert declared_in(b'<?xml version="1.0" encoding="KOI8-R"?><a>') == "koi8-r"
    assert declared_in(b"<meta http-equiv=x content='text/html; charset=gbk'>") == "gbk"
    assert declared_in(b"<p>charset=gbk") is None
