"""The same words are addresses as for spaCy's pattern."""

import pytest
from spacy.lang.tokenizer_exceptions import URL_MATCH

from tests.support.recognition import jumbled, rules

URLS = rules().urls
ADDRESSES = """
http://www.example.com example.com www.example.com/a?b#c user@example.com user:pass@example.com:8080/x mailto:a@b.org
a@b@c.de ftp://x.y.zz 8.8.8.8 http://8.8.8.8/x 223.255.255.254 https://münchen.de/ü http://a-b.co.uk x_y.com@z.org é.com
git+ssh://git@host.org/r.git foo/bar@host.com
""".split()
OTHERS = """
example .com example. http:// http://localhost 10.0.0.1 127.0.0.1 192.168.1.1 172.16.0.1 224.1.1.1 0.0.0.0 a..com
@b.com lower.Upper example.c a.b.C example.com:1 example.com:123456 example.com, -a.com ://a a@ @ 256.1.1.1 a@b U.S e.g.
""".split()


@pytest.mark.parametrize("word", ADDRESSES)
def test_an_address_is_one(word):
    assert word in URLS
    assert URL_MATCH(word)


@pytest.mark.parametrize("word", [*OTHERS, ""])
def test_another_word_is_none_unless_it_is_one_for_spacy(word):
    assert (word in URLS) is bool(URL_MATCH(word))


def test_jumbled_pieces_are_addresses_where_they_are_for_spacy():
    pieces = ["a", "com", ".", ".", "@", "://", ":80", "/", "http", "1", "10", "-", "_", "é", "A", "?", "x.yz"]
    for word in jumbled(20_000, pieces * 5):
        word = "".join(word.split())
        assert (word in URLS) is bool(URL_MATCH(word)), word
