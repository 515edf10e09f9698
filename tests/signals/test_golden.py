"""Golden cases: reviewed answers of every signal on the planted market under real names."""

from __future__ import annotations

import copy
import json

from scripts import golden

from rotascope.registry import SIGNALS


def test_every_signal_still_says_what_was_reviewed() -> None:
    assert golden.check() == []


def test_the_golden_market_gives_almost_every_signal_a_number() -> None:
    kept = [json.loads(path.read_text("utf-8")) for path in golden.FOLDER.glob("*.json")]
    silent = {case["signal"] for case in kept if case["value"] is None}
    # Without a downtrend there is no line to break: that is the right answer there.
    assert {name.split(".")[0] for name in silent} <= {"trend_break"}
    assert len(silent) <= 5
    assert len(kept) == len(SIGNALS)


def test_a_changed_number_a_lost_case_and_a_stranger_are_seen() -> None:
    (made,) = golden.cases(["rs.small_large"]).values()
    other = copy.deepcopy(made)
    other["value"] *= 1.0001
    assert golden.differences(made, made, "rs") == []
    assert golden.differences(made, other, "rs")[0].startswith("rs.value:")
    assert golden.differences({"a": 1.0}, {}, "x") == ["x.a: 1.0 is kept, None is made"]
    assert golden.differences([1, 2], [1], "x")
