"""Forward drift of a file's weights by total returns."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.sessions import shift
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend
from rotascope.terms import Reading
from tests.signals.conftest import LAST, lines
from tests.signals.test_files import File, holdings

NAME = "concentration.drift_large_cap"


def _read(ago: int, held: list[tuple[str, float, str]], returns: dict[str, list[float]]) -> Reading:
    stamp, known = shift(LAST, -ago), shift(LAST, -ago + 1)
    files: list[File] = [("SPY", stamp, known, held)]
    frames = lines(returns, prices=False) | {"holdings": holdings(files)}
    return measure(Panel(MemoryBackend(frames), LAST), [NAME])[0].reading


def _twelve() -> list[tuple[str, float, str]]:
    return [(f"A{n:02d}", 1.0 / 12.0, "equity") for n in range(12)]


def test_weights_grow_with_total_returns_since_the_stamp() -> None:
    # Of twelve equal weights two double: the top ten is 2 x 2/14 + 8/14 = 12/14.
    returns = {f"A{n:02d}": [0.0] * 100 for n in range(12)}
    for symbol in ("A03", "A07"):
        returns[symbol] = [0.5] * 80 + [0.0] * 15 + [1.0] + [0.0] * 4
    said = _read(10, _twelve(), returns)
    assert said.value == pytest.approx(12 / 14, rel=1e-6)
    assert "drifted from 83.33 % to 85.71 %" in said.text
    assert "estimated; file of" in said.text


def test_a_line_without_prices_stays_in_the_whole_and_moves_with_the_rest() -> None:
    # Left out of the whole, the ten would seem to have drifted from 95 % to 100 %.
    held = [(f"A{n:02d}", 0.095, "equity") for n in range(10)]
    held += [("NONE", 0.05, "equity")]
    said = _read(10, held, {f"A{n:02d}": [0.001 * n] * 100 for n in range(10)})
    assert said.value == pytest.approx(0.95, rel=1e-6)
    assert "drifted from 95.00 % to 95.00 %" in said.text


def test_share_classes_drift_apart_and_are_merged_after() -> None:
    held = [("GOOG", 0.1, "equity"), ("GOOGL", 0.1, "equity")]
    held += [(f"A{n:02d}", 0.08, "equity") for n in range(10)]
    returns = {symbol: [0.0] * 50 for symbol, _, _ in held}
    returns["GOOG"] = [0.0] * 45 + [1.0] + [0.0] * 4
    # Alphabet 0.2 + 0.1 = 0.3 of 1.1; nine others of .08: (0.3 + 0.72) / 1.1.
    assert _read(10, held, returns).value == pytest.approx(1.02 / 1.1, rel=1e-6)


def test_weights_are_drifted_sixty_three_sessions_and_no_further() -> None:
    returns = {f"A{n:02d}": [0.001 * n] * 100 for n in range(12)}
    assert _read(63, _twelve(), returns).status == "ok"
    said = _read(64, _twelve(), returns)
    assert (said.value, said.status) == (None, "undefined")
    assert "at most 63 sessions" in said.reason


def test_without_prices_for_nine_tenths_of_the_weight_there_is_no_estimate() -> None:
    returns = {f"A{n:02d}": [0.0] * 100 for n in range(10)}
    said = _read(10, _twelve(), returns)
    assert said.value is None
    assert "83 % of the weight" in said.reason
    assert said.coverage == pytest.approx(10 / 12)


def test_before_a_file_is_known_nothing_is_said(golden_panel: Panel) -> None:
    trace = measure(golden_panel, [NAME])[0].trace
    known = min(f.known_at for f in golden_panel.holdings("SPY"))
    assert trace.days[0] == np.datetime64(known)


def test_the_drift_at_the_stamp_of_the_next_file_is_close_to_that_file(golden_panel: Panel) -> None:
    trace = measure(golden_panel, [NAME])[0].trace
    for file in golden_panel.holdings("SPY")[5:40:7]:
        at = int(np.searchsorted(trace.days, np.datetime64(file.day)))
        weights: dict[str, float] = {}
        for issuer, weight, equity in zip(file.issuers, file.weights, file.equity, strict=True):
            if equity:
                weights[issuer] = weights.get(issuer, 0.0) + float(weight)
        top = sum(sorted(weights.values())[-10:]) / sum(weights.values())
        # Market-value weights, few changes of members: drift is nearly exact.
        assert trace.value[at] == pytest.approx(top, abs=0.002)


def test_days_after_few_files_are_no_past_to_rank_in(golden_panel: Panel) -> None:
    measured = measure(golden_panel, [NAME])[0]
    assert measured.reading.n_obs > 60 > len(golden_panel.holdings("SPY"))
    assert measured.reading.percentile is None


def test_a_market_without_files_says_so() -> None:
    panel = Panel(MemoryBackend({}), date(2024, 6, 28))
    said = measure(panel, [NAME])[0].reading
    assert said.status == "not_measurable"
    assert "backwards is refused" in said.reason
