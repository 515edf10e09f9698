"""Base rates: counts by hand, what was planted is found, and what is rare is said to be rare."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rotascope import open as open_store
from rotascope.conditions.typed_pairs import relative_fields
from rotascope.errors import BadArgument
from rotascope.evidence.base_rate import FEWEST, base_rate
from rotascope.panel import Panel
from tests.evidence.markets import market, noise, sessions_to

STREAK = 'rs("IWM/SPY").streak >= 5'


def two(n: int = 5000, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    return noise(n, seed), noise(n, seed + 100)


def test_counts_are_those_counted_by_hand() -> None:
    small, large = two(2500)
    panel = market({"IWM": small, "SPY": large})
    told = base_rate(panel, STREAK, "1m")
    streak = relative_fields(panel, "IWM/SPY").series["streak"]
    true = streak >= 5
    begun = [t for t in range(1, len(true)) if true[t] and not true[max(t - 5, 0) : t].any()]
    assert told.days_true == int(true.sum())
    assert told.n_raw == len(begun) == len(told.cases)
    kept: list[int] = []
    for t in begun:
        if not kept or t - kept[-1] >= 21:
            kept.append(t)
    assert told.n_independent == len(kept)
    days = sessions_to(date(2026, 6, 12), 2500)
    assert [case.date for case in told.cases] == [days[t].item() for t in begun]
    assert [c.independent for c in told.cases] == [t in kept for t in begun]
    q = np.log(np.exp(small)) - large
    known = [t for t in kept if t + 22 < len(q)]
    outcomes = [q[t + 22] - q[t + 1] for t in known]
    one = told.outcomes[0]
    assert (one.line, one.months, one.n) == ("IWM / SPY", 1, len(known))
    assert one.median == pytest.approx(float(np.expm1(np.median(outcomes))), rel=1e-9)
    assert one.won == sum(x > 0 for x in outcomes)
    assert one.interval is not None
    assert one.interval.low <= one.median <= one.interval.high


def test_every_horizon_of_the_pair_and_of_the_index_is_there() -> None:
    small, large = two()
    told = base_rate(market({"IWM": small, "SPY": large}), STREAK)
    assert [(o.line, o.months) for o in told.outcomes] == [
        (line, months) for line in ("IWM / SPY", "SPY") for months in (1, 3, 6, 12)
    ]
    for one in told.outcomes:
        assert one.n <= one.n_raw <= told.n_raw
        assert one.p is None or one.p_adjusted is not None
        assert one.p is None or 0 < one.p <= one.p_adjusted <= 1  # type: ignore[operator]


def test_noise_is_said_to_be_nothing_unusual() -> None:
    small, large = two(5000, 7)
    told = base_rate(market({"IWM": small, "SPY": large}), STREAK, "3m")
    assert "nothing in the 8 comparisons below is unusual" in told.finding
    assert told.nulls
    assert told.nulls[0].startswith("IWM / SPY rose on")


def test_a_condition_that_is_followed_by_a_rise_is_found() -> None:
    """After a run of seven sessions the planted pair rises by 10 % over the next two months."""
    small, large = two(6000, 3)
    steps = np.diff(small - large)
    run = 0
    added = np.zeros(len(steps))
    for t, x in enumerate(steps):
        run = run + 1 if x > 0 else 0
        if run >= 7 and t + 45 < len(steps):
            added[t + 2 : t + 44 : 3] += 0.007
            run = -200
    small = np.concatenate([[small[0]], small[0] + np.cumsum(np.diff(small) + added)])
    told = base_rate(market({"IWM": small, "SPY": large}), 'rs("IWM/SPY").streak >= 7', "3m")
    three = told.outcomes[1]
    assert three.p is not None
    assert three.p_adjusted is not None
    assert three.p_adjusted < 0.1
    assert three.difference is not None
    assert three.difference > 0.01
    assert "unusual is IWM / SPY" in told.finding


def test_fewer_than_eight_cases_are_a_list_and_no_p() -> None:
    small, large = two(1500, 5)
    told = base_rate(market({"IWM": small, "SPY": large}), 'rs("IWM/SPY").streak >= 9', "3m")
    assert 0 < told.n_raw < FEWEST
    assert len(told.cases) == told.n_raw
    for one in told.outcomes:
        assert one.p is None
        assert one.interval is None
        assert (one.hit, one.hit_interval) == (None, None)
        assert 0 <= one.won <= one.n
    assert "a list, not a rate" in told.finding


def test_what_never_happened_is_said_with_how_often_it_was_judged() -> None:
    small, large = two(800)
    told = base_rate(market({"IWM": small, "SPY": large}), 'rs("IWM/SPY").streak >= 300')
    assert (told.n_raw, told.cases, told.status) == (0, (), "ok")
    assert told.finding.startswith("n = 0: it was never true on 799 sessions since")
    always = base_rate(market({"IWM": small, "SPY": large}), 'rs("IWM/SPY").ratio > 0')
    assert always.finding.startswith("n = 0: true since the history begins")


def test_two_keys_that_never_turned_together_are_n_0() -> None:
    """Row 087: the conjunction of two triggers, each of which happened, is judged and counted."""
    small, large = two(3000, 9)
    panel = market({"IWM": small, "SPY": large})
    first, second = 'rs("IWM/SPY").streak >= 4', 'rs("IWM/SPY").streak <= -4'
    assert base_rate(panel, first).n_raw > 0
    assert base_rate(panel, second).n_raw > 0
    both = base_rate(panel, f"{first} and {second}")
    assert both.n_raw == 0
    assert both.finding.startswith("n = 0")
    near = base_rate(panel, f'{first} and rs("IWM/SPY").percentile > 0.5')
    assert 0 < near.n_raw <= base_rate(panel, first).n_raw
    assert {c.date for c in near.cases}


def test_what_cannot_be_observed_is_not_measurable() -> None:
    small, large = two(800)
    told = base_rate(market({"IWM": small, "SPY": large}), 'rs("IWM/NOPE").streak >= 3')
    assert told.status == "not_measurable"
    assert "NOPE" in told.finding


def test_what_was_never_known_on_any_session_is_said_to_be_so() -> None:
    small, large = two(800)
    told = base_rate(market({"IWM": small, "SPY": large}), 'rs("IWM/SPY").ratio > 0 for 2000')
    assert told.status == "not_measurable"
    assert told.finding.removeprefix("not measurable: ")


def test_an_unknown_horizon_is_refused(planted_panel: Any) -> None:
    with pytest.raises(BadArgument, match="no horizon '2m'"):
        base_rate(planted_panel, "rs.small_large > 0", "2m")


def test_a_base_rate_of_a_day_knows_only_outcomes_of_that_day(planted_backend: Any) -> None:
    """Every past firing is the same on every later panel: recorded and replayed alike."""
    rows = planted_backend.rows("returns", planted_backend.ids("returns"))
    days = sorted({d for row in rows.values() for d in row["date"].tolist()})
    text = 'rs("PW:SMALL/PW:LARGE").streak >= 4'
    later = base_rate(Panel(planted_backend, days[-1]), text, "1m")
    for cut in (days[600], days[900], days[1203]):
        then = base_rate(Panel(planted_backend, cut), text, "1m")
        assert [c.date for c in then.cases] == [c.date for c in later.cases if c.date <= cut]
        known = {
            c.date: c.outcomes for c in then.cases if all(v is not None for _, v in c.outcomes)
        }
        same = {c.date: c.outcomes for c in later.cases if c.date in known}
        assert same == known


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ('rs("IWM/SPY").streak >= 8', 11),
        ("ffr_2y.spread < 0 for 5", 20),
        ('trend_break("SPSM/MAGS").state == "confirmed"', 1),
    ],
)
def test_the_conditions_of_the_issue_are_answered(
    shared_store: Path, text: str, least: int
) -> None:
    told = open_store(shared_store).base_rate(text, as_of="2026-06-12")
    assert told.status == "ok"
    assert told.n_raw >= least
    assert told.nulls or "ffr_2y" in text
    assert {o.line for o in told.outcomes} >= {"IWM / SPY", "SPY"}
    assert all((o.hit_interval is not None) == (o.n >= FEWEST) for o in told.outcomes)
