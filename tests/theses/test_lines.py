"""The line a thesis is judged by: turned towards its side, and silent where it is not on file."""

import numpy as np
import pytest

from rotascope.theses.lines import after, asked, index_of, judge_of, stands
from tests.evidence.markets import market
from tests.theses.worlds import DAYS, N, world


def test_the_pair_is_turned_towards_the_side() -> None:
    panel = world((110, 5))
    small, large = (judge_of(panel, "size", side, "IWM/SPY") for side in ("small", "large"))
    assert small.label == "IWM / SPY"
    assert small.level[-1] - small.level[0] == pytest.approx(-(large.level[-1] - large.level[0]))
    assert small.level[115] - small.level[110] == pytest.approx(0.05)


def test_without_a_pair_the_axis_speaks_for_itself() -> None:
    assert judge_of(world(), "size", "small").label == "IWM / SPY"
    assert judge_of(world(), "concentration", "rest").missing


@pytest.mark.parametrize("pair", ["XMAG/MAGS", "NOSUCH/SPY", "IWM", "IWM/IWM", "a/b/c", "/"])
def test_a_pair_that_is_not_on_file_says_why(pair: str) -> None:
    told = judge_of(world(), "size", "small", pair)
    assert len(told.days) == 0
    assert told.missing


def test_outcomes_begin_at_the_next_close() -> None:
    judge = judge_of(world((110, 5)), "size", "small", "IWM/SPY")
    found = after(judge, DAYS[[109, 110, N - 3]], 5)
    assert found[0] == pytest.approx(0.05)  # rows 110 to 115
    assert found[1] == pytest.approx(0.04 + judge.level[116] - judge.level[115])
    assert np.isnan(found[2])


def test_the_index_is_the_large_cap_fund() -> None:
    assert index_of(world()).label == "SPY"
    without = index_of(market({"IWM": np.zeros(N)}))
    assert len(without.days) == 0
    assert np.isnan(after(without, DAYS[[5]], 5)).all()


def test_a_pair_that_is_not_on_file_is_asked_by_role_and_that_is_said() -> None:
    panel = world()
    assert asked(panel, 'rs("SPSM/SPY").relative > 0') == 'rs("IWM/SPY").relative > 0'
    assert asked(panel, 'rs("IWM/SPY").relative > 0') == 'rs("IWM/SPY").relative > 0'
    assert stands(panel, "SPSM/SPY", ()).startswith("IWM/SPY stands in for SPSM/SPY")
    assert stands(panel, "", ["vix.level > 20"]) == ""
