"""The trained network as ONNX with weights in 8 bits: the two halves of the layers, and the judge of sentiment.

Weights are int8 for each output channel, activations uint8 by the range of each batch
(https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html). Products of two activations, in the
attention, stay in 32 bits. The heads that read one vector of a sentence are matrices in `heads.npz`.
"""

import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from agents.enrich.encoder.training.examples import LONGEST
from agents.enrich.encoder.training.network import Network, bias_of

HEADS = {"tone": "tone.1", "topic": "topic.1", "vector": "vector"}  # the layer of each head that has weights
EXACT = ("labels", "early")  # heads that stay in 32 bits: small, and what is wrong there is wrong in the end
SATURATING = ("/layers.0/up/",)
"""Products whose weights get 7 bits. Processors without VNNI add pairs of products in 16 bits and cut what is larger:
simulated on a sentence, that changed this product by 10 %, others by at most 3 % and most by nothing. With 7 bits
everywhere F1 was .004 lower, and macro-F1 of English sentiment .009.
"""

OPSET = 17


class Lower(nn.Module):
    """Embeddings to the states after half of the layers, and the labels that these give."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, embeddings: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return labels and states: (batch, length, labels) and (batch, length, width)."""
        network = self.network
        x = network.norm(embeddings + network.position[: LONGEST + 2][: embeddings.shape[1]])
        for layer in network.layers[: len(network.layers) // 2]:
            x = layer(x, bias_of(mask))
        return network.early(x), x


class Upper(nn.Module):
    """The states after half of the layers to those after all, and their labels."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return labels and states: (batch, length, labels) and (batch, length, width)."""
        network = self.network
        x = states
        for layer in network.layers[len(network.layers) // 2 :]:
            x = layer(x, bias_of(mask))
        return network.labels(x), x


def export(network: Network, folder: Path) -> None:
    """Write lower.onnx, upper.onnx, toward.onnx and heads.npz."""
    network = network.eval()
    states, mask, _ = _example(network)
    export_judge(network, folder)
    _write(Lower(network), (states, mask), ["embeddings", "mask"], ["labels", "states"], folder / "lower.onnx")
    _write(Upper(network), (states, mask), ["before", "mask"], ["labels", "states"], folder / "upper.onnx")
    weights = {name: value.float().numpy() for name, value in network.state_dict().items()}
    heads = {
        f"{head}_{part}": weights[f"{layer}.{part}"].T.astype(np.float16)
        for head, layer in HEADS.items()
        for part in ("weight", "bias")
    }
    np.savez(folder / "heads.npz", **heads)  # type: ignore[arg-type]


def export_judge(network: Network, folder: Path) -> None:
    """Write toward.onnx alone."""
    _write(network.eval().sentiment, _example(network), ["states", "mask", "marks"], ["scores"], folder / "toward.onnx")


def _example(network: Network) -> tuple[Tensor, Tensor, Tensor]:
    """Return states, a mask and marks, of which only the shapes count."""
    marks = torch.zeros(2, 64)
    marks[:, 3] = 1
    return torch.randn(2, 64, network.norm.weight.shape[0]), torch.ones(2, 64), marks


def _write(module: nn.Module, inputs: tuple[Tensor, ...], given: list[str], found: list[str], path: Path) -> None:
    """Write one module in 8 bits; the first two axes of each input and output are free."""
    axes = {name: {0: "batch", 1: "length"} for name in [*given, *found]}
    if found == ["scores"]:
        axes["scores"] = {0: "batch"}
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        whole = Path(folder) / path.name
        torch.onnx.export(
            module, inputs, whole, input_names=given, output_names=found, dynamic_axes=axes, opset_version=OPSET,
            dynamo=False,
        )  # fmt: skip
        half = Path(folder) / f"half-{path.name}"
        nodes = onnx.load(whole).graph.node
        names = [node.name for node in nodes if node.op_type == "MatMul"]
        names += [f"{node.name}_MatMul" for node in nodes if node.op_type == "Gemm"]  # as the quantiser renames them
        narrow = [name for name in names if any(part in name for part in SATURATING)]
        others = [name for name in names if name not in narrow and not any(f"/{head}/" in name for head in EXACT)]
        _quantise(whole, half, narrow, reduce_range=True)
        _quantise(half, path, others, reduce_range=False)


def _quantise(before: Path, after: Path, names: list[str], *, reduce_range: bool) -> None:
    """Write a model with the weights of the named products in 8 bits, or in 7; without names, as it is."""
    if not names:
        shutil.copy(before, after)
        return
    options = {"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT}
    quantize_dynamic(
        before, after, weight_type=QuantType.QInt8, per_channel=True, nodes_to_quantize=names,
        reduce_range=reduce_range, extra_options=options,
    )  # fmt: skip
