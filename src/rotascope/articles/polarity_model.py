"""The sentiment model on views: linear part, networks and rules, mixed into probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from rotascope.articles.polarity_features import features
from rotascope.articles.polarity_inputs import inputs, packed
from rotascope.articles.polarity_rules import own_clause, rule_score, word_valences
from rotascope.articles.polarity_weights import Weights
from rotascope.articles.polarity_words import View

__all__ = [
    "CLASSES",
    "CLAUSE_SHARE",
    "mixed",
    "opinions",
    "probabilities",
    "whole_opinions",
]

CLASSES = ("negative", "neutral", "positive")
CLAUSE_SHARE = 0.75
_DIRECTION = np.array([-1.0, 0.0, 1.0])
_ABSENCE = np.array([0.0, 1.0, 0.0])
Scores = NDArray[np.floating]


def _linear(cells: Sequence[Sequence[int]], table: Scores, bias: Scores) -> Scores:
    from rotascope.maths.polarity_kernels import lit_sums  # numba, only where a text is read

    starts = np.cumsum([0] + [len(row) for row in cells])
    flat = np.fromiter(chain.from_iterable(cells), np.int64, int(starts[-1]))
    return np.asarray(lit_sums(flat, starts, table, bias), dtype=np.float64)


def _softmax(logits: Scores) -> Scores:
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def _networks(seen: Sequence[View], values: Sequence[Sequence[float]], known: Weights) -> Scores:
    from rotascope.maths.polarity_kernels import convolved

    given = packed([inputs(v, x, known.vocabulary) for v, x in zip(seen, values, strict=True)])
    total = np.zeros((len(seen), len(CLASSES)))
    for net in known.networks:
        logits = convolved(
            *given, net.words, net.pieces, net.places, net.kernels, net.biases,
            known.spans, net.out, net.out_bias,
        )  # fmt: skip
        total += _softmax(np.asarray(logits, dtype=np.float64))
    return np.log(total / max(len(known.networks), 1))


def opinions(seen: Sequence[View], known: Weights) -> tuple[Scores, Scores, Scores]:
    """Of views with an entity: linear (n, 3), log of the networks' mean share (n, 3), rules (n,)."""
    values = [word_valences(v, known.valences) for v in seen]
    cells = [features(v, x) for v, x in zip(seen, values, strict=True)]
    rules = [rule_score(v, x) for v, x in zip(seen, values, strict=True)]
    linear = _linear(cells, known.linear, known.linear_bias)
    return linear, _networks(seen, values, known), np.array(rules)


def whole_opinions(seen: Sequence[View], known: Weights) -> tuple[Scores, Scores]:
    """Linear scores (n, 3) and rule scores (n,) of sentences seen as a whole."""
    values = [word_valences(v, known.valences) for v in seen]
    cells = [features(v, x) for v, x in zip(seen, values, strict=True)]
    rules = [rule_score(v, x) for v, x in zip(seen, values, strict=True)]
    return _linear(cells, known.whole, known.whole_bias), np.array(rules)


def mixed(parts: Sequence[Scores], mix: Scores) -> Scores:
    """Probabilities (n, 3): softmax of a weighted sum of log-odds.

    mix: shares of each (n, 3) part, the rules' direction and absence of direction, three biases.
    """
    *tables, rules = parts
    n = len(tables)
    logits = sum(share * table for share, table in zip(mix[:n], tables, strict=True)) + mix[n + 2 :]
    logits = logits + mix[n] * rules[:, None] * _DIRECTION
    return _softmax(logits + mix[n + 1] * (1 - np.abs(rules))[:, None] * _ABSENCE)


def _of_entities(seen: Sequence[View], known: Weights) -> Scores:
    """Of views with an entity; where a contrast parts one, its own clause counts CLAUSE_SHARE.

    The share is 1.5 / (1.5 + 0.5), the weights of clauses in the rules.
    """
    found = mixed(opinions(seen, known), known.mix)
    parted = [i for i, v in enumerate(seen) if own_clause(v) is not v]
    if parted:
        alone = mixed(opinions([own_clause(seen[i]) for i in parted], known), known.mix)
        found[parted] = (1 - CLAUSE_SHARE) * found[parted] + CLAUSE_SHARE * alone
    return found


def probabilities(seen: Sequence[View], known: Weights) -> Scores:
    """Probability of each class for every view, (n, 3); views with an entity and without may mix."""
    out = np.zeros((len(seen), len(CLASSES)))
    own = np.array([v.at >= 0 for v in seen], dtype=bool)
    if own.any():
        out[own] = _of_entities([v for v in seen if v.at >= 0], known)
    if not own.all():
        rest = [v for v in seen if v.at < 0]
        out[~own] = mixed(whole_opinions(rest, known), known.whole_mix)
    return out
