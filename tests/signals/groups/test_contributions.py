"""Who made the index's quarter: parts always add up to the whole."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from rotascope.maths.risk_shares import rest_return
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.registry import SIGNALS
from rotascope.signals.groups.contributions import (
    drop_ten,
    ex_seven,
    narrowness,
    other_four_hundred,
)
from rotascope.signals.groups.windows import quarters
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend


@pytest.fixture(scope="module")
def panel() -> Panel:
    frames, truth = planted.frames(seed=7, sessions=900)
    return Panel(MemoryBackend(frames), truth.last)


def _whole(panel: Panel) -> np.ndarray:
    parts = [(q.weights * q.returns).sum(axis=1) for q in quarters(panel, "large_cap")]
    return np.concatenate(parts)


def test_the_seven_and_the_rest_recombine_to_the_index_within_a_basis_point(
    golden_panel: Panel,
) -> None:
    trace = ex_seven(golden_panel)
    beside = dict(trace.beside)
    weight, seven = beside["weight of the seven"], beside["the seven"]
    rest = beside["without the seven"]
    assert weight * seven + (1 - weight) * rest == pytest.approx(_whole(golden_panel), abs=1e-9)
    assert 0.3 < weight[-1] < 0.7
    assert trace.value == pytest.approx(rest - seven)


def test_the_planted_turn_to_the_rest_shows_in_what_the_index_earns_without_the_seven(
    golden_panel: Panel,
) -> None:
    _, truth = planted.frames(seed=7, sessions=900)
    turn = np.datetime64(truth.newest("concentration").date)
    trace = ex_seven(golden_panel)
    grown = np.timedelta64(100, "D")
    assert np.nanmean(trace.value[trace.days > turn + grown]) > 0.05
    few = (trace.days < turn) & (trace.days > turn - np.timedelta64(400, "D"))
    assert np.nanmean(trace.value[few]) < -0.05


def test_the_ten_and_what_is_left_recombine_to_the_index(panel: Panel) -> None:
    trace = drop_ten(panel, "large_cap")
    beside = dict(trace.beside)
    whole, rest, ten = _whole(panel), beside["without the ten"], beside["the ten"]
    share = (whole - rest) / (ten - rest)
    assert ((share > 0.3) & (share < 0.8)).mean() > 0.95, "the ten largest weigh about half"
    assert trace.value == pytest.approx(rest - whole)


def test_tenths_sum_to_the_index_and_the_text_says_both(panel: Panel) -> None:
    trace = narrowness(panel)
    tenths = np.column_stack([column for _, column in trace.beside])
    assert tenths.shape[1] == 10
    assert tenths.sum(axis=1) == pytest.approx(_whole(panel), abs=1e-12)


def test_a_share_of_less_than_one_percent_is_undefined(panel: Panel) -> None:
    trace = narrowness(panel)
    small = np.abs(_whole(panel)) < 0.01
    assert small.any()
    assert np.isnan(trace.value[small]).all()
    assert np.isfinite(trace.value[~small]).all()


def test_narrowness_rises_with_planted_narrowing() -> None:
    shares = []
    for extra in (0.0, 0.0002, 0.0004, 0.0008):
        frames = dict(planted.frames(seed=7, sessions=900)[0])
        returns = frames["returns"]
        few = returns["instrument"].is_in([f"US:PW{i:02d}" for i in range(1, 11)]).to_numpy()
        # No noise: all earn .0004 a session, ten of the largest `extra` more.
        steady = pl.Series(0.0004 + np.where(few, extra, 0.0))
        frames["returns"] = returns.with_columns(
            tr=pl.when(returns["tr"].is_not_null()).then(steady)
        )
        world = Panel(MemoryBackend(frames), planted.LAST_DAY)
        shares.append(narrowness(world).value[-1])
    assert all(b > a for a, b in pairwise(shares)), shares


def test_the_other_four_hundred_are_what_two_funds_leave() -> None:
    # 12 % of the index, 14 % of the hundred at 70 %: 7.33 %.
    assert rest_return(0.12, 0.14, 0.7) == pytest.approx(0.0733, abs=5e-5)
    frames, truth = planted.frames(seed=7, sessions=900)
    panel = Panel(MemoryBackend(frames), truth.last)
    trace = other_four_hundred(panel)
    beside = dict(trace.beside)
    members = drop_ten(panel, "large_cap")
    ten, rest = dict(members.beside)["the ten"], dict(members.beside)["without the ten"]
    known = np.isfinite(beside["the others"])
    # Funds and members tell one story; the planted ten are chosen anew every day, members are held.
    assert np.corrcoef(beside["the others"][known], rest[known])[0, 1] > 0.95
    assert np.corrcoef(beside["the largest"][known], ten[known])[0, 1] > 0.95
    ratio = (panel.series("PW:TOP").levels / panel.series("PW:LARGE").levels)[-64:]
    worst = max(1.0 - low / high for i, high in enumerate(ratio) for low in ratio[i:])
    assert f"fell by {100 * worst:.1f} % at worst" in trace.text


def test_none_of_them_is_scored_and_all_say_where_noise_stands(golden_panel: Panel) -> None:
    names = [n for n in SIGNALS if SIGNALS[n].compute.__module__.endswith("groups.contributions")]
    assert len(names) == 5
    for said in measure(golden_panel, names):
        assert said.spec.sign == 0
        assert said.reading.status == "ok", said.reading.reason
        assert said.reading.null is not None
