"""How long leads last, and breaks that were false starts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import numpy as np
import pytest

from rotascope.evidence.survival import AGES, breaks, noise_survival, spells
from rotascope.registry import SIGNALS
from tests.evidence.markets import market, noise


def turns(weeks: int, count: int, seed: int = 1) -> np.ndarray:
    """A log ratio whose drift changes sign every `weeks` weeks."""
    sign = np.repeat((-1.0) ** np.arange(count), weeks * 5)
    return np.cumsum(sign * 0.004 + np.random.default_rng(seed).normal(0, 0.002, len(sign)))


def test_spells_of_a_year_are_found_to_last_a_year() -> None:
    ratio = turns(52, 20)
    told = spells(market({"IWM": ratio, "SPY": np.zeros(len(ratio))}), "size")
    by_label = {row.label: row for row in told.rows}
    assert told.rows[0].n >= 17
    assert by_label["longer than 26 weeks"].value == pytest.approx(1.0, abs=0.06)
    assert by_label["longer than 104 weeks"].value == pytest.approx(0.0, abs=0.01)
    usual = by_label["longer than 26 weeks"].usual
    assert usual is not None
    assert 0.3 < usual < 0.65  # spells of noise last half a year


def test_a_lead_is_as_old_as_the_days_since_it_began_and_its_rule_is_named() -> None:
    ratio = turns(52, 20)
    told = spells(market({"IWM": ratio, "SPY": np.zeros(len(ratio))}), "size")
    found = re.search(r"have led since (\S+), (\d+) weeks \(spell: 26-week sign, 4", told.finding)
    assert found is not None
    days = (told.as_of - date.fromisoformat(found[1])).days
    assert abs(days / 7.0 - int(found[2])) < 1.0


def test_survival_falls_with_age_and_lies_in_its_interval(planted_panel: Any) -> None:
    told = spells(planted_panel, "size")
    values = [row.value for row in told.rows[1:]]
    assert values == sorted(values, reverse=True)  # type: ignore[type-var]
    for row in told.rows:
        if row.interval is not None:
            assert row.interval.low <= (row.value or 0.0) <= row.interval.high


def test_noise_survival_is_that_of_random_signs() -> None:
    small = noise(4000, 3)
    panel = market({"IWM": small, "SPY": np.zeros(4000)})
    pair = panel.pair("small_large")
    share = noise_survival(panel, pair, np.diff(small[::5]))
    assert list(share) == sorted(share, reverse=True)
    assert len(share) == len(AGES)


def test_a_short_pair_says_what_it_needs() -> None:
    told = spells(market({"IWM": noise(300, 1), "SPY": noise(300, 2)}), "size")
    assert told.status == "short_history"
    assert "156 weeks" in told.finding


def test_breaks_are_counted_from_the_states_of_the_signal(planted_panel: Any) -> None:
    """Row 026: by hand from the history of words; Wilson's interval beside what noise does."""
    told = breaks(planted_panel, "size")
    states = SIGNALS["trend_break.small_large"].compute(planted_panel).states
    turned = [now for before, now in zip(("", *states), states, strict=False) if now != before]
    label = told.rows[0].label.rsplit(":", 1)[0]
    rows = {row.label: row for row in told.rows}
    confirmed = rows[f"{label}: confirmed"]
    assert confirmed.n == turned.count("broken") > 0
    assert confirmed.value == turned.count("confirmed") / turned.count("broken")
    false = rows[f"{label}: false starts"]
    open_now = states[-1] in ("broken", "confirmed")
    assert false.n == turned.count("broken") - open_now
    if false.n:
        assert false.value == turned.count("failed") / false.n
        assert false.interval is not None
        assert false.interval.method == "Wilson"
    assert any("noise confirms a break" in note for note in told.notes)


def test_without_a_pair_there_are_no_breaks() -> None:
    told = breaks(market({"IWM": noise(100, 1), "SPY": noise(100, 2)}), "size")
    assert told.status == "short_history"
