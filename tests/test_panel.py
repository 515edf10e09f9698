"""The pane: only what was known, one dataset a line, one basis a pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rotascope.catalog import load
from rotascope.panel import Panel, Rows, as_known
from rotascope.store.tables import Dataset

DAYS = np.array(["2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05"], dtype="datetime64[D]")
NEWEST = date(2024, 1, 5)


def words(*texts: str) -> np.ndarray:
    return np.array(texts, dtype=object)


@dataclass
class Shelf:
    """Rows by table and id, in memory."""

    tables: dict[str, dict[str, Rows]]
    known: dict[str, Dataset] = field(default_factory=dict)
    cache_folder: Path | None = None

    def rows(self, table: str, ids: Sequence[str]) -> Mapping[str, Rows]:
        held = self.tables.get(table, {})
        return {i: held[i] for i in ids if i in held}

    def ids(self, table: str) -> Sequence[str]:
        return sorted(self.tables.get(table, {}))

    def first_known(self, table: str) -> Mapping[tuple[str, str], date]:
        return {
            (dataset, name): rows["known_at"][rows["dataset"] == dataset].min().item()
            for name, rows in self.tables.get(table, {}).items()
            for dataset in set(rows["dataset"].tolist())
        }

    def datasets(self) -> Mapping[str, Dataset]:
        return self.known

    def fingerprint(self) -> str:
        return "shelf"


def returns(tr: list[float], *, dataset: str = "a", known: np.ndarray = DAYS) -> Rows:
    n = len(tr)
    anchor = np.full(n, np.nan)
    anchor[0] = 100.0
    return {
        "dataset": words(*[dataset] * n),
        "date": DAYS[:n],
        "known_at": known[:n],
        "tr": np.array(tr),
        "anchor": anchor,
    }


def stacked(*parts: Rows) -> Rows:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def panel(tables: dict[str, dict[str, Rows]], on: date = NEWEST, **known: Dataset) -> Panel:
    return Panel(Shelf(tables, known), on)


def test_returns_compound_from_the_anchor() -> None:
    seen = panel({"returns": {"US:ZZ": returns([np.nan, 0.1, -0.5])}}).series("ZZ")
    assert seen.levels == pytest.approx([100, 110, 55])
    assert seen.sources[0].rows == 3


def test_rows_known_later_are_invisible() -> None:
    tables = {"returns": {"US:ZZ": returns([np.nan, 0.1, -0.5])}}
    seen = panel(tables, date(2024, 1, 3)).series("ZZ")
    assert seen.last == date(2024, 1, 3)
    assert len(seen) == 2


def test_a_revision_counts_only_from_the_day_it_was_known() -> None:
    rows = {
        "dataset": words("a", "a"),
        "date": DAYS[[0, 0]],
        "known_at": DAYS[[0, 2]],
        "value": np.array([1.0, 2.0]),
    }
    before = as_known(rows, ("dataset", "date"), date(2024, 1, 3))
    after = as_known(rows, ("dataset", "date"), date(2024, 1, 4))
    assert before["value"].tolist() == [1.0]
    assert after["value"].tolist() == [2.0]


def test_one_line_comes_from_one_dataset() -> None:
    a, b = returns([np.nan, 0.1]), returns([np.nan, 0.2, 0.3], dataset="b")
    tables = {"returns": {"US:ZZ": stacked(a, b)}}
    first = panel(tables, a=Dataset("a", 1, "", ""), b=Dataset("b", 2, "", "")).series("ZZ")
    other = panel(tables, a=Dataset("a", 3, "", ""), b=Dataset("b", 2, "", "")).series("ZZ")
    assert (first.sources[0].dataset, len(first)) == ("a", 2)
    assert (other.sources[0].dataset, len(other)) == ("b", 3)


def bars(close: list[float], basis: str) -> Rows:
    n = len(close)
    return {
        "dataset": words(*["a"] * n),
        "date": DAYS[:n],
        "known_at": DAYS[:n],
        "close": np.array(close),
        "basis": words(*[basis] * n),
    }


def test_dividend_adjusted_closes_are_not_a_price_series() -> None:
    seen = panel({"bars": {"US:ZZ": bars([1, 2], "split+dividend")}}).series("ZZ", "pr")
    assert len(seen) == 0
    assert "dividend-adjusted" in seen.missing


def test_a_missing_basis_is_never_replaced_by_the_other() -> None:
    seen = panel({"returns": {"US:ZZ": returns([np.nan, 0.1])}})
    assert len(seen.series("ZZ", "tr")) == 2
    assert len(seen.series("ZZ", "pr")) == 0
    assert "no price series for ZZ" in seen.series("ZZ", "pr").missing


def test_a_ratio_takes_the_common_days_of_both_legs() -> None:
    tables = {"returns": {"US:ZZ": returns([np.nan, 0.1, 0.1]), "US:YY": returns([np.nan, 0.0])}}
    ratio = panel(tables).ratio("ZZ", "YY")
    assert len(ratio) == 2
    assert ratio.log_ratio == pytest.approx([0.0, np.log(1.1)])
    assert ratio.label == "ZZ / YY"


def test_swapping_the_legs_negates_the_ratio() -> None:
    tables = {"returns": {"US:ZZ": returns([np.nan, 0.1]), "US:YY": returns([np.nan, 0.3])}}
    seen = panel(tables)
    assert seen.ratio("ZZ", "YY").log_ratio == pytest.approx(-seen.ratio("YY", "ZZ").log_ratio)


def test_a_role_falls_to_the_next_series_on_file_and_says_so() -> None:
    tables = {"returns": {"ROTA:SPX500C:2014-01-02": returns([np.nan, 0.1])}}
    role = panel(tables).role("large_cap")
    assert role.symbol == "SPX500C"
    assert role.proxy
    assert "dividends" in role.note


def test_a_role_nobody_can_play_names_those_it_tried() -> None:
    role = panel({}).role("top_100")
    assert len(role) == 0
    assert "OEF" in role.missing


def test_spsm_speaks_for_its_index_only_after_the_change() -> None:
    id_ = "ARCX:SPSM:2013-07-09"
    assert "SPSM" in panel({"returns": {id_: returns([np.nan, 0.1])}}).role("small_600").symbol
    early = returns([np.nan, 0.1]) | {
        "date": np.array(["2018-01-02", "2018-01-03"], dtype="datetime64[D]"),
        "known_at": np.array(["2018-01-02", "2018-01-03"], dtype="datetime64[D]"),
    }
    assert len(panel({"returns": {id_: early}}).role("small_600")) == 0


def test_a_pair_without_a_leg_says_which() -> None:
    tables = {"returns": {"ARCX:SPY:1993-01-29": returns([np.nan, 0.1])}}
    pair = panel(tables).pair("small_large")
    assert len(pair) == 0
    assert "small_cap" in pair.missing


def holdings(known: str) -> Rows:
    return {
        "dataset": words("a", "a", "a"),
        "date": DAYS[[0, 0, 0]],
        "line": np.array([1, 2, 3]),
        "known_at": np.array([known] * 3, dtype="datetime64[D]"),
        "symbol": words("GOOG", "GOOGL", "USD"),
        "weight": np.array([0.5, 0.4, 0.1]),
        "kind": words("equity", "equity", "cash"),
    }


def test_a_holdings_file_is_seen_from_the_day_it_was_known() -> None:
    tables = {"holdings": {"SPY": holdings("2024-01-04")}}
    assert panel(tables, date(2024, 1, 3)).holdings("SPY") == ()
    assert panel(tables, date(2024, 1, 3)).funds() == ()
    file = panel(tables, date(2024, 1, 4)).holdings("SPY")[0]
    assert file.issuers == ("Alphabet", "Alphabet", "USD")
    assert file.equity.tolist() == [True, True, False]
    assert panel(tables).funds() == ("SPY",)


def test_a_macro_series_tells_when_each_value_was_known() -> None:
    rows = {
        "dataset": words("a", "a"),
        "date": DAYS[[0, 1]],
        "known_at": DAYS[[1, 3]],
        "value": np.array([1.0, 2.0]),
        "unit": words("percent", "percent"),
        "assumed": np.array([True, True]),
    }
    seen = panel({"macro": {"DGS2": rows}}, date(2024, 1, 4)).macro("DGS2")
    assert seen.values.tolist() == [1.0]
    assert seen.assumed
    assert seen.unit == "percent"
    assert len(panel({}).macro("DGS2").values) == 0


def test_membership_keeps_open_ends_open() -> None:
    rows = {
        "dataset": words("a", "a"),
        "symbol": words("AA", "BB"),
        "date": DAYS[[0, 0]],
        "known_at": DAYS[[0, 0]],
        "last": np.array(["NaT", "2024-01-03"], dtype="datetime64[D]"),
    }
    seen = panel({"members": {"SP500": rows}}).membership("SP500")
    assert seen == (("AA", date(2024, 1, 2), None), ("BB", date(2024, 1, 2), date(2024, 1, 3)))


def test_served_arrays_cannot_be_written() -> None:
    seen = panel({"returns": {"US:ZZ": returns([np.nan, 0.1])}}).series("ZZ")
    with pytest.raises(ValueError, match="read-only"):
        seen.levels[0] = 1.0


def test_sessions_end_at_the_panels_date() -> None:
    assert panel({}, date(2024, 1, 7)).sessions[-1] == np.datetime64("2024-01-05")


def test_ids_and_datasets_are_those_with_a_row_known_by_the_day() -> None:
    later = returns([np.nan, 0.1], dataset="b", known=DAYS[2:])
    tables = {"returns": {"US:ZZ": returns([np.nan, 0.1]), "US:NEW": later}}
    then, now = (panel(tables, DAYS[row].item()) for row in (1, 2))
    assert (then.ids("returns"), now.ids("returns")) == (("US:ZZ",), ("US:NEW", "US:ZZ"))
    assert (then.known_datasets(), now.known_datasets()) == (("a",), ("a", "b"))


def test_any_tables_rows_of_one_id_are_read_as_known() -> None:
    rows = {
        "dataset": words("sec", "sec"),
        "date": DAYS[[0, 0]],
        "kind": words("split", "split"),
        "known_at": DAYS[[0, 2]],
        "ratio": np.array([2.0, 4.0]),
        "amount": np.array([np.nan, np.nan]),
    }
    tables = {"actions": {"US:ZZ": rows}}
    seen = [panel(tables, day).dated("actions", "US:ZZ") for day in (date(2024, 1, 3), NEWEST)]
    assert [s["ratio"].tolist() for s in seen] == [[2.0], [4.0]]
    assert panel(tables).dated("actions", "US:YY") == {}


def test_of_two_datasets_with_a_funds_file_of_one_day_the_better_is_taken_whole() -> None:
    rows = {
        "dataset": words("issuer", "issuer", "other", "other"),
        "date": DAYS[[0, 0, 0, 1]],
        "line": np.array([1.0, 2.0, 1.0, 1.0]),
        "known_at": DAYS[[1, 1, 1, 1]],
        "symbol": words("A", "B", "A", "A"),
        "name": words("A", "B", "A", "A"),
        "weight": np.array([0.6, 0.4, 0.9, 1.0]),
        "kind": words(*["equity"] * 4),
    }
    known = {n: Dataset(n, p, "", "") for n, p in (("issuer", 10), ("other", 50))}
    files = Panel(Shelf({"holdings": {"IWM": rows}}, known), NEWEST).holdings("IWM")
    assert [f.weights.tolist() for f in files] == [[0.6, 0.4], [1.0]]
    assert [f.source.dataset for f in files] == ["issuer", "other"]


def test_a_basket_names_its_lines_as_they_were_called_on_the_day() -> None:
    """Today's META was FB in December 2021, when META was another company's fund."""
    catalog = load()
    day = np.array(["2021-11-30", "2021-12-01"], dtype="datetime64[D]")
    line = {
        "dataset": words("a", "a"), "date": day, "known_at": day, "tr": np.array([np.nan, 0.01]),
        "anchor": np.array([100.0, np.nan]),
    }  # fmt: skip
    seven = [catalog.lookup(symbol) for symbol in catalog.baskets["MAG7"].symbols]
    shelf = Shelf({"returns": {found.id: line for found in seven if found is not None}})
    basket = Panel(shelf, date(2021, 12, 1)).series("MAG7")
    assert basket.missing == ""
    assert len(basket) == 2
