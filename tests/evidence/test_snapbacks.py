"""The rest against the few when the seven report: what is planted is recovered."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.evidence.snapbacks import snapbacks
from rotascope.panel import Panel
from tests.evidence.by_hand import world
from tests.evidence.markets import LAST, noise, sessions_to

N = 2600


def made(response: float, actual: float = 1.2, every: int = 63) -> tuple[Panel, list[date]]:
    """A market in which equal weight answers each report with `response` over two sessions."""
    days = sessions_to(LAST, N)
    at = np.arange(100, N - 40, every)
    rest = noise(N, 5, 0.004)
    steps = np.diff(rest)
    for t in at:  # after the close of day t: sessions t + 1 and t + 2
        steps[t] += 0.7 * response
        steps[t + 1] += 0.3 * response
    rest = np.concatenate([[0.0], np.cumsum(steps)])
    reports = [("NVDA", days[t].item(), "after", 1.0, actual) for t in at]
    large = noise(N, 6, 0.001)
    return world({"RSP": rest + large, "SPY": large}, reports=reports), [d[1] for d in reports]


def test_a_planted_response_of_three_percent_is_recovered() -> None:
    """Row 037: -3 % over the session after a clean report and the next, with interval and n."""
    panel, days = made(-0.03)
    told = snapbacks(panel, "concentration")
    two = next(
        row for row in told.rows if row.label == "RSP / SPY, clean: that session and the next"
    )
    assert two.n == len(days)
    assert two.value == pytest.approx(np.expm1(-0.03), abs=0.002)
    assert two.interval is not None
    assert two.interval.low < np.expm1(-0.03) < two.interval.high
    assert two.p is not None
    assert two.p < 0.05
    assert "RSP / SPY, clean" in told.finding


def test_noise_is_not_called_a_response() -> None:
    panel, _ = made(0.0)
    assert "no response differs" in snapbacks(panel, "concentration").finding


def test_misses_are_rows_of_their_own() -> None:
    panel, days = made(-0.03, actual=0.8)
    told = snapbacks(panel, "concentration")
    rows = {row.label: row for row in told.rows}
    assert rows["RSP / SPY, a miss: that session and the next"].n == len(days)
    assert rows["RSP / SPY, clean: that session and the next"].n == 0


def test_few_reports_are_a_list() -> None:
    panel, _ = made(-0.03, every=600)
    told = snapbacks(panel, "concentration")
    assert "a list, not a rate" in told.finding
    assert all(row.p is None for row in told.rows)


def test_without_reports_it_is_not_measurable() -> None:
    told = snapbacks(world({"RSP": noise(900, 1), "SPY": noise(900, 2)}), "concentration")
    assert told.status == "not_measurable"
    assert "table earnings" in told.finding
