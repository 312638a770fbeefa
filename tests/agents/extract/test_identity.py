"""An article has the same id on every feed, and a text the same fingerprint in every typography."""

from agents.extract.identity import article_id, fingerprint


def test_an_id_is_32_hexadecimal_characters():
    name = article_id("https://example.com/a", "f")
    assert len(name) == 32
    assert int(name, 16) > 0


def test_the_id_ignores_www_and_a_last_slash():
    names = {article_id(f"https://{host}example.com/a{end}", "f") for host in ("", "www.") for end in ("", "/")}
    assert len(names) == 1


def test_another_path_or_parameter_gives_another_id():
    urls = ("https://example.com/a", "https://example.com/b", "https://example.com/a?id=1", "https://example.org/a")
    assert len({article_id(url, "f") for url in urls}) == len(urls)


def test_an_article_without_a_url_has_its_id_from_its_text():
    assert article_id(None, "f") == article_id(None, "f") != article_id(None, "g")


def test_a_fingerprint_ignores_case_punctuation_space_and_compatibility_forms():
    assert fingerprint("“Ｈello” —  World!\nﬁne") == fingerprint('"hello" world, FINE.')
    assert fingerprint("hello word") != fingerprint("hello world")


def test_texts_without_words_have_different_fingerprints():
    assert fingerprint("!!!") != fingerprint("???")
