"""Raw closes and the actions known on a date: one line, worked by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.adjusted import by_dataset, in_force, said, traded
from rotascope.panel import Panel, Rows
from rotascope.store.tables import Dataset
from tests.test_panel import DAYS, Shelf, panel, returns, stacked, words

# 400, 404 | 4:1 | 102, 1.00 paid | 101: a share of 400 becomes four.
CLOSES = [400.0, 404.0, 102.0, 101.0]
ID = "US:ZZ"


def bars(close: list[float] = CLOSES, *, dataset: str = "a", basis: str = "raw") -> Rows:
    n = len(close)
    return {
        "dataset": words(*[dataset] * n),
        "date": DAYS[:n],
        "known_at": DAYS[:n],
        "close": np.array(close),
        "basis": words(*[basis] * n),
    }


def actions(*told: tuple[int, str, float], known: int | None = None, dataset: str = "a") -> Rows:
    """(row of DAYS, kind, ratio or amount), known on their ex-date or on row `known`."""
    kinds = [kind for _, kind, _ in told]
    rows = [row for row, _, _ in told]
    values = np.array([value for _, _, value in told])
    split = np.array([kind == "split" for kind in kinds], dtype=bool)
    return {
        "dataset": words(*[dataset] * len(told)),
        "date": DAYS[rows],
        "kind": words(*kinds),
        "known_at": DAYS[rows] if known is None else DAYS[[known] * len(told)],
        "ratio": np.where(split, values, np.nan),
        "amount": np.where(split, np.nan, values),
    }


BOTH = actions((2, "split", 4.0), (3, "dividend", 1.0))


def seen(
    on: int = 3,
    *,
    told: Rows | None = BOTH,
    held: Rows | None = None,
    more: dict[str, dict[str, Rows]] | None = None,
    **known: Dataset,
) -> Panel:
    tables = {"bars": {ID: bars() if held is None else held}} | (more or {})
    if told is not None:
        tables["actions"] = {ID: told}
    return Panel(Shelf(tables, known), DAYS[on].item())


def test_price_is_in_the_units_of_the_newest_bar() -> None:
    line = seen().series("ZZ", "pr")
    assert line.levels == pytest.approx([100, 101, 102, 101])
    assert [s.what for s in line.sources] == ["closes of ZZ", "1 split of ZZ"]
    assert line.convention == "closes as traded, adjusted with 1 split known by then"


def test_total_return_starts_at_the_first_close_and_reinvests() -> None:
    line = seen().series("ZZ")
    # 400 -> 404 -> 4 x 102 = 408 -> 408 x (101 + 1) / 102 = 408.
    assert line.levels == pytest.approx([400, 404, 408, 408])
    assert [s.what for s in line.sources] == ["closes of ZZ", "1 split and 1 dividend of ZZ"]
    assert "reinvested at the close of the ex-date" in line.convention


def test_before_its_ex_date_a_split_has_not_happened() -> None:
    early = actions((2, "split", 4.0), (3, "dividend", 1.0), known=0)  # announced long before
    line = seen(1, told=early).series("ZZ", "pr")
    assert line.levels == pytest.approx([400, 404])
    assert seen(1, told=early).series("ZZ").levels == pytest.approx([400, 404])


def test_a_split_known_late_changes_only_what_is_asked_from_then_on() -> None:
    late = actions((1, "dividend", 2.0), (2, "split", 4.0))
    late["known_at"][1] = DAYS[3]
    then, now = (seen(day, told=late).series("ZZ", "pr") for day in (2, 3))
    assert then.levels == pytest.approx([400, 404, 102])  # what one would have seen that evening
    assert now.levels == pytest.approx([100, 101, 102, 101])


def test_a_total_return_level_never_moves_once_it_is_known() -> None:
    for day in (2, 3):  # from the first action on, which shows that the dataset names any
        assert seen(day).series("ZZ").levels == pytest.approx(
            seen(3).series("ZZ").levels[: day + 1]
        )


def test_without_any_actions_on_file_a_total_return_is_refused() -> None:
    line = seen(told=None).series("ZZ")
    assert len(line) == 0
    assert line.missing.endswith("closes as traded, no dividends on file")
    price = seen(told=None).series("ZZ", "pr")
    assert price.levels == pytest.approx(CLOSES)
    assert price.note == "closes as traded; no splits on file"


def test_a_dataset_that_names_actions_says_by_silence_that_a_line_has_none() -> None:
    tables = {"bars": {ID: bars([10.0, 11.0])}, "actions": {"US:YY": BOTH}}
    line = panel(tables).series("ZZ")
    assert line.levels == pytest.approx([10, 11])
    assert line.sources[1].what == "0 splits and 0 dividends of ZZ"
    assert (
        line.note == "no split or dividend of ZZ is on file from a: its total return is its price's"
    )
    assert panel(tables).series("ZZ", "pr").note == ""
    before = panel(tables, DAYS[1].item()).series("ZZ")
    assert "no dividends on file" in before.missing  # its first action is not known yet


def test_actions_of_another_dataset_serve_lines_they_name() -> None:
    told = actions((2, "split", 4.0), dataset="b")
    assert seen(told=told).series("ZZ").levels == pytest.approx([400, 404, 408, 404])
    assert seen(told=told).series("ZZ").sources[1].dataset == "b"
    other = panel({"bars": {ID: bars()}, "actions": {"US:YY": told}}).series("ZZ")
    assert len(other) == 0


def test_the_datasets_own_actions_come_before_a_better_ones() -> None:
    told = stacked(actions((2, "split", 4.0)), actions((2, "split", 2.0), dataset="b"))
    standing = {"a": Dataset("a", 40, "", ""), "b": Dataset("b", 1, "", "")}
    assert seen(told=told, **standing).series("ZZ", "pr").levels[0] == pytest.approx(100)


def test_a_dataset_that_names_actions_of_another_line_only_asks_who_names_this_one() -> None:
    told = actions((2, "split", 4.0), (3, "dividend", 1.0), dataset="b")
    worse = actions((2, "split", 2.0), dataset="c")
    other = {"actions": {ID: stacked(told, worse), "US:YY": actions((1, "dividend", 0.1))}}
    standing = {"b": Dataset("b", 40, "", ""), "c": Dataset("c", 90, "", "")}
    line = seen(told=None, more=other, **standing).series("ZZ")
    assert line.levels == pytest.approx([400, 404, 408, 408])
    assert [s.dataset for s in line.sources] == ["a", "b"]
    price = seen(told=None, more=other, **standing).series("ZZ", "pr")
    assert price.levels == pytest.approx([100, 101, 102, 101])
    assert line.note == price.note == ""


def test_of_two_datasets_the_better_one_is_taken_whole() -> None:
    more = {"returns": {ID: returns([np.nan, 0.1], dataset="b")}}
    standing = {"a": Dataset("a", 40, "", ""), "b": Dataset("b", 10, "", "")}
    assert seen(more=more, **standing).series("ZZ").sources[0].dataset == "b"
    standing = {"a": Dataset("a", 10, "", ""), "b": Dataset("b", 40, "", "")}
    assert seen(more=more, **standing).series("ZZ").sources[0].dataset == "a"


def test_a_vendors_adjusted_closes_stand_behind_its_own_raw_ones() -> None:
    more = {"returns": {ID: returns([np.nan, 0.5, 0.5, 0.5])}}
    assert seen(more=more).series("ZZ").levels == pytest.approx([400, 404, 408, 408])


def test_raw_bars_without_actions_leave_the_line_to_who_has_its_returns() -> None:
    more = {"returns": {ID: returns([np.nan, 0.1], dataset="b")}}
    standing = {"a": Dataset("a", 1, "", ""), "b": Dataset("b", 40, "", "")}
    line = seen(told=None, more=more, **standing).series("ZZ")
    assert line.sources[0].dataset == "b"


def test_a_withdrawn_action_has_not_happened() -> None:
    gone = actions((2, "split", np.nan))
    gone["known_at"][:] = DAYS[3]
    told = stacked(actions((2, "split", 4.0)), gone)
    assert seen(2, told=told).series("ZZ", "pr").levels[0] == pytest.approx(100)
    assert seen(3, told=told).series("ZZ", "pr").levels[0] == 400.0
    assert len(in_force(gone, date(2024, 1, 5))["date"]) == 0


def test_a_price_comes_from_the_best_dataset_that_has_one() -> None:
    held = stacked(
        bars([1.0, 2.0], basis="split+dividend"), bars([3.0, 4.0], dataset="b", basis="split")
    )
    line = seen(told=None, held=held).series("ZZ", "pr")
    assert (line.sources[0].dataset, line.levels.tolist()) == ("b", [3.0, 4.0])


def test_a_vendor_that_changed_its_basis_is_read_on_the_newest_only() -> None:
    mixed = bars()
    mixed["basis"][:2] = "split"
    assert traded(mixed)["close"].tolist() == [102.0, 101.0]  # type: ignore[index]
    mixed["basis"][:] = np.array(["raw", "raw", "split", "split"], dtype=object)
    assert traded(mixed) is None
    assert seen(held=mixed).series("ZZ", "pr").levels.tolist() == [102.0, 101.0]


def test_datasets_come_apart_and_counts_are_said() -> None:
    both = by_dataset(stacked(bars(), bars([1.0], dataset="b")))
    assert {name: len(rows["date"]) for name, rows in both.items()} == {"a": 4, "b": 1}
    assert by_dataset(None) == {}
    assert said(1, 2) == "1 split and 2 dividends"
    assert said(0, None) == "0 splits"
