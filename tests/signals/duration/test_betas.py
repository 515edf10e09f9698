"""What the sensitivities share: windows, intervals, nulls and sentences."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.stats import t as student

from rotascope.maths import hac
from rotascope.signals.duration import betas, drivers
from rotascope.signals.duration.drivers import Target
from rotascope.signals.trace import Trace
from tests.signals.duration import worlds

SIZE = Target("size", "small_cap", "large_cap")


def found(beta: float, n: int = 900, noise: float = 0.002, seed: int = 1) -> drivers.Weeks:
    panel = worlds.panel(*worlds.tilted(n, {"DGS10": beta}, noise, seed))
    return drivers.weeks(panel, SIZE, ("ten_year",))


def test_a_planted_beta_lies_within_its_interval_and_is_nearly_found() -> None:
    seen = found(-3.0)
    fit = betas.last_fit(seen)
    held = betas.interval(fit)
    assert held.low < -3.0 < held.high
    assert held.high - held.low < 2.0
    assert held.method == "Newey-West, 104 weeks"
    assert abs(fit.beta[1] / fit.error[1]) > 5.0
    assert betas.rolled(seen)[-1] == pytest.approx(fit.beta[1])


def test_intervals_are_those_of_statsmodels_widened_for_so_few_weeks() -> None:
    seen = found(1.0)
    model = sm.OLS(seen.y[-104:], sm.add_constant(seen.x[-104:]))
    told = model.fit(cov_type="HAC", cov_kwds={"maxlags": 4, "use_correction": False})
    factor, freedom = hac.worth(104, 2)
    half = student.ppf(0.95, freedom) * factor * told.bse[1]
    low, high = told.params[1] - half, told.params[1] + half
    held = betas.interval(betas.last_fit(seen))
    assert told.conf_int(0.1)[1][0] > held.low
    assert held.low == pytest.approx(low, rel=1e-9)
    assert held.high == pytest.approx(high, rel=1e-9)
    turned = betas.interval(betas.last_fit(seen), sign=-1.0)
    assert turned.low == pytest.approx(-high)
    p = 2.0 * student.sf(abs(told.tvalues[1]) / factor, freedom)
    null = betas.no_link(worlds.panel(*worlds.tilted(300, {})), betas.beta_trace(seen, "ten_year"))
    assert null is not None
    assert null.p == pytest.approx(p, rel=1e-6)


def test_the_sentence_says_the_way_the_size_and_how_sure() -> None:
    seen = found(-3.0)
    text = betas.verb(seen, betas.last_fit(seen), "ten_year")
    assert text.startswith("fell 2.8 % for")
    assert "for each pp that the ten-year yield rose (90 %: " in text
    assert text.endswith(f"104 weeks to {seen.ends[-1]}")
    unsure = found(0.0, noise=0.02)
    assert "so its sign is open" in betas.verb(unsure, betas.last_fit(unsure), "ten_year")
    assert betas.number(-1.26) == "\N{MINUS SIGN}1.3"
    assert betas.span(found(0.0, n=350)).startswith("71 weeks to")


def test_without_a_link_half_of_all_windows_lie_beyond_the_rate_and_p_is_even() -> None:
    beyond, p = 0, []
    draw = np.random.default_rng(3)
    for _ in range(300):
        x = 0.1 * draw.standard_normal((104, 1))
        seen = drivers.Weeks(
            "A / B", found_days := np.arange(104).astype("datetime64[D]"), found_days,
            draw.standard_normal(104), x, 2,
        )  # fmt: skip
        fit = betas.last_fit(seen)
        trace = Trace(found_days, np.zeros(104), data=(betas.noise(fit),))
        null = betas.no_link(None, trace)  # type: ignore[arg-type]
        assert null is not None
        assert null.rate is not None
        assert null.p is not None
        beyond += abs(fit.beta[1]) > null.rate
        p.append(null.p)
    assert 0.42 < beyond / 300 < 0.58
    assert 0.06 < np.mean(np.array(p) < 0.1) < 0.145


def test_a_trace_carries_the_interval_the_sources_and_what_is_beside() -> None:
    seen = found(1.0, n=500)
    trace = betas.beta_trace(seen, "ten_year", (("other", seen.y),))
    assert trace.interval == betas.interval(betas.last_fit(seen))
    assert trace.newest == drivers.newest(seen)
    assert {source.what for source in trace.sources} >= {"DGS10"}
    assert trace.beside[0][0] == "other"
    assert trace.text.startswith("IWM / SPY ")
