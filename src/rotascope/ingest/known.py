"""When a reader could have had a row: the rule of its source, on sessions.

`known_at` is the first session whose close + 15 minutes lies after that moment. Rules that rest on a
registered or a general lag are assumed, and macro rows say so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl

from rotascope.ingest.findings import found
from rotascope.providers.jobs import Job
from rotascope.providers.series import LATE, REGISTERED
from rotascope.sessions import all_sessions, as_days

__all__ = [
    "STAMPED",
    "add_known",
    "assumed",
    "next_session",
    "session_from",
    "session_on",
    "stamped",
]

STAMPED = "on the file's day"
"""The rule of files that do not say when they were made: their day is given with them (`--date`)."""
SCHEDULED = ("events", "earnings", "members")  # announced before their day

ENDS = {"d": "0d", "w": "0d", "m": "1mo", "q": "3mo"}


def session_from(days: pl.Series) -> pl.Series:
    """For each day the first session on or after it; null stays null, days before 1926 give the first."""
    return _roll(days, "left")


def session_on(day: date) -> date:
    """The first session on or after a day."""
    rolled: date = session_from(pl.Series([day], dtype=pl.Date))[0]
    return rolled


def next_session(days: pl.Series) -> pl.Series:
    """For each day the first session after it."""
    return _roll(days, "right")


def _roll(days: pl.Series, side: str) -> pl.Series:
    known = all_sessions()
    raw = as_days(days.to_numpy())
    at = np.searchsorted(known, raw, side="left" if side == "left" else "right")
    rolled = known[np.minimum(at, len(known) - 1)].copy()
    rolled[np.isnat(raw)] = np.datetime64("NaT")
    return pl.Series(days.name, rolled).cast(pl.Date)


def assumed(rule: str) -> bool:
    """Whether the rule is a lag that somebody registered rather than something the source says."""
    return rule in ("registered lag", "next month end") or rule.startswith("after")


def stamped(job: Job, stamp: date | None) -> Job:
    """The job of a file that does not say its day, with the day it was given: known the session after."""
    if job.known != STAMPED or stamp is None:
        return job
    return replace(job, known=f"on {next_session(pl.Series([stamp]))[0]}")


def add_known(job: Job, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The frame with `known_at` by the job's rule (and `unit`, where the series is registered).

    Nothing that has happened is known before its own date, whatever the rule says; what is only
    scheduled may be. Findings: series for which no lag is registered.
    """
    made, findings = _by_rule(job, frame)
    if job.table in SCHEDULED:
        return made, findings
    return made.with_columns(known_at=pl.max_horizontal("known_at", "date")), findings


def _by_rule(job: Job, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    rule, day = job.known, pl.col("date")
    if rule == "registered lag":
        return _registered(frame)
    if rule == "same session":
        moment = frame.select(known_at=day).to_series()
        exact = job.table in ("returns", "bars")  # their days are checked to be sessions
        return frame.with_columns(moment if exact else session_from(moment)), []
    if rule == "next session":
        return frame.with_columns(next_session(frame.select(known_at=day).to_series())), []
    if rule == "announcement":
        return _announced(frame), []
    if rule.startswith("in file"):
        roll = next_session if rule.endswith("next session") else session_from
        return frame.with_columns(roll(frame["known_at"])), []
    moment = frame.with_columns(known_at=_dated(rule))["known_at"]
    return frame.with_columns(session_from(moment)), []


def _dated(rule: str) -> pl.Expr:
    day = pl.col("date")
    if rule == "next month end":
        return day.dt.month_start().dt.offset_by("1mo").dt.month_end()
    if rule == STAMPED:  # nobody has given the day yet
        return pl.lit(None, dtype=pl.Date)
    if rule.startswith("on "):
        return pl.lit(date.fromisoformat(rule.removeprefix("on ")))
    days = int(rule.split(" ")[1])
    return day + pl.duration(days=days)


def _announced(frame: pl.DataFrame) -> pl.DataFrame:
    """Before the open: the same session; after the close or at an unknown hour: the next one."""
    early = pl.col("timing") == "before"
    both = frame.with_columns(
        session_from(frame["date"]).alias("same"), next_session(frame["date"]).alias("later")
    )
    return both.with_columns(
        known_at=pl.when(early).then(pl.col("same")).otherwise(pl.col("later"))
    ).drop("same", "later")


def _registered(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    registry = pl.DataFrame(
        [(name, r.unit, r.period, r.lag_days) for name, r in REGISTERED.items()],
        schema=["series", "unit", "period", "lag"],
        orient="row",
    )
    joined = frame.drop("unit").join(registry, on="series", how="left", maintain_order="left")
    findings = found(
        joined, pl.col("lag").is_null() & pl.col("series").is_not_null(), "Q27",
        "a series whose unit and release lag are registered", pl.col("series"),
    )  # fmt: skip
    end = pl.col("date").dt.offset_by(pl.col("period").replace_strict(ENDS, default="0d"))
    last = pl.when(pl.col("period").is_in(["m", "q"])).then(end.dt.offset_by("-1d")).otherwise(end)
    usual = last + pl.duration(days=pl.col("lag").fill_null(0))
    late = pl.DataFrame(LATE, schema=["series", "date", "late"], orient="row")
    joined = joined.join(late, on=["series", "date"], how="left", maintain_order="left")
    moment = joined.select(known_at=pl.max_horizontal(usual, "late")).to_series()
    done = joined.with_columns(session_from(moment)).drop("period", "lag", "late")
    return done, [findings]
