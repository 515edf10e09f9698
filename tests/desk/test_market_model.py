"""The market model about a session: whose sessions it uses, and what it refuses."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.desk.market_model import FIRST, LAST, case_test, correlation, fitted
from rotascope.maths import event_study as study
from rotascope.maths.stats import student_reach
from rotascope.series import Series
from rotascope.sessions import all_sessions

END = date(2024, 6, 28)


def series(moves: np.ndarray, symbol: str = "X") -> Series:
    levels = 100.0 * np.cumprod(np.concatenate([[1.0], 1.0 + moves]))
    stop = int(np.searchsorted(all_sessions(), np.datetime64(END), side="right"))
    return Series(symbol, "tr", all_sessions()[stop - len(levels) : stop], levels, ())


def noise(seed: int, count: int = 320) -> np.ndarray:
    return 0.01 * np.random.default_rng(seed).standard_normal(count)


MARKET = noise(1)
OWN = 1.2 * MARKET + noise(2)


def test_the_event_is_in_none_of_its_numbers() -> None:
    calm = fitted(series(OWN), series(MARKET), END)
    wild = OWN.copy()
    wild[-30:] += 0.5  # the event and the thirty sessions before it
    loud = fitted(series(wild), series(MARKET), END)
    assert calm is not None
    assert loud is not None
    assert loud.model == calm.model
    assert calm.before.sum() == LAST - FIRST + 1
    assert loud.window(0, 0)[0] - calm.window(0, 0)[0] == pytest.approx(0.5)  # type: ignore[index]


def test_numbers_are_those_of_statsmodels() -> None:
    import statsmodels.api as sm

    fit = fitted(series(OWN), series(MARKET), END)
    assert fit is not None
    rows = slice(len(OWN) - 1 + FIRST, len(OWN) + LAST)
    other = sm.OLS(OWN[rows], sm.add_constant(MARKET[rows])).fit()
    assert [fit.model.alpha, fit.model.beta] == pytest.approx(list(other.params), rel=1e-9)
    frame = other.get_prediction(np.array([[1.0, MARKET[-1]]])).summary_frame(alpha=0.1)
    car, sd = fit.window(0, 0) or (np.nan, np.nan)
    half = student_reach(0.9, fit.model.n - 2) * sd
    expected = OWN[-1] - frame["obs_ci_upper"].iloc[0], OWN[-1] - frame["obs_ci_lower"].iloc[0]
    assert (car - half, car + half) == pytest.approx(expected, rel=1e-9)


def test_sessions_that_are_not_there_give_no_sum() -> None:
    fit = fitted(series(OWN), series(MARKET), END)
    assert fit is not None
    assert fit.window(0, 5) is None
    assert fit.window(-1, 0) is not None


def test_too_little_history_and_the_market_itself_have_no_model() -> None:
    assert fitted(series(OWN[-150:]), series(MARKET[-150:]), END) is None
    assert fitted(series(MARKET), series(MARKET), END) is None
    assert fitted(series(OWN), series(MARKET), date(2024, 6, 29)) is None


def test_residuals_that_share_a_cause_correlate() -> None:
    own = noise(5)
    one, other, alone = (
        fitted(series(m), series(MARKET), END) for m in (MARKET + own, own + noise(6), noise(7))
    )
    assert one is not None
    assert other is not None
    assert alone is not None
    assert correlation(one, other) > 0.5
    assert abs(correlation(one, alone)) < 0.2


def test_what_is_not_finite_is_no_answer() -> None:
    told = case_test("one case", study.cross_sectional(np.array([0.1])))
    assert (told.mean, told.t, told.p) == (0.1, None, None)
