"""Parallels: a planted copy of today is the nearest month; three peaks allow no test."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.evidence import analogues
from rotascope.evidence.analogues import features, parallels
from rotascope.evidence.cases import OutcomeLine
from rotascope.panel import Panel
from rotascope.signals.weekly import month_ends
from tests.evidence.by_hand import world
from tests.evidence.markets import LAST, noise, sessions_to

N, SPAN = 6600, 300
# The copied stretch ends on a month end, so many sessions before the last day.
COPY = N - 1 - int([t for t in month_ends(sessions_to(LAST, N)) if t < N - 2000][-1])


def made(size_factor: bool = False) -> Panel:
    small, large = noise(N, 1, 0.012), noise(N, 2, 0.004) + 0.0015 * np.arange(N)
    for line in (small, large):
        steps = np.diff(line)
        steps[-COPY - SPAN : -COPY] = steps[-SPAN:]
        line[1:] = line[0] + np.cumsum(steps)
    days = sessions_to(LAST, N)
    macro = {}
    if size_factor:
        macro = {"FF3D.SMB": (days, np.full(N, 0.0002))}
    lines = {"IWM": small[4000:] if size_factor else small, "SPY": large}
    return world(lines, macro=macro)


def test_the_month_that_was_copied_is_the_nearest() -> None:
    told = parallels(made(), "size")
    near = [row for row in told.rows if row.label.startswith("nearest")]
    copied = sessions_to(LAST, N)[N - 1 - COPY].astype("datetime64[M]")
    found = [np.datetime64(row.label.removeprefix("nearest: ")) for row in near]
    assert abs((found[0] - copied).astype(int)) <= 1
    values = [row.value or 0.0 for row in near]
    assert values == sorted(values)
    assert values[0] < 0.6 * (near[0].usual or 0.0)
    assert all(abs((a - b).astype(int)) >= 12 for i, a in enumerate(found) for b in found[:i])


def test_outcomes_of_the_nearest_are_told_with_their_range() -> None:
    told = parallels(made(), "size")
    spread = [row for row in told.rows if row.label.startswith("after the nearest")]
    assert [row.label.split(": ")[1] for row in spread] == [
        "IWM / SPY, 12 months",
        "SPY, 12 months",
    ]
    for row in spread:
        assert row.interval is not None
        assert row.interval.low <= (row.value or 0.0) <= row.interval.high
        assert row.n >= 3


def test_the_named_months_are_there_and_no_test_is_claimed() -> None:
    told = parallels(made(), "size")
    named = [row.label[:7] for row in told.rows if row.label[:2] == "20"]
    assert named == ["2007-10", "2018-09", "2022-01"]
    assert "n = 2: no test is possible" in told.finding
    assert all(row.p is None for row in told.rows)


def test_before_the_pair_begins_the_size_factor_stands_for_it() -> None:
    panel = made(size_factor=True)
    x = features(panel, "size")["pair, 12 months"]
    first = 4000
    assert np.isfinite(x[first - 500])
    assert x[first - 500] == np.float64(x[first - 500])
    assert abs(x[first - 500] - 252 * np.log1p(0.0002)) < 1e-9
    assert "pair, 12 months" not in features(panel, "concentration")


def test_a_short_history_says_what_is_needed() -> None:
    told = parallels(world({"IWM": noise(500, 1), "SPY": noise(500, 2)}), "size")
    assert told.status == "short_history"


def test_a_later_day_changes_no_feature_of_an_earlier_one() -> None:
    panel = made()
    then = Panel(panel.backend, sessions_to(LAST, N)[-400].item())
    for name, x in features(then, "size").items():
        later = features(panel, "size")[name][: len(x)]
        assert np.allclose(x, later, equal_nan=True), name


def test_paths_are_nothing_on_their_own_day_and_end_with_now() -> None:
    told = parallels(made(), "size")
    assert told.lines[-1].name == "now"
    assert told.lines[-1].history.values[-1] == 0.0
    for one in told.lines:
        assert one.history.values.count(0.0) == 1
        assert len(one.history.dates) <= 1 + (125 + 252) // 5
    assert {one.name for one in told.lines if one.name.startswith("nearest: ")} == {
        cell.label for cell in told.rows if cell.label.startswith("nearest: ")
    }


def test_a_path_holds_the_deepest_close_of_the_year_after_its_month() -> None:
    n = 700
    level = np.full(n, 0.01)
    level[300:] = -0.02 * np.arange(n - 300) / 400
    level[333] = -0.5  # between the weekly closes of sessions 330 and 335
    index = OutcomeLine("SPY", sessions_to(LAST, n), level)
    path = analogues._path(index, "then", index.days[300])
    assert path is not None
    values = path.history.values
    assert min(values) == pytest.approx(np.expm1(-0.5))
    assert path.history.dates[values.index(min(values))] == index.days[333].item()
    assert path.history.dates[-1] == index.days[300 + 250].item()
    assert list(path.history.dates) == sorted(set(path.history.dates))
    assert values[25] == 0.0
