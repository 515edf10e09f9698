"""How well classes and probabilities are met: F1, its interval, confusion, calibration."""

from __future__ import annotations

import numpy as np

from sentiment.headlines import LABELS

Scores = np.ndarray


def confusion(truth: Scores, said: Scores) -> Scores:
    """Counts (3, 3): rows are the truth, columns what was said."""
    table = np.zeros((3, 3), np.int64)
    np.add.at(table, (truth, said), 1)
    return table


def by_class(table: Scores) -> Scores:
    """Precision, recall and F1 of each class, (3, 3), from a confusion table; 0 where undefined."""
    hit = np.diag(table).astype(float)
    precision = hit / np.maximum(table.sum(axis=0), 1)
    recall = hit / np.maximum(table.sum(axis=1), 1)
    both = np.maximum(precision + recall, 1e-12)
    return np.stack([precision, recall, 2 * precision * recall / both], axis=1)


def macro_f1(truth: Scores, said: Scores) -> float:
    """The mean of the three classes' F1."""
    return float(by_class(confusion(truth, said))[:, 2].mean())


def interval(
    truth: Scores, said: Scores, group: Scores, draws: int = 2000, seed: int = 5
) -> tuple[float, float]:
    """95 % interval of macro-F1 by drawing whole groups (headlines) with replacement."""
    _, place = np.unique(group, return_inverse=True)
    tables = np.zeros((place.max() + 1, 9))
    np.add.at(tables, (place, truth * 3 + said), 1)
    rng, found = np.random.default_rng(seed), []
    for _ in range(draws):
        times = rng.multinomial(len(tables), np.full(len(tables), 1 / len(tables)))
        found.append(by_class((times @ tables).reshape(3, 3))[:, 2].mean())
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)


def calibration_error(probabilities: Scores, truth: Scores, bins: int = 15) -> float:
    """Expected calibration error of the likeliest class over equal bins (Naeini and others 2015)."""
    top, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == truth
    place = np.minimum((top * bins).astype(int), bins - 1)
    gaps = [
        abs(top[place == b].mean() - right[place == b].mean()) * (place == b).mean()
        for b in np.unique(place)
    ]
    return float(sum(gaps))


def told(name: str, truth: Scores, said: Scores, group: Scores) -> str:
    """Macro-F1 with its interval, each class, and the confusion, in lines."""
    low, high = interval(truth, said, group)
    table = confusion(truth, said)
    lines = [
        f"{name}: macro-F1 {macro_f1(truth, said):.4f} [{low:.4f}, {high:.4f}], n {len(truth)}"
    ]
    for label, (p, r, f), row in zip(LABELS, by_class(table), table, strict=True):
        lines.append(
            f"  {label:<9} precision {p:.3f} recall {r:.3f} F1 {f:.3f}   said {row.tolist()}"
        )
    return "\n".join(lines)
