from agents.extract.charset.beyond import beyond_ascii


def test_what_is_beyond_ascii_stays_in_its_runs() -> None:
    assert beyond_ascii("<p>Łódź — „nowa” 東京都</p> naïve") == "Łó ź — „ ” 東京都 ï"


def test_ascii_has_nothing_beyond() -> None:
    assert beyond_ascii("<p>All of it\n is plain.</p>") == ""


def test_spaces_beyond_ascii_and_lone_surrogates_are_kept() -> None:
    assert beyond_ascii("a\u00a0\u2028b\ud800c") == "\u00a0\u2028 \ud800"
