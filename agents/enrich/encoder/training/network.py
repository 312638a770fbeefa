"""The network in torch: the encoder's layers, and a head for each task."""

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from agents.enrich.encoder.files import TOPICS
from agents.enrich.encoder.labels import LABELS
from agents.enrich.encoder.training.source import Source

DROPOUT = 0.1
CLASSES = 3  # negative, neutral, positive


class Layer(nn.Module):
    """A layer of BERT with its norms behind the residuals (Devlin et al. 2019, https://arxiv.org/abs/1810.04805)."""

    def __init__(self, width: int, inner: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.attended, self.done = nn.LayerNorm(width, eps=epsilon), nn.LayerNorm(width, eps=epsilon)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, bias: Tensor, memory: Tensor | None = None) -> Tensor:
        """Return the states after the layer: (batch, length, width); `memory` is attended to, by default x itself."""
        seen = x if memory is None else memory
        query, key, value = self._split(self.query(x)), self._split(self.key(seen)), self._split(self.value(seen))
        if torch.onnx.is_in_onnx_export():
            weights = query @ key.transpose(-1, -2) / math.sqrt(self.query.out_features // self.heads) + bias
            mixed = torch.softmax(weights, -1) @ value
        else:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        x = self.attended(x + self.dropout(self.out(mixed.transpose(1, 2).flatten(2))))
        return self.done(x + self.dropout(self.down(functional.gelu(self.up(x)))))

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def copy(self, source: Source, number: int) -> None:
        """Take the weights of one of the source's layers."""
        parts = {"q": self.query, "k": self.key, "v": self.value, "ao": self.out, "fi": self.up, "fo": self.down}
        for name, part in parts.items():
            part.weight.data = torch.from_numpy(source.tensor(f"l{number}.{name}.w", *part.weight.shape))
            part.bias.data = torch.from_numpy(source.tensor(f"l{number}.{name}.b"))
        for name, norm in (("aln", self.attended), ("oln", self.done)):
            norm.weight.data = torch.from_numpy(source.tensor(f"l{number}.{name}.w"))
            norm.bias.data = torch.from_numpy(source.tensor(f"l{number}.{name}.b"))


def bias_of(mask: Tensor) -> Tensor:
    """Return what is added to attention weights, so that padding gets none: (batch, 1, 1, length)."""
    return (1 - mask[:, None, None, :]) * -1e4


class Toward(nn.Module):
    """Sentiment toward a target from the states of its sentence: the target's mean state looks around in it."""

    def __init__(self, width: int, inner: int, heads: int, epsilon: float, layers: int = 1) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(width, inner, heads, epsilon) for _ in range(layers))
        self.judge = nn.Sequential(
            nn.Dropout(DROPOUT), nn.Linear(3 * width, width), nn.GELU(), nn.Dropout(DROPOUT), nn.Linear(width, CLASSES)
        )

    def forward(self, states: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Return the scores of the classes (batch, CLASSES); `marks` (batch, length) is 1 at the target's pieces."""
        weights = marks.to(states.dtype)
        target = ((states * weights[..., None]).sum(1) / weights.sum(1).clamp(min=1)[:, None])[:, None]
        around = target
        for layer in self.layers:
            around = layer(around, bias_of(mask), states)
        return self.judge(torch.cat([target[:, 0], around[:, 0], states[:, 0]], -1))


class Network(nn.Module):
    """The encoder with its heads: labels of pieces, sentiment toward a target; tone, topic and vector of a sentence.

    `early` labels pieces after half of the layers. `vector` gives the source's own vector of the sentence.
    """

    def __init__(self, source: Source, layers: Sequence[int]) -> None:
        super().__init__()
        width, shape = source.hidden, (source.hidden, source.inner, source.heads, source.epsilon)
        self.position = nn.Parameter(
            torch.from_numpy(source.tensor("emb.pos", -1, width) + source.tensor("emb.type", -1, width)[0])
        )
        self.norm = nn.LayerNorm(width, eps=source.epsilon)
        self.norm.weight.data = torch.from_numpy(source.tensor("emb.ln.w"))
        self.norm.bias.data = torch.from_numpy(source.tensor("emb.ln.b"))
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer(*shape) for _ in layers)
        for layer, number in zip(self.layers, layers, strict=True):
            layer.copy(source, number)  # type: ignore[operator]
        self.labels = nn.Sequential(nn.Dropout(DROPOUT), nn.Linear(width, len(LABELS)))
        self.early = nn.Sequential(nn.Dropout(DROPOUT), nn.Linear(width, len(LABELS)))
        self.vector = nn.Linear(width, width)
        self.sentiment = Toward(*shape)
        self.tone = nn.Sequential(nn.Dropout(DROPOUT), nn.Linear(2 * width, CLASSES))
        self.topic = nn.Sequential(nn.Dropout(DROPOUT), nn.Linear(width, len(TOPICS)))

    def encode(self, embeddings: Tensor, mask: Tensor) -> Tensor:
        """Return the states of the pieces: (batch, length, width)."""
        return self.encode_both(embeddings, mask)[1]

    def encode_both(self, embeddings: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the states after half of the layers, and after all: (batch, length, width) each."""
        x = self.dropout(self.norm(embeddings + self.position[: embeddings.shape[1]]))
        bias = bias_of(mask)
        early = x
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, bias)
            if number == len(self.layers) // 2:
                early = x
        return early, x

    def mean(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the vector of each sentence: the mean of its states."""
        return (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)

    def toned(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the scores of each sentence's tone: (batch, CLASSES)."""
        return self.tone(torch.cat([states[:, 0], self.mean(states, mask)], -1))

    def groups(self) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
        """Return the parameters of the encoder and those of the heads."""
        heads = ("labels", "early", "sentiment", "tone", "topic", "vector")
        named = list(self.named_parameters())
        return (
            [parameter for name, parameter in named if not name.startswith(heads)],
            [parameter for name, parameter in named if name.startswith(heads)],
        )


def thinned(layers: int, kept: int) -> list[int]:
    """Return which layers of the source a smaller network begins with: evenly spread, the last one among them."""
    return [round((number + 1) * layers / kept) - 1 for number in range(kept)]
