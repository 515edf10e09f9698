"""A second file about the same lines: new keys, equal rows, revisions, and where lines meet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rotascope.ingest.report import ImportReport
from rotascope.ingest.run import import_jobs, import_paths
from rotascope.panel import Panel
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from tests.ingest.conftest import TODAY, days, price_rows, stored, write

Bring = Callable[..., ImportReport]
LATER = date(2024, 9, 3)
HEADER = "symbol,date,adj_close"


def line(levels: list[float], first: int = 0, symbol: str = "SPY") -> list[str]:
    every = days(first + len(levels))[first:]
    return [f"{symbol},{day},{level:.6f}" for day, level in zip(every, levels, strict=True)]


def steady(n: int, start: float = 100.0) -> list[float]:
    return [start * 1.001**i for i in range(n)]


def total_return(market: Market, as_of: date) -> tuple[int, float]:
    series = Panel(StoreBackend(market), as_of).series("SPY")
    return len(series), float(series.levels[-1] / series.levels[0] - 1.0)


def test_a_longer_file_adds_only_its_new_days(bring: Bring, market: Market, tmp_path: Path) -> None:
    bring(write(tmp_path / "p.csv", line(steady(50)), HEADER))
    report = bring(write(tmp_path / "p.csv", line(steady(60)), HEADER), today=LATER)
    assert (report.accepted, report.unchanged, report.quarantined) == (10, 50, 0)
    new = stored(market, "returns").tail(10)
    assert new["known_at"].to_list() == new["date"].to_list()
    assert total_return(market, LATER) == (60, pytest.approx(1.001**59 - 1))


def test_a_vendor_that_re_bases_its_adjusted_closes_changes_nothing(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    bring(write(tmp_path / "p.csv", line(steady(50)), HEADER))
    report = bring(write(tmp_path / "p.csv", line(steady(50, start=97.3)), HEADER), today=LATER)
    assert (report.accepted, report.unchanged) == (0, 50)


def test_a_small_change_is_a_revision_known_from_the_import(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    levels = steady(50)
    bring(write(tmp_path / "p.csv", line(levels), HEADER))
    # From day 30 on every level is 0.2 % higher: a dividend the vendor had missed.
    mended = [v * (1.002 if i >= 30 else 1.0) for i, v in enumerate(levels)]
    report = bring(write(tmp_path / "p.csv", line(mended), HEADER), today=LATER)
    assert (report.accepted, report.unchanged, report.quarantined) == (1, 49, 0)
    (revised,) = stored(market, "returns").filter(known_at=LATER).iter_rows(named=True)
    assert revised["date"] == days(50)[30]
    assert total_return(market, TODAY)[1] == pytest.approx(1.001**49 - 1)
    assert total_return(market, LATER)[1] == pytest.approx(1.002 * 1.001**49 - 1)


def test_a_large_change_without_a_splits_ratio_is_held(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    levels = steady(50)
    bring(write(tmp_path / "p.csv", line(levels), HEADER))
    wrong = [v * (1.03 if i >= 30 else 1.0) for i, v in enumerate(levels)]
    report = bring(write(tmp_path / "p.csv", line(wrong), HEADER), today=LATER)
    assert (report.accepted, report.unchanged, report.quarantined) == (0, 49, 1)
    assert report.issues[0].check == "Q10"
    assert total_return(market, LATER)[1] == pytest.approx(1.001**49 - 1)


def test_a_split_the_vendor_had_missed_is_a_revision(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    levels = steady(50)
    raw = [v * (0.25 if i >= 30 else 1.0) for i, v in enumerate(levels)]
    bring(write(tmp_path / "p.csv", line(raw), HEADER))
    report = bring(write(tmp_path / "p.csv", line(levels), HEADER), today=LATER)
    assert (report.accepted, report.quarantined) == (1, 0)
    assert total_return(market, LATER)[1] == pytest.approx(1.001**49 - 1)


def test_older_history_joins_the_line_by_the_rule_of_its_days(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    whole = steady(60)
    bring(write(tmp_path / "p.csv", line(whole[20:], first=20), HEADER))
    report = bring(write(tmp_path / "p.csv", line(whole), HEADER), today=LATER)
    assert (report.accepted, report.quarantined) == (21, 0)
    # Those days were there to be had; the return over the seam is known a session after its day.
    assert total_return(market, days(60)[10]) == (11, pytest.approx(1.001**10 - 1))
    assert total_return(market, days(60)[20])[0] == 1
    for at in (21, 40, 59):
        as_of = days(60)[at]
        assert total_return(market, as_of) == (at + 1, pytest.approx(1.001**at - 1))
    assert total_return(market, LATER) == (60, pytest.approx(1.001**59 - 1))


def test_a_file_that_shares_no_day_with_the_line_is_held(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    bring(write(tmp_path / "p.csv", line(steady(40)), HEADER))
    report = bring(write(tmp_path / "p.csv", line(steady(20, 55.0), first=40), HEADER), today=LATER)
    assert report.accepted == 0
    assert report.issues[0].check == "Q11"
    assert report.issues[0].expected == "a file that shares at least one day with the stored line"


def test_parts_of_one_download_connect_where_the_manifest_says_so(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    whole = steady(60)
    write(tmp_path / "a.csv", line(whole[:40]), HEADER)
    write(tmp_path / "b.csv", line(whole[40:], first=40), HEADER)
    columns = 'columns = { symbol = "symbol", date = "date", level = "adj_close" }'
    job = '[[job]]\ndataset = "d"\ntable = "returns"\npath = "NAME.csv"\n' + columns + "\n"
    manifest = tmp_path / "m.toml"
    two = job.replace("NAME", "a") + job.replace("NAME", "b") + "connect = true\n"
    manifest.write_text("[dataset.d]\n" + two)
    report = bring(manifest)
    assert report.accepted == 60
    assert stored(market, "returns")["anchor"].is_not_null().sum() == 1
    assert total_return(market, TODAY) == (60, pytest.approx(1.001**59 - 1))


def test_a_day_put_into_a_stored_line_is_known_from_the_import(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    whole = steady(50)
    gap = [row for i, row in enumerate(line(whole)) if i != 25]
    bring(write(tmp_path / "p.csv", gap, HEADER))
    report = bring(write(tmp_path / "p.csv", line(whole), HEADER), today=LATER)
    # The day itself, and the return after it, which had spanned two days.
    assert (report.accepted, report.unchanged) == (2, 48)
    assert set(stored(market, "returns").filter(known_at=LATER)["date"]) == set(days(50)[25:27])
    for as_of in (TODAY, LATER):
        assert total_return(market, as_of)[1] == pytest.approx(1.001**49 - 1)


def test_a_large_move_over_a_late_day_is_no_contradiction(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    # Without the 26th day the 27th returns 4 %; with it both return about 2 %.
    whole = [
        level * (1.02 if i == 25 else 1.04 if i > 25 else 1.0) for i, level in enumerate(steady(50))
    ]
    gap = [row for i, row in enumerate(line(whole)) if i != 25]
    bring(write(tmp_path / "p.csv", gap, HEADER))
    report = bring(write(tmp_path / "p.csv", line(whole), HEADER), today=LATER)
    (job,) = report.jobs
    assert (job.accepted, job.held, dict(job.flagged)) == (2, 0, {"Q10": 1, "Q11": 1})
    for as_of in (TODAY, LATER):
        assert total_return(market, as_of)[1] == pytest.approx(1.04 * 1.001**49 - 1)


def test_a_file_that_lacks_a_stored_day_changes_no_return(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    bring(write(tmp_path / "p.csv", line(steady(50)), HEADER))
    gap = [row for i, row in enumerate(line(steady(51))) if i not in (10, 11, 30)]
    report = bring(write(tmp_path / "p.csv", gap, HEADER), today=LATER)
    assert (report.accepted, report.unchanged, report.quarantined) == (1, 47, 0)
    assert total_return(market, LATER)[1] == pytest.approx(1.001**50 - 1)


def held_spike(levels: list[float]) -> list[float]:
    """Day 29 doubles, and the days after bring it back: a file that ends there cannot tell."""
    return [v * (2.0 if i == 29 else 1.0) for i, v in enumerate(levels)]


@pytest.mark.parametrize("file", ["lacks the day", "has it held by the gate"])
def test_a_stored_day_that_a_later_file_does_not_bring_counts_once(
    file: str, bring: Bring, market: Market, tmp_path: Path
) -> None:
    levels = held_spike(steady(60))
    bring(write(tmp_path / "p.csv", line(levels[:30]), HEADER), today=days(60)[29])
    rows = line([v * 0.8 for v in levels])
    if file == "lacks the day":
        rows.pop(29)
    report = bring(write(tmp_path / "p.csv", rows, HEADER), today=LATER)
    assert (report.accepted, report.quarantined) == (30, int(file != "lacks the day"))
    series = Panel(StoreBackend(market), LATER).series("SPY")
    assert series.levels.tolist() == pytest.approx(levels)


def test_halves_imported_in_either_order_give_the_same_answers(
    tmp_path: Path,
) -> None:
    whole = line(steady(60))
    told = []
    for parts in ((whole[:31], whole[30:]), (whole[30:], whole)):
        market = Market.open(tmp_path / f"s{len(told)}", create=True)
        for rows in parts:
            import_paths(market, [write(tmp_path / "p.csv", rows, HEADER)], today=LATER)
        told.append([total_return(market, days(60)[n]) for n in (5, 29, 31, 45, 59)])
    for one, other in zip(*told, strict=True):
        assert one == pytest.approx(other)


def test_a_bar_put_into_a_stored_line_is_known_from_the_import(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    rows = price_rows(30)
    bring(write(tmp_path / "p.csv", rows[5:20] + rows[21:]))
    report = bring(write(tmp_path / "p.csv", rows), today=LATER)
    assert dict(report.jobs[0].flagged) == {"Q11": 1}
    known = dict(stored(market, "bars").select("date", "known_at").iter_rows())
    late = days(30)[20]
    assert known[late] == LATER
    assert all(day == seen for day, seen in known.items() if day != late)


def test_two_changes_on_one_day_are_two_versions(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    for shift in (1.0, 1.001, 1.002):
        levels = [v * (shift if i >= 30 else 1.0) for i, v in enumerate(steady(50))]
        bring(write(tmp_path / "p.csv", line(levels), HEADER), today=LATER)
    rows = stored(market, "returns").filter(date=days(50)[30])
    assert len(rows) == 3
    assert rows["known_at"].n_unique() == 3
    assert np.all(np.diff(rows["known_at"].to_numpy()).astype(int) > 0)


def test_a_vintage_that_repeats_the_one_before_adds_nothing(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    header = "series,date,value,unit,known_at"
    rows = [
        "GDP.V,2013-10-01,17102.5,billion USD,2014-01-31",
        "GDP.V,2013-10-01,17102.5,billion USD,2014-02-28",
        "GDP.V,2013-10-01,17089.6,billion USD,2014-04-30",
    ]
    names = header.split(",")[:4]
    columns = ", ".join(f'{c} = "{c}"' for c in names)
    manifest = tmp_path / "m.toml"
    manifest.write_text(
        '[dataset.v]\nknown = "in file"\n[[job]]\ndataset = "v"\ntable = "macro"\n'
        f'path = "v.csv"\ncolumns = {{ {columns} }}\n'
    )
    write(tmp_path / "v.csv", rows, header)
    report = bring(manifest)
    assert (report.accepted, report.unchanged) == (2, 1)
    assert stored(market, "macro")["known_at"].to_list() == [date(2014, 1, 31), date(2014, 4, 30)]
    write(tmp_path / "v.csv", [*rows, "GDP.V,2013-10-01,17078.3,billion USD,2014-07-31"], header)
    again = bring(manifest)
    assert (again.accepted, again.unchanged) == (1, 3)


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_vintages_answer_alike_in_whatever_order_their_files_come(
    order: tuple[str, ...], bring: Bring, market: Market, tmp_path: Path
) -> None:
    header = "series,date,value,unit,known_at"
    said = {"a": (6.1, "2014-01-31"), "b": (6.2, "2014-02-28"), "c": (6.1, "2014-04-30")}
    for name, (value, known) in said.items():
        # The vintage after it says the same once more: inside one file that is no news.
        again = (date.fromisoformat(known) + timedelta(days=20)).isoformat()
        rows = [f"UNRATE.V,2013-10-01,{value},percent,{day}" for day in (known, again)]
        write(tmp_path / f"{name}.csv", rows, header)
    columns = ", ".join(f'{c} = "{c}"' for c in header.split(",")[:4])
    manifest = tmp_path / "m.toml"
    for name in order:
        manifest.write_text(
            '[dataset.v]\nknown = "in file"\n[[job]]\ndataset = "v"\ntable = "macro"\n'
            f'path = "{name}.csv"\ncolumns = {{ {columns} }}\n'
        )
        assert bring(manifest).unchanged == 1
    for value, known in said.values():
        panel = Panel(StoreBackend(market), date.fromisoformat(known))
        assert panel.macro("UNRATE.V").values.tolist() == [value]


def closes(levels: list[float], first: int = 0) -> list[str]:
    return [row.replace("SPY", "AAPL") for row in line(levels, first)]


def test_a_split_re_bases_closes_only_if_the_file_covers_the_whole_line(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    levels = steady(50)
    bring(write(tmp_path / "p.csv", closes(levels)))
    quarter = [v / 4 for v in levels]
    part = bring(write(tmp_path / "p.csv", closes(quarter[30:], first=30)), today=LATER)
    assert part.accepted == 0
    assert {i.check for i in part.issues} == {"Q10"}
    whole = bring(write(tmp_path / "p.csv", closes(quarter)), today=LATER)
    assert (whole.accepted, whole.quarantined) == (50, 0)
    series = Panel(StoreBackend(market), LATER).series("AAPL", "pr")
    assert series.levels[0] == pytest.approx(25.0)
    before = Panel(StoreBackend(market), TODAY).series("AAPL", "pr")
    assert before.levels[0] == pytest.approx(100.0)


def test_an_action_that_comes_after_its_bars_is_known_from_its_arrival(
    market: Market, tmp_path: Path
) -> None:
    """The first import of actions follows their rule; one that is told later rewrites no past answer."""
    spec = DatasetSpec("v", 10, "", "same session")

    def bring(table: str, frame: pl.DataFrame, today: date, name: str) -> None:
        path = tmp_path / f"{name}.parquet"
        frame.write_parquet(path)
        columns = {column: column for column in frame.columns}
        constants = {"basis": "raw"} if table == "bars" else {}
        job = Job(spec, table, path, name, columns=columns, constants=constants)
        assert import_jobs(market, [job], today=today).accepted == len(frame)

    dates = days(30)

    def dividend(day: date) -> pl.DataFrame:
        return pl.DataFrame(
            {"symbol": ["AAPL"], "date": [day], "kind": ["dividend"], "amount": [0.2]}
        )

    bring("actions", dividend(dates[5]), TODAY, "first")
    bars = pl.DataFrame({"symbol": ["AAPL"] * 30, "date": dates, "close": [100.0] * 30})
    bring("bars", bars, TODAY, "bars")
    later = date(2024, 7, 15)
    bring("actions", dividend(dates[10]), later, "late")
    rows = dict(stored(market, "actions").select("date", "known_at").iter_rows())
    assert rows == {dates[5]: dates[5], dates[10]: later}
