import pytest

from agents.sources.plain import plain, without_entities


@pytest.mark.parametrize(
    "text,is_markup,expected",
    [
        ("  Ferries   &amp; <b>buses</b><script>x</script> ", True, "Ferries & buses"),
        ("a < b", False, "a < b"),
        ("<p></p>", True, None),
        ("", True, None),
        ("The &lt;b&gt; tag", True, "The <b> tag"),
    ],
)
def test_markup_and_references_are_removed(text: str, is_markup: bool, expected: str | None) -> None:
    assert plain(text, is_markup=is_markup) == expected


def test_only_whole_references_are_read() -> None:
    assert without_entities("AT&T &copy 2026; R&D; &amp;amp; &#x2019;") == "AT&T &copy 2026; R&D; & ’"
