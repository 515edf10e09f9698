"""The sample: real data that ships inside libraries we depend on anyway. No network, no files of ours.

The libraries' data files are read where they lie; the libraries are not imported (each takes more
than a second). Every note says plainly what a dataset is not.
"""

from __future__ import annotations

import bz2
import gzip
import importlib.util
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.jobs import DatasetSpec, Job, Where, reading, with_rows
from rotascope.providers.portfolios import means_of_portfolios
from rotascope.registry import provider

__all__ = ["DIVIDENDS_PER_SHARE", "jobs", "read_sample"]

# S&P 500 dividends per share by calendar year, index points (S&P Dow Jones Indices). Only the year
# before is ever used, so the constructed series needs nothing a reader did not have.
DIVIDENDS_PER_SHARE = {
    2013: 34.99, 2014: 39.44, 2015: 43.39, 2016: 45.70, 2017: 48.93,
    2018: 53.75, 2019: 58.24, 2020: 58.28, 2021: 60.40,
}  # fmt: skip
SESSIONS_A_YEAR = 252
SMALL, BIG = ("S1V1", "S1V3", "S1V5"), ("S5V1", "S5V3", "S5V5")
LAGGED = "next month end"

FILES = {
    "index": ("skfolio", "datasets/data/sp500_index.csv.gz"),
    "stocks": ("skfolio", "datasets/data/sp500_dataset.csv.gz"),
    "funds": ("skfolio", "datasets/data/factors_dataset.csv.gz"),
    "french": ("linearmodels", "datasets/french/french.csv.bz2"),
    "factors": ("arch", "data/frenchdata/frenchdata.csv.gz"),
    "vix": ("arch", "data/vix/vix.csv.gz"),
    "sp500": ("arch", "data/sp500/sp500.csv.gz"),
    "nasdaq": ("arch", "data/nasdaq/nasdaq.csv.gz"),
    "default": ("arch", "data/default/default.csv.gz"),
    "core_cpi": ("arch", "data/core_cpi/core-cpi.csv.gz"),
    "wti": ("arch", "data/wti/wti.csv.gz"),
    "macrodata": ("statsmodels", "datasets/macrodata/macrodata.csv"),
}


def _locate(name: str) -> Path:
    package, inside = FILES[name]
    found = importlib.util.find_spec(package)
    folders = list(found.submodule_search_locations or []) if found else []
    path = Path(folders[0], inside) if folders else Path(inside)
    if not path.is_file():
        raise BadFile(f"the sample's {inside} is not in the installed {package}",
                      f"{package} with its data files", f"reinstall {package}")  # fmt: skip
    return path


def _text(path: Path) -> pl.DataFrame:
    with reading(path.name, "compressed CSV"):
        raw = path.read_bytes()
        plain = gzip.decompress(raw) if path.suffix == ".gz" else raw
        plain = bz2.decompress(plain) if path.suffix == ".bz2" else plain
        # FRED writes '.' where there is no observation.
        return with_rows(pl.read_csv(plain, infer_schema=False, null_values=["", "."]), 2)


def _iso(column: str = "Date") -> pl.Expr:
    return pl.col(column).str.to_date("%Y-%m-%d", strict=False)


def _us(column: str = "Date") -> pl.Expr:
    return pl.col(column).str.to_date("%m/%d/%Y", strict=False)


def _long(frame: pl.DataFrame, name: str, value: str) -> pl.DataFrame:
    return frame.unpivot(index=["row", "date"], variable_name=name, value_name=value)


@provider("sample")
def read_sample(path: Path, *, part: str, **_: Any) -> pl.DataFrame:
    """One part of the sample as text or typed columns named like the table they go to."""
    return PARTS[part](path)


def _wide_levels(path: Path) -> pl.DataFrame:
    return _long(_text(path).with_columns(date=_iso()).drop("Date"), "symbol", "level")


def _index_closes(path: Path) -> pl.DataFrame:
    return _text(path).select("row", date=_iso(), symbol=pl.lit("^GSPC"), close="SP500")


def constructed_total_return(closes: pl.DataFrame) -> pl.DataFrame:
    """SPX500C: price return + last calendar year's dividends per share / yesterday's level / 252.

    closes: date, close (index points). Returns date, tr (fraction; null on the first row), anchor.
    From 2014-01-02 only, because the table of dividends begins in 2013.
    """
    paid = pl.col("date").dt.year() - 1
    return (
        closes.sort("date")
        .with_columns(before=pl.col("close").shift(1))
        .filter(pl.col("date") >= pl.date(2014, 1, 2))
        .with_columns(
            dividend=paid.replace_strict(DIVIDENDS_PER_SHARE, default=None, return_dtype=pl.Float64)
        )
        .with_columns(
            tr=pl.col("close") / pl.col("before")
            - 1.0
            + pl.col("dividend") / pl.col("before") / SESSIONS_A_YEAR
        )
        .with_row_index("at")
        .select(
            "row", "date",
            tr=pl.when(pl.col("at") > 0).then(pl.col("tr")),
            anchor=pl.when(pl.col("at") == 0).then(pl.col("close")),
        )
    )  # fmt: skip


