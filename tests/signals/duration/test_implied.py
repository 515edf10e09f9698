"""Cash-flow duration: a perpetuity's is 1 / y, and a month counts from when it was published."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.panel import Panel
from rotascope.providers.planted_tables import frame
from rotascope.signals.duration.implied import growing, implied_duration, perpetuity
from rotascope.store.memory import MemoryBackend

PERIODS = [date(2023, month, 1) for month in range(1, 13)]
KNOWN = [date(2023 + (month + 4) // 13, (month + 3) % 12 + 1, 15) for month in range(1, 13)]


def rows(series: str, values: list[float]) -> pl.DataFrame:
    n = len(values)
    return frame(
        "macro",
        {
            "series": [series] * n, "date": PERIODS[:n], "known_at": KNOWN[:n], "value": values,
            "unit": ["points"] * n, "assumed": [False] * n,
        },
    )  # fmt: skip


def panel(when: date = date(2024, 4, 30), prices: int = 12) -> Panel:
    made = pl.concat(
        [
            rows("SHILLER.sp500", [4000.0 + 10 * i for i in range(prices)]),
            rows("SHILLER.dividend", [60.0 + i for i in range(12)]),
            rows("SHILLER.earnings", [200.0] * 12),
        ]
    )
    return Panel(MemoryBackend({"macro": made}), when)


def test_the_duration_of_a_perpetuity_is_one_over_its_yield() -> None:
    # P = E / y; -dP/dy / P by a numerical derivative.
    for y in (0.02, 0.05, 0.10):
        bump = 1e-6
        told = -((1 / (y + bump)) - (1 / (y - bump))) / (2 * bump) * y
        assert perpetuity(np.array([y]))[0] == pytest.approx(told, rel=1e-6)
        assert perpetuity(np.array([y]))[0] == pytest.approx(1.0 / y)


def test_with_growth_it_is_price_over_dividend() -> None:
    r, g, paid = 0.07, 0.05, 3.0
    price = paid / (r - g)
    bump = 1e-6
    told = -(paid / (r + bump - g) - paid / (r - bump - g)) / (2 * bump) / price
    assert growing(np.array([paid / price]))[0] == pytest.approx(told, rel=1e-6)


def test_a_yield_that_is_not_positive_has_no_duration() -> None:
    assert np.isnan(perpetuity(np.array([0.0, -0.01]))).all()


def test_the_newest_published_month_speaks() -> None:
    trace = implied_duration(panel())
    assert trace.value[-1] == pytest.approx(4110.0 / 71.0)
    assert dict(trace.beside)["zero_growth"][-1] == pytest.approx(4110.0 / 200.0)
    assert trace.text.endswith("2023-12")
    assert len(trace.days) == 12
    assert (np.diff(trace.days.astype(int)) > 0).all()


def test_a_month_counts_from_its_publication() -> None:
    trace = implied_duration(panel(date(2023, 8, 20)))
    known = sum(day <= date(2023, 8, 20) for day in KNOWN)
    assert len(trace.days) == known
    assert trace.days[-1] <= np.datetime64("2023-08-20")
    assert trace.value[-1] == pytest.approx((4000.0 + 10 * (known - 1)) / (60.0 + known - 1))


def test_a_month_without_a_price_is_not_made_up() -> None:
    trace = implied_duration(panel(prices=6))
    assert trace.text.endswith("2023-06")


def test_what_is_not_on_file_is_named() -> None:
    trace = implied_duration(
        Panel(MemoryBackend({"macro": rows("SHILLER.sp500", [1.0])}), date(2024, 4, 30))
    )
    assert trace.status == "not_measurable"
    assert "SHILLER.dividend" in trace.reason
