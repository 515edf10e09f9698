"""Price files: Stooq's, one line a file as Yahoo gave them, and any table of symbols and days."""

from __future__ import annotations

import re
from dataclasses import replace

from rotascope.errors import BadFile
from rotascope.ingest.recognise.answer import job, manifest, own, symbol_in_name
from rotascope.ingest.recognise.forms import written
from rotascope.providers import stooq
from rotascope.providers.jobs import Job, Where
from rotascope.providers.sniff import Sniff

__all__ = ["chart", "prices", "stooq_file"]

# What people call the columns of a price file, in English and German.
NAMES = {
    "symbol": ("symbol", "ticker", "sym", "kürzel"),
    "date": ("date", "day", "datum"),
    "open": ("open", "eröffnung"),
    "high": ("high", "hoch"),
    "low": ("low", "tief"),
    "close": ("close", "last", "px_last", "close/last", "schluss", "schlusskurs"),
    "volume": ("volume", "vol", "volumen"),
    "level": ("adj_close", "adj close", "adjclose", "adj. close", "adjusted_close",
              "adjusted close"),
    "basis": ("basis", "ohlc_basis"),
}  # fmt: skip
BARS = ("symbol", "date", "open", "high", "low", "close", "volume", "basis")
NUMBERS = ("open", "high", "low", "close", "level")
AGAIN = re.compile(r"\.\d+$")


def stooq_file(seen: Sniff) -> tuple[Job, ...] | None:
    """Stooq's CSV. Which line it is of stands in its name only (spy_us_d.csv)."""
    if seen.kind != "csv" or not stooq.is_stooq(seen.path):
        return None
    symbol = stooq.symbol_in(seen.path.name)
    if not symbol:
        raise manifest(seen, "Stooq's prices of a line that neither file nor name says",
                       "a name as Stooq gives it, such as spy_us_d.csv",
                       'reader = "stooq", constants = { symbol = "SPY" }')  # fmt: skip
    made = stooq.job(symbol, "bars" if symbol.startswith("^") else "returns")
    told = job(seen, made.dataset, made.table, f"{symbol} is taken from the file's name")
    return (replace(made, path=told.path, source=told.source, remark=told.remark),)


def chart(seen: Sniff) -> tuple[Job, ...] | None:
    """Yahoo's chart JSON of one line: bars as traded, and its splits and dividends if it has any."""
    start = seen.head.lstrip()
    if seen.kind != "json" or not start.startswith(b'{"chart"'):
        return None
    index = b'"instrumentType":"INDEX"' in seen.head
    basis = {"basis": "index" if index else "raw"}
    made = [job(seen, "yahoo", "bars", reader="yahoo", constants=basis, options={"part": "bars"})]
    if b'"events"' in seen.path.read_bytes():
        made.insert(0, job(seen, "yahoo", "actions", reader="yahoo", options={"part": "actions"}))
    return tuple(made)


def prices(seen: Sniff) -> tuple[Job, ...] | None:
    """A table of closes, or adjusted closes, by symbol and day; or of one line that its name tells."""
    mapped = _mapped(seen)
    if not (mapped["date"] and (mapped["close"] or mapped["level"])):
        return None
    symbol = "" if mapped["symbol"] else symbol_in_name(seen)
    if not (mapped["symbol"] or symbol):
        raise manifest(seen, "prices of a line that neither file nor name says",
                       "a column 'symbol', or one ticker of the catalog in the file's name",
                       'columns and constants = { symbol = "..." }')  # fmt: skip
    numbers = {name: mapped[name] for name in NUMBERS if mapped[name]}
    whole = {"volume": mapped["volume"]} if mapped["volume"] else {}
    options, remarks = written(seen, numbers, whole, {"date": mapped["date"]})
    if symbol:
        remarks = (*remarks, f"{symbol} is taken from the file's name")
    return _jobs(seen, mapped, symbol, options, "; ".join(remarks))


def _mapped(seen: Sniff) -> dict[str, str]:
    """Table column -> file column, '' where there is none. Two candidates for one are refused."""
    return {target: _column(seen, target, names) for target, names in NAMES.items()}


def _column(seen: Sniff, target: str, names: tuple[str, ...]) -> str:
    found = [c for c in seen.header if AGAIN.sub("", c.strip().lower()) in names]
    if len(found) > 1:
        what = "adjusted close" if target == "level" else target
        raise manifest(seen, f"columns '{found[0]}' and '{found[1]}' could both be the {what}",
                       "one of them", f'columns = {{ {target} = "{found[0]}", ... }}')  # fmt: skip
    return found[0] if found else ""


def _jobs(
    seen: Sniff, mapped: dict[str, str], symbol: str, options: dict[str, str], remark: str
) -> tuple[Job, ...]:
    """Adjusted closes become returns, closes become bars. A row that lacks one is left to the other."""
    both = bool(mapped["level"] and mapped["close"])
    made = []
    note = f"user's file {seen.path.name}, closes taken as split-adjusted"
    line = {"symbol": symbol} if symbol else {}
    # The adjusted close of an index is its price: an index has no total return in such a file.
    if mapped["level"] and not symbol.startswith("^"):
        columns = {name: mapped[name] for name in ("symbol", "date", "level") if mapped[name]}
        where = Where((mapped["level"],) if both else (), {} if symbol else {mapped["symbol"]: "^"})
        made.append(own(seen, "returns", note, "same session", remark, columns=columns,
                        constants=line, where=where, options=options))  # fmt: skip
    if mapped["close"]:
        columns = {name: mapped[name] for name in BARS if mapped[name]}
        basis = "index" if symbol.startswith("^") else "split"
        more = line if mapped["basis"] else line | {"basis": basis}
        where = Where((mapped["close"],) if both else ())
        made.append(own(seen, "bars", note, "same session", remark, columns=columns,
                        constants=more, where=where, options=options))  # fmt: skip
    if not made:
        raise BadFile(f"{seen.path.name}: adjusted closes of an index, and no closes",
                      "a column of closes", "a manifest")  # fmt: skip
    return tuple(made)
