"""What is on file: datasets with span and age, one series with revisions and holes."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.desk.on_file import (
    datasets_on_file,
    hindsight,
    later_rows,
    newest,
    series_on_file,
    with_held,
)
from rotascope.errors import NoAnswer, UnknownName
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import TABLES, Dataset
from tests.evidence.markets import LAST, returns_frame

FRAMES, TRUTH = planted.frames()
BACKEND = MemoryBackend(FRAMES, [Dataset("planted", 9, "made up", "same session")])
PANEL = Panel(BACKEND, TRUTH.last)


def test_every_dataset_of_every_table_is_listed_with_its_standing() -> None:
    found = datasets_on_file(PANEL, BACKEND)
    assert {f.table for f in found} == set(FRAMES)
    returns = found[0]
    assert (returns.table, returns.lines, returns.rows) == ("returns", 99, len(FRAMES["returns"]))
    assert (returns.precedence, returns.note, returns.known_rule) == (9, "made up", "same session")
    assert returns.age_sessions == 0


def test_a_series_counts_what_was_revised() -> None:
    (macro,) = series_on_file(PANEL, "PWGROWTH")
    assert macro.revised == macro.rows // 2 > 0
    early = Panel(BACKEND, date(2022, 6, 30))
    (then,) = series_on_file(early, "PWGROWTH")
    assert then.rows < macro.rows


def test_a_series_counts_sessions_without_a_row() -> None:
    frame = returns_frame({"IWM": np.zeros(30)})
    holed = frame.with_row_index().filter(~pl.col("index").is_in([5, 6])).drop("index")
    panel = Panel(MemoryBackend({"returns": holed}), LAST)
    (found,) = series_on_file(panel, "IWM")
    assert (found.holes, found.rows, found.revised) == (2, 28, 0)
    assert (found.frequency, found.periods) == ("daily", 28)
    days = frame["date"].sort()
    assert found.missing == (days[6], days[5]), "the newest first"


def test_a_series_says_how_its_known_days_came_about() -> None:
    rule = "registered lag"
    frame = pl.DataFrame({
        "dataset": "mine", "series": "CPIAUCSL", "unit": "index", "assumed": True,
        "date": [date(2025, 8, 1), date(2025, 9, 1), date(2025, 11, 1), date(2025, 12, 1)],
        "known_at": [date(2025, 9, 15), date(2025, 10, 15), date(2025, 12, 15), date(2026, 1, 15)],
        "value": [323.3, 324.2, 325.1, 326.0],
    })  # fmt: skip
    backend = MemoryBackend({"macro": frame}, [Dataset("mine", 9, "", rule)])
    (one,) = series_on_file(Panel(backend, date(2026, 6, 12)), "CPIAUCSL")
    assert (one.assumed, one.lag_days, one.unit) == (True, 20, "index")
    assert (one.holes, one.missing, one.frequency) == (1, (date(2025, 10, 1),), "monthly")
    assert one.last_known == date(2026, 1, 15)
    (dataset,) = datasets_on_file(Panel(backend, date(2026, 6, 12)), backend)
    assert dataset.assumed


def test_versions_are_listed_where_they_are_asked_for() -> None:
    (plain,) = series_on_file(PANEL, "PWGROWTH")
    assert plain.vintages == ()
    (macro,) = series_on_file(PANEL, "PWGROWTH", listed=True)
    newest = macro.vintages[:2]
    assert newest[0].period == newest[1].period == macro.last
    assert newest[0].known_at < newest[1].known_at <= TRUTH.last
    assert macro.vintages_note == ""
    (line,) = [f for f in series_on_file(PANEL, "PW20", listed=True) if f.table == "returns"]
    assert "one late vintage" in line.vintages_note


def test_vintages_under_a_longer_name_are_pointed_at() -> None:
    lone = FRAMES["macro"].unique(["series", "date"], keep="first")
    both = pl.concat([lone, FRAMES["macro"].with_columns(series=pl.lit("PWGROWTH.V"))])
    panel = Panel(MemoryBackend({"macro": both}), TRUTH.last)
    (one,) = series_on_file(panel, "PWGROWTH", listed=True)
    assert one.vintages_note.endswith("there are vintages in PWGROWTH.V")


def test_a_line_is_found_among_splits_and_dividends_too() -> None:
    actions = pl.DataFrame({
        "dataset": ["mine"], "instrument": ["US:ZZ"], "date": [date(2026, 3, 2)], "kind": ["split"],
        "known_at": [date(2026, 3, 2)], "ratio": [4.0], "amount": [None],
    }, schema_overrides={"amount": pl.Float64})  # fmt: skip
    (one,) = series_on_file(Panel(MemoryBackend({"actions": actions}), LAST), "ZZ")
    assert (one.table, one.rows, one.holes) == ("actions", 1, None)


def test_a_line_is_found_in_every_table_that_holds_it() -> None:
    tables = [f.table for f in series_on_file(PANEL, "PW:LARGE")]
    assert {"returns", "bars", "holdings", "implied"} <= set(tables)
    assert tables == [name for name in TABLES if name in tables], "in the tables' own order"


def test_a_name_nobody_holds_lists_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean 'PWGROWTH'"):
        series_on_file(PANEL, "PWGROWT")


def test_the_newest_row_dates_a_store_without_prices() -> None:
    assert newest(MemoryBackend({"macro": FRAMES["macro"]})) == FRAMES["macro"]["date"].max()
    with pytest.raises(NoAnswer, match="empty"):
        newest(MemoryBackend({}))


def test_rows_that_are_known_only_later_are_counted_and_a_day_shows_them() -> None:
    then = Panel(BACKEND, date(2022, 6, 30))
    frames = [frame.filter(pl.col("known_at") > then.as_of) for frame in FRAMES.values()]
    rows = sum(map(len, frames))
    assert later_rows(then, BACKEND) == (
        f"{rows:,} rows in 1 dataset are known only later: --as-of {TRUTH.last} shows them"
    )
    assert later_rows(PANEL, BACKEND) == ""


def test_the_day_that_shows_what_is_known_later_is_a_session() -> None:
    frame = pl.DataFrame({
        "dataset": "mine", "series": "X", "unit": "index", "assumed": False, "value": [1.0, 2.0],
        "date": [date(2025, 8, 1), date(2025, 9, 1)],
        "known_at": [date(2025, 9, 15), date(2026, 6, 13)],
    })  # fmt: skip
    told = later_rows(Panel(backend := MemoryBackend({"macro": frame}), LAST), backend)
    assert told.startswith("1 row in 1 dataset is known only later: --as-of 2026-06-15")


def test_bars_say_their_basis_the_newest_first() -> None:
    days = [date(2026, 6, 10), date(2026, 6, 11), date(2026, 6, 12)]
    bars = pl.DataFrame({
        "dataset": "mine", "instrument": "US:ZZ", "date": days, "known_at": days,
        "close": [1.0, 2.0, 3.0],
        "basis": ["split", "raw", "raw"],
    })  # fmt: skip
    (one,) = series_on_file(Panel(MemoryBackend({"bars": bars}), LAST), "ZZ")
    assert one.basis == "raw, split"
    (macro,) = series_on_file(PANEL, "PWGROWTH")
    assert macro.basis == ""


def test_rows_in_quarantine_are_counted_by_dataset_under_both_names() -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    class Holding(MemoryBackend):
        def held(self, table: str, names: Sequence[str]) -> Mapping[str, int]:
            asked.append((table, tuple(names)))
            return {"planted": 3} if table == "bars" else {}

    panel = Panel(backend := Holding(FRAMES), TRUTH.last)
    found = with_held(series_on_file(panel, "PW:LARGE"), panel, backend)
    assert {one.table: one.held for one in found if one.held} == {"bars": 3}
    assert {one.table for one in found} >= {"returns", "bars", "holdings"}
    assert asked[0] == ("returns", ("PW:LARGE", panel.instrument("PW:LARGE")))


def test_hindsight_is_told_of_datasets_whose_own_note_says_so() -> None:
    notes = {"a": "one late vintage", "b": "as filed", "c": "members of now, survivorship-biased"}
    told = [Dataset(name, 9, note, "same session") for name, note in notes.items()]
    assert hindsight(MemoryBackend({}, told)) == ("a", "c")
    assert hindsight(BACKEND) == ()
