"""Markets that hardly are any: flat, one jump, half a history, a crash. A number or a reason."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.signals.reading import measure

Market = Callable[..., Panel]
NAMES = [n for n, spec in SIGNALS.items() if ".regimes." in spec.compute.__module__]
NOISE = (0.01 * np.random.default_rng(5).standard_normal(800)).tolist()


def odd(kind: str, n: int) -> list[float]:
    """The relative returns of n sessions."""
    flat = [0.0] * n
    made = {
        "flat": flat,
        "steady": [0.001] * n,
        "to and fro": [0.01 * (-1) ** i for i in range(n)],
        "a last jump": [*flat[1:], 0.5],
        "a crash": [*flat[: n // 2], -0.9, *flat[n // 2 + 1 :]],
        "awake late": flat[: n // 2] + NOISE[: n - n // 2],
        "asleep at last": NOISE[: n // 2] + flat[n // 2 :],
    }
    return made[kind][:n]


@pytest.mark.parametrize("n", [1, 60, 128, 260, 800])
@pytest.mark.parametrize(
    "kind",
    ["flat", "steady", "to and fro", "a last jump", "a crash", "awake late", "asleep at last"],
)
def test_every_regime_signal_says_a_number_or_why_not(market: Market, kind: str, n: int) -> None:
    moved, still = odd(kind, n), [0.0] * n
    lines = {"IWM": moved, "RSP": moved, "XMAG": moved, "SPY": still, "IJR": still, "MAGS": still}
    for measured in measure(market(lines), NAMES):
        said = measured.reading
        if said.value is None:
            assert said.reason, said.signal
            continue
        assert np.isfinite(said.value), said.signal
        assert said.text, said.signal
        if said.interval is not None:
            assert said.interval.low <= said.value <= said.interval.high, said.signal
        if said.null is not None and said.null.p is not None:
            assert 0.0 <= said.null.p <= 1.0, said.signal


def test_there_are_signals_to_try() -> None:
    assert len(NAMES) >= 35
