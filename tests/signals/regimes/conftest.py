"""Markets for the regimes' tests: two lines whose relative weeks are made, on top of a common one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.signals.reading import Measured, measure

Lead = Callable[..., Measured]


@pytest.fixture(scope="session")
def lead(market: Callable[..., Panel]) -> Lead:
    """`lead(name, small)`: the signal on a market where IWM earns `small` a session and SPY nothing."""

    def measured(name: str, small: Sequence[float], **other: Sequence[float]) -> Measured:
        flat = [0.0] * len(small)
        lines = {"IWM": list(small), "SPY": flat} | {k: list(v) for k, v in other.items()}
        return measure(market(lines), [name])[0]

    return measured


@pytest.fixture(scope="session")
def noise() -> Callable[..., list[float]]:
    """`noise(n, seed, drift=, sd=)`: normal relative returns a session."""

    def made(n: int, seed: int, drift: float = 0.0, sd: float = 0.006) -> list[float]:
        return (drift + sd * np.random.default_rng(seed).standard_normal(n)).tolist()

    return made
