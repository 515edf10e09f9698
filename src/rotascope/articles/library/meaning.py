"""Search by meaning, where a folder of word vectors is at hand: beside BM25, never in place of it.

Static embeddings in the form of model2vec (safetensors and a tokenizer): a text is the mean of its
words' vectors. Nothing is downloaded and no code of the folder is run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rotascope.errors import BadFile, NoAnswer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Embed", "embed_from", "fused", "nearness"]

Embed = Callable[[Sequence[str]], "NDArray[np.float64]"]
"""Texts -> one row of length 1 for each; a row of noughts for a text without a known word."""
NEEDED = ("config.json", "model.safetensors", "tokenizer.json")
SETTLED = 60
"""Constant of reciprocal rank fusion: Cormack, Clarke and Buettcher (2009)."""


def embed_from(folder: Path) -> Embed:
    """The vectors in a folder. Raises BadFile for one that holds none, NoAnswer without the extra."""
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        raise BadFile(
            f"{folder} holds no {' and no '.join(missing)}",
            "static embeddings saved by model2vec",
            "leave ROTASCOPE_EMBEDDINGS empty: words are searched without them",
        )
    if find_spec("model2vec") is None:
        raise NoAnswer(
            "search by meaning needs the extra 'embeddings', which is not installed",
            "model2vec",
            "pip install 'rotascope[embeddings]', or leave ROTASCOPE_EMBEDDINGS empty",
        )
    from model2vec import StaticModel
    from safetensors import SafetensorError

    try:
        # The tokenizer's own reader raises nothing more exact than Exception: JSON is checked here.
        for name in ("config.json", "tokenizer.json"):
            json.loads((folder / name).read_text("utf-8"))
        model = StaticModel.from_pretrained(folder, normalize=True)
    except (SafetensorError, ValueError, KeyError, OSError) as trouble:
        what = f"the embeddings in {folder} cannot be read ({type(trouble).__name__})"
        raise BadFile(what, "files saved by model2vec") from None

    def embed(texts: Sequence[str]) -> NDArray[np.float64]:
        import numpy as np

        rows = np.asarray(model.encode(list(texts)), dtype=np.float64)
        return np.nan_to_num(rows.reshape(len(texts), -1))

    return embed


def nearness(embed: Embed, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
    """Cosine of the query with each text, in [-1, 1]; 0 where either has no known word."""
    import numpy as np

    if not texts:
        return np.zeros(0)
    return np.asarray(embed(texts) @ embed([query])[0], dtype=np.float64)


def fused(*scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """One score from several: the sum of 1 / (60 + rank) in each; what scores nothing has no rank.

    Ranks, because BM25 and a cosine have no unit in common.
    """
    import numpy as np

    whole = np.zeros(len(scores[0]))
    for one in scores:
        order = np.argsort(-one, kind="stable")
        ranks = np.empty(len(one))
        ranks[order] = np.arange(1, len(one) + 1)
        whole += np.where(one > 0, 1.0 / (SETTLED + ranks), 0.0)
    return whole
