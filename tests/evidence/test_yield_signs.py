"""The sign question: planted turns between regimes and windows are told, with interval, n and span."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

import rotascope
from rotascope.evidence import yield_signs as question
from rotascope.evidence.yield_signs import FEWEST, WINDOWS, regimes, yield_signs
from rotascope.maths import hac, regression
from rotascope.panel import Panel
from rotascope.signals.duration import betas, drivers
from rotascope.signals.duration.yields import PAIRS, QUESTIONS
from rotascope.terms import Interval, YieldBeta, YieldSigns
from rotascope.terms.yields import WHENS
from tests.signals.duration import worlds

N = 2600


def turning() -> Panel:
    """Yields walk up for two years and down for two; small caps like rises only while yields rise."""
    changes = worlds.moves(N)
    drift = np.where((np.arange(N) // 500) % 2 == 0, 0.004, -0.004)
    changes["DGS10"] = changes["DGS10"] + drift
    level = np.cumsum(changes["DGS10"])
    before = np.concatenate([np.zeros(131), level[130:-1] - level[:-131]])
    beta = np.where(before > 0.0, 5.0, -5.0)
    draw = np.random.default_rng(7)
    market = 0.005 * draw.standard_normal(N)
    small = market + beta * changes["DGS10"] / 100.0 + 0.001 * draw.standard_normal(N)
    changes["DFF"] = np.where(np.arange(N) % 25 == 0, 0.25 * np.sign(drift), 0.0)
    changes["DFF"][:800] = 0.0
    return worlds.panel({"IWM": small, "SPY": market}, changes)


@pytest.fixture(scope="module")
def panel() -> Panel:
    return turning()


@pytest.fixture(scope="module")
def told(panel: Panel) -> YieldSigns:
    return yield_signs(panel)


def answer(told: YieldSigns, driver: str, when: str) -> YieldBeta:
    (found,) = [
        a for a in told.answers if (a.pair, a.driver, a.when) == ("IWM / SPY", driver, when)
    ]
    return found


def test_a_sign_that_depends_on_the_regime_is_told(told: YieldSigns) -> None:
    up = answer(told, "ten-year yield", "yields rising")
    down = answer(told, "ten-year yield", "yields falling")
    assert (up.sign, down.sign) == ("rises", "falls")
    assert up.interval is not None
    assert up.interval.low > 2.0
    assert down.interval is not None
    assert down.interval.high < -2.0
    assert "between regimes" in told.headline
    assert "none between regimes" not in told.headline


def test_every_pair_is_asked_about_every_driver_in_every_window_and_regime(
    told: YieldSigns,
) -> None:
    whens = [
        *WINDOWS,
        "yields rising",
        "yields falling",
        "Fed cutting",
        "Fed on hold",
        "Fed raising",
    ]
    keys = [(a.pair, a.driver, a.when) for a in told.answers]
    assert len(set(keys)) == len(keys) == len(PAIRS) * len(QUESTIONS) * len(whens)
    assert {a.when for a in told.answers} == set(whens)
    assert list(WHENS) == whens, "each has its short names, in this order"
    for a in told.answers:
        assert (a.beta is None) == (a.interval is None) == (a.sign == "") == bool(a.reason)


def test_a_regimes_beta_is_that_of_its_weeks_with_gaps_left_as_gaps(
    panel: Panel, told: YieldSigns
) -> None:
    found = drivers.weeks(panel, PAIRS["small_large"], ("ten_year",))
    place = np.searchsorted(drivers.calendar(panel), found.ends)
    inside = regimes(panel)["yields rising"][place]
    both = np.column_stack([found.design * inside[:, None], found.design * ~inside[:, None]])
    count = int(inside.sum())
    lag = int(np.floor(4 * (count / 100) ** (2 / 9)))
    fit = sm.OLS(found.y, both).fit(cov_type="HAC", cov_kwds={"maxlags": lag})
    up = answer(told, "ten-year yield", "yields rising")
    assert up.beta == pytest.approx(fit.params[1], rel=1e-9)
    assert up.n == count
    assert up.interval is not None
    low = fit.params[1] - hac.reach(0.9, count, 2) * fit.bse[1]
    assert up.interval.low == pytest.approx(low, rel=1e-6)


def test_a_week_belongs_to_the_regime_it_began_in(panel: Panel) -> None:
    flags = regimes(panel)
    ends = drivers.calendar(panel)
    ten = drivers.levels(panel, "DGS10", drivers.DRIVERS["ten_year"], 2)
    t = len(ends) - 5
    assert flags["yields rising"][t] == (ten[t - 1] > ten[t - 27])
    policy = [flags[name] for name in ("Fed cutting", "Fed on hold", "Fed raising")]
    assert np.sum(policy, axis=0).max() == 1
    assert not flags["yields rising"][0]
    assert (flags["yields rising"] & flags["yields falling"]).sum() == 0


def test_windows_are_dated_and_too_few_weeks_say_so(told: YieldSigns) -> None:
    late = answer(told, "ten-year yield", WINDOWS[0])
    assert late.n == 104
    assert late.first is not None
    assert late.last is not None
    assert (late.last - late.first).days == 103 * 7
    few = [a for a in told.answers if 0 < a.n < FEWEST and a.when not in WINDOWS]
    assert all(a.reason == f"{a.n} of {FEWEST} weeks" for a in few if "no " not in a.reason)
    rest = [a for a in told.answers if "XMAG" in a.pair or "rest" in a.pair]
    assert all(a.beta is None for a in rest)


def test_paths_end_on_the_newest_week_and_hold_their_intervals(told: YieldSigns) -> None:
    (path,) = [p for p in told.paths if (p.pair, p.driver) == ("IWM / SPY", "ten-year yield")]
    late = answer(told, "ten-year yield", WINDOWS[0])
    assert path.beta[-1] == pytest.approx(late.beta)
    assert late.interval is not None
    assert path.low[-1] == pytest.approx(late.interval.low)
    assert all(
        low < mid < high for low, mid, high in zip(path.low, path.beta, path.high, strict=True)
    )
    assert len(path.dates) == len(path.beta)


def test_both_definitions_of_duration_stand_side_by_side(told: YieldSigns) -> None:
    definitions = {d.definition for d in told.durations}
    assert definitions == {"yield beta (real ten-year)", "cash flows (price / dividend, growing)"}
    cash = [d for d in told.durations if d.definition.startswith("cash")]
    assert cash[0].years is None
    assert "SHILLER" in cash[0].reason
    assert "Ten points moved from large to small caps" in told.book
    assert "by cash flows there is no answer" in told.book


def test_spans_of_risen_yields_lie_in_order_within_the_picture(told: YieldSigns) -> None:
    first = min(path.dates[0] for path in told.paths)
    assert told.rising
    for start, end in told.rising:
        assert first <= start.date < end.date


def test_an_interval_that_holds_zero_leaves_the_sign_open() -> None:
    assert question.signed(Interval(-1.0, 1.0, 0.9, "")) == "open"
    assert question.signed(Interval(0.1, 1.0, 0.9, "")) == "rises"
    assert question.signed(Interval(-1.0, -0.1, 0.9, "")) == "falls"


def test_without_any_link_about_one_answer_in_ten_has_a_sign() -> None:
    clear, asked = 0, 0
    for seed in range(6):
        panel = worlds.panel(*worlds.tilted(1500, {}, 0.005, seed))
        for a in yield_signs(panel).answers:
            if a.beta is not None and a.when != WINDOWS[0]:
                clear, asked = clear + (a.sign != "open"), asked + 1
    assert asked > 60
    assert clear / asked < 0.25


def test_without_any_beta_the_headline_says_so_and_why() -> None:
    told = yield_signs(worlds.panel(*worlds.tilted(150, {})))
    assert told.headline == "No beta is measurable"
    assert told.finding == "IWM / SPY: 30 of 52 weeks with every driver"
    assert told.rising == ()
    assert "not measurable" in told.book


@pytest.mark.slow
@pytest.mark.parametrize(("weeks", "held"), [(40, 0.88), (104, 0.89), (1200, 0.90)])
def test_the_intervals_hold_the_truth_as_often_as_the_notes_say(
    told: YieldSigns, weeks: int, held: float
) -> None:
    draw, inside = np.random.default_rng(1), 0
    for _ in range(3000):
        x = np.column_stack([np.ones(weeks), draw.standard_t(5, weeks)])
        fit = regression.least_squares(draw.standard_t(5, weeks), x)
        held_by = betas.interval(fit)
        inside += held_by.low < 0.0 < held_by.high
    assert inside / 3000 == pytest.approx(held, abs=0.015)
    assert any(f"{held * 100:.0f}" in note for note in told.notes)


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize("legs", [("IWM", "SPY"), ("RSP", "SPY"), ("XMAG", "MAGS")])
@pytest.mark.parametrize(
    ("series", "driver"),
    [
        ("DGS10", "ten-year yield"),
        ("BAMLH0A0HYM2", "high-yield spread"),
        ("DGS2", "two-year yield"),
    ],
)
def test_on_real_data_the_betas_are_those_of_pandas_and_statsmodels(
    shared_store: Path, legs: tuple[str, str], series: str, driver: str
) -> None:
    """Friday to Friday by pandas' own weeks: holidays move a few ends, so that betas agree to a tenth."""
    panel = rotascope.open(shared_store).panel("2026-06-12")
    levels = {leg: panel.series(leg) for leg in legs}
    columns = {leg: pd.Series(s.levels, pd.to_datetime(s.days)) for leg, s in levels.items()}
    macro = panel.macro(series)
    columns[series] = pd.Series(macro.values, pd.to_datetime(macro.days))
    weekly = pd.DataFrame(columns).ffill(limit=2).resample("W-FRI").last().loc[:"2026-06-05"]
    kept = weekly.dropna()
    moves = (kept[legs[0]] / kept[legs[1]]).apply(np.log).diff() * 100.0
    both = pd.DataFrame({"y": moves, "x": kept[series].diff()}).dropna().iloc[-104:]
    lag = int(np.floor(4 * (len(both) / 100) ** (2 / 9)))
    fit = sm.OLS(both["y"], sm.add_constant(both["x"])).fit(
        cov_type="HAC", cov_kwds={"maxlags": lag}
    )
    (found,) = [
        a
        for a in yield_signs(panel).answers
        if (a.pair, a.driver, a.when) == (" / ".join(legs), driver, WINDOWS[0])
    ]
    assert found.beta == pytest.approx(fit.params["x"], abs=0.1)
    assert found.interval is not None
    low = fit.params["x"] - hac.reach(0.9, len(both), 2) * fit.bse["x"]
    assert found.interval.low == pytest.approx(low, abs=0.12)
    assert found.n == len(both)
