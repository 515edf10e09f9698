"""The law 'the store cut at t says the same at t': what is added later moves nothing said of t.

Truncation and perturbation change the rows that a panel reads; they do not change which lines,
datasets and lists there are. Here the store itself is made again from the rows known by the cut, and
the whole one holds everything that may be added to a store: a better dataset, new stocks, a list of
members, revisions, announcements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

import numpy as np
import polars as pl

from rotascope.panel import Panel
from rotascope.registry import SignalSpec
from rotascope.signals.reading import Measured, reading
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import Dataset
from tests.laws.peeking import ATOL, RTOL, difference, told

Frames = Mapping[str, pl.DataFrame]
Added = Callable[[Frames, date], dict[str, pl.DataFrame]]
STANDING = (Dataset("planted", 20, "", ""), Dataset("better", 10, "", ""))
LATER_STOCKS = 200
NUMBERS = ("value", "lean", "percentile", "null", "interval")
WORDS = (
    "status",
    "reason",
    "text",
    "state",
    "n_obs",
    "coverage",
    "marks",
    "sources",
    "age_sessions",
)


def cut_store(whole: MemoryBackend, cut: date) -> MemoryBackend:
    """The store as it stood on `cut`: rows known by then and the datasets that had one."""
    known = {name: f.filter(pl.col("known_at") <= cut) for name, f in whole.frames.items()}
    held = {dataset for frame in known.values() for dataset in frame["dataset"].unique()}
    return MemoryBackend(known, [d for d in whole.datasets().values() if d.name in held])


# ---------------------------------------------------------------- what may be added to a store


def better_dataset(frames: Frames, cut: date) -> dict[str, pl.DataFrame]:
    """Every line goes on in a dataset of better precedence that begins after the cut."""
    late = pl.col("known_at") > cut
    return {
        name: frames[name].filter(late).with_columns(dataset=pl.lit("better"))
        for name in ("returns", "bars", "macro", "holdings")
    }


def later_stocks(frames: Frames, cut: date) -> dict[str, pl.DataFrame]:
    """Two hundred stocks that list after the cut."""
    one = frames["returns"].filter((pl.col("instrument") == "US:PW20") & (pl.col("date") > cut))
    names = (pl.lit(f"US:LATER{n:03d}") for n in range(LATER_STOCKS))
    return {"returns": pl.concat([one.with_columns(instrument=name) for name in names])}


def later_list(frames: Frames, cut: date) -> dict[str, pl.DataFrame]:
    """Two hundred stocks with their past and a list of forty members, put on file after the cut."""
    half = frames["members"].head(40)
    members = half.with_columns(index=pl.lit("sp500"), known_at=_after(cut))
    one = frames["returns"].filter(pl.col("instrument") == "US:PW20")
    names = (pl.lit(f"US:OLD{n:03d}") for n in range(LATER_STOCKS))
    old = pl.concat([one.with_columns(instrument=name, known_at=_after(cut)) for name in names])
    return {"members": members, "returns": old}


def later_figures(frames: Frames, cut: date) -> dict[str, pl.DataFrame]:
    """Figures, meetings, announcements and files about days before the cut, known after it."""
    macro, events, files = frames["macro"], frames["events"], frames["holdings"]
    days = frames["returns"]["date"].unique().sort()
    rows = {"dataset": "planted", "fiscal": "Q", "timing": "after"}
    earnings = pl.DataFrame({"date": days[::20]}).with_columns(
        *(pl.lit(value).alias(name) for name, value in rows.items()),
        symbol=pl.lit("NVDA"),
        known_at=_after(cut),
        eps_estimate=1.0,
        eps_actual=1.1,
        revenue_actual=None,
    )
    fewer = files.filter(pl.col("date") <= cut).with_columns(
        weight=pl.col("weight").sqrt(), known_at=_after(cut)
    )
    return {
        "macro": pl.concat(
            [_revised(macro, cut), _revised(macro, cut).with_columns(series=pl.lit("X"))]
        ),
        "events": events.with_columns(known_at=_after(cut), kind=pl.lit("another meeting")),
        "earnings": earnings,
        "holdings": pl.concat([fewer, fewer.with_columns(fund=pl.lit("IVV"))]),
    }


def revised_returns(frames: Frames, cut: date) -> dict[str, pl.DataFrame]:
    """Half of the returns corrected after the cut."""
    returns = frames["returns"].filter((pl.col("date") <= cut) & (pl.int_range(pl.len()) % 2 == 0))
    return {"returns": returns.with_columns(tr=pl.col("tr") * 1.5 + 0.001, known_at=_after(cut))}


ADDED = (better_dataset, later_stocks, later_list, later_figures, revised_returns)


def _after(cut: date) -> pl.Expr:
    """A day after the cut on which rows about the past are put on file; never before their own."""
    return pl.max_horizontal(pl.lit(cut + timedelta(days=30)), pl.col("date"))


def _revised(macro: pl.DataFrame, cut: date) -> pl.DataFrame:
    return macro.with_columns(value=pl.col("value") + 1.0, known_at=_after(cut))


def grown(frames: Frames, cut: date, added: Added) -> MemoryBackend:
    """The world with what `added(frames, cut)` puts on file after the cut."""
    world = dict(frames)
    for name, rows in added(frames, cut).items():
        assert len(rows), f"nothing is added to {name}"
        assert rows["known_at"].min() > cut, f"what is added to {name} was known at the cut"
        old = frames.get(name)
        world[name] = rows if old is None else pl.concat([old, rows.select(old.columns)])
    return MemoryBackend(world, STANDING)


# ---------------------------------------------------------------- judging


def unlike(spec: SignalSpec, whole: Panel, cut: Panel, *, null: bool) -> str:
    """'' if a signal says the same on both; else what each says."""
    one, other = (_measured(spec, panel, null) for panel in (whole, cut))
    found = difference(told(one.trace), told(other.trace))
    if found:
        return found
    if not _alike(one.trace.data, other.trace.data):
        return "the arrays kept for the null differ"
    for name in NUMBERS:
        a, b = getattr(one.reading, name), getattr(other.reading, name)
        if not _alike(_floats(a), _floats(b)) or (a is None) != (b is None):
            return f"{name} is {a} in the whole store and {b} in the cut one"
    for name in WORDS:
        a, b = getattr(one.reading, name), getattr(other.reading, name)
        if a != b:
            return f"{name} is {a!r} in the whole store and {b!r} in the cut one"
    return ""


def _measured(spec: SignalSpec, panel: Panel, null: bool) -> Measured:
    trace = spec.compute(panel)
    return Measured(spec, trace, reading(spec, trace, panel, null=null))


def _floats(value: object) -> tuple[np.ndarray, ...]:
    """The numbers of a reading's field, whatever its shape."""
    if value is None or isinstance(value, str):
        return ()
    if isinstance(value, int | float):
        return (np.array([value], dtype=float),)
    names = type(value).__dataclass_fields__  # type: ignore[attr-defined]
    return tuple(part for name in names for part in _floats(getattr(value, name)))


def _alike(one: tuple[np.ndarray, ...], other: tuple[np.ndarray, ...]) -> bool:
    return len(one) == len(other) and all(
        np.shape(a) == np.shape(b)
        and np.allclose(np.asarray(a, float), np.asarray(b, float), RTOL, ATOL, equal_nan=True)
        for a, b in zip(one, other, strict=True)
    )


def cut_judged(specs: Iterable[SignalSpec], whole: MemoryBackend, cut: date,
               *, null: bool = False) -> list[str]:  # fmt: skip
    """Sentences about signals that say something of `cut` which was not known then."""
    panels = Panel(whole, cut), Panel(cut_store(whole, cut), cut)
    found = ((spec.name, unlike(spec, *panels, null=null)) for spec in specs)
    return [f"{name} peeks (store cut at {cut}): {why}" for name, why in found if why]
