"""An article has the same id on every feed, and a text the same fingerprint in every typography."""

from agents.extract.identity import article_id, fingerprint


def test_an_id_is_32_hexadecimal_characters():
    name = article_id("https://example.com/a", "f")
    assert len(name) == 32
    assert int(name, 16) > 0


def test_the_id_ignores_www_and_a_last_slash():
    names = {article_id(f"https://{host}example.com/a{end}", "f") for host in ("", "www.") for end in ("", "/")}
    assert len(names) == 1


def test_the_id_ignores_mobile_hosts_and_default_files():
    hosts = ("", "www.", "m.", "amp.", "mobile.")
    names = {article_id(f"https://{host}example.com/a/{file}", "f") for host in hosts for file in ("", "index.html")}
    assert len(names) == 1


def test_the_ids_of_plain_urls_never_change():
    assert article_id("https://www.example.com/news/2026/pier-4711.html", "f") == "722344a0ea6c5507d89645811ee65398"
    assert article_id("https://news.example.co.uk/a/?id=5&page=2", "f") == "19c33e5fa23da3c452fa57956767d66b"
    assert article_id(None, "f") == "178ae0acf7f5c5ab692c698ac329d4fd"


def test_routes_and_parameters_of_default_files_tell_articles_apart():
    ends = ("#!/story/1", "#!/story/2", "index.php?id=1", "index.php?id=2", "index.php/story")
    assert len({article_id(f"https://example.com/{end}", "f") for end in ends}) == len(ends)
    assert article_id("https://example.com/#!/story/1/", "f") == article_id("https://example.com/#!/story/1", "f")


def test_an_article_at_a_home_page_has_its_id_from_its_text_and_site():
    assert article_id(None, "f", "example.com") == article_id(None, "f", "example.com")
    assert len({article_id(None, text, site) for text in "fg" for site in ("example.com", "example.org")}) == 4


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
