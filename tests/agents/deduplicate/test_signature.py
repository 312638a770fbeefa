"""Signatures: equal in every process, equal for equal words, and an estimate of similarity."""

import base64
import os
import subprocess
import sys

import numpy as np
import pytest

from agents.deduplicate.signature import Text, shingles_of, sign, values_of
from schemas import Reason, Rejected, Signature

TEXT = "The council voted on Monday to close the old bridge. Drivers must take the ferry."


def similarity(one, other):
    return float(np.mean(values_of(sign(one)) == values_of(sign(other))))


def test_a_signature_is_128_values_of_4_bytes():
    signature = sign(TEXT)
    assert len(base64.b64decode(signature.minhash)) == 512
    assert values_of(signature).shape == (128,)
    assert signature.shingles == 13


def test_signatures_are_equal_to_those_in_the_state_topic():
    """If this fails, articles with older signatures are no longer found: give the topics a new version."""
    assert values_of(sign(TEXT))[:4].tolist() == [3243880307, 3298609303, 3497303280, 3315670861]


def test_signatures_do_not_depend_on_the_process():
    program = f"from agents.deduplicate import sign; print(sign({TEXT!r}).minhash)"
    minhashes = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert minhashes == {sign(TEXT).minhash}


def test_case_punctuation_and_white_space_are_ignored():
    assert sign(TEXT) == sign("THE council  voted, on Monday\nto close 'the old bridge' - drivers must take the Ferry")


def test_a_text_of_two_words_has_no_shingles():
    assert sign("Goal scored!").shingles == 0
    assert sign("").shingles == 0


def test_repeated_runs_of_words_are_one_shingle():
    assert sign("tick tock tick tock tick tock tick tock").shingles == 2


@pytest.mark.parametrize(
    "text, shingles",
    [
        ("東京の開会式。", {"東京 京の の開", "京の の開 開会", "の開 開会 会式"}),
        ("2021年に東京で", {"2021 年に に東", "年に に東 東京", "に東 東京 京で"}),
        ("ข่าววันนี้", {"ข่ ่า าว", "่า าว วว", "าว วว วั", "วว วั ัน", "วั ัน นน", "ัน นน นี", "นน นี ี้"}),
    ],
)
def test_scripts_without_spaces_are_cut_into_runs_of_four_characters(text, shingles):
    assert shingles_of(text) == shingles


@pytest.mark.parametrize("text", ["हिन्दी में समाचार पढ़ें", "தமிழில் செய்திகள் படிக்க வாருங்கள்", "한국어 뉴스 읽기 시작"])
def test_vowel_signs_do_not_split_words(text):
    assert len(shingles_of(text)) == len(text.split()) - 2


def test_the_similarity_of_signatures_estimates_that_of_the_shingles():
    words = [f"w{number}" for number in range(1000)]
    one, other = " ".join(words[:750]), " ".join(words[250:])
    shingles, others = shingles_of(one), shingles_of(other)
    exact = len(shingles & others) / len(shingles | others)
    assert similarity(one, other) == pytest.approx(exact, abs=3 * 0.044)


def test_different_texts_share_nothing():
    assert similarity(TEXT, "A ferry sank off the coast last night, and none of the forty passengers was hurt.") < 0.03


@pytest.mark.parametrize("minhash", ["no base64!", "", base64.b64encode(bytes(511)).decode()])
def test_a_damaged_signature_is_rejected_by_name(minhash):
    with pytest.raises(Rejected, match=r"signature\.minhash") as caught:
        values_of(Signature(minhash=minhash, shingles=3))
    assert caught.value.reason is Reason.INVALID_FIELD


def test_the_lower_half_of_each_value_is_compared(extract):
    text = Text.of(extract("a", TEXT))
    lower = values_of(sign(TEXT)) & 0xFFFF
    assert np.frombuffer(text.sketch, dtype="<u2").tolist() == lower.tolist()
    assert Text.of(extract("b", "Too short")).sketch == b""
