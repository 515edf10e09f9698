"""Trains and measures the built-in sentiment model; writes its weights into the package.

    PYTHON scripts/train_sentiment.py --data ../shared/data/news/sentfin_train.csv --evaluate
    PYTHON scripts/train_sentiment.py --data ... --write        both models' weights
    PYTHON scripts/train_sentiment.py --golden                  the packaged weights on our 300 sentences

PYTHON is an environment of its own, outside this project's dependencies: `python3.11 -m venv ENV`, then
ENV/bin/pip install torch scikit-learn numba vaderSentiment. Training takes about 2 minutes on one core,
--evaluate about 12. The same seed, data and libraries give the same weights on one machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from sentiment import baselines, headlines, linear, measures  # noqa: E402

from rotascope.articles.polarity_model import CLAUSE_SHARE, mixed, opinions, whole_opinions  # noqa: E402
from rotascope.articles.polarity_rules import own_clause  # noqa: E402
from rotascope.articles.polarity_weights import FOLDER, Weights, read  # noqa: E402
from rotascope.articles.polarity_words import view, words  # noqa: E402

COUNT = 5


class Held:
    """What every part says of headlines that it was not fitted on."""

    def __init__(self, path: Path, seed: int) -> None:
        self.texts, self.pairs, self.digest = headlines.read(path)
        self.seed = seed
        self.fold = headlines.folds(self.texts, COUNT)
        self.truth = np.array([p.label for p in self.pairs])
        self.headline = np.array([p.headline for p in self.pairs])
        self.linear, self.networks = np.zeros((2, len(self.pairs), 3))
        self.rules = np.zeros(len(self.pairs))
        self.parted: dict[int, tuple[np.ndarray, ...]] = {}
        self.whole, self.whole_rules = np.zeros((len(self.texts), 3)), np.zeros(len(self.texts))

    def fit(self) -> None:
        """Fit and read each fold in turn."""
        from sentiment import parts

        self.of_headline = parts.headline_labels(self.pairs, len(self.texts))
        for k in range(COUNT):
            rows = np.flatnonzero(self.fold[self.headline] != k)
            held = parts.fitted(
                self.texts, [self.pairs[i] for i in rows], self.seed + k, self.digest
            )
            held |= {"mix": parts.START, "whole_mix": parts.WHOLE_START}
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "fold.npz"
                path.write_bytes(parts.sealed(held))
                self._read(read(path), k)
            print(f"fold {k} fitted", flush=True)

    def _read(self, known: Weights, k: int) -> None:
        rows = np.flatnonzero(self.fold[self.headline] == k)
        seen = linear.views([self.pairs[i] for i in rows], known.names)
        self.linear[rows], self.networks[rows], self.rules[rows] = opinions(seen, known)
        parted = [i for i, v in enumerate(seen) if own_clause(v) is not v]
        alone = opinions([own_clause(seen[i]) for i in parted], known)
        for n, i in enumerate(parted):
            self.parted[rows[i]] = tuple(part[n : n + 1] for part in alone)
        own = np.flatnonzero(self.fold == k)
        texts = [self.texts[i] for i in own]
        whole = [view(t, words(t), None, known.names) for t in texts]
        self.whole[own], self.whole_rules[own] = whole_opinions(whole, known)

    def mix(self, rows: np.ndarray) -> np.ndarray:
        """The mix fitted on `rows` of the pairs."""
        from sentiment import parts

        given = [x[rows] for x in (self.linear, self.networks, self.rules)]
        return parts.fitted_mix(given, self.truth[rows], parts.START)

    def whole_mix(self, rows: np.ndarray) -> np.ndarray:
        """The mix of whole sentences fitted on `rows` of the headlines."""
        from sentiment import parts

        given = [x[rows] for x in (self.whole, self.whole_rules)]
        return parts.fitted_mix(given, self.of_headline[rows], parts.WHOLE_START)

    def probabilities(self) -> tuple[np.ndarray, np.ndarray]:
        """Of pairs and of headlines, each with a mix that was fitted on the other folds."""
        out, whole = np.zeros((len(self.pairs), 3)), np.zeros((len(self.texts), 3))
        of = self.fold[self.headline]
        for k in range(COUNT):
            given = [x[of == k] for x in (self.linear, self.networks, self.rules)]
            mix = self.mix(np.flatnonzero(of != k))
            out[of == k] = mixed(given, mix)
            for i in (i for i in self.parted if of[i] == k):
                alone = mixed(self.parted[i], mix)[0]
                out[i] = (1 - CLAUSE_SHARE) * out[i] + CLAUSE_SHARE * alone
            given = [x[self.fold == k] for x in (self.whole, self.whole_rules)]
            whole[self.fold == k] = mixed(given, self.whole_mix(np.flatnonzero(self.fold != k)))
        return out, whole


def by_fold(held: Held, name: str, said: np.ndarray) -> None:
    """One line: macro-F1 of each fold, and their mean."""
    of = held.fold[held.headline]
    each = [measures.macro_f1(held.truth[of == k], said[of == k]) for k in range(COUNT)]
    print(f"{name:<26}" + " ".join(f"{f:.4f}" for f in each) + f"  mean {np.mean(each):.4f}")


def evaluate(held: Held) -> None:
    """The five folds beside the baselines, each class, and how true the probabilities are."""
    found, whole = held.probabilities()
    by_fold(held, "the model", found.argmax(axis=1))
    by_fold(held, "  its linear part", held.linear.argmax(axis=1))
    by_fold(held, "  its networks", held.networks.argmax(axis=1))
    for name, said in baselines.on_folds(held.pairs, held.fold[held.headline], COUNT):
        by_fold(held, name, said)
    print(measures.told("five folds", held.truth, found.argmax(axis=1), held.headline))
    print(f"  calibration error {measures.calibration_error(found, held.truth):.4f}")
    group = np.arange(len(held.texts))
    print(measures.told("whole headlines", held.of_headline, whole.argmax(axis=1), group))
    print(f"  calibration error {measures.calibration_error(whole, held.of_headline):.4f}")


def write(held: Held) -> None:
    """Fit on every headline, mix as the folds say, write the package's weights."""
    from sentiment import parts

    arrays = parts.fitted(held.texts, held.pairs, held.seed, held.digest)
    arrays["mix"] = held.mix(np.arange(len(held.pairs)))
    arrays["whole_mix"] = held.whole_mix(np.arange(len(held.texts)))
    print("mix", arrays["mix"].round(3), "whole", arrays["whole_mix"].round(3))
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "polarity.npz").write_bytes(parts.sealed(arrays))


def main() -> None:
    """Do what was asked."""
    ask = argparse.ArgumentParser(description="Train and measure the built-in sentiment model.")
    ask.add_argument("--data", type=Path, help="the labelled headlines")
    ask.add_argument("--seed", type=int, default=11)
    for name in ("evaluate", "write", "golden", "bulk"):
        ask.add_argument(f"--{name}", action="store_true")
    given = ask.parse_args()
    if given.data is not None and (given.evaluate or given.write):
        held = Held(given.data, given.seed)
        held.fit()
        evaluate(held)
        if given.write:
            write(held)
    if given.data is not None and (given.bulk or given.write):
        from sentiment import bulk

        bulk.write(given.data)
    if given.golden:
        baselines.golden(ROOT / "tests" / "golden" / "sentiment_sentences.toml", given.data)


if __name__ == "__main__":
    main()
