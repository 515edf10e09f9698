"""The register: fixed tests, stored results, corrected for all that were tried."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

import rotascope
from rotascope.errors import UnknownName
from rotascope.evidence import hypotheses as register
from rotascope.evidence.hypotheses import REGISTER, hypotheses, verdict_of
from rotascope.evidence.tested import Result
from rotascope.terms import Cell, Interval
from tests.evidence.test_tested import policy


def test_every_entry_says_its_claim_its_source_and_its_test_before_looking() -> None:
    assert len({entry.name for entry in REGISTER}) == len(REGISTER) >= 6
    assert REGISTER[0].name == "small_caps_need_cuts"
    for entry in REGISTER:
        assert entry.sign in (-1, 1)
        assert len(entry.test.split()) >= 8
        assert "article" in entry.source
        assert entry.fixed is not None


def test_every_p_is_corrected_for_the_whole_register_as_statsmodels_does() -> None:
    told = hypotheses(policy(0.03))
    asked = [one for one in told if one.p is not None]
    expected = multipletests([one.p for one in asked], method="fdr_by")[1]
    assert [one.p_adjusted for one in asked] == pytest.approx(expected.tolist(), rel=1e-9)
    assert {one.tried for one in told} == {len(asked)}
    assert len(asked) >= 4


def test_asking_one_corrects_it_for_all() -> None:
    panel = policy(0.03)
    whole = {one.name: one for one in hypotheses(panel)}
    (alone,) = hypotheses(panel, "small_caps_need_cuts")
    assert alone == whole["small_caps_need_cuts"]
    with pytest.raises(UnknownName, match="did you mean 'small_caps_need_cuts'"):
        hypotheses(panel, "small_cap_need_cuts")


def test_a_planted_effect_is_supported_and_its_opposite_contradicted() -> None:
    (up,) = hypotheses(policy(0.06), "small_caps_need_cuts")
    (down,) = hypotheses(policy(-0.06), "small_caps_need_cuts")
    assert (up.verdict, down.verdict) == ("supported", "contradicted")


def test_noise_shows_nothing() -> None:
    told = hypotheses(policy(0.0))
    assert sum(one.p is not None for one in told) >= 4, "it has something to find nothing in"
    for one in told:
        assert one.verdict in ("", "not shown", "too few cases")
        assert one.status == "ok" or one.reason


def test_a_verdict_needs_cases_and_a_small_corrected_p() -> None:
    able = Result((), 20, 0.05, None, 0.001)
    assert verdict_of(able, 1, 0.01) == "supported"
    assert verdict_of(able, -1, 0.01) == "contradicted"
    assert verdict_of(able, 1, 0.2) == "not shown"
    assert verdict_of(Result((), 3, 0.05), 1, None) == "too few cases"
    assert verdict_of(Result((), 0, None), 1, None) == "too few cases"
    assert verdict_of(Result(reason="no data"), 1, None) == ""


def test_a_result_is_stored_and_read_back_as_it_was() -> None:
    interval = Interval(-0.1, 0.2, 0.9, "bootstrap")
    rows = (Cell("after a cut", 9, 0.1, "fraction", interval, 0.01, None, "text"),
            Cell("after a hold", 0, None, "fraction"))  # fmt: skip
    kept = Result(rows, 9, 0.05, interval, 0.4, "", ("a note",))
    for result in (kept, Result(reason="nothing on file")):
        assert register._unpacked(register._packed(result)) == result


def test_on_a_store_the_second_asking_computes_nothing(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = rotascope.open(sample_store)
    first = desk.hypotheses(as_of="2022-06-15")

    def never(_panel: Any) -> Result:
        raise AssertionError("computed again")

    stored = tuple(
        register.Entry(e.name, e.claim, e.source, e.test, e.sign, never, e.fixed) for e in REGISTER
    )
    monkeypatch.setattr(register, "REGISTER", stored)
    assert rotascope.open(sample_store).hypotheses(as_of="2022-06-15") == first
    assert np.isfinite([one.p for one in first if one.p is not None]).all()
