"""The sentiment model's weights: arrays in a file of the package, checked when they are read.

The file is written by scripts/train_sentiment.py: plain arrays, nothing that could be executed, and a
digest of all of them. Embeddings are stored as whole numbers of one byte, with a scale for each row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from rotascope.articles.polarity_inputs import Vocabulary
from rotascope.articles.polarity_words import Names
from rotascope.errors import BadFile

__all__ = ["FOLDER", "Network", "Weights", "arrays", "digest", "packaged", "read", "rounded"]

FOLDER = Path(__file__).parent / "weights"
Single = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """One convolutional network, in single precision; shapes as in maths.polarity_kernels.convolved."""

    words: Single
    pieces: Single
    places: Single
    kernels: Single
    biases: Single
    out: Single
    out_bias: Single


@dataclass(frozen=True, slots=True)
class Weights:
    """All that the model knows.

    linear and whole (cells, 3): scores seen from an entity, and of the sentence as a whole; mix (7,) and
    whole_mix (6,): what polarity_model.mixed takes. training_digest: sha256 of the training file.
    """

    names: Names
    valences: dict[int, float]
    vocabulary: Vocabulary
    linear: Single
    linear_bias: Single
    whole: Single
    whole_bias: Single
    networks: tuple[Network, ...]
    spans: NDArray[np.int64]
    mix: NDArray[np.float64]
    whole_mix: NDArray[np.float64]
    version: str
    seed: int
    training_digest: str


def rounded(table: NDArray[Any]) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """A table (rows, width) as whole numbers in [-127, 127] and a scale for each row."""
    scale = (np.abs(table).max(axis=-1) / 127).astype(np.float16)
    scale = np.where(scale > 0, scale, np.float16(1))
    whole = np.rint(table / scale[..., None].astype(np.float32)).clip(-127, 127)
    return whole.astype(np.int8), scale


def digest(held: Mapping[str, NDArray[Any]]) -> str:
    """sha256 over every array but `digest`: name, type, shape and bytes, in the order of names."""
    total = hashlib.sha256()
    for name in sorted(set(held) - {"digest"}):
        array = np.ascontiguousarray(held[name])
        total.update(f"{name} {array.dtype.str} {array.shape}".encode())
        total.update(array.data)
    return total.hexdigest()


def arrays(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a weight file. Raises BadFile where it is absent, cut or changed."""
    trouble = f"the weights of the sentiment model at {path} are damaged"
    hint = "reinstall rotascope"
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            held = {name: file[name] for name in file.files}
    except (OSError, ValueError, EOFError, KeyError, BadZipFile) as cause:
        raise BadFile(trouble, "the file that came with the program", hint) from cause
    if str(held.get("digest", "")) != digest(held):
        raise BadFile(trouble, "arrays that agree with the digest beside them", hint)
    return held


def _single(array: NDArray[Any]) -> Single:
    return np.ascontiguousarray(array, dtype=np.float32)


def _table(held: Mapping[str, NDArray[Any]], name: str, net: int) -> Single:
    scale = held[f"{name}_scale"][net].astype(np.float32)
    return np.asarray(held[name][net].astype(np.float32) * scale[:, None])


def _network(held: Mapping[str, NDArray[Any]], net: int) -> Network:
    names = ("places", "kernels", "biases", "out", "out_bias")
    rest = (_single(held[name][net]) for name in names)
    return Network(_table(held, "words", net), _table(held, "pieces", net), *rest)


def _keys(array: NDArray[Any]) -> list[int]:
    found: list[int] = array.tolist()
    return found


def read(path: Path) -> Weights:
    """The model in a weight file. Raises BadFile."""
    held = arrays(path)
    values = zip(_keys(held["valence_keys"]), held["valences"].tolist(), strict=True)
    return Weights(
        names=Names(frozenset(_keys(held["names"])), frozenset(_keys(held["plain"]))),
        valences={key: float(value) for key, value in values},
        vocabulary=Vocabulary.of_hashes(_keys(held["vocabulary"])),
        linear=_single(held["linear"]),
        linear_bias=_single(held["linear_bias"]),
        whole=_single(held["whole"]),
        whole_bias=_single(held["whole_bias"]),
        networks=tuple(_network(held, net) for net in range(len(held["words"]))),
        spans=held["spans"].astype(np.int64),
        mix=held["mix"],
        whole_mix=held["whole_mix"],
        version=str(held["version"]),
        seed=int(held["seed"]),
        training_digest=str(held["training_digest"]),
    )


@cache
def packaged() -> Weights:
    """The weights that came with the program, read once a process."""
    return read(FOLDER / "polarity.npz")
