"""Which days or periods of one series are missing between its first row and its last."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rotascope.sessions import Days, all_sessions, as_days

__all__ = ["bank_holidays", "missing"]

FEWEST = 3
MONDAY = np.datetime64("1970-01-05")


def missing(days: Days, *, prices: bool = False) -> tuple[str, Days] | None:
    """(frequency, days or period starts that a series lacks, ascending), by its own days' spacing.

    Daily series lack sessions of New York, all of them where they are `prices`, else those on which
    banks were open; weekly ones the days between, monthly and quarterly ones first days. None where
    no spacing is clear (fewer than three rows, yearly, irregular): then nothing is counted, which
    does not mean that nothing is missing.
    """
    days = np.unique(as_days(days))
    if len(days) < FEWEST:
        return None
    gap = float(np.median(np.diff(days).astype(np.int64)))
    for name, low, high, lacking in FREQUENCIES:
        if low <= gap <= high:
            return name, _sessions(days) if prices and name == "daily" else lacking(days)
    return None


def bank_holidays(days: Days) -> Days:
    """Those of `days` on which banks are shut while New York trades shares.

    Treasury yields and the Fed's rates have no value then: the second Monday of October, 11 November
    (the Monday after a Sunday), and until 1997, when New York still traded, Martin Luther King Day.
    """
    months = days.astype("datetime64[M]")
    month = months.astype(np.int64) % 12 + 1
    date = (days - months).astype(np.int64) + 1
    monday = (days - MONDAY).astype(np.int64) % 7 == 0
    columbus = (month == 10) & monday & (date >= 8) & (date <= 14)
    veterans = (month == 11) & ((date == 11) | (monday & (date == 12)))
    king = (month == 1) & monday & (date >= 15) & (date <= 21)
    return as_days(days[columbus | veterans | king])


def _sessions(days: Days) -> Days:
    known = all_sessions()
    return as_days(np.setdiff1d(known[(known >= days[0]) & (known <= days[-1])], days))


def _banking(days: Days) -> Days:
    lacking = _sessions(days)
    return as_days(np.setdiff1d(lacking, bank_holidays(lacking)))


def _weekly(days: Days) -> Days:
    gaps = np.diff(days).astype(np.int64)
    more = np.maximum(np.rint(gaps / 7.0).astype(np.int64) - 1, 0)
    after = np.repeat(days[:-1], more)
    nth = np.arange(more.sum()) - np.repeat(np.cumsum(more) - more, more) + 1
    return as_days(after + 7 * nth)


def _periods(months: int) -> Callable[[Days], Days]:
    def lacking(days: Days) -> Days:
        have = days.astype("datetime64[M]")
        every = np.arange(have[0], have[-1] + 1, months)
        return as_days(np.setdiff1d(every, have))

    return lacking


# Days between rows, by frequency; what is spaced otherwise has no days that could be missing.
FREQUENCIES: tuple[tuple[str, int, int, Callable[[Days], Days]], ...] = (
    ("daily", 0, 4, _banking),
    ("weekly", 5, 9, _weekly),
    ("monthly", 27, 33, _periods(1)),
    ("quarterly", 85, 95, _periods(3)),
)
