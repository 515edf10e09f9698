"""Datasets that a file's content names, with the standing that manifests and sources give them too."""

from __future__ import annotations

from pathlib import Path

from rotascope.plain import one_line, path_text
from rotascope.providers.jobs import DatasetSpec

__all__ = ["DATASETS", "mine"]

MINE = 50

_ALL = (
    DatasetSpec("fred", 20, "one late vintage: revised series are not point-in-time", "registered lag"),
    DatasetSpec("vintages", 10, "71 real-time vintages of quarterly averages, 2005m4 to 2022m10",
                "in file"),
    DatasetSpec("spf", 10, "Survey of Professional Forecasters; known 50 days into the quarter",
                "after 50 days"),
    DatasetSpec("french", 20, "Kenneth French's library, one late vintage", "next month end"),
    DatasetSpec("french_lines", 50, "means of three French portfolios each (small or big, low to high"
                " book-to-market), monthly, one late vintage", "next month end"),
    DatasetSpec("shiller", 20, "Robert Shiller's monthly file, one late vintage", "registered lag"),
    DatasetSpec("nber", 10, "recession dates; known on the committee's announcement", "in file"),
    DatasetSpec("ishares", 10, "iShares' own holdings files; known the session after their stamp",
                "next session"),
    DatasetSpec("spdr", 10, "State Street's own holdings workbooks; known the session after their stamp",
                "next session"),
    DatasetSpec("roundhill", 10, "Roundhill's own holdings file; its lines are those a session opens"
                " with", "same session"),
    DatasetSpec("nport", 60, "funds' own reports to the SEC, public about 60 days after a quarter's"
                " end", "in file, next session"),
    DatasetSpec("treasury", 10, "par yields of the Treasury; known the next session",
                "registered lag"),
    DatasetSpec("yahoo", 40, "Yahoo's daily bars, put back to what was traded", "same session"),
    DatasetSpec("news", 10, "headlines of the feeds you name; known when fetched", "in file"),
    DatasetSpec("sp500_members", 10, "S&P 500 membership intervals since 1996; a change is known on the"
                " day it takes effect", "in file"),
    DatasetSpec("sp500_changes", 10, "S&P 500 additions and removals; known on the day they take effect,"
                " announced some days before", "in file"),
    DatasetSpec("sentfin", 10, "SEntFiN 1.0, headlines judged by people; dated, assumed, by its paper"
                " of 2022-03-08", "next session"),
    DatasetSpec("cboe", 10, "CBOE delayed chains; a chain taken after the close is known the next"
                " session", "in file"),
    DatasetSpec("atm_iv", 10, "at-the-money implied volatility, one snapshot; the hour is unknown, so"
                " known the next session", "next session"),
    DatasetSpec("eps_snapshots", 10, "daily snapshots; the vendor changed its definition between"
                " 2025-11-14 and 2025-11-17", "next session"),
    DatasetSpec("fomc", 10, "meeting dates; scheduled ones assumed known from the year's first session",
                "in file"),
    DatasetSpec("sec", 10, "companyfacts as filed; the hour is unknown, so known the session after the"
                " filing day", "in file, next session"),
)  # fmt: skip

DATASETS: dict[str, DatasetSpec] = {spec.name: spec for spec in _ALL}


def mine(path: Path, note: str, known: str) -> DatasetSpec:
    """The dataset of a user's own file, named after it: kept apart from every other file's."""
    name = path_text(Path(path.stem))
    return DatasetSpec(f"file:{name}", MINE, one_line(note), known)
