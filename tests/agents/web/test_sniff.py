import pytest

from agents.web.sniff import known_binary, looks_html, sniffed


@pytest.mark.parametrize(
    "start, found",
    [
        (b"<!DOCTYPE html><html>", "text/html"),
        (b"\xef\xbb\xbf\n <html lang=en>", "text/html"),
        (b"<!-- made by hand --><p>", "text/html"),
        (b"<article>", "text/html"),
        (b"The ferry sails again.", "text/plain"),
        ("Fähre".encode("utf-16"), "text/plain"),
        ("<!DOCTYPE html><p>Fähre".encode("utf-16"), "text/html"),
        ("Фе".encode("cp1251"), "text/plain"),
        (b"", "text/plain"),
        (b"\x00\x01\x02", None),
        (b"%PDF-1.7 <html>", None),
        (b"\x89PNG\r\n\x1a\n", None),
    ],
)
def test_the_type_is_seen_in_the_first_bytes(start, found):
    assert sniffed(start) == found


def test_only_signatures_of_binary_formats_are_known():
    assert known_binary(b"\xff\xd8\xff\xe0") == "image/jpeg"
    assert known_binary(b"<html>") is None
    assert known_binary(b"PK and more") is None


@pytest.mark.parametrize(
    "start, found",
    [
        (b"\xef\xbb\xbf <!DOCTYPE html><html>", True),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">\n<html>', True),
        (b"<!-- made by > hand --><p>Text", True),
        ("<html><body>Текст".encode("utf-16"), True),
        (b'<?xml version="1.0"?><rss version="2.0"><channel>', False),
        (b'<?xml version="1.0"?><!-- <html> --><feed xmlns="http://www.w3.org/2005/Atom">', False),
        (b'<?xml version="1.0"?><rdf:RDF>', False),
        (b"<!-- made by hand --><urlset>", False),
        (b'<?xml version="1.0"?>', False),
        (b"<rss>", False),
        (b'{"a": 1}', False),
        (b"The ferry sails again.", False),
        (b"", False),
        (b"<!-- " * 400, True),
    ],
)
def test_a_page_is_told_from_other_documents_in_xml(start, found):
    assert looks_html(start) == found
