"""Golden cases: what every registered signal says on the planted market, kept as reviewed data.

`python scripts/golden.py [NAME...]` rewrites tests/golden/signals/<name>.json (of every signal, or
of those named); read the difference before committing it. `--check` writes nothing, prints what
differs and ends with 1 if anything does.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.catalog import load
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.registry import SIGNALS
from rotascope.signals.reading import Measured, measure
from rotascope.signals.weekly import month_ends, when_published
from rotascope.store.memory import MemoryBackend
from rotascope.terms import Null

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "golden" / "signals"
SEED, SESSIONS, POINTS = 7, 900, 12
RTOL = 1e-6


# The planted market under real names, so that every signal has something to measure.
LINES_AS = {"PW:SMALL": "SPSM", "PW01": "NVDA", "PW02": "GOOG", "PW03": "GOOGL", "PW04": "MSFT",
            "PW05": "AAPL", "PW06": "AMZN", "PW07": "META", "PW08": "TSLA"}  # fmt: skip
PRICES_AS = {"PW:SMALL": "^RUT", "PW:LARGE": "^GSPC"}
MONTHLY_AS = {"PW:SMALL": "FRSMALL", "PW:LARGE": "FRBIG"}


@cache
def backend() -> MemoryBackend:
    """The planted market, and beside it copies of its lines and files under real names."""
    frames, truth = planted.frames(seed=SEED, sessions=SESSIONS)
    returns, bars, files = frames["returns"], frames["bars"], frames["holdings"]
    frames["returns"] = pl.concat(
        [returns, _renamed(returns, LINES_AS, truth.last), _monthly(returns, truth.last)]
    )
    frames["bars"] = pl.concat([bars, _renamed(bars, PRICES_AS, truth.last)])
    early = pl.col("date") < date(2022, 6, 9)  # until then META was another fund's ticker
    large = files.filter(pl.col("fund") == "PW:LARGE")
    dressed = large.with_columns(
        symbol=pl.when(early)
        .then(pl.col("symbol").replace(LINES_AS | {"PW07": "FB"}))
        .otherwise(pl.col("symbol").replace(LINES_AS))
    )
    copies = [large.with_columns(fund=pl.lit("IWM")), dressed.with_columns(fund=pl.lit("SPY"))]
    frames["holdings"] = pl.concat([files, *copies])
    return MemoryBackend(frames)


def _ids(names: dict[str, str], on: date) -> dict[str, str]:
    of = load().instrument_id
    return {of(old, on): of(new, on) for old, new in names.items()}


def _renamed(rows: pl.DataFrame, names: dict[str, str], on: date) -> pl.DataFrame:
    ids = _ids(names, on)
    kept = rows.filter(pl.col("instrument").is_in(list(ids)))
    return kept.with_columns(pl.col("instrument").replace_strict(ids))


def _monthly(returns: pl.DataFrame, on: date) -> pl.DataFrame:
    """The two size lines compounded to month-end rows, published a month later."""
    rows = _renamed(returns, MONTHLY_AS, on).sort("instrument", "date")
    level = (1.0 + pl.col("tr").fill_null(0.0)).cum_prod().over("instrument")
    ends = rows["date"].unique().sort().to_numpy()
    ends = ends[month_ends(ends)]
    kept = rows.with_columns(level=level).filter(pl.col("date").is_in(ends.tolist()))
    grown = (pl.col("level") / pl.col("level").shift() - 1.0).over("instrument")
    known = when_published(kept["date"].to_numpy().astype("datetime64[D]"))
    return kept.with_columns(
        known_at=pl.Series(known),
        tr=grown,
        anchor=pl.when(grown.is_null()).then(100.0).otherwise(None),
    ).drop("level")


def panel() -> Panel:
    """The market of the golden cases on its last day."""
    return Panel(backend(), planted.LAST_DAY)


def cases(names: list[str] | None = None) -> dict[str, dict[str, Any]]:
    """Name to golden case for every registered signal (or `names`)."""
    return {m.spec.name: case(m) for m in measure(panel(), names, history=True)}


def case(measured: Measured) -> dict[str, Any]:
    """What a reviewer reads: the sentence, the number and its frame, a few points of the history."""
    said = measured.reading
    return {
        "signal": said.signal,
        "text": said.text,
        "status": said.status,
        "reason": said.reason,
        "value": _rounded(said.value),
        "unit": said.unit,
        "state": said.state,
        "lean": _rounded(said.lean),
        "percentile": _rounded(said.percentile),
        "n_obs": said.n_obs,
        "coverage": _rounded(said.coverage),
        "first": str(said.first),
        "age_sessions": said.age_sessions,
        "interval": said.interval and [_rounded(said.interval.low), _rounded(said.interval.high)],
        "null": said.null and _null(said.null),
        "marks": len(said.marks),
        "history": _points(said.history.dates, said.history.values) if said.history else {},
    }


def _null(null: Null) -> dict[str, Any]:
    told = {"statement": null.statement, "rate": _rounded(null.rate), "p": _rounded(null.p)}
    return told | ({"draws": null.draws} if null.draws else {})


def _points(dates: tuple[date, ...], values: tuple[float, ...]) -> dict[str, float | None]:
    """Evenly spaced points of a history, the last one among them."""
    step = max(len(dates) // POINTS, 1)
    return {str(dates[i]): _rounded(values[i]) for i in range(len(dates) - 1, -1, -step)}


def _rounded(value: float | None) -> float | None:
    """Nine significant digits: enough to see a change of method, too few to see a machine."""
    return None if value is None else float(f"{value:.9g}")


def differences(kept: Any, made: Any, where: str = "") -> list[str]:
    """Sentences about every leaf that differs; numbers compare with a relative 1e-6."""
    if isinstance(kept, dict) and isinstance(made, dict):
        names = sorted(set(kept) | set(made))
        return [
            line
            for name in names
            for line in differences(kept.get(name), made.get(name), f"{where}.{name}")
        ]
    if isinstance(kept, list) and isinstance(made, list) and len(kept) == len(made):
        pairs = enumerate(zip(kept, made, strict=True))
        return [line for i, (a, b) in pairs for line in differences(a, b, f"{where}[{i}]")]
    if isinstance(kept, float | int) and isinstance(made, float | int):
        same = math.isclose(kept, made, rel_tol=RTOL, abs_tol=1e-9)
    else:
        same = kept == made
    return [] if same else [f"{where}: {kept!r} is kept, {made!r} is made"]


def check() -> list[str]:
    """What the kept cases and today's answers disagree on, missing and orphaned files included."""
    made = cases()
    on_file = {path.stem for path in FOLDER.glob("*.json")}
    found = [f"{name} has no golden case" for name in sorted(set(made) - on_file)]
    found += [f"{name}.json belongs to no signal" for name in sorted(on_file - set(made))]
    for name in sorted(on_file & set(made)):
        kept = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        found += differences(kept, made[name], name)
    return found


def write(names: list[str] | None = None) -> int:
    """Rewrite every golden case and drop those of no signal, or only those of `names`."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = cases(names)
    for path in FOLDER.glob("*.json") if names is None else ():
        if path.stem not in made:
            path.unlink()
    for name, content in made.items():
        text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
        (FOLDER / f"{name}.json").write_text(text, "utf-8")
    return len(made)


def main() -> int:
    """Write the cases, or with --check say what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, say what differs")
    parser.add_argument("names", nargs="*", help="only these signals")
    asked = parser.parse_args()
    if not asked.check:
        written = write(asked.names or None)
        print(f"{written} golden cases of {len(SIGNALS)} signals written to {FOLDER}")
        return 0
    found = check()
    print("\n".join(found) or "every golden case holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
