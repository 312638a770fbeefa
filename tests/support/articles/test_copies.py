"""The copies of a text: `articles/copies.py`."""

import re
from collections import Counter
from difflib import SequenceMatcher
from random import Random

import pytest

from tests.support.articles import copies
from tests.support.articles.newsroom import Report, reports

SEEDS = range(12)
THAI = "กรุงเทพมหานคร ฝนตกหนักทั่วทุกพื้นที่\nเจ้าหน้าที่เตือนประชาชน"


@pytest.fixture(scope="module")
def published() -> list[Report]:
    return reports(7, 1)


@pytest.fixture(scope="module")
def texts(published: list[Report]) -> list[str]:
    return [report.text for report in published if report.language in {"en", "de", "es"}]


@pytest.fixture(scope="module")
def chinese(published: list[Report]) -> list[str]:
    return [report.text for report in published if report.language == "zh"]


@pytest.mark.parametrize("kind", copies.KINDS)
def test_every_kind_makes_another_text_in_every_language_and_the_same_again_for_a_seed(
    published: list[Report], kind: str
) -> None:
    for seed, report in enumerate(published):
        other = published[seed - 1].text
        copy = copies.KINDS[kind](report.text, other, Random(seed))
        assert copy == copies.KINDS[kind](report.text, other, Random(seed))
        assert copy != report.text


@pytest.mark.parametrize("share", [0.02, 0.08])
def test_an_edit_changes_about_the_share_of_the_words_and_no_number_or_name(texts: list[str], share: float) -> None:
    for seed, text in enumerate(texts):
        copy = copies.edited(text, Random(seed), share)
        before, after = text.split(), copy.split()
        opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        changed = sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in opcodes if tag != "equal")
        assert changed == pytest.approx(share * len(before), abs=3)
        assert copy.count("\n") == text.count("\n")
        assert _specifics(copy) == _specifics(text)


def test_a_cut_drops_about_the_share_of_the_words_at_the_end(texts: list[str]) -> None:
    for seed, text in enumerate(texts):
        copy = copies.cut(text, Random(seed), 0.3)
        assert text.startswith(copy.rstrip("…"))
        assert len(copy.split()) == pytest.approx(0.7 * len(text.split()), abs=0.07 * len(text.split()))


def test_a_cut_ends_with_a_sentence_if_one_ends_nearby() -> None:
    text = "One two three four.\nFive six seven. Eight nine ten."
    assert copies.cut(text, Random(1), 0.3) == "One two three four.\nFive six seven."
    assert copies.cut(text, Random(1), 0.6) == "One two three four."
    assert copies.cut(text, Random(1), 0.8) == "One two…"


def test_a_lead_has_the_stated_words_of_another_text_and_comes_first(texts: list[str]) -> None:
    for seed in SEEDS:
        text, other = texts[seed], texts[seed - 1]
        lead, _, rest = copies.led(text, other, Random(seed), 25).partition("\n")
        assert rest == text
        assert len(lead.split()) == 25
        assert {word.strip(".,;:") for word in lead.split()} <= {word.strip(".,;:") for word in other.split()}


def test_a_dressed_text_stands_unchanged_among_the_stated_lines(published: list[Report]) -> None:
    for seed, report in enumerate(published):
        lines = copies.dressed(report.text, Random(seed), 5).split("\n")
        assert report.text in "\n".join(lines)
        assert len(lines) - len(report.text.split("\n")) == 5


def test_boilerplate_is_in_the_language_of_the_text() -> None:
    assert "Cookie-Einstellungen" in copies.dressed("Der Rat der Stadt hat den Haushalt beschlossen.", Random(1), 40)
    assert "Cookie settings" in copies.dressed("The council has approved the budget of the city.", Random(1), 40)


def test_a_reordered_text_has_the_same_paragraphs_or_sentences_in_another_order(texts: list[str]) -> None:
    for seed, text in enumerate(texts):
        copy = copies.reordered(text, Random(seed))
        assert sorted(copy.split("\n")) == sorted(text.split("\n"))
        assert copy != text
    assert copies.reordered("It rained. It snowed.", Random(1)) == "It snowed. It rained."
    assert copies.reordered("It rained.", Random(1)) == "It rained."


@pytest.mark.parametrize("share", [0.3, 0.6])
def test_an_excerpt_is_one_run_of_about_the_share_of_the_words(texts: list[str], share: float) -> None:
    for seed, text in enumerate(texts):
        excerpt, words = copies.excerpt(text, Random(seed), share), text.split()
        assert " ".join(excerpt.split()) in " ".join(words)
        assert len(excerpt.split()) == pytest.approx(share * len(words), abs=0.2 * len(words))


def test_an_excerpt_may_be_the_start_the_middle_or_the_end() -> None:
    text = "One.\nTwo. Three.\nFour. Five."
    found = {copies.excerpt(text, Random(seed), 0.4) for seed in range(50)}
    assert {"One.\nTwo.", "Two. Three.", "Four. Five."} <= found


def test_a_relocated_text_has_another_dateline_and_renamed_places() -> None:
    text = "Ashford — Rain fell in Bellmere on Monday, and in March. The mayor of Bellmere spoke in Dunmore."
    for seed in SEEDS:
        copy = copies.relocated(text, Random(seed))
        assert re.match(r"[\w ]+ \(NNA\) — Rain fell in ", copy)
        assert "Ashford" not in copy
        assert "on Monday, and in March. The mayor of " in copy
        assert "Bellmere" not in copy or (copy.count("Bellmere") == 2 and "Dunmore" not in copy)


def test_a_correction_raises_one_number_everywhere_and_no_date() -> None:
    text = "On 3 May 2025 at 8:30, 12 people died and 12 homes burnt, 3.5 miles from town. The 3 May fire is out."
    for seed in SEEDS:
        copy = copies.corrected(text, Random(seed))
        raised = re.search(r"(\d+) people", copy)
        assert raised
        assert int(raised[1]) > 12
        assert copy == text.replace("12", raised[1])
    assert re.fullmatch(r"A gain of 1[1-4]\.4%", copies.corrected("A gain of 10.4%", Random(1)))
    assert copies.corrected("Nobody was hurt.", Random(1)) == "Nobody was hurt."
    assert copies.corrected("أصيب ٩ أشخاص", Random(1)) in {f"أصيب {number} أشخاص" for number in ("١٠", "١١", "١٢")}


def test_chinese_is_edited_in_its_particles_and_cut_by_its_sentences(chinese: list[str]) -> None:
    for seed, text in enumerate(chinese):
        copy = copies.edited(text, Random(seed), 0.05)
        assert copy != text
        assert _without_particles(copy) == _without_particles(text)
        short = copies.cut(text, Random(seed), 0.3)
        assert text.startswith(short.rstrip("…"))
        assert len(short) == pytest.approx(0.7 * len(text), abs=0.07 * len(text))


def test_thai_is_not_edited() -> None:
    assert copies.edited(THAI, Random(1), 0.08) == THAI


def _specifics(text: str) -> Counter[str]:
    """Count the numbers and the capitalised words."""
    return Counter(re.findall(r"\S*\d\S*|\b[A-ZÁÉÍÓÚÑÄÖÜ]\S+", text))


def _without_particles(text: str) -> str:
    return "".join(character for character in text if character not in copies.PARTICLES)
