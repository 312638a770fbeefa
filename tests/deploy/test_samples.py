"""The demo's samples: each file has the properties that their README states."""

import re

import pytest

from schemas import RawArticle, Rejected
from tests.support.paths import ROOT

SAMPLES = ROOT / "deploy" / "demo" / "samples"
EVENTS = (SAMPLES / "13-events.jsonl").read_bytes().splitlines()
EXPECTED = dict(
    re.findall(r"^\| ([\w-]+\.\w+|\d+) \| .* \| (.+) \|$", (SAMPLES / "README.md").read_text(), flags=re.MULTILINE)
)
CANONICAL = re.compile(rb'<link rel="canonical" href="(https?://[^"]+\.example/[^"]+)"')


def canonical(name: str) -> bytes:
    found = CANONICAL.search((SAMPLES / name).read_bytes())
    assert found is not None, f"{name} has no canonical link"
    return found[1]


def validation(line: bytes) -> str:
    """Validate a line by the raw event's schema; return `valid`, or the reason of its dead letter."""
    try:
        raw = RawArticle.decode(line)
        assert raw.media_type
        assert raw.page()
    except Rejected as rejected:
        return f"dead letter: {rejected.reason}"
    return "valid"


def test_the_readme_has_the_expected_outcome_of_every_file_and_line() -> None:
    files = {path.name for path in SAMPLES.iterdir() if path.name != "README.md"}
    lines = {str(number) for number in range(1, len(EVENTS) + 1)}
    assert set(EXPECTED) == files | lines


@pytest.mark.parametrize("number", range(1, len(EVENTS) + 1))
def test_a_line_is_dead_lettered_for_the_reason_the_readme_gives(number: int) -> None:
    expected = EXPECTED[str(number)]
    assert validation(EVENTS[number - 1]) == (expected if expected.startswith("dead letter") else "valid")


def test_every_page_has_its_own_address_and_only_the_update_shares_one() -> None:
    pages = sorted(path.name for path in SAMPLES.glob("*.html"))
    addresses = [canonical(name) for name in pages]
    assert canonical("01-ferry-strike.html") == canonical("02-ferry-strike-updated.html")
    assert len(set(addresses)) == len(pages) - 1


@pytest.mark.parametrize(
    "name,charset,word",
    [
        ("10-mayaki-windows-1251.html", "windows-1251", "маяков"),
        ("11-seaweed-bus-shift-jis.html", "shift_jis", "路線バス"),
    ],
)
def test_a_page_in_a_legacy_encoding_is_not_utf_8(name: str, charset: str, word: str) -> None:
    page = (SAMPLES / name).read_bytes()
    assert word in page.decode(charset)
    with pytest.raises(UnicodeDecodeError):
        page.decode("utf-8")
