"""Members: dense levels by scatter, who counts on which day, one line an issuer."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.dense import dense
from rotascope.errors import UnknownName
from rotascope.members import best_universe, members
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.sessions import all_sessions
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import Dataset

DAYS = [d.item() for d in all_sessions()[20000:20005]]


def _returns(rows: list[tuple[str, str, int, float | None, int]]) -> pl.DataFrame:
    """rows: dataset, instrument, day number, tr, day number on which it was known."""
    return pl.DataFrame(
        {
            "dataset": [r[0] for r in rows],
            "instrument": [r[1] for r in rows],
            "date": [DAYS[r[2]] for r in rows],
            "known_at": [DAYS[r[4]] for r in rows],
            "tr": [r[3] for r in rows],
            "anchor": [100.0 if r[3] is None else None for r in rows],
        },
        schema_overrides={"tr": pl.Float64, "anchor": pl.Float64},
    )


def _line(name: str, returns: list[float | None], dataset: str = "a") -> list:
    return [(dataset, name, day, tr, day) for day, tr in enumerate(returns)]


def _index(rows: list[tuple[str, int, int | None]], index: str = "sp500") -> pl.DataFrame:
    return pl.DataFrame(
        {
            "dataset": ["m"] * len(rows),
            "index": [index] * len(rows),
            "symbol": [r[0] for r in rows],
            "date": [DAYS[r[1]] for r in rows],
            "known_at": [DAYS[r[1]] for r in rows],
            "last": [None if r[2] is None else DAYS[r[2]] for r in rows],
        },
        schema_overrides={"last": pl.Date},
    )


def test_levels_are_products_of_returns_and_nan_where_a_line_is_absent() -> None:
    rows = [
        *_line("US:AA", [None, 0.1, -0.5]),
        ("a", "US:BB", 1, None, 1),
        ("a", "US:BB", 4, 1.0, 4),
    ]
    panel = Panel(MemoryBackend({"returns": _returns(rows)}), DAYS[4])
    group = members(panel, "all")
    # AA: 1, 1.1, 0.55; BB starts a day later and doubles over a gap of three days.
    assert group.symbols == ("AA", "BB")
    np.testing.assert_allclose(group.levels[:, 0], [1, 1.1, 0.55, np.nan], rtol=1e-6)
    np.testing.assert_allclose(group.levels[:, 1], [np.nan, 1, np.nan, 2], rtol=1e-6)
    assert group.active.sum(axis=1).tolist() == [1, 2, 1, 1]
    assert group.survivorship


def test_a_panel_sees_no_row_later_than_its_own_day() -> None:
    panel = Panel(MemoryBackend({"returns": _returns(_line("US:AA", [None, 0.1, 0.1]))}), DAYS[1])
    assert members(panel, "all").days[-1] == np.datetime64(DAYS[1])


def test_a_correction_counts_only_from_the_day_it_was_known() -> None:
    rows = [*_line("US:AA", [None, 0.1, 0.0, 0.0]), ("a", "US:AA", 1, 0.5, 3)]
    backend = MemoryBackend({"returns": _returns(rows)})
    before = members(Panel(backend, DAYS[2]), "all").levels[-1, 0]
    after = members(Panel(backend, DAYS[3]), "all").levels[-1, 0]
    assert before == pytest.approx(1.1, rel=1e-6)
    assert after == pytest.approx(1.5, rel=1e-6)


def test_one_line_comes_from_one_dataset_the_one_with_the_lower_precedence() -> None:
    rows = _line("US:AA", [None, 0.1, 0.1], "z") + _line("US:AA", [None, 0.9, 0.9], "a")
    datasets = [Dataset("z", 1, "", ""), Dataset("a", 2, "", "")]
    backend = MemoryBackend({"returns": _returns(rows)}, datasets)
    assert members(Panel(backend, DAYS[4]), "all").levels[-1, 0] == pytest.approx(1.21, rel=1e-6)


def test_two_share_classes_of_one_issuer_count_once_and_funds_never() -> None:
    rows = _line("XNAS:GOOG:2004-08-19", [None, 0.1]) + _line("XNAS:GOOG:2014-04-03", [None, 0.2])
    rows += _line("US:AA", [None, 0.3]) + _line("ARCX:SPY:1993-01-29", [None, 0.4])
    group = members(Panel(MemoryBackend({"returns": _returns(rows)}), DAYS[4]), "all")
    assert len(group.symbols) == 3
    assert group.active.sum(axis=1).tolist() == [2, 2]


def test_the_second_class_counts_on_days_on_which_the_first_has_no_price() -> None:
    rows = [*_line("XNAS:GOOG:2004-08-19", [None, 0.1]), ("a", "XNAS:GOOG:2014-04-03", 1, None, 1)]
    rows += [("a", "XNAS:GOOG:2014-04-03", 2, 0.1, 2)]
    group = members(Panel(MemoryBackend({"returns": _returns(rows)}), DAYS[4]), "all")
    assert group.active.sum(axis=1).tolist() == [1, 1, 1]


def test_members_are_those_of_the_day_and_missing_prices_lower_the_coverage() -> None:
    rows = _line("US:AA", [None, 0.1, 0.1, 0.1]) + _line("US:BB", [None, 0.1, 0.1, 0.1])
    listed = _index([("AA", 0, None), ("BB", 0, 1), ("GONE", 2, None)])
    panel = Panel(MemoryBackend({"returns": _returns(rows), "members": listed}), DAYS[3])
    group = members(panel, "sp500")
    assert group.active.sum(axis=1).tolist() == [2, 2, 1, 1]
    assert group.listed.tolist() == [2, 2, 2, 2]
    assert group.coverage == 0.5


def test_planted_members_come_and_go_on_the_planted_days() -> None:
    frames, truth = planted.frames(seed=7, sessions=900)
    panel = Panel(MemoryBackend(frames), truth.last)
    assert best_universe(panel) == "PW500"
    group = members(panel, "PW500")
    joins, leaves = group.symbols.index(truth.joined[0]), group.symbols.index(truth.left[0])
    assert group.days[group.active[:, joins]][0] == np.datetime64(truth.joined[1])
    assert group.days[group.active[:, leaves]][-1] == np.datetime64(truth.left[1])
    # 60 lines, of which one has not joined yet or one has left, and two are one issuer.
    assert group.active[-1].sum() == 58
    assert group.coverage == 1.0


def test_a_universe_nobody_knows_is_refused_with_the_nearest_name() -> None:
    panel = Panel(MemoryBackend({}), date(2024, 1, 2))
    with pytest.raises(UnknownName, match="sp500"):
        members(panel, "sp50")
    assert best_universe(panel) == ""


def test_levels_may_be_written_to_so_that_loops_are_compiled_once() -> None:
    frames, truth = planted.frames(seed=7, sessions=900)
    group = members(Panel(MemoryBackend(frames), truth.last), "all")
    assert group.levels.flags.writeable
    assert group.levels.flags.c_contiguous


def test_the_matrix_is_made_once_for_many_dates() -> None:
    frames, truth = planted.frames(seed=7, sessions=900)
    backend = MemoryBackend(frames)
    one, other = (dense(Panel(backend, day)) for day in (truth.last, truth.left[1]))
    assert one is other
