"""Plain files, told by what they say: no manifest needed for the common shapes."""

from __future__ import annotations

from pathlib import Path

from rotascope import catalog
from rotascope.errors import BadFile
from rotascope.providers import cboe, companyfacts, ishares, spdr
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.providers.table import kind_of, read_table

__all__ = ["recognise"]

# What people call the columns of a price file.
NAMES = {
    "symbol": ("symbol", "ticker", "sym"),
    "date": ("date", "day"),
    "open": ("open",),
    "high": ("high",),
    "low": ("low",),
    "close": ("close", "last", "px_last"),
    "volume": ("volume", "vol"),
    "level": ("adj_close", "adj close", "adjclose", "adjusted_close", "adjusted close"),
}
BARS = ("symbol", "date", "open", "high", "low", "close", "volume")
MINE = 50


def recognise(path: Path) -> tuple[Job, ...]:
    """The jobs a plain file amounts to. Raises BadFile naming what was found if it is none we know."""
    if not path.is_file():
        raise BadFile(f"{path}: no such file", "a file", "check the path")
    kind = kind_of(path)
    if kind == "xlsx" and (fund := spdr.is_spdr(path)):
        return (_holdings(path, "spdr", fund),)
    if kind == "csv":
        if cboe.is_chain(path):
            return (_native(path, "options", "cboe", "in file"),)
        if companyfacts.is_companyfacts(path):
            return (_native(path, "facts", "companyfacts", "in file, next session"),)
        if (name := ishares.is_ishares(path)) is not None:
            return (_holdings(path, "ishares", _fund(path, name)),)
    return _table(path)


def _spec(path: Path, note: str, known: str) -> DatasetSpec:
    return DatasetSpec(f"file:{path.stem}", MINE, note, known)


def _native(path: Path, table: str, reader: str, known: str) -> Job:
    spec = _spec(path, f"{reader} file {path.name}", known)
    return Job(spec, table, path, path.name, reader=reader, known=known)


def _holdings(path: Path, reader: str, fund: str) -> Job:
    spec = DatasetSpec(reader, 10, "the issuer's own files", "next session")
    return Job(spec, "holdings", path, path.name, reader=reader, constants={"fund": fund},
               units={"weight": "percent"}, known="next session")  # fmt: skip


def _fund(path: Path, name: str) -> str:
    for instrument in catalog.load().instruments:
        if name and instrument.name == name:
            return instrument.symbol
    raise BadFile(f"{path.name}: holdings of '{name or 'a fund it does not name'}'",
                  "a fund in the catalog, named in the file's first row",
                  "a manifest with constants = { fund = \"IWM\" }")  # fmt: skip


def _table(path: Path) -> tuple[Job, ...]:
    header = [c for c in read_table(path).columns if c != "row"]
    mapped = {
        target: next((c for c in header if c.strip().lower() in names), "")
        for target, names in NAMES.items()
    }
    if {"series", "date", "value"} <= {c.lower() for c in header}:
        columns = {c.lower(): c for c in header if c.lower() in ("series", "date", "value")}
        spec = _spec(path, f"user's file {path.name}", "registered lag")
        return (Job(spec, "macro", path, path.name, columns=columns, known="registered lag"),)
    if not (mapped["symbol"] and mapped["date"] and (mapped["close"] or mapped["level"])):
        raise _unknown(path, header)
    return _prices(path, mapped)


def _prices(path: Path, mapped: dict[str, str]) -> tuple[Job, ...]:
    spec = _spec(path, f"user's file {path.name}, closes taken as split-adjusted", "same session")
    made = []
    if mapped["level"]:
        columns = {name: mapped[name] for name in ("symbol", "date", "level")}
        made.append(Job(spec, "returns", path, path.name, columns=columns))
    if mapped["close"]:
        columns = {name: mapped[name] for name in BARS if mapped[name]}
        made.append(
            Job(spec, "bars", path, path.name, columns=columns, constants={"basis": "split"})
        )
    return tuple(made)


def _unknown(path: Path, header: list[str]) -> BadFile:
    if len(header) == 1:
        used = next((s for s in ("\t", ";", "|") if s in header[0]), "")
        if used:
            shown = {"\t": "tabs"}.get(used, f"'{used}'")
            return BadFile(f"{path.name}, row 1: one column '{header[0]}', separated by {shown}",
                           "columns separated by ','",
                           f"a manifest with options = {{ separator = {used!r} }}")  # fmt: skip
    return BadFile(f"{path.name}, row 1: unknown columns {', '.join(header)}",
                   "symbol, date and close (or adj_close); or series, date, value",
                   "rename them, or map them in a manifest")  # fmt: skip
