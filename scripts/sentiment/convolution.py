"""The convolutional part, trained with PyTorch on the CPU; exported as plain arrays.

PyTorch is not among the project's dependencies: only this file needs it, and only to train.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from rotascope.articles.polarity_inputs import PIECES, REACH, Inputs, Vocabulary, inputs, pieces
from rotascope.articles.polarity_words import OTHER, TARGET, View

try:
    import torch
    from torch import nn
    from torch.nn import functional
except ImportError as absent:
    raise SystemExit(
        "training needs PyTorch: make an environment of your own with `pip install torch`"
        " beside this project's (see scripts/train_sentiment.py)"
    ) from absent


class Shape(NamedTuple):
    """What a network looks like and how it learns; chosen on two folds."""

    width: int = 64
    place: int = 8
    filters: int = 64
    spans: tuple[int, ...] = (1, 2, 3)
    epochs: int = 7
    rate: float = 2e-3
    batch: int = 50
    smoothing: float = 0.05
    hidden_words: float = 0.1
    drop: float = 0.5
    drop_in: float = 0.3


def vocabulary(seen: Sequence[View]) -> Vocabulary:
    """Words of at least two views; the rest are read by their pieces alone."""
    counts = Counter(w for v in seen for w in {*v.forms, *v.entity})
    kept = sorted(w for w, n in counts.items() if n >= 2 and w not in (TARGET, OTHER))
    return Vocabulary.of((TARGET, OTHER, *kept))


class Network(nn.Module):  # type: ignore[misc]
    """Word + piece + place embeddings, convolutions, the maximum over the sentence, the entity's mean."""

    def __init__(self, words: int, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(words + 1, shape.width, padding_idx=words)
        self.pieces = nn.EmbeddingBag(PIECES + 1, shape.width, mode="mean", padding_idx=PIECES)
        self.places = nn.Embedding(2 * REACH + 2, shape.place)
        for table in (self.words, self.pieces, self.places):
            nn.init.normal_(table.weight, std=0.1)
        inner = shape.width + shape.place + 1
        self.rows = nn.ModuleList([nn.Conv1d(inner, shape.filters, s) for s in shape.spans])
        self.out = nn.Linear(shape.filters * len(shape.spans) + shape.width, 3)

    def _embedded(self, words: Any, parts: Any) -> Any:
        flat = parts.reshape(-1, parts.shape[-1])
        return self.words(words) + self.pieces(flat).view(*words.shape, -1)

    def forward(
        self, forms: Any, form_parts: Any, places: Any, values: Any, entity: Any, entity_parts: Any
    ) -> Any:
        """Class logits (n, 3)."""
        pad = self.words.padding_idx
        real = (forms != pad).unsqueeze(-1)
        read = functional.dropout(
            self._embedded(forms, form_parts), self.shape.drop_in, self.training
        )
        rows = (torch.cat([read, self.places(places), values.unsqueeze(-1)], 2) * real).transpose(
            1, 2
        )
        tops = []
        for span, conv in zip(self.shape.spans, self.rows, strict=True):
            found = conv(functional.pad(rows, (span // 2, (span - 1) // 2)))
            tops.append((torch.relu(found) * real.transpose(1, 2)).amax(2))
        named = (entity != pad).unsqueeze(-1)
        mean = (self._embedded(entity, entity_parts) * named).sum(1) / named.sum(1).clamp(min=1)
        joined = functional.dropout(torch.cat([*tops, mean], 1), self.shape.drop, self.training)
        return self.out(joined)


class Batches:
    """All views as padded integer arrays; rows are taken by number."""

    def __init__(
        self, seen: Sequence[View], values: Sequence[Sequence[float]], known: Vocabulary
    ) -> None:
        given: list[Inputs] = [inputs(v, x, known) for v, x in zip(seen, values, strict=True)]
        tokens = sorted({w for v in seen for w in (*v.forms, *v.entity)})
        number = {w: i for i, w in enumerate(tokens)}
        self.pad, self.lengths = known.size, np.array([len(g.words) for g in given])
        self.parts = np.full((len(tokens) + 1, 16), PIECES, np.int64)
        for i, token in enumerate(tokens):
            found = pieces(token)
            self.parts[i, : len(found)] = found
        self.words = self._padded([g.words for g in given], known.size)
        self.places = self._padded([g.places for g in given], 0)
        self.values = self._padded([g.values for g in given], 0.0, np.float32)
        self.entity = self._padded([g.entity for g in given], known.size)
        self.form_tokens = self._padded([[number[w] for w in v.forms] for v in seen], len(tokens))
        self.entity_tokens = self._padded(
            [[number[w] for w in v.entity] for v in seen], len(tokens)
        )

    @staticmethod
    def _padded(
        rows: Sequence[Sequence[float]], filler: float, kind: type[np.number] = np.int64
    ) -> np.ndarray:
        out = np.full((len(rows), max(map(len, rows))), filler, kind)
        for i, row in enumerate(rows):
            out[i, : len(row)] = row
        return out

    def take(self, rows: np.ndarray, rng: np.random.Generator | None, share: float) -> list[Any]:
        """The network's six arguments; with `rng`, a share of the words is hidden."""
        n = int(self.lengths[rows].max())
        forms, entity = self.words[rows, :n], self.entity[rows]
        form_tokens, entity_tokens = self.form_tokens[rows, :n], self.entity_tokens[rows]
        if rng is not None:
            gone = (rng.random(forms.shape) < share) & (forms > 2) & (forms != self.pad)
            forms = np.where(gone, 0, forms)
            lost = (rng.random(entity.shape) < 3 * share) & (entity != self.pad)
            entity = np.where(lost, 0, entity)
            entity_tokens = np.where(lost, len(self.parts) - 1, entity_tokens)
        arrays = (
            forms,
            self.parts[form_tokens],
            self.places[rows, :n],
            self.values[rows, :n],
            entity,
        )
        return [torch.from_numpy(a) for a in (*arrays, self.parts[entity_tokens])]


def train(
    seen: Sequence[View],
    values: Sequence[Sequence[float]],
    labels: np.ndarray,
    rows: np.ndarray,
    seed: int,
    shape: Shape,
) -> tuple[Network, Vocabulary, Batches]:
    """One network fitted on `rows`; the same seed gives the same weights on one machine."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    known = vocabulary([seen[i] for i in rows])
    batches, net = Batches(seen, values, known), Network(known.size, shape)
    rule = torch.optim.AdamW(net.parameters(), lr=shape.rate, weight_decay=1e-4)
    steps = len(rows) // shape.batch
    pace = torch.optim.lr_scheduler.OneCycleLR(
        rule, shape.rate, total_steps=shape.epochs * steps, pct_start=0.15
    )
    for _ in range(shape.epochs):
        for part in np.array_split(rng.permutation(rows), steps):
            logits = net(*batches.take(part, rng, shape.hidden_words))
            loss = functional.cross_entropy(
                logits, torch.from_numpy(labels[part]), label_smoothing=shape.smoothing
            )
            rule.zero_grad()
            loss.backward()
            rule.step()
            pace.step()
    net.eval()
    return net, known, batches


def logits(net: Network, batches: Batches, rows: np.ndarray) -> np.ndarray:
    """What a fitted network says of `rows`, (n, 3)."""
    with torch.no_grad():
        parts = [rows[i : i + 256] for i in range(0, len(rows), 256)]
        return np.concatenate([net(*batches.take(p, None, 0.0)).numpy() for p in parts])


def exported(net: Network) -> dict[str, np.ndarray]:
    """A network's arrays as maths.polarity_kernels.convolved reads them."""
    held = {k: v.numpy() for k, v in net.state_dict().items()}
    spans = range(len(net.shape.spans))
    kernels = [held[f"rows.{i}.weight"].transpose(2, 1, 0) for i in spans]
    return {
        "words": held["words.weight"][:-1],
        "pieces": held["pieces.weight"][:-1],
        "places": held["places.weight"].astype(np.float16),
        "kernels": np.concatenate([k.reshape(-1, k.shape[-1]) for k in kernels]).astype(np.float16),
        "biases": np.stack([held[f"rows.{i}.bias"] for i in spans]).astype(np.float16),
        "out": held["out.weight"].astype(np.float16),
        "out_bias": held["out.bias"].astype(np.float16),
    }
