"""Files kept together give what files kept one by one give, in one version of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rotascope.ingest import groups
from rotascope.ingest.groups import import_together
from rotascope.ingest.run import import_jobs
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market
from tests.ingest.conftest import TODAY, days, price_rows, stored, write

SPEC = DatasetSpec("mine", 5, "our own", "same session")
BARS = {name: name for name in ("symbol", "date", "close")}


def bars(path: Path) -> Job:
    return Job(SPEC, "bars", path, path.name, columns=BARS, constants={"basis": "split"})


def actions(path: Path) -> Job:
    columns = {name: name for name in ("symbol", "date", "amount")}
    return Job(SPEC, "actions", path, path.name, columns=columns, constants={"kind": "dividend"})


def logical(market: Market, table: str) -> list[tuple[object, ...]]:
    return sorted(stored(market, table).rows(), key=str)


def test_files_of_many_lines_are_one_version_and_each_is_accounted_for(
    market: Market, tmp_path: Path
) -> None:
    jobs = [bars(write(tmp_path / f"{s}.csv", price_rows(60, s))) for s in "ABCDE"]
    told = import_together(market, jobs, today=TODAY)
    assert (told.rows_in, told.accepted, told.exit_code) == (300, 300, 0)
    assert [one.source for one in told.jobs] == [f"{s}.csv" for s in "ABCDE"]
    assert len(market.commits("bars")) == 1
    again = import_together(market, jobs, today=TODAY)
    assert [one.status for one in again.jobs] == ["already"] * 5
    assert len(market.batches()) == 5


def test_a_file_with_nothing_for_its_table_is_no_trouble_and_is_not_read_twice(
    market: Market, tmp_path: Path
) -> None:
    jobs = [bars(write(tmp_path / "p.csv", price_rows())),
            actions(write(tmp_path / "a.csv", [], header="symbol,date,amount"))]  # fmt: skip
    told = import_together(market, jobs, today=TODAY)
    assert [(one.status, one.rows_in) for one in told.jobs] == [("imported", 60), ("imported", 0)]
    assert told.exit_code == 0
    assert [one.status for one in import_together(market, jobs, today=TODAY).jobs] == [
        "already"
    ] * 2


def test_actions_come_before_the_prices_they_explain(market: Market, tmp_path: Path) -> None:
    order: list[str] = []
    jobs = [bars(write(tmp_path / "p.csv", price_rows())),
            actions(write(tmp_path / "a.csv", [f"AAPL,{days(9)[8]},0.25"],
                          header="symbol,date,amount"))]  # fmt: skip
    told = import_together(market, jobs, today=TODAY, progress=order.append)
    assert [sentence.split()[0] for sentence in order] == ["a.csv", "p.csv"]
    assert [one.table for one in told.jobs] == ["bars", "actions"]


def test_one_bad_file_stops_no_other(market: Market, tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.csv", [row.rpartition(",")[0] + ",-1" for row in price_rows(9)])
    (tmp_path / "no.parquet").write_bytes(b"PAR1 and nothing of it")
    unread = replace(bars(tmp_path / "no.parquet"), options={"format": "parquet"})
    sound = write(tmp_path / "good.csv", price_rows(60, "MSFT"))
    told = import_together(market, [bars(bad), unread, bars(sound)], today=TODAY)
    assert [one.status for one in told.jobs] == ["held", "unreadable", "imported"]
    assert told.exit_code == 3
    assert len(stored(market, "bars")) == 60
    again = import_together(market, [bars(bad), bars(sound)], today=TODAY)
    assert [one.status for one in again.jobs] == ["held", "already"]
    assert len(market.quarantine_list()) == 9


def test_what_waits_is_written_when_it_is_too_much(
    market: Market, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "MOST_ROWS", 100)
    jobs = [bars(write(tmp_path / f"{s}.csv", price_rows(60, s))) for s in "ABCDE"]
    import_together(market, jobs, today=TODAY)
    assert [commit.rows for commit in market.commits("bars")] == [120, 120, 60]


# A file: its line, its first day, how many rows it has, and a price that may revise earlier ones.
FILES = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(0, 12), st.integers(1, 12),
              st.sampled_from([100.0, 100.3, 50.0])),
    min_size=1, max_size=6,
)  # fmt: skip


def imported(folder: Path, files: Sequence[Path], one_by_one: bool) -> tuple[object, ...]:
    market = Market.open(folder, create=True)
    jobs = [bars(path) for path in files]
    told = (import_jobs if one_by_one else import_together)(market, jobs, today=date(2024, 9, 3))
    held = [(h.source, h.row, h.check, h.observed, h.state) for h in market.quarantine_list()]
    found = (logical(market, "bars"), told.rows_in, told.accepted, told.unchanged, sorted(held))
    assert market.verify() == ()
    market.close()
    return found


@settings(max_examples=25, deadline=None)
@given(files=FILES)
def test_together_or_one_by_one_the_store_ends_the_same(
    files: list[tuple[str, int, int, float]],
) -> None:
    with TemporaryDirectory() as place:
        folder, paths = Path(place), []
        for i, (symbol, first, count, price) in enumerate(files):
            rows = price_rows(first + count, symbol, price)[first:]
            paths.append(write(folder / f"{i}.csv", rows))
        one = imported(folder / "one", paths, one_by_one=True)
        other = imported(folder / "other", paths, one_by_one=False)
        assert one == other
