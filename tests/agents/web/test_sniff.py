import pytest

from agents.web.sniff import known_binary, sniffed


@pytest.mark.parametrize(
    "start, found",
    [
        (b"<!DOCTYPE html><html>", "text/html"),
        (b"\xef\xbb\xbf\n <html lang=en>", "text/html"),
        (b"<!-- made by hand --><p>", "text/html"),
        (b"<article>", "text/html"),
        (b"The ferry sails again.", "text/plain"),
        ("Fähre".encode("utf-16"), "text/plain"),
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
