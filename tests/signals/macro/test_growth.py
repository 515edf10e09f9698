"""Growth and inflation by quarter, against pandas; and only what was printed by the day."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.macro import growth
from rotascope.store.memory import MemoryBackend
from rotascope.vintages import versions
from tests.signals.macro import worlds


def cycle(quarters: int = 60) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(6)
    output = 100.0 * np.exp(np.cumsum(0.005 + 0.006 * draw.standard_normal(quarters)))
    prices = 50.0 * np.exp(np.cumsum(0.002 + 0.002 * draw.standard_normal(3 * quarters)))
    return output, prices


def world(output: np.ndarray, prices: np.ndarray) -> Panel:
    return worlds.panel(
        {
            "GDPC1": worlds.monthly(output, "2008-01", lag=120, months=3),
            "CPIAUCSL": worlds.monthly(prices, "2008-01"),
        }
    )


def test_growth_inflation_and_their_changes_equal_pandas() -> None:
    output, prices = cycle()
    panel = world(output, prices)
    found = growth.quarters(versions(panel, "GDPC1"), versions(panel, "CPIAUCSL"))
    g = pd.Series(output).pct_change(4)
    p = pd.Series(prices).pct_change(12)[2::3].reset_index(drop=True)
    at = len(output) - len(found.growth)
    np.testing.assert_allclose(found.growth, g[at:], rtol=1e-9)
    np.testing.assert_allclose(found.inflation[1:], p[at + 1 :], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.dg[1:], g.diff()[at + 1 :], rtol=1e-7, atol=1e-12)
    np.testing.assert_allclose(found.dp[6:], p.diff()[at + 6 :], rtol=1e-7, atol=1e-12)
    assert np.all(found.known_at > found.periods + np.timedelta64(89, "D"))


def test_the_change_of_growth_is_the_quarters_pace_against_the_year_agos() -> None:
    output, prices = cycle()
    panel = world(output, prices)
    found = growth.quarters(versions(panel, "GDPC1"), versions(panel, "CPIAUCSL"))
    now, ago = found.pace[:, 0], found.pace[:, 1]
    before = found.growth - found.dg
    np.testing.assert_allclose(
        found.growth[5:], ((1 + before) * (1 + now) / (1 + ago) - 1)[5:], rtol=1e-9, atol=1e-12
    )


def test_a_missing_month_of_prices_leaves_its_quarters_without_a_label() -> None:
    output, prices = cycle()
    prices[3 * 40 + 2] = np.nan  # the last month of quarter 40
    panel = world(output, prices)
    found = growth.quarters(versions(panel, "GDPC1"), versions(panel, "CPIAUCSL"))
    start = np.datetime64("2008-01", "M") + 3 * np.array([40, 41, 44, 45])
    for quarter in start.astype("datetime64[D]"):
        assert found.label[found.periods == quarter].tolist() == [0]
    assert (
        found.label[found.periods == (np.datetime64("2008-01", "M") + 129).astype("datetime64[D]")]
        != 0
    )


def test_a_survey_that_knew_the_truth_names_the_quads_that_follow() -> None:
    output, prices = cycle(70)
    quarters = np.datetime64("2008-01", "M") + 3 * np.arange(60)
    known = {"GDPC1": worlds.monthly(output[:60], "2008-01", lag=120, months=3),
             "CPIAUCSL": worlds.monthly(prices[:180], "2008-01")}  # fmt: skip
    asked = quarters[8:].astype("datetime64[D]") + 50
    last = prices[2::3]
    for k in range(1, 7):
        at = np.arange(8, 60) + k - 2
        known[f"SPF.mean.RGDP{k}"] = list(
            zip(quarters[8:].astype("datetime64[D]"), asked, output[at], strict=True)
        )
        pace = 100.0 * ((last[at] / last[at - 1]) ** 4 - 1.0)
        known[f"SPF.mean.CPI{k}"] = list(
            zip(quarters[8:].astype("datetime64[D]"), asked, pace, strict=True)
        )
    panel = worlds.panel(known)
    real = growth.quarters(versions(panel, "GDPC1"), versions(panel, "CPIAUCSL"))
    made, sources = growth.forecasts(panel, versions(panel, "GDPC1"), versions(panel, "CPIAUCSL"))
    truth = dict(zip(real.periods.tolist(), real.label.tolist(), strict=True))
    assert len(sources) == 2
    for i in range(12, 50):
        for ahead in range(5):
            day = (
                (made.periods[i].astype("datetime64[M]") + 3 * ahead).astype("datetime64[D]").item()
            )
            assert made.label[i, ahead] == truth.get(day, made.label[i, ahead])


def test_chances_need_twelve_printed_surveys_and_sum_to_one() -> None:
    frames, _ = planted.frames(sessions=900)
    panel = Panel(MemoryBackend(frames), planted.LAST_DAY)
    made, _ = growth.forecasts(panel, versions(panel, "GDPC1"), versions(panel, "CPIAUCSL"))
    whole = np.isfinite(made.chances).all(axis=1)
    assert not whole[: growth.LEAST_PAIRS].any()
    assert whole[-100:].all()
    np.testing.assert_allclose(made.chances[whole].sum(axis=1), 1.0, rtol=1e-12)


def test_a_survey_before_the_quarter_is_printed_says_nothing() -> None:
    output, prices = cycle()
    late = {
        "GDPC1": worlds.monthly(output, "2008-01", lag=200, months=3),
        "CPIAUCSL": worlds.monthly(prices, "2008-01"),
    }
    quarters = (np.datetime64("2012-01", "M") + 3 * np.arange(8)).astype("datetime64[D]")
    for k in range(1, 7):
        late[f"SPF.mean.RGDP{k}"] = late[f"SPF.mean.CPI{k}"] = [(q, q + 50, 2.0) for q in quarters]
    panel = worlds.panel(late)
    made, _ = growth.forecasts(panel, versions(panel, "GDPC1"), versions(panel, "CPIAUCSL"))
    assert made.label.tolist() == [[0] * 5] * 8