def _constructed(path: Path) -> pl.DataFrame:
    closes = _index_closes(path).with_columns(pl.col("close").cast(pl.Float64))
    return constructed_total_return(closes).with_columns(symbol=pl.lit("SPX500C"))


def _french(path: Path) -> pl.DataFrame:
    return _text(path).with_columns(date=_iso("dates")).drop("dates")


def _french_lines(path: Path) -> pl.DataFrame:
    """FRSMALL and FRBIG: means of three portfolios' monthly total returns, dated at month's end."""
    wide = _french(path).with_columns(pl.exclude("row", "date").cast(pl.Float64))
    return means_of_portfolios(wide, {"FRSMALL": SMALL, "FRBIG": BIG})


def _french_series(path: Path) -> pl.DataFrame:
    return _long(_french(path), "series", "value").with_columns(series="FR." + pl.col("series"))


def _factor_series(path: Path) -> pl.DataFrame:
    first = (pl.col("Date") + "01").str.to_date("%Y%m%d", strict=False)
    frame = _text(path).with_columns(date=first)
    return _long(frame.drop("Date"), "series", "value").with_columns(
        series="FRM." + pl.col("series")
    )


def _ohlc(symbol: str, path: Path) -> pl.DataFrame:
    return _text(path).select(
        "row", date=_us(), symbol=pl.lit(symbol), open="Open", high="High", low="Low",
        close="Close", volume="Volume",
    )  # fmt: skip


def _vix(path: Path) -> pl.DataFrame:
    return _text(path).select("row", date=_us(), symbol=pl.lit("^VIX"), close="vix")


def _us_series(path: Path) -> pl.DataFrame:
    return _long(_text(path).with_columns(date=_us()).drop("Date"), "series", "value")


def _macrodata(path: Path) -> pl.DataFrame:
    frame = _text(path)
    quarter = pl.col("quarter").cast(pl.Int32)
    dated = frame.with_columns(date=pl.date(pl.col("year").cast(pl.Int32), quarter * 3 - 2, 1))
    return _long(dated.drop("year", "quarter"), "series", "value").with_columns(
        series="MD." + pl.col("series")
    )


PARTS = {
    "stocks": _wide_levels,
    "funds": _wide_levels,
    "index": _index_closes,
    "constructed": _constructed,
    "french_lines": _french_lines,
    "french": _french_series,
    "factors": _factor_series,
    "sp500": lambda path: _ohlc("^GSPC", path),
    "nasdaq": lambda path: _ohlc("^IXIC", path),
    "vix": _vix,
    "us_series": _us_series,
    "macrodata": _macrodata,
}


def _job(name: str, table: str, file: str, part: str, note: str, known: str, **more: Any) -> Job:
    spec = DatasetSpec(f"sample_{name}", more.pop("precedence", 90), note, known)
    return Job(spec, table, _locate(file), f"{FILES[file][0]}: {Path(FILES[file][1]).name}",
               reader="sample", known=known, options={"part": part}, **more)  # fmt: skip


def jobs() -> tuple[Job, ...]:
    """Everything the sample holds, as jobs for the same gate that a user's files pass."""
    session = "same session"
    points = {"basis": "index"}
    fraction = {"unit": "fraction"}
    return (
        _job("stocks", "returns", "stocks", "stocks",
             "20 names chosen with hindsight: large US companies of today", session),
        _job("funds", "returns", "funds", "funds",
             "five factor funds, adjusted closes of one late download", session),
        _job("constructed", "returns", "index", "constructed",
             "constructed: price return plus the previous calendar year's dividends per share in 252"
             " equal parts; no vendor's total-return index", session),
        _job("french_lines", "returns", "french", "french_lines",
             "means of three French portfolios each, monthly, one late vintage", LAGGED),
        _job("index", "bars", "index", "index", "price index, without dividends", session,
             constants=points),
        _job("sp500", "bars", "sp500", "sp500", "price index 1999-2018, without dividends", session,
             constants=points, precedence=91),
        _job("nasdaq", "bars", "nasdaq", "nasdaq", "price index 1999-2018, without dividends",
             session, constants=points),
        _job("vix", "bars", "vix", "vix", "VIX closes 2014-2019", session, constants=points,
             where=Where(present=("close",))),
        _job("french", "macro", "french", "french",
             "French factors, industries and portfolios, monthly, one late vintage", LAGGED,
             constants=fraction),
        _job("factors", "macro", "factors", "factors",
             "French factors 1926-2018, monthly, one late vintage", LAGGED, constants=fraction,
             units={"value": "percent"}),
        *(_job(name, "macro", name, "us_series", f"{what}, one late vintage", "registered lag",
               where=Where(present=("value",)))
          for name, what in (("default", "Moody's AAA and BAA yields"), ("core_cpi", "core CPI"),
                             ("wti", "WTI crude oil"))),
        _job("macrodata", "macro", "macrodata", "macrodata",
             "US quarterly macro data 1959-2009, one late vintage", "registered lag"),
    )  # fmt: skip
