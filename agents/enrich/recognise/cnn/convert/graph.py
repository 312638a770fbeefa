"""The convolutions of several networks as one ONNX graph, in which 8-bit words meet 7-bit weights."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from agents.enrich.recognise.cnn.arrays import Floats
from agents.enrich.recognise.cnn.convolve import INPUT, OUTPUT
from agents.enrich.recognise.cnn.embed import EPSILON, PIECES, Maxout

OPSET = 17  # the first with LayerNormalization
IR_VERSION = 9  # onnxruntime 1.20 reads it
END = 2**62
# Processors without VNNI add two products in 16 bits; with weights of 8 bits these sums could overflow, and names there
# would differ: https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html
LARGEST = 63


class Graph:
    """Collects the nodes and the weights of a graph."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: Any) -> str:
        """Add an array by name, once."""
        self.weights[name] = numpy_helper.from_array(np.asarray(value), name)
        return name

    def node(self, kind: str, inputs: Sequence[str], *outputs: str, **attributes: Any) -> str:
        """Add a node; returns the name of its first output."""
        self.nodes.append(helper.make_node(kind, inputs, outputs, **attributes))
        return outputs[0]

    def window(self, source: str, name: str) -> str:
        """Add each word beside its neighbours, which leaves out the first and the last word."""
        parts = [self.words(source, start, end, f"{name}.from{start}") for start, end in ((0, -2), (1, -1), (2, END))]
        return self.node("Concat", parts, f"{name}.window", axis=1)

    def words(self, source: str, start: int, end: int, output: str) -> str:
        """Add a part of the words, axis 0."""
        bounds = [self.constant(f"at{at}", np.array([at], np.int64)) for at in (start, end)]
        return self.node("Slice", [source, *bounds], output)


def write_graph(networks: Sequence[Sequence[Maxout]], path: Path) -> None:
    """Write the graph of embeddings (networks, words + 2 * layers, width) to vectors (networks, words, width)."""
    graph = Graph()
    axis = graph.constant("axis", np.array([0], np.int64))
    outputs = []
    for number, layers in enumerate(networks):
        index = graph.constant(f"{number}", np.array(number, np.int64))
        vectors = graph.node("Gather", [INPUT, index], f"{number}.words", axis=0)
        for depth, layer in enumerate(layers):
            vectors = _convolution(graph, vectors, layer, f"{number}.{depth}")
        outputs.append(graph.node("Unsqueeze", [vectors, axis], f"{number}.vectors"))
    graph.node("Concat", outputs, OUTPUT, axis=0)
    model = _model(graph, len(networks), len(networks[0][0].gain))
    onnx.checker.check_model(model)
    onnx.save(model, path)


def _model(graph: Graph, networks: int, width: int) -> onnx.ModelProto:
    before, after = ([networks, words, width] for words in ("padded", "words"))
    inputs = [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, before)]
    outputs = [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, after)]
    return helper.make_model(
        helper.make_graph(graph.nodes, "convolutions", inputs, outputs, list(graph.weights.values())),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="newsmill",
    )


def _convolution(graph: Graph, vectors: str, layer: Maxout, name: str) -> str:
    """Add maxout over a window of three words, its layer norm, and the word itself; return the output's name."""
    product = _product(graph, vectors, layer.weights, name)
    biased = graph.node("Add", [product, graph.constant(f"{name}.bias", layer.bias)], f"{name}.biased")
    sizes = graph.constant("sizes", np.array([len(layer.gain)] * PIECES, np.int64))
    pieces = [f"{name}.piece{number}" for number in range(PIECES)]
    graph.node("Split", [biased, sizes], *pieces, axis=1)
    largest = graph.node("Max", pieces, f"{name}.largest")
    scale = [graph.constant(f"{name}.gain", layer.gain), graph.constant(f"{name}.shift", layer.shift)]
    normed = graph.node("LayerNormalization", [largest, *scale], f"{name}.normed", epsilon=float(EPSILON), axis=-1)
    return graph.node("Add", [normed, graph.words(vectors, 1, -1, f"{name}.middle")], f"{name}.output")


def _product(graph: Graph, vectors: str, weights: Floats, name: str) -> str:
    """Add the product of windows with weights, in integers; the words are quantised once and not in each window."""
    scale = np.abs(weights).max(axis=0) / np.float32(LARGEST)
    rounded = graph.constant(f"{name}.weights", np.rint(weights / scale).astype(np.int8))
    graph.node("DynamicQuantizeLinear", [vectors], f"{name}.bytes", f"{name}.step", f"{name}.zero")
    window = graph.window(f"{name}.bytes", name)
    integers = graph.node("MatMulInteger", [window, rounded, f"{name}.zero"], f"{name}.integers")
    floats = graph.node("Cast", [integers], f"{name}.floats", to=TensorProto.FLOAT)
    steps = graph.node("Mul", [f"{name}.step", graph.constant(f"{name}.scale", scale)], f"{name}.steps")
    return graph.node("Mul", [floats, steps], f"{name}.product")
