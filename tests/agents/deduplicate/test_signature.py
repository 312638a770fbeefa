"""Signatures: the sketch on an event, and what is compared of an article."""

import base64

import pytest

from agents.deduplicate.signature import DIGEST, Text, digest, frame_hash, letters_hash, sign, title_of
from agents.deduplicate.sketch import HASHES, VERSION, sketch_of
from schemas import Reason, Rejected, Signature, Source
from tests.support.articles.stories import FLOOD

TEXT = "The council voted on Monday to close the old bridge. Drivers must take the ferry."
HASH = "00ff17a9c4e05b6d8f3021435465768a"


def packed(sketch):
    return base64.b64encode(sketch.pack()).decode()


def read(event, signature):
    return Text.of(event.model_copy(update={"signature": signature}))


def test_a_signature_is_the_packed_sketch_of_the_text():
    signature = sign(TEXT)
    assert signature.version == VERSION
    assert base64.b64decode(signature.sketch) == sketch_of(TEXT).pack()
    assert len(sign(FLOOD.text * 20).sketch) < 500


def test_case_punctuation_and_white_space_are_ignored_in_a_text_without_names():
    assert sign("Drivers must take\n'the ferry' — today!") == sign("drivers must, take the ferry; today.")


def test_the_tabs_of_a_table_are_white_space():
    row = "Port Callan\t7 ships\tPort Skerry\t9 ships of 2026\n" * 3
    assert sign(row, "en") == sign(row.replace("\t", " "), "en")


def test_a_text_is_read_from_its_signature(extract):
    text = Text.of(extract("a", TEXT, "en"))
    assert text.sketch.pack() == sketch_of(TEXT).pack()
    assert text.fingerprint == bytes.fromhex(extract("a", TEXT).article.fingerprint)


def test_a_text_that_another_version_signed_is_signed_again(extract):
    for signature in (Signature(), Signature(version=VERSION + 1, sketch=sign("Another text altogether").sketch)):
        assert read(extract("a", TEXT), signature).sketch.pack() == sketch_of(TEXT).pack()


def test_an_event_of_the_first_version_is_signed_again(extract):
    """Its signature has a field `minhash`, and no version."""
    event = extract("a", TEXT)
    old = event.model_dump(mode="json") | {
        "signature": {"minhash": base64.b64encode(bytes(512)).decode(), "shingles": 9}
    }
    assert Text.of(type(event).from_object(old)).sketch.pack() == sketch_of(TEXT).pack()


WHOLE = sketch_of(FLOOD.text)


@pytest.mark.parametrize(
    "sketch",
    [
        "no base64!",
        "Grüße",
        "",
        base64.b64encode(WHOLE.pack()[:-1]).decode(),
        packed(WHOLE._replace(hashes=WHOLE.hashes[::-1])),
        packed(WHOLE._replace(hashes=WHOLE.hashes[: HASHES - 1], runs=WHOLE.runs[: HASHES - 1])),
    ],
)
def test_a_damaged_signature_is_rejected_by_name(extract, sketch):
    with pytest.raises(Rejected, match=r"signature\.sketch: ") as caught:
        read(extract("a", FLOOD.text), Signature(version=VERSION, sketch=sketch))
    assert caught.value.reason is Reason.INVALID_FIELD


def test_language_outlet_and_headline_are_compared_by_their_hashes(extract):
    one = Text.of(extract("a", TEXT, "en", url="https://herald.example/1", title="The bridge is closed"))
    other = Text.of(extract("b", TEXT, "en", url="https://herald.example/2", title="THE BRIDGE: “is closed”!"))
    assert one[:2] == other[:2]
    assert letters_hash(one.title) == letters_hash(other.title)
    third = Text.of(extract("c", TEXT, "de", url="https://courier.example/1", title="The bridge is open"))
    assert not set(one[:3]) & set(third[:3])
    assert letters_hash(one.title) != letters_hash(third.title)
    assert 0 not in one[:3]


def test_a_text_without_outlet_and_headline_has_0_for_them(extract):
    text = Text.of(extract("a", TEXT))
    assert (text.source, text.title) == (0, 0)
    assert Text.of(extract("a", TEXT, title="— “!”")).title == 0


def test_an_outlet_without_domain_is_compared_by_its_name(extract):
    article = extract("a", TEXT).article
    named = [article.model_copy(update={"source": Source(name=name)}) for name in ("Herald", "HERALD", "Courier")]
    herald, again, courier = (Text.from_article(article, WHOLE).source for article in named)
    assert herald == again != courier


def test_a_hash_in_hexadecimal_digits_is_its_own_digest():
    assert digest(HASH).hex() == HASH


@pytest.mark.parametrize(
    "name", ["", "a", HASH.upper(), HASH[:-1], HASH + "0", "a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 ab", "\ud800"]
)
def test_any_other_name_has_a_digest_of_its_own(name):
    assert len(digest(name)) == DIGEST
    assert digest(name) == digest(name)
    assert digest(name) not in {digest(HASH), digest(name + "x"), digest(digest(name).hex() + "x")}


def test_the_digest_of_a_name_is_the_one_in_the_state_topic():
    assert digest("id of a feed").hex() == "fc714572823bceee5e8b5e414ab6cfdc"


def test_headlines_that_differ_in_a_name_or_number_alone_have_the_same_frame():
    one, other = (
        title_of("Storm warning for Celle until 9 p.m."),
        title_of("Storm warning for Bad Lingen until 11 p.m."),
    )
    assert frame_hash(one) == frame_hash(other) != 0
    assert letters_hash(one) != letters_hash(other)
    assert frame_hash(title_of("Heavy rain in Celle")) != frame_hash(one)


def test_a_headline_of_names_and_numbers_alone_has_no_frame():
    assert frame_hash(title_of("Harlow 2, Marlow 1")) == 0
    assert title_of("Harlow 2, Marlow 1") > 0
    assert title_of("") == title_of("— “!”") == 0


def test_a_long_headline_costs_no_more_than_others():
    words = "storm warning " * 100
    assert frame_hash(title_of(words)) == frame_hash(title_of(words * 10))
