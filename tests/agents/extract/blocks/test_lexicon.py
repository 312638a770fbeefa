import pytest

from agents.extract.blocks import lexicon
from agents.extract.blocks.lexicon import NAMES, WORD_BITS, WORDS, name_bits


@pytest.mark.parametrize(
    "names, groups",
    [
        ("relatedPosts", {"related"}),
        ("related-articles", {"related"}),
        ("AUTHOR_bio", {"author"}),
        ("newsletter signup", {"subscribe"}),
        ("xyz", set()),
        ("", set()),
    ],
)
def test_a_name_is_read_by_its_parts(names, groups):
    assert {name for place, name in enumerate(NAMES) if name_bits(names) >> place & 1} == groups


def test_a_word_may_be_of_several_groups_and_bits_fit_64():
    assert WORD_BITS["subscribe"] == 1 << list(WORDS).index("subscribe")
    assert len(NAMES) < 63
    assert len(WORDS) < 63


def test_the_memory_of_names_is_bounded(monkeypatch):
    monkeypatch.setattr(lexicon, "MOST_KNOWN", 3)
    monkeypatch.setattr(lexicon, "_known", {})
    for number in range(10):
        name_bits(f"name{number}")
    assert len(lexicon._known) <= 3


def test_long_names_are_read_and_not_remembered(monkeypatch):
    monkeypatch.setattr(lexicon, "_known", {})
    assert name_bits("related-" + "x" * 1_000) == name_bits("related")
    assert list(lexicon._known) == ["related"]
