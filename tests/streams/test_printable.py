"""Text that is safe in a terminal, and JSON that stays the same JSON."""

import json

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.printable import is_printable, printable, printable_json
from tests.support.hostile_text import HOSTILE, own_lines, unsafe

texts = st.text(st.characters())


@given(texts)
def test_no_text_has_an_unprintable_character_afterwards(text: str) -> None:
    assert is_printable(printable(text))


@given(texts)
def test_with_lines_only_line_breaks_stay(text: str) -> None:
    assert is_printable(printable(text, lines=True).replace("\n", ""))


@given(st.recursive(texts, lambda inner: st.lists(inner) | st.dictionaries(texts, inner)))
def test_json_stays_the_same_json(value: object) -> None:
    written = json.dumps(value, ensure_ascii=False, indent=1)
    shown = printable_json(written)
    assert json.loads(shown) == json.loads(written)
    assert is_printable(shown.replace("\n", ""))


def test_white_space_between_the_values_of_json_stays_white_space() -> None:
    assert orjson.loads(printable_json('{\t"a":\r\n[1]}')) == {"a": [1]}
    assert not unsafe(printable_json('{\t"a":\r\n[1]}'))


def test_printable_text_of_any_script_stays_as_it_is() -> None:
    for text in ("", "plain", "Überfähre – „5 €“", "渡し船のスト", "забастовка", "📰"):
        assert printable(text) == printable_json(text) == text


def test_an_escape_names_its_character() -> None:
    assert printable("a\x1b[2J\u202e\x9b\n") == r"a\x1b[2J\u202e\x9b\n"
    assert printable_json('"\u202e\x9b\U000e0041"') == r'"\u202e\u009b\udb40\udc41"'
    assert printable("a\tb\nc", lines=True) == "a   b\nc"


def test_without_lines_no_text_makes_a_line_of_its_own() -> None:
    assert not unsafe(printable(HOSTILE)) | unsafe(printable_json(HOSTILE))
    assert own_lines(printable(HOSTILE)) == []


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "👩\u200d🚒", "10\u00a0000\u202f€", "東京\u3000新聞"])
def test_the_spaces_and_joiners_that_scripts_are_spelt_with_stay(text):
    assert printable(text) == text
    assert printable_json(f'"{text}"') == f'"{text}"'
