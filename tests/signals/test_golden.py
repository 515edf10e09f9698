"""Golden cases: reviewed answers of every signal on the planted market under real names."""

from __future__ import annotations

import copy
import json

from scripts import golden

from rotascope.registry import SIGNALS


def test_every_signal_still_says_what_was_reviewed() -> None:
    assert golden.check() == []


# Why a signal may say nothing on the golden market: five years of it, no volumes of single stocks.
SILENT = {
    "undefined": {"trend_break", "false_starts", "wobble", "calendar.event_load"},
    "short_history": {"duration.share", "duration.horizon", "valuation.spread_predicts"},
    "not_measurable": {"groups.capacity", "groups.domestic_revenue", "structure.passive_days",
                       "dispersion.implied_correlation", "duration.cohort.nasdaq"},
}  # fmt: skip


def test_the_golden_market_gives_almost_every_signal_a_number() -> None:
    kept = [json.loads(path.read_text("utf-8")) for path in golden.FOLDER.glob("*.json")]
    silent = [case for case in kept if case["value"] is None]
    for case in silent:
        allowed = SILENT.get(case["status"], set())
        assert any(case["signal"].startswith(name) for name in allowed), case["signal"]
        assert case["reason"]
    assert len(silent) <= 25
    assert len(kept) == len(SIGNALS)


def test_a_changed_number_a_lost_case_and_a_stranger_are_seen() -> None:
    (made,) = golden.cases(["rs.small_large"]).values()
    other = copy.deepcopy(made)
    other["value"] *= 1.0001
    assert golden.differences(made, made, "rs") == []
    assert golden.differences(made, other, "rs")[0].startswith("rs.value:")
    assert golden.differences({"a": 1.0}, {}, "x") == ["x.a: 1.0 is kept, None is made"]
    assert golden.differences([1, 2], [1], "x")
