"""A corrected file, brought through the gate, is known from its import: no earlier read changes.

One small file for every table, imported, then imported again with other values weeks later; and the
rules with an hour: what comes after the close and a quarter of an hour belongs to the next session.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from rotascope.ingest.run import import_jobs
from rotascope.panel import Panel
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.providers.moments import known_after
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from rotascope.store.tables import TABLES
from tests.ingest.conftest import days
from tests.ingest.planted.funds import file, sound_lines

FIRST, BETWEEN, SECOND = date(2024, 4, 1), date(2024, 4, 15), date(2024, 5, 1)
DAY = date(2024, 3, 28)
Made = tuple[pl.DataFrame, str, str]  # rows, the rule for known_at, an id


def frame(**columns: Any) -> pl.DataFrame:
    return pl.DataFrame(columns)


def prices(column: str, by: float) -> pl.DataFrame:
    line = [100.0 + (n % 3) * 0.5 for n in range(12)]
    line[6] *= by
    return frame(symbol=["ZZ"] * 12, date=days(12)).with_columns(pl.Series(column, line))


def estimates(by: float) -> pl.DataFrame:
    return frame(symbol=["ZZ"], fiscal_end=[date(2024, 6, 30)], date=[DAY], eps=[1.5 * by],
                 report_date=[date(2024, 7, 24)], currency=["USD"], basis=["v"])  # fmt: skip


def swaps(by: float) -> pl.DataFrame:
    return frame(fund=["MAGS"], date=[DAY], line=[1], kind=["swap"], underlying=["NVDA"],
                 notional=[1e6 * by], counterparty=["NM"])  # fmt: skip


# `by` is 1 in the first file and a little more in the corrected one.
FILES: dict[str, Callable[[float], Made]] = {
    "returns": lambda by: (prices("level", 1 + (by - 1) / 100), "same session", "US:ZZ"),
    "bars": lambda by: (prices("close", 1 + (by - 1) / 100).with_columns(basis=pl.lit("split")),
                        "same session", "US:ZZ"),
    "macro": lambda by: (frame(series=["UNRATE"], date=[date(2024, 2, 1)], value=[3.9 * by]),
                         "registered lag", "UNRATE"),
    "holdings": lambda by: (file([x | {"shares": x["shares"] * by} for x in sound_lines(6)], "IWM", DAY),
                            "next session", "IWM"),
    "members": lambda by: (frame(index=["SP500"], symbol=["ZZ"], date=[DAY],
                                 last=[None if by == 1 else date(2024, 4, 30)]),
                           "same session", "SP500"),
    "options": lambda by: (frame(underlying=["SPY"], date=[DAY], expiry=[date(2024, 6, 21)],
                                 strike=[500.0], right=["C"], bid=[20.0 * by], spot=[521.0]),
                           "next session", "SPY"),
    "implied": lambda by: (frame(underlying=["SPY"], date=[DAY], expiry=[date(2024, 6, 21)],
                                 iv=[0.12 * by]), "next session", "SPY"),
    "estimates": lambda by: (estimates(by), "next session", "ZZ"),
    "earnings": lambda by: (frame(symbol=["ZZ"], date=[DAY], fiscal=["2024-Q1"], timing=["after"],
                                  eps_actual=[1.5 * by]), "announcement", "ZZ"),
    "events": lambda by: (frame(entity=["US"], kind=["FOMC meeting"], date=[DAY], value=[5.5 * by]),
                          "same session", "US"),
    "facts": lambda by: (frame(entity=["1"], tag=["Assets"], unit=["USD"], start=[date(2023, 1, 1)],
                               date=[date(2023, 12, 31)], accession=["a"], value=[10.0 * by]),
                         "after 60 days", "1"),
    "actions": lambda by: (frame(symbol=["ZZ"], date=[DAY], kind=["dividend"], amount=[0.5 * by]),
                           "same session", "US:ZZ"),
    "derivatives": lambda by: (swaps(by), "next session", "MAGS"),
    "funds": lambda by: (frame(fund=["IWM"], date=[DAY], net_assets=[7e10 * by]), "next session", "IWM"),
    "identifiers": lambda by: (frame(code=["037833100"], scheme=["cusip"], date=[DAY],
                                     symbol=["AAPL"], name=[f"APPLE {by}"]), "next session", "037833100"),
    "news": lambda by: (frame(source=["feed"], date=[DAY], item=["1"], title=[f"title {by}"]),
                        "next session", "feed"),
    "labels": lambda by: (frame(corpus=["c"], date=[DAY], line=[1], entity=["e"], title=["t"],
                                label=["positive" if by == 1 else "negative"]), "next session", "c"),
    "sentiment": lambda by: (frame(entity=["IWM"], date=[DAY], item=["1"], score=[0.2 * by],
                                   label=["neutral"], kind=["article"], title=["t"]),
                             "next session", "IWM"),
}  # fmt: skip


def brought(market: Market, folder: Path, table: str, by: float, today: date) -> str:
    """Import the file of a table as of a day; the id under which its rows are read."""
    rows, known, name = FILES[table](by)
    path = folder / f"{table}-{today}.parquet"
    rows.write_parquet(path)
    spec = DatasetSpec("mine", 10, "", known)
    job = Job(spec, table, path, path.name, columns={c: c for c in rows.columns}, known=known)
    told = import_jobs(market, [job], today=today).jobs[0]
    assert told.status == "imported", told.sentence
    assert told.held == 0, told.sentence
    return name


def read(market: Market, table: str, name: str, day: date) -> dict[str, list[Any]]:
    rows = Panel(StoreBackend(market), day).dated(table, name)
    return {column: [repr(one) for one in values.tolist()] for column, values in rows.items()}


def test_there_is_a_file_for_every_table() -> None:
    assert set(FILES) == set(TABLES) - {"readings"}, "readings are recorded, never imported"


@pytest.mark.parametrize("table", FILES)
def test_a_correction_is_known_from_its_import_on(
    table: str, market: Market, tmp_path: Path
) -> None:
    name = brought(market, tmp_path, table, 1.0, FIRST)
    before = {day: read(market, table, name, day) for day in (DAY, FIRST, BETWEEN)}
    assert before[BETWEEN], f"nothing of {table} is read"
    brought(market, tmp_path, table, 1.25, SECOND)
    after = {day: read(market, table, name, day) for day in (DAY, FIRST, BETWEEN)}
    assert after == before
    assert read(market, table, name, SECOND) != before[BETWEEN]


# ---------------------------------------------------------------- the decision's cut-off


@pytest.mark.parametrize(
    ("moment", "session"),
    [
        (datetime(2024, 7, 2, 20, 15, tzinfo=UTC), date(2024, 7, 2)),  # 16:15 in New York
        (datetime(2024, 7, 2, 20, 16, tzinfo=UTC), date(2024, 7, 3)),
        (datetime(2024, 7, 3, 17, 15, tzinfo=UTC), date(2024, 7, 3)),  # 13:15, a half day
        (
            datetime(2024, 7, 3, 17, 16, tzinfo=UTC),
            date(2024, 7, 5),
        ),  # after it, before the holiday
        (datetime(2024, 7, 3, 20, 10, tzinfo=UTC), date(2024, 7, 5)),  # 16:10 is late on a half day
        (datetime(2024, 1, 2, 21, 15, tzinfo=UTC), date(2024, 1, 2)),  # winter: 16:15 again
        (datetime(2024, 7, 6, 15, 0, tzinfo=UTC), date(2024, 7, 8)),  # Saturday
    ],
)
def test_what_comes_after_the_cut_off_belongs_to_the_next_session(
    moment: datetime, session: date
) -> None:
    assert known_after(moment) == session
