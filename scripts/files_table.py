"""Write into docs/files.md what becomes of each file of ../shared/data, imported without a manifest.

Counts only. Run it when recognition, a reader or a check has changed; tests/acceptance/test_every_file.py
imports the same files and says when the page is no longer true.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rotascope.brokers import read
from rotascope.errors import BadFile
from rotascope.ingest.report import ImportReport, JobReport
from rotascope.ingest.run import import_paths
from rotascope.store.market import Market

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "files.md"
DATA = ROOT.parent / "shared" / "data"
BEGINS = "<!-- What becomes of each file of ../shared/data, put here by scripts/files_table.py. -->"
ENDS = "<!-- End of the files. -->"
TODAY = date(2026, 6, 12)
PROSE = ("README", "LICENSE")
# Files that do not say their day, and the day they are given here with --date.
GIVEN = {
    "earnings/alphavantage_earnings_calendar_2025-12-26.json": date(2025, 12, 26),
    "holdings/sp500_membership/sp500.csv": date(2025, 11, 21),
    "news/entity_list_comprehensive.csv": date(2022, 3, 8),
}
HEAD = ("| file | table | rows in | accepted | unchanged | held |", "|---|---|--:|--:|--:|--:|")


def files(data: Path) -> list[Path]:
    """Every file but licences and the like, by name."""
    found = (path for path in sorted(data.rglob("*")) if path.is_file())
    return [path for path in found if not any(word in path.name for word in PROSE)]


def lines(data: Path, store: Path) -> Iterator[str]:
    """The table: each file imported into one store, in order."""
    yield from HEAD
    market = Market.open(store, create=True)
    try:
        for path in files(data):
            name = path.relative_to(data).as_posix()
            report = import_paths(market, [path], today=TODAY, stamp=GIVEN.get(name))
            shown = f"{name}, `--date {GIVEN[name]}`" if name in GIVEN else name
            yield from _of(path, shown, report)
    finally:
        market.close()


def _of(path: Path, shown: str, report: ImportReport) -> Iterator[str]:
    for job in report.jobs:
        if job.status != "unreadable":
            yield _row(shown, job)
        elif "rotascope book" in job.sentence:
            yield _book(path, shown)
        else:
            yield f"| {shown} | none: {_door(job.sentence)} | | | | |"


def _row(shown: str, job: JobReport) -> str:
    held = f"{job.held:,}"
    if job.quarantined:
        held += " (" + ", ".join(f"{check} {rows:,}" for check, rows in job.quarantined) + ")"
    if job.status == "undated":
        held = f"{job.held:,}: needs `--date`"
    counts = f"{job.rows_in:,} | {job.accepted:,} | {job.unchanged:,}"
    return f"| {shown} | {job.table} | {counts} | {held} |"


def _book(path: Path, shown: str) -> str:
    book = read(path)
    ignored = sum(rows for _, rows in book.ignored)
    told = f"{book.understood:,} understood | {ignored:,} ignored | {len(book.issues):,} not understood"
    return f"| {shown} | `rotascope book` | {book.rows_in:,} | {told} |"


def _door(sentence: str) -> str:
    return sentence.rpartition("Try: ")[2].rstrip(".").replace("|", "or")


def page(text: str, table: str) -> str:
    """The page with the table between its two marks replaced."""
    head, _, rest = text.partition(BEGINS)
    _, _, tail = rest.partition(ENDS)
    if not tail:
        raise BadFile(f"{PAGE}: no marks around the files", BEGINS, "put them back")
    return f"{head}{BEGINS}\n\n{table}\n\n{ENDS}{tail}"


def main() -> None:
    """Import everything and write the page."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not data.is_dir():
        raise SystemExit(f"no data at {data}")
    with tempfile.TemporaryDirectory() as folder:
        table = "\n".join(lines(data, Path(folder) / "store"))
    PAGE.write_text(page(PAGE.read_text("utf-8"), table), "utf-8")


if __name__ == "__main__":
    main()
