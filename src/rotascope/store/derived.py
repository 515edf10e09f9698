"""Returns of raw bars and actions, version by version: what each became known as, and when.

A return is known when its two closes, and what was announced between them, are. An action known late
makes another version of the ex-date's return, known from then on, as a revised close does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rotascope.maths.adjust import total_growth
from rotascope.store.tables import Dataset

__all__ = ["COLUMNS", "derived_returns", "with_derived"]

COLUMNS = ("dataset", "instrument", "date", "known_at", "tr")
SAME = 1e-12
LAST, NEVER = 999, 10**6
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def with_derived(
    returns: pl.DataFrame, bars: pl.DataFrame, actions: pl.DataFrame,
    datasets: Mapping[str, Dataset] | None = None,
) -> pl.DataFrame:  # fmt: skip
    """Stored returns, and beside them those of raw bars that announced actions go with.

    Where a dataset has both, its raw bars speak: a vendor's adjusted closes stand behind them.
    """
    made = derived_returns(bars, actions, datasets) if actions.height else actions
    if not made.height:
        return returns.select(COLUMNS)
    line = ["dataset", "instrument"]
    kept = returns.select(COLUMNS).join(made.select(line).unique(), on=line, how="anti")
    return pl.concat([kept, made.cast({"tr": kept.schema["tr"]})])


def derived_returns(
    bars: pl.DataFrame, actions: pl.DataFrame, datasets: Mapping[str, Dataset] | None = None
) -> pl.DataFrame:
    """`COLUMNS` of every raw line that actions go with; null `tr` on a line's first row.

    bars and actions in the tables' schemas, every version. With a line go its dataset's own actions of
    it, as soon as one is known; until then those of the best other dataset (by `datasets`) that names
    it. A line is taken from the day on which the first action of its dataset, of whatever line, or of
    the line itself was known: until then silence says nothing.
    """
    first = actions.group_by("dataset").agg(pl.col("known_at").min().to_physical())
    begun = {str(dataset): int(day) for dataset, day in first.iter_rows()}
    acted = pl.col("dataset").is_in(list(begun))
    acted |= pl.col("instrument").is_in(actions["instrument"].unique().to_list())
    raw = bars.filter((pl.col("basis") == "raw") & acted)
    raw = raw.sort("dataset", "instrument", "date", "known_at", maintain_order=True)
    told = _ranked(actions, datasets or {})
    told = told.sort("instrument", "rank", "date", "kind", "known_at", maintain_order=True)
    named = {key[0]: part for key, part in told.group_by("instrument", maintain_order=True)}
    parts = []
    for key, part in raw.group_by(["dataset", "instrument"], maintain_order=True):
        mine = named.get(key[1], told.clear())
        floor = min([*_numbers(mine["known_at"]).tolist(), begun.get(str(key[0]), NEVER)])
        own = (mine["dataset"] == key[0]).to_numpy()
        days, known, tr = _Line.of(part, mine, own, floor).versions()
        parts.append(_frame(key, days, known, tr))
    schema = {"dataset": pl.String, "instrument": pl.String, "date": pl.Date, "known_at": pl.Date,
              "tr": pl.Float64}  # fmt: skip
    return pl.concat(parts) if parts else pl.DataFrame(schema=schema)


def _ranked(actions: pl.DataFrame, datasets: Mapping[str, Dataset]) -> pl.DataFrame:
    """Actions with the `rank` of their dataset among all that announce any; 0 is the best."""
    names = actions["dataset"].unique().to_list()
    names.sort(key=lambda n: (datasets[n].precedence if n in datasets else LAST, n))
    ranks = {name: rank for rank, name in enumerate(names)}
    rank = pl.col("dataset").replace_strict(ranks, return_dtype=pl.Int64)
    return actions.with_columns(rank=rank if names else pl.lit(0, dtype=pl.Int64))


def _frame(key: tuple[object, ...], days: Ints, known: Ints, tr: Floats) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "dataset": pl.Series([key[0]] * len(days), dtype=pl.String),
            "instrument": pl.Series([key[1]] * len(days), dtype=pl.String),
            "date": pl.Series(days.astype(np.int32)).cast(pl.Date),
            "known_at": pl.Series(known.astype(np.int32)).cast(pl.Date),
            "tr": pl.Series(tr).fill_nan(None),
        }
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """Every version of a line's raw bars and actions, by day and then by when it was known."""

    days: Ints
    known: Ints
    close: Floats
    ex: Ints
    told: Ints
    split: NDArray[np.bool_]
    value: Floats
    rank: Ints
    floor: int

    @classmethod
    def of(
        cls, bars: pl.DataFrame, actions: pl.DataFrame, own: NDArray[np.bool_], floor: int
    ) -> _Line:
        """From frames sorted by key and known_at, actions of one dataset after those of a better one.

        A withdrawn action has no value; `own` ones are of the bars' dataset.
        """
        value = actions.select(pl.coalesce("ratio", "amount")).to_series()
        return cls(
            _numbers(bars["date"]), _numbers(bars["known_at"]), bars["close"].to_numpy(),
            _numbers(actions["date"]), _numbers(actions["known_at"]),
            (actions["kind"] == "split").to_numpy(), value.fill_null(float("nan")).to_numpy(),
            np.where(own, -1, actions["rank"].to_numpy()), floor,
        )  # fmt: skip

    def versions(self) -> tuple[Ints, Ints, Floats]:
        """(days, known, returns): each return as it was first known, and again whenever it changed."""
        late = np.union1d(self.known[self.known > self.days], self.told[self.told > self.ex])
        taken = [self.told[self.rank == rank].min() for rank in np.unique(self.rank)]
        late = np.union1d(late, np.array(taken, dtype=np.int64))
        end = int(max(self.known.max(), self.told.max(initial=0)))
        said: dict[int, float] = {}
        rows: list[tuple[Ints, Ints, Floats]] = []
        for day in (*np.union1d(late - 1, late).tolist(), end):
            days, known, tr = self._as_known(day)
            old = np.array([said.get(d, np.inf) for d in days.tolist()]) if said else np.inf
            new = ~((np.abs(tr - old) <= SAME) | (np.isnan(tr) & np.isnan(old)))
            # Who is believed of the line changed that day: whatever reads otherwise does from then on.
            known = np.where(new & ~np.isinf(old) & (day in late), np.maximum(known, day), known)
            rows.append((days[new], known[new], tr[new]))
            said |= dict(zip(days[new].tolist(), tr[new].tolist(), strict=True))
        days, known, tr = (np.concatenate([row[n] for row in rows]) for n in range(3))
        return days, known, tr

    def _as_known(self, day: int) -> tuple[Ints, Ints, Floats]:
        """The line's days, when each return was known, and the returns, by what was known on a day."""
        seen = _newest(self.days, self.known <= day)
        days, close, known = self.days[seen], self.close[seen], self.known[seen]
        named = self.told <= day
        named &= self.rank == self.rank[named].min(initial=LAST)
        there = _newest(2 * self.ex + self.split, named & (self.ex <= day))
        ex, told, value = self.ex[there], self.told[there], self.value[there]
        splits = self.split[there] & np.isfinite(value)
        paid = ~self.split[there] & np.isfinite(value)
        tr = total_growth(days, close, (ex[splits], value[splits]), (ex[paid], value[paid])) - 1.0
        tr[:1] = np.nan
        known = np.maximum(known, np.concatenate([known[:1], known[:-1]]))
        place = np.searchsorted(days, ex)  # what was withdrawn late changed its day as well
        inside = place < len(days)
        np.maximum.at(known, place[inside], told[inside])
        return days, np.maximum(known, self.floor), tr


def _newest(key: Ints, seen: NDArray[np.bool_]) -> Ints:
    """Positions of the last seen row of each key; keys in order."""
    at = np.flatnonzero(seen)
    last = np.append(key[at][1:] != key[at][:-1], True)[: len(at)]
    return np.asarray(at[last])


def _numbers(column: pl.Series) -> Ints:
    return column.to_physical().to_numpy().astype(np.int64)
