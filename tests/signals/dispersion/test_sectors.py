"""Absorption and diversification of nine planted sectors that join up in the last 120 sessions."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.registry import SIGNALS
from rotascope.signals.dispersion.sectors import SECTORS, absorption, diversification
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend


@pytest.fixture(scope="module")
def panel() -> Panel:
    frames, truth = planted.frames(seed=7, sessions=1500)
    return Panel(MemoryBackend(frames), truth.last)


def _covariance(panel: Panel) -> np.ndarray:
    levels = np.column_stack([panel.series(line).levels for line in SECTORS])
    moves = np.diff(levels, axis=0)[-500:] / levels[-501:-1]
    weights = 0.5 ** (np.arange(499, -1, -1) / 250.0)
    return np.cov(moves.T, aweights=weights, ddof=0)


def test_both_ratios_are_numpys_on_the_last_500_sessions(panel: Panel) -> None:
    covariance = _covariance(panel)
    strengths = np.linalg.eigvalsh(covariance)
    assert absorption(panel).value[-1] == pytest.approx(strengths[-2:].sum() / strengths.sum())
    alone = np.sqrt(np.diag(covariance)).mean()
    together = covariance.mean() ** 0.5
    assert diversification(panel).value[-1] == pytest.approx(alone / together, rel=1e-6)


def test_the_planted_joining_up_is_seen_as_a_raised_state(panel: Panel) -> None:
    trace = absorption(panel)
    assert "raised" in trace.states[-120:-40]
    before = [s for s in trace.states[-380:-130] if s]
    # A shift above one sd comes by chance too: the ratio wanders, and a year of it is few independent.
    assert before.count("raised") < 0.5 * len(before)
    assert trace.value[-1] > np.nanmax(trace.value[:-120])


def test_noise_alone_absorbs_more_than_two_ninths(panel: Panel) -> None:
    (said,) = measure(panel, ["dispersion.absorption"])
    null = said.reading.null
    assert null is not None
    assert null.rate is not None
    assert 2 / 9 < null.rate < 0.35
    assert null.p is None  # it was 1 in 201 on every day since 2002: no evidence of anything


def test_a_missing_sector_is_named() -> None:
    frames = planted.frames(seed=7, sessions=900)[0]
    named = frames["returns"]["instrument"].str.contains("XLU")
    frames["returns"] = frames["returns"].filter(~named)
    (said,) = measure(Panel(MemoryBackend(frames), planted.LAST_DAY), ["dispersion.absorption"])
    assert (said.reading.status, said.reading.value) == ("not_measurable", None)
    assert "XLU" in said.reading.reason


def test_before_500_sessions_there_is_no_ratio() -> None:
    frames = planted.frames(seed=7, sessions=900)[0]
    days = np.unique(frames["returns"]["date"].to_numpy())
    panel = Panel(MemoryBackend(frames), days[300].astype(object))
    (said,) = measure(panel, ["dispersion.diversification"])
    assert said.reading.status == "short_history"
    assert SIGNALS["dispersion.diversification"].sign == 0
