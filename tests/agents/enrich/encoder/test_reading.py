"""What the encoder makes of sentences: names, sentiment toward them, tone, topics and a vector."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.enrich.encoder.files import TOPICS
from agents.enrich.encoder.reading import LONGEST, Encoder, softmax

SENTENCES = {
    "de": ("Bundeskanzler Olaf Scholz traf Emmanuel Macron in Paris.", {"Olaf Scholz", "Emmanuel Macron", "Paris"}),
    "es": ("El presidente Pedro Sánchez viajó el lunes a Madrid.", {"Pedro Sánchez", "Madrid"}),
    "ru": ("Владимир Путин встретился с Ангелой Меркель в Москве.", {"Владимир Путин", "Ангелой Меркель", "Москве"}),
    "ja": ("岸田文雄首相は東京でトヨタ自動車の社長と会談した。", {"岸田文雄", "東京", "トヨタ自動車"}),
    "ko": ("윤석열 대통령은 서울에서 이재용 회장을 만났다.", {"윤석열", "서울", "이재용"}),
    "th": ("เศรษฐา ทวีสิน เดินทางไปกรุงเทพมหานคร", {"เศรษฐา ทวีสิน", "กรุงเทพมหานคร"}),
    "hi": ("प्रधानमंत्री नरेन्द्र मोदी ने मुंबई में कहा।", {"नरेन्द्र मोदी", "मुंबई"}),
    "tr": ("Ali Yılmaz dün Ankara'da konuştu.", {"Ali Yılmaz", "Ankara"}),
}
NOTHING = ["", " ", "\u200b", "\ud800", "▁"]


@pytest.fixture(scope="module")
def encoder():
    return Encoder.load()


def read(encoder, sentence):
    (reading,) = encoder.read([sentence])
    return reading


def names(reading):
    return {reading.sentence[name.start : name.end] for name in reading.names}


@pytest.mark.parametrize("sentence, expected", SENTENCES.values(), ids=SENTENCES)
def test_plain_names_are_found_after_all_layers_and_after_half_of_them(encoder, sentence, expected):
    assert names(read(encoder, sentence)) == expected
    (glance,) = encoder.glance([sentence])
    assert names(glance) == expected


def test_sentences_in_a_batch_have_the_names_that_they_have_alone(encoder):
    # Probabilities differ by up to some tenths: the ranges of the rounding to 8 bits are those of the batch.
    sentences = [sentence for sentence, _ in SENTENCES.values()]
    for reading in encoder.read([*sentences, *NOTHING]):
        alone = read(encoder, reading.sentence)
        assert [name[:3] for name in reading.names] == [name[:3] for name in alone.names]
        np.testing.assert_allclose(reading.odds, alone.odds, atol=0.25)


def test_the_same_sentences_give_the_same_readings(encoder):
    sentences = [sentence for sentence, _ in SENTENCES.values()]
    for one, other in zip(encoder.read(sentences), encoder.read(sentences), strict=True):
        assert one.names == other.names
        np.testing.assert_array_equal(one.vector, other.vector)


def test_no_sentences_have_no_readings(encoder):
    assert encoder.read([]) == []
    assert encoder.glance([]) == []
    assert encoder.finish([]) == []


@pytest.mark.parametrize("sentence", NOTHING)
def test_a_sentence_of_nothing_has_no_names_but_a_tone(encoder, sentence):
    reading = read(encoder, sentence)
    assert (reading.size, reading.names, reading.doubt) == (0, [], 0)
    assert reading.tone().sum() == pytest.approx(1)
    np.testing.assert_array_equal(reading.toward(0, len(sentence)), reading.tone())
    assert np.linalg.norm(reading.vector) == pytest.approx(1)


def test_everything_has_its_shape(encoder):
    reading = read(encoder, SENTENCES["de"][0])
    assert reading.toward(0, 5).shape == reading.tone().shape == (3,)
    assert reading.topics.shape == (len(TOPICS),)
    assert reading.vector.shape == (384,)
    assert reading.outside.shape == (reading.size,)
    for probabilities in (reading.toward(0, 5), reading.tone(), reading.topics, *reading.odds):
        assert probabilities.sum() == pytest.approx(1, abs=1e-5)
        assert probabilities.min() >= 0


FILLER = "und so weiter wie gestern gesagt wurde "


@pytest.fixture(scope="module")
def long(encoder):
    """A sentence of more than 5,000 pieces, with names in its third part."""
    sentence = FILLER * 80 + "lobte Angela Merkel den Franzosen Emmanuel Macron, " + FILLER * 700
    return read(encoder, sentence)


def test_a_long_sentence_is_read_in_parts_and_its_names_keep_their_places(long):
    assert long.size > 5_000
    assert len(long.parts) == -(-long.size // LONGEST)
    assert all(len(part.states) <= LONGEST + 2 for part in long.parts)
    assert names(long) == {"Angela Merkel", "Emmanuel Macron"}


def test_sentiment_toward_a_target_is_looked_for_in_its_part(long):
    start = long.sentence.index("Emmanuel")
    first = next(number for number, (a, b) in enumerate(long.encoded.offsets) if a < b and a >= start)
    around = 2
    assert first // LONGEST == around
    toward = long.toward(start, start + len("Emmanuel Macron"))
    marks = np.zeros(len(long.parts[around].states), np.float32)
    within = [a < start + len("Emmanuel Macron") and b > start for a, b in long.encoded.offsets]
    marks[1:-1] = within[around * LONGEST : (around + 1) * LONGEST]
    np.testing.assert_array_equal(toward, softmax(long._network.toward(long.parts[around].states, marks)))
    assert not np.allclose(toward, long.toward(0, 3))


@pytest.mark.parametrize("start, end", [(5, 5), (7, 3), (10**9, 10**9 + 4), (-9, -3), (-5, 0)])
def test_toward_what_is_not_there_is_the_tone(encoder, start, end):
    reading = read(encoder, SENTENCES["de"][0])
    np.testing.assert_array_equal(reading.toward(start, end), reading.tone())


def test_sentiment_differs_between_two_targets_of_one_sentence(encoder):
    sentence = "Anna Weber praised Peter Braun for his brilliant work and condemned the corrupt liar Karl Lang."
    reading = read(encoder, sentence)

    def balance(name):
        negative, _, positive = reading.toward(sentence.index(name), sentence.index(name) + len(name))
        return positive - negative

    assert balance("Peter Braun") > 0.2 > -0.2 > balance("Karl Lang")


@pytest.mark.parametrize(
    "bad, good",
    [
        ("The corrupt regime brutally murdered innocent protesters.", "The wonderful team won a brilliant victory."),
        ("Das korrupte Regime ermordete brutal Demonstranten.", "Die Mannschaft feierte einen wunderbaren Sieg."),
        ("Коррумпированный режим жестоко убивает людей.", "Команда одержала блестящую победу, все счастливы."),
    ],
)
def test_a_tone_is_worse_of_bad_news_than_of_good(encoder, bad, good):
    scores = [reading.tone()[2] - reading.tone()[0] for reading in encoder.read([bad, good])]
    assert scores[0] < scores[1]


def test_a_translation_is_nearer_than_another_sentence(encoder):
    english, german, chinese, other = encoder.read(
        [
            "The government raised taxes on fuel.",
            "Die Regierung erhöhte die Steuern auf Treibstoff.",
            "政府提高了燃油税。",
            "The striker scored two goals in the final.",
        ]
    )
    for translation in (german, chinese):
        assert english.vector @ translation.vector > english.vector @ other.vector


def test_a_topic_is_told_in_several_languages(encoder):
    sentences = [
        "The striker scored two goals in the final.",
        "Der Stürmer schoss im Finale zwei Tore.",
        "前锋在决赛中进了两球。",
    ]
    assert [TOPICS[int(reading.topics.argmax())] for reading in encoder.read(sentences)] == ["sports"] * 3


def test_the_version_names_the_files(encoder):
    assert encoder.name == "newsmill-encoder"
    assert len(encoder.version) == 12


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=30), max_size=4), st.integers(-3, 40))
def test_any_text_is_read_without_an_error(encoder, sentences, start):
    for reading in encoder.read(sentences, has_others=True):
        assert np.isfinite(reading.toward(start, start + 3)).all()
        assert 0 <= reading.doubt <= 1
        assert all(0 <= name.start < name.end <= len(reading.sentence) for name in reading.names)
