"""Files of every kind through the front door: what is wrong is named, and nothing else is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import WrongUse
from rotascope.ingest.groups import import_together
from rotascope.ingest.report import ImportReport
from rotascope.ingest.run import import_jobs, import_paths, import_sample
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market
from tests.ingest.conftest import TODAY, days, price_rows, stored, write

Bring = Callable[..., ImportReport]


def broken_row(bring: Bring, path: Path, at: int, text: str) -> ImportReport:
    rows = price_rows()
    rows[at] = text
    return bring(write(path, rows))


@pytest.mark.parametrize(
    ("price", "check", "observed"),
    [
        ("abc", "Q01", "'abc'"),
        ("NaN", "Q02", "NaN"),
        ("inf", "Q02", "inf"),
        ("-5", "Q03", "-5.0"),
        ("0", "Q03", "0.0"),
        ("", "Q02", "nothing"),
        ("99999999", "Q03", "99999999.0"),
    ],
)
def test_a_bad_price_is_held_with_file_row_and_rule_and_the_rest_is_kept(
    bring: Bring, market: Market, tmp_path: Path, price: str, check: str, observed: str
) -> None:
    day = days(60)[20]
    report = broken_row(bring, tmp_path / "prices.csv", 20, f"AAPL,{day},{price}")
    assert (report.rows_in, report.accepted, report.quarantined) == (60, 59, 1)
    (issue,) = report.issues
    # Row 1 is the header, so the 21st record stands on line 22.
    assert (issue.source, issue.row, issue.check) == ("prices.csv", 22, check)
    assert issue.observed == observed
    assert f"AAPL {day}" in issue.key
    (held,) = market.quarantine_list()
    assert held.row == 22
    assert str(day) in held.original
    assert len(stored(market, "bars")) == 59
    assert report.exit_code == 0


def test_a_date_on_a_holiday_is_held(bring: Bring, tmp_path: Path) -> None:
    # 2024-01-15 was Martin Luther King's day.
    report = broken_row(bring, tmp_path / "prices.csv", 9, "AAPL,2024-01-15,100.5")
    (issue,) = report.issues
    assert issue.check == "Q05"
    assert issue.observed == "2024-01-15 (Monday)"
    assert report.accepted == 59


def test_a_day_that_is_none_is_held(bring: Bring, tmp_path: Path) -> None:
    report = broken_row(bring, tmp_path / "prices.csv", 9, "AAPL,15/01/2024,100.5")
    assert [(i.check, i.observed) for i in report.issues] == [("Q01", "'15/01/2024'")]


def test_the_same_key_with_other_values_holds_both_rows(bring: Bring, tmp_path: Path) -> None:
    rows = price_rows()
    report = bring(write(tmp_path / "prices.csv", [*rows, f"AAPL,{days(60)[30]},123.0"]))
    assert report.rows_in == 61
    assert sorted(i.row for i in report.issues) == [32, 62]
    assert {i.check for i in report.issues} == {"Q10"}
    assert report.accepted == 59


def test_the_same_row_twice_is_counted_as_unchanged(bring: Bring, tmp_path: Path) -> None:
    rows = price_rows()
    report = bring(write(tmp_path / "prices.csv", [*rows, rows[30]]))
    assert (report.accepted, report.unchanged, report.quarantined) == (60, 1, 0)


def test_unknown_columns_are_told_by_name(bring: Bring, tmp_path: Path) -> None:
    report = bring(write(tmp_path / "p.csv", price_rows(), header="symbol,date,closs"))
    assert report.exit_code == 3
    assert report.rows_in == 0
    said = report.jobs[0].sentence
    assert "p.csv, row 1: unknown columns symbol, date, closs" in said
    assert "symbol, date and close" in said


def test_another_separator_is_read_and_told(bring: Bring, tmp_path: Path) -> None:
    rows = [row.replace(",", ";") for row in price_rows()]
    report = bring(write(tmp_path / "p.csv", rows, header="symbol;date;close"))
    assert report.accepted == len(rows)
    assert report.jobs[0].sentence.endswith("rows accepted. Read so: separated by ';'.")
    assert report.exit_code == 0


def test_a_row_with_too_many_fields_is_told_by_its_number(bring: Bring, tmp_path: Path) -> None:
    report = broken_row(bring, tmp_path / "p.csv", 9, "AAPL,2024-01-16,100.5,7")
    assert "p.csv, row 11: 4 fields under a header of 3" in report.jobs[0].sentence


def test_a_truncated_parquet_is_unreadable_and_the_next_file_still_comes_in(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.parquet"
    pl.DataFrame({"symbol": ["A"] * 60, "date": days(60), "close": [1.0] * 60}).write_parquet(whole)
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(whole.read_bytes()[:-40])
    report = bring(cut, write(tmp_path / "good.csv", price_rows()))
    assert [job.status for job in report.jobs] == ["unreadable", "imported"]
    assert "cut.parquet: not a readable Parquet file" in report.jobs[0].sentence
    assert report.exit_code == 3
    assert len(stored(market, "bars")) == 60


@pytest.mark.parametrize(("name", "content", "said"), [
    ("empty.csv", b"", "the file is empty"),
    ("bare.csv", b"symbol,date,close\n", "no rows"),
    ("noise.csv", b"\xff\xfe\x00\x01\x02", "not a text file"),
])  # fmt: skip
def test_an_empty_or_foreign_file_is_told(
    bring: Bring, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    report = bring(path)
    assert report.exit_code == 3
    assert said in report.jobs[0].sentence
    assert name in report.jobs[0].sentence


def test_a_file_that_is_not_there_is_told(bring: Bring, tmp_path: Path) -> None:
    report = bring(tmp_path / "gone.csv")
    assert "gone.csv: no such file" in report.jobs[0].sentence


def with_close(at: dict[int, float], n: int = 60) -> list[str]:
    return [f"AAPL,{day},{at.get(i, 100.0 + (i % 3) * 0.2)}" for i, day in enumerate(days(n))]


def test_a_fall_of_half_that_comes_straight_back_is_held(bring: Bring, tmp_path: Path) -> None:
    report = bring(write(tmp_path / "p.csv", with_close({40: 50.0})))
    held = [i for i in report.issues if i.severity == "quarantine"]
    assert [(i.row, i.check) for i in held] == [(42, "Q13")]
    assert "close 50.0 after" in held[0].observed
    assert report.accepted == 59


def test_a_fall_of_half_that_stays_is_flagged_and_kept(bring: Bring, tmp_path: Path) -> None:
    report = bring(write(tmp_path / "p.csv", with_close({i: 50.0 for i in range(40, 60)})))
    assert report.accepted == 60
    assert [(i.check, i.severity) for i in report.issues] == [("Q13", "flag")]


def test_too_many_held_rows_hold_the_whole_file_and_leave_the_store_alone(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    bring(write(tmp_path / "p.csv", price_rows(40)))
    before = market.version("bars")
    rows = price_rows(100)
    rows[5::10] = [f"AAPL,{day},x" for day in days(100)[5::10]]
    report = bring(write(tmp_path / "p.csv", rows))
    (job,) = report.jobs
    assert job.status == "held"
    assert (job.rows_in, job.accepted, job.held) == (100, 0, 100)
    assert job.quarantined == (("Q01", 10), ("batch", 90))
    assert report.exit_code == 3
    assert market.version("bars") == before
    again = bring(tmp_path / "p.csv")
    assert (again.rows_in, again.exit_code) == (0, 3)
    assert len(market.quarantine_list()) == 10


def test_a_second_import_of_the_same_file_adds_nothing(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    path = write(tmp_path / "p.csv", price_rows())
    bring(path)
    before = market.fingerprint()
    report = bring(path)
    assert (report.rows_in, report.accepted, report.exit_code) == (0, 0, 0)
    assert "0 rows added" in report.sentence
    assert market.fingerprint() == before


HEADER = "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Shares"


def holdings(path: Path, weights: list[float], stamp: str = "Apr 10, 2026") -> Path:
    top = [f'iShares Russell 2000 ETF\nFund Holdings as of,"{stamp}"'] if stamp else []
    lines = [f'"T{i}","NAME {i}","Energy","Equity","1,000.00","{w}","1","10"'
             for i, w in enumerate(weights)]  # fmt: skip
    path.write_text("\n".join([*top, HEADER, *lines]) + "\n", encoding="utf-8-sig")
    return path


def test_weights_that_sum_to_140_percent_hold_the_file(bring: Bring, tmp_path: Path) -> None:
    report = bring(holdings(tmp_path / "iwm.csv", [14.0] * 10), today=date(2026, 5, 1))
    assert report.jobs[0].status == "held"
    assert report.issues[0].observed == "a sum of 140.0 %"
    assert report.exit_code == 3


def test_a_sound_holdings_file_is_known_the_session_after_its_stamp(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    report = bring(holdings(tmp_path / "iwm.csv", [10.0] * 10), today=date(2026, 5, 1))
    assert report.accepted == 10
    rows = stored(market, "holdings")
    assert rows["fund"].unique().to_list() == ["IWM"]
    assert rows["weight"].to_list() == pytest.approx([0.1] * 10)
    # A Friday's file is known on Monday.
    assert rows["known_at"].unique().to_list() == [date(2026, 4, 13)]


def test_an_undated_holdings_file_waits_for_its_date(market: Market, tmp_path: Path) -> None:
    path = holdings(tmp_path / "iwm.csv", [10.0] * 10, stamp="")
    manifest = tmp_path / "m.toml"
    manifest.write_text(
        '[dataset.x]\nknown = "next session"\n[[job]]\ndataset = "x"\ntable = "holdings"\n'
        'path = "iwm.csv"\nreader = "ishares"\nconstants = { fund = "IWM" }\n'
        'units = { weight = "percent" }\n'
    )
    first = import_paths(market, [manifest], today=TODAY)
    assert first.jobs[0].status == "undated"
    assert "--date" in first.jobs[0].sentence
    assert (first.rows_in, first.quarantined, first.exit_code) == (10, 10, 0)
    second = import_paths(market, [manifest], today=TODAY, stamp=date(2024, 6, 28))
    assert second.accepted == 10
    assert stored(market, "holdings")["date"].unique().to_list() == [date(2024, 6, 28)]
    assert path.exists()


def test_a_manifest_that_names_a_column_the_table_lacks_stops_before_anything_is_written(
    market: Market, tmp_path: Path
) -> None:
    write(tmp_path / "p.csv", price_rows())
    manifest = tmp_path / "m.toml"
    manifest.write_text(
        '[dataset.x]\n[[job]]\ndataset = "x"\ntable = "bars"\npath = "p.csv"\n'
        'columns = { symbol = "symbol", date = "date", closing = "close" }\n'
    )
    with pytest.raises(WrongUse, match=r"p\.csv: table bars has no column 'closing'"):
        import_paths(market, [manifest], today=TODAY)
    assert market.version("bars") == -1


CELLS = st.one_of(
    st.floats(1, 200).map(lambda v: f"{v:.2f}"),
    st.sampled_from(["", "abc", "NaN", "inf", "-inf", "-3", "0", "1e9", "100.00"]),
)
DATES = st.one_of(
    st.sampled_from([str(d) for d in days(40)]),
    st.sampled_from(["2024-01-15", "2024-01-13", "yesterday", "", "2024-02-30"]),
)


@pytest.mark.slow  # an import an example; tests/ingest/test_gate.py counts rows without a store
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(st.tuples(st.sampled_from(["A", "B", "", "GOOG"]), DATES, CELLS), min_size=1,
                     max_size=60))  # fmt: skip
def test_every_row_is_accepted_unchanged_or_quarantined(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("dirty")
    market = Market.open(folder / "store", create=True)
    path = write(folder / "p.csv", [",".join(row) for row in rows], "symbol,date,adj_close")
    report = import_paths(market, [path], today=TODAY)
    (job,) = report.jobs
    assert job.rows_in == len(rows)
    assert job.rows_in == job.accepted + job.unchanged + job.held
    assert len(stored(market, "returns")) == job.accepted
    half = write(folder / "q.csv", [",".join(row) for row in rows[::2]], "symbol,date,adj_close")
    later = import_paths(market, [half], today=TODAY)
    assert later.rows_in == later.accepted + later.unchanged + later.quarantined


def test_the_sample_comes_in_whole(market: Market) -> None:
    report = import_sample(market, today=TODAY)
    assert report.exit_code == 0
    assert report.rows_in == report.accepted + report.quarantined
    assert report.quarantined <= 0.0005 * report.rows_in
    assert import_sample(market, today=TODAY).accepted == 0


@pytest.mark.shared
@pytest.mark.slow
def test_the_shared_data_come_in_and_every_price_job_holds_less_than_one_row_in_two_thousand(
    shared_data: Path, market: Market
) -> None:
    manifest = Path(__file__).parents[2] / "examples" / "manifests" / "shared.toml"
    report = import_paths(market, [manifest], root=shared_data, today=date(2026, 6, 14))
    assert report.exit_code == 0
    for job in report.jobs:
        assert job.rows_in == job.accepted + job.unchanged + job.held
        if job.table in ("returns", "bars"):
            assert job.held <= 0.0005 * job.rows_in, job.sentence
    held = {(h.check, h.key.split(" ")[0]) for h in market.quarantine_list()}
    assert ("Q13", "GME") not in held
    holidays = [h for h in market.quarantine_list() if h.check == "Q05"]
    assert len(holidays) == 31
    assert {h.key.split(" ")[0] for h in holidays} == {"^VIX"}
    again = import_paths(market, [manifest], root=shared_data, today=date(2026, 6, 14))
    assert again.rows_in == 0


def test_a_held_file_can_be_vouched_for_and_is_known_from_then_on(
    market: Market, bring: Bring, tmp_path: Path
) -> None:
    rows = price_rows(60)
    wrong = [row.rpartition(",")[0] + ",-1" for row in rows[:10]]
    path = write(tmp_path / "p.csv", [*wrong, *rows[10:]])
    assert bring(path).jobs[0].status == "held"
    later = date(2024, 7, 15)
    report = bring(path, today=later, accept="the vendor confirmed the other rows")
    assert (report.accepted, report.quarantined) == (50, 10)
    assert stored(market, "bars")["known_at"].unique().to_list() == [later]


def test_a_feed_that_lost_a_day_can_be_vouched_for_and_what_is_wrong_by_itself_stays_held(
    market: Market, bring: Bring, tmp_path: Path
) -> None:
    rows = [row for n in range(25) for i, row in enumerate(price_rows(10, f"Q{n:02d}")) if i != 4]
    rows[7] = rows[7].rpartition(",")[0] + ",-1"
    path = write(tmp_path / "p.csv", rows)
    report = bring(path)
    assert report.jobs[0].status == "held"
    assert "25 of 25 lines miss 2024-01-08" in report.jobs[0].sentence
    report = bring(path, accept="the exchange's own feed has no such day")
    assert (report.accepted, report.quarantined) == (224, 1)
    assert dict(report.jobs[0].flagged) == {"Q12": 25}


def test_a_dataset_does_not_change_its_standing_unasked(bring: Bring, tmp_path: Path) -> None:
    def manifest(precedence: int, more: str = "") -> Path:
        path = tmp_path / "m.toml"
        path.write_text(
            f"[dataset.d]\nprecedence = {precedence}\n{more}\n[[job]]\ndataset = 'd'\ntable = 'bars'\n"
            "path = 'p.csv'\ncolumns = { symbol = 'symbol', date = 'date', close = 'close' }\n"
            "constants = { basis = 'split' }\n"
        )
        return path

    write(tmp_path / "p.csv", price_rows(30))
    bring(manifest(10))
    with pytest.raises(WrongUse, match=r"precedence 10 and .* this import says 5"):
        bring(manifest(5))
    assert bring(manifest(5, "redeclare = true")).jobs[0].status == "already"


def test_a_file_that_does_not_say_its_day_is_known_from_the_day_given_with_it(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    path = tmp_path / "calendar.json"
    path.write_text('[{"symbol":"A","reportDate":"2024-08-01","fiscalDateEnding":"2024-06-30",'
                    '"estimate":"1.5"}]')  # fmt: skip
    first = bring(path)
    assert (first.jobs[0].status, first.accepted) == ("undated", 0)
    assert "--date YYYY-MM-DD" in first.jobs[0].sentence
    second = bring(path, stamp=date(2024, 6, 28))
    assert second.accepted == 1
    assert stored(market, "earnings")["known_at"].to_list() == [date(2024, 7, 1)]
    assert bring(path, stamp=date(2024, 6, 28)).jobs[0].status == "already"


def test_what_reading_a_file_had_to_decide_is_in_its_report(bring: Bring, tmp_path: Path) -> None:
    path = tmp_path / "IWM.csv"
    rows = [f"{day:%d.%m.%Y};1.00{i % 10},5" for i, day in enumerate(days(30))]
    path.write_bytes(("Schätzung\nDatum;Schluss\n" + "\n".join(rows)).encode("cp1252"))
    (job,) = bring(path).jobs
    assert job.accepted == 30
    assert job.remark == (
        "read as Windows-1252; separated by ';'; 1 row above the header left out; decimal commas; days"
        " written as %d.%m.%Y; IWM is taken from the file's name"
    )
    assert job.sentence.endswith(f"Read so: {job.remark}.")


def test_a_pipe_named_by_a_job_is_told_and_not_waited_for(market: Market, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    columns = {name: name for name in ("symbol", "date", "close")}
    spec = DatasetSpec("mine", 5, "our own", "same session")
    job = Job(spec, "bars", tmp_path / "pipe", "pipe", columns=columns)
    for run in (import_jobs, import_together):
        (told,) = run(market, [job], today=TODAY).jobs
        assert told.status == "unreadable"
        assert "not a plain file" in told.sentence


def test_a_file_name_of_any_bytes_stops_no_import(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    odd = write(tmp_path / os.fsdecode(b"prices\xff\n.csv"), price_rows())
    sound = write(tmp_path / "prices.csv", price_rows(60, "MSFT"))
    report = bring(odd, sound)
    assert [one.status for one in report.jobs] == ["imported", "imported"]
    assert report.jobs[0].source == "prices\ufffd\ufffd.csv"
    assert len(stored(market, "bars")) == 120
    assert bring(tmp_path / os.fsdecode(b"none\xff.csv")).jobs[0].status == "unreadable"
