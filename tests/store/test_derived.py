"""Returns of raw bars and actions, and from when each of them is known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rotascope.dense import chosen, dense
from rotascope.panel import Panel
from rotascope.store.derived import COLUMNS, derived_returns, with_derived
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import TABLES, Dataset

DAYS = [date(2024, 1, day) for day in (2, 3, 4, 5, 8, 9)]


def bars(*close: float, known: dict[int, date] | None = None, basis: str = "raw", dataset: str = "a",
         name: str = "US:ZZ") -> pl.DataFrame:  # fmt: skip
    when = [(known or {}).get(n, DAYS[n]) for n in range(len(close))]
    return table("bars", dataset=dataset, instrument=name, date=DAYS[: len(close)], known_at=when,
                 close=list(close), basis=basis)  # fmt: skip


def table(name: str, **columns: Any) -> pl.DataFrame:
    n = max(len(v) for v in columns.values() if isinstance(v, list))
    made = {c: v if isinstance(v, list) else [v] * n for c, v in columns.items()}
    kinds = TABLES[name].columns
    return pl.DataFrame({c: made.get(c, [None] * n) for c in kinds}, schema=kinds)


def actions(
    *told: tuple[int, str, float | None, int], name: str = "US:ZZ", dataset: str = "a"
) -> pl.DataFrame:
    """(ex-date, kind, value, day known), days by their number."""
    return table(
        "actions", dataset=dataset, instrument=name, date=[DAYS[t[0]] for t in told],
        kind=[t[1] for t in told], known_at=[DAYS[t[3]] for t in told],
        ratio=[t[2] if t[1] == "split" else None for t in told],
        amount=[t[2] if t[1] == "dividend" else None for t in told],
    )  # fmt: skip


FIRST = (0, "dividend", 0.01, 0)


def test_returns_put_splits_and_dividends_back() -> None:
    made = derived_returns(
        bars(100.0, 25.5, 25.0), actions(FIRST, (1, "split", 4.0, 1), (2, "dividend", 0.5, 2))
    )
    assert made.columns == list(COLUMNS)
    assert made["tr"].to_list() == [None, pytest.approx(0.02), pytest.approx(0.0)]
    assert made["known_at"].to_list() == DAYS[:3]


def test_an_action_told_late_makes_another_version() -> None:
    made = derived_returns(bars(100.0, 50.0, 51.0), actions(FIRST, (1, "split", 2.0, 2)))
    rows = made.select("date", "known_at", "tr").sort("date", "known_at").rows()
    assert rows == [
        (DAYS[0], DAYS[0], None),
        (DAYS[1], DAYS[1], pytest.approx(-0.5)),
        (DAYS[1], DAYS[2], pytest.approx(0.0)),
        (DAYS[2], DAYS[2], pytest.approx(0.02)),
    ]


def test_what_is_withdrawn_late_was_there_until_then() -> None:
    made = derived_returns(
        bars(100.0, 99.0, 98.0), actions(FIRST, (1, "dividend", 1.0, 1), (1, "dividend", None, 2))
    )
    rows = made.filter(pl.col("date") == DAYS[1]).sort("known_at")
    assert rows["tr"].to_list() == pytest.approx([0.0, -0.01])
    assert rows["known_at"].to_list() == DAYS[1:3]


def test_a_revised_close_makes_versions_of_two_returns() -> None:
    frame = pl.concat([bars(100.0, 110.0, 121.0), bars(100.0, 100.0, known={1: DAYS[3]})[1:]])
    made = derived_returns(frame, actions(FIRST)).sort("date", "known_at")
    assert made["tr"].to_list() == [None, pytest.approx(0.1), pytest.approx(0.0), pytest.approx(0.1),
                                    pytest.approx(0.21)]  # fmt: skip
    assert made["known_at"].to_list() == [DAYS[0], DAYS[1], DAYS[3], DAYS[2], DAYS[3]]


def test_until_the_dataset_announced_anything_nothing_is_known() -> None:
    made = derived_returns(bars(1.0, 2.0, 3.0), actions((1, "dividend", 0.1, 1), name="US:YY"))
    assert made["known_at"].to_list() == [DAYS[1], DAYS[1], DAYS[2]]
    assert not derived_returns(bars(1.0, 2.0, dataset="b"), actions(FIRST, name="US:YY")).height
    assert not derived_returns(bars(1.0, 2.0, basis="split"), actions(FIRST)).height


def test_raw_bars_speak_before_the_same_datasets_returns_and_beside_others() -> None:
    kept = table("returns", dataset=["a", "b"], instrument="US:ZZ", date=DAYS[0], known_at=DAYS[0],
                 anchor=1.0)  # fmt: skip
    made = with_derived(kept, bars(1.0, 2.0), actions(FIRST))
    assert made.group_by("dataset").len().sort("dataset").rows() == [("a", 2), ("b", 1)]
    assert with_derived(kept, bars(1.0, 2.0), actions(FIRST).clear()).height == 2


def test_another_datasets_actions_go_with_a_line_until_its_own_names_it() -> None:
    other = actions((1, "split", 2.0, 1), (2, "dividend", 0.5, 2), dataset="b")
    own = actions((1, "split", 4.0, 3))
    made = derived_returns(bars(100.0, 25.0, 24.5), pl.concat([own, other]))
    rows = made.select("date", "known_at", "tr").sort("date", "known_at").rows()
    assert rows == [
        (DAYS[0], DAYS[1], None),
        (DAYS[1], DAYS[1], pytest.approx(-0.5)),
        (DAYS[1], DAYS[3], pytest.approx(0.0)),
        (DAYS[2], DAYS[2], pytest.approx(0.0)),
        (DAYS[2], DAYS[3], pytest.approx(-0.02)),
    ]


def test_of_several_others_the_best_one_that_names_the_line_is_believed() -> None:
    told = pl.concat([
        actions((1, "split", 2.0, 1), dataset="b"), actions((1, "split", 4.0, 1), dataset="c"),
    ])  # fmt: skip
    standing = {"b": Dataset("b", 90, "", ""), "c": Dataset("c", 5, "", "")}
    assert derived_returns(bars(100.0, 25.0), told, standing)["tr"][-1] == pytest.approx(0.0)
    assert derived_returns(bars(100.0, 25.0), told)["tr"][-1] == pytest.approx(-0.5)


closes = st.lists(st.floats(5.0, 500.0), min_size=3, max_size=6)
events = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from(["split", "dividend"]),
              st.sampled_from([0.5, 2.0, 3.0, None]), st.integers(0, 5)),
    max_size=5, unique_by=lambda event: (event[0], event[1], event[3]),
)  # fmt: skip
lags = st.lists(st.integers(0, 3), min_size=6, max_size=6)


def _announced(
    told: list[tuple[int, str, float | None, int]],
) -> list[tuple[int, str, float | None, int]]:
    dated = [(ex, kind, value, max(ex, known)) for ex, kind, value, known in told]
    return list({(e[0], e[1], e[3]): e for e in dated}.values())


@settings(deadline=None)
@given(closes, events, events, st.booleans(), lags)
def test_the_matrix_of_members_is_what_the_panel_says_on_every_day(
    close: list[float], told: list[tuple[int, str, float | None, int]],
    others: list[tuple[int, str, float | None, int]], named: bool, lag: list[int],
) -> None:  # fmt: skip
    late = {n: DAYS[n] + timedelta(days=lag[n]) for n in range(len(close))}
    first = actions(FIRST, name="US:ZZ" if named else "US:YY")
    rows = [first, actions(*_announced(told)), actions(*_announced(others), dataset="b")]
    frames = {"bars": bars(*close, known=late), "actions": pl.concat(rows)}
    backend = MemoryBackend(frames)
    for day in (DAYS[0] + timedelta(days=k) for k in range(12)):
        panel = Panel(backend, day)
        series, matrix = panel.series("ZZ"), dense(panel)
        at = chosen(matrix, panel).get("US:ZZ")
        if at is None:
            assert not len(series)
            continue
        levels = matrix.levels[:, at].astype(float)
        there = np.isfinite(levels) & (matrix.days <= np.datetime64(day))
        assert np.array_equal(matrix.days[there], series.days)
        assert levels[there] / levels[there][:1] == pytest.approx(
            series.levels / series.levels[:1], rel=1e-5
        )
