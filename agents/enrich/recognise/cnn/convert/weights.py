"""The weights of a spaCy entity recogniser, arranged as this package reads them.

spaCy's parts: https://spacy.io/api/architectures#MultiHashEmbed, #MaxoutWindowEncoder, #TransitionBasedParser.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from thinc.api import Model

from agents.enrich.recognise.cnn.arrays import Floats
from agents.enrich.recognise.cnn.decode import Decoder
from agents.enrich.recognise.cnn.embed import Embedding, Maxout, Vectors
from agents.enrich.recognise.cnn.files import Weights

FEATURES = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]  # in the order of `Features`
PIECES = 3  # linear pieces of each maxout unit
WINDOW = 3  # a word and its neighbours, left and right
STATE_TOKENS = 3  # the current word, the entity's first word, the word before
HIDDEN_PIECES = 2  # of the decoder's maxout
RECOGNISER = "ner"  # spaCy's name of the component
NAME = "newsmill-names-en"


def load(model: str) -> Language:
    """Load a model with nothing but its recogniser."""
    nlp = spacy.load(model)
    for name in set(nlp.pipe_names) - {RECOGNISER}:
        nlp.remove_pipe(name)
    return nlp


def read_weights(models: Sequence[Language], version: str) -> Weights:
    """Return the weights of models that decide together."""
    decoder = Decoder.summed([read_decoder(nlp) for nlp in models])
    return Weights(NAME, version, [read_embedding(nlp) for nlp in models], decoder)


def read_embedding(nlp: Language) -> Embedding:
    """Return what reads single words; raises ValueError if it is built in another way."""
    embed = _part(nlp, "tok2vec").layers[0].layers[0]
    columns = [model.attrs["columns"] for model in embed.walk() if model.name == "extract_features"]
    if columns != [FEATURES]:
        raise ValueError(f"the model reads the attributes {columns}")
    hashed = named(embed, "hashembed")
    if [table.attrs["column"] for table in hashed] != list(range(len(FEATURES))):
        raise ValueError("the tables are not one for each attribute, in order")
    (maxout,), (norm,) = named(embed, "maxout"), named(embed, "layernorm")
    return Embedding(
        rows=np.concatenate([parameter(table, "E") for table in hashed]),
        sizes=np.array([parameter(table, "E").shape[0] for table in hashed], np.int64),
        seeds=np.array([table.attrs["seed"] for table in hashed], np.int64),
        mixer=_maxout(maxout, norm),
        vectors=_vectors(nlp, embed),
    )


def _vectors(nlp: Language, embed: Model[Any, Any]) -> Vectors | None:
    """Return the words' vectors, projected as the network's first layer does with them."""
    projections = named(embed, "static_vectors")
    if not projections:
        return None
    vectors = nlp.vocab.vectors
    if vectors.attr != ORTH:
        raise ValueError("the vectors are of another attribute than the text")
    numbers = np.array(list(vectors.key2row), np.uint64)
    rows = np.array(list(vectors.key2row.values()), np.uint16)
    return Vectors.of_words(numbers, rows, np.asarray(vectors.data) @ parameter(projections[0], "W").T)


def read_layers(nlp: Language) -> list[Maxout]:
    """Return the convolutions; raises ValueError if they are built in another way."""
    encoder = _part(nlp, "tok2vec").layers[0].layers[1]
    pairs = zip(named(encoder, "maxout"), named(encoder, "layernorm"), strict=True)
    layers = [_maxout(maxout, norm) for maxout, norm in pairs]
    for layer in layers:
        if layer.weights.shape != (WINDOW * len(layer.gain), PIECES * len(layer.gain)):
            raise ValueError(f"a convolution of shape {layer.weights.shape}")
    return layers


def read_decoder(nlp: Language) -> Decoder:
    """Return what decides on entities; raises ValueError if it is built in another way."""
    linear = next(part for part in _part(nlp, "tok2vec").layers if part.name == "linear")
    lower, upper = _part(nlp, "lower"), _part(nlp, "upper")
    weights = parameter(lower, "W")  # (state tokens, units, pieces, inputs)
    tokens, units, pieces, inputs = weights.shape
    if (tokens, pieces) != (STATE_TOKENS, HIDDEN_PIECES):
        raise ValueError(f"a hidden layer of shape {weights.shape}")
    flat = weights.transpose(0, 2, 1, 3).reshape(tokens, pieces * units, inputs)
    bias = parameter(lower, "b").T.reshape(-1)
    missing = parameter(lower, "pad")[0].transpose(0, 2, 1).reshape(tokens, -1)  # stands for an absent token
    shifts = flat @ parameter(linear, "b")
    actions = _rows_of_actions(nlp)
    labels = sorted({name[2:] for name in actions if name.startswith("B-")})
    score, score_bias = parameter(upper, "W"), parameter(upper, "b")
    start = [actions[name] for name in ["O", *(f"B-{label}" for label in labels), *(f"U-{label}" for label in labels)]]
    go_on, stop = [actions[f"I-{label}"] for label in labels], [actions[f"L-{label}"] for label in labels]
    return Decoder(
        labels=np.array(labels),
        hidden=(flat @ parameter(linear, "W")).transpose(0, 2, 1)[None],
        bias_outside=(shifts[0] + missing[1] + missing[2] + bias)[None],
        bias_inside=(shifts.sum(axis=0) + bias)[None],
        outside=score[start].T[None],
        outside_bias=score_bias[start],
        inside=(score[go_on] - score[stop])[None],
        inside_bias=score_bias[go_on] - score_bias[stop],
    )


def named(model: Model[Any, Any], name: str) -> list[Model[Any, Any]]:
    """Return the parts of a model that have a name, in order."""
    return [part for part in model.walk() if part.name == name]


def parameter(model: Model[Any, Any], name: str) -> Floats:
    """Return a part's weights as a plain array; thinc has no type for their shapes."""
    weights: Any = model.get_param(name)
    return np.asarray(weights, np.float32)


def _part(nlp: Language, name: str) -> Any:
    recogniser: Any = nlp.get_pipe(RECOGNISER)
    return recogniser.model.get_ref(name)


def _maxout(maxout: Model[Any, Any], norm: Model[Any, Any]) -> Maxout:
    """Return a maxout with its layer norm, its weights as (inputs, pieces * units), piece-major."""
    weights, bias = parameter(maxout, "W"), parameter(maxout, "b")  # (units, pieces, inputs), (units, pieces)
    units, pieces, inputs = weights.shape
    flat = weights.transpose(1, 0, 2).reshape(pieces * units, inputs).T
    return Maxout(np.ascontiguousarray(flat), bias.T.reshape(-1), parameter(norm, "G"), parameter(norm, "b"))


def _rows_of_actions(nlp: Language) -> dict[str, int]:
    recogniser: Any = nlp.get_pipe(RECOGNISER)
    moves = recogniser.moves
    return {moves.get_class_name(row): row for row in range(moves.n_moves)}
