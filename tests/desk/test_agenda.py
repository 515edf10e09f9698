"""The agenda: every event in its window, weights that add up, each issuer once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from rotascope.desk.account import account
from rotascope.desk.agenda import TOP, WEEKS, agenda, implied_move, through
from rotascope.maths import etf
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.providers.planted_tables import frame
from rotascope.signals.calendar.meetings import schedule
from rotascope.signals.calendar.reports import coming_report, reports
from rotascope.signals.files import current
from rotascope.store.memory import MemoryBackend
from rotascope.terms import Account, Book, Holding, Position


def booked(panel: Panel, weights: dict[str, float]) -> Account:
    """A book whose weights are given, whatever its closes."""
    positions = tuple(Position(name, name, 1.0, "USD") for name in weights)
    made = account(Book("by hand", "plain", None, positions, (), (), ""), panel)
    held = tuple(
        replace(one, weight=weight, symbol=name)
        for one, (name, weight) in zip(made.holdings, weights.items(), strict=True)
    )
    return replace(made, holdings=held)


def test_events_in_the_window_are_complete_and_none_lies_outside(planted_panel: Panel) -> None:
    told = agenda(planted_panel)
    assert told.until == planted_panel.as_of + timedelta(weeks=WEEKS)
    assert all(planted_panel.as_of < row.date <= told.until for row in told.scheduled)
    dates, _, _ = schedule(planted_panel)
    inside = {d for d in dates.tolist() if planted_panel.as_of < d <= told.until}
    assert {row.date for row in told.scheduled if row.kind == "policy meeting"} == inside
    file = current(planted_panel, "PW:LARGE")[-1]
    due = set()
    for issuer in file.names[:TOP]:
        symbol = file.file.symbols[file.file.issuers.index(issuer)]
        coming = coming_report(reports(planted_panel, symbol), planted_panel.as_of)
        if coming is not None and coming.date <= told.until:
            due.add(symbol)
    assert {row.entity for row in told.scheduled if row.kind == "report"} == due
    assert [row.date for row in told.scheduled] == sorted(row.date for row in told.scheduled)


def test_weights_and_loads_add_up_and_an_issuer_is_one(planted_panel: Panel) -> None:
    told = agenda(planted_panel)
    rows = [row for row in told.scheduled if row.weight is not None]
    assert told.weight == pytest.approx(sum(row.weight or 0.0 for row in rows))
    largest = current(planted_panel, "PW:LARGE")[-1].issuers[:TOP].sum()
    assert told.weight is not None
    assert told.weight <= largest + 1e-12
    assert told.load == pytest.approx(sum((row.weight or 0.0) * (row.move or 0.0) for row in rows))
    issuers = [planted_panel.catalog.issuer(row.entity) for row in rows]
    assert len(issuers) == len(set(issuers))


def test_a_book_is_weighed_through_its_funds(planted_panel: Panel) -> None:
    book = booked(planted_panel, {"PW:LARGE": 0.5, "PW01": 0.5})
    weights = through(planted_panel, book)
    shares = current(planted_panel, "PW:LARGE")[-1]
    own = dict(zip(shares.names, shares.issuers.tolist(), strict=True))
    assert weights["PW01"] == pytest.approx(0.5 + 0.5 * own["PW01"])
    assert sum(weights.values()) == pytest.approx(0.5 + 0.5 * shares.issuers.sum())
    told = agenda(planted_panel, book)
    assert told.book_weight == pytest.approx(
        sum(
            weights[planted_panel.catalog.issuer(r.entity)]
            for r in told.scheduled
            if r.kind == "report"
        )
    )
    assert isinstance(book.holdings[0], Holding)


def options(
    symbol: str, last: date, ivs: tuple[float, float], expiries: tuple[date, date]
) -> pl.DataFrame:
    return frame("implied", {"underlying": [symbol] * 2, "date": [last] * 2, "expiry": expiries,
                             "known_at": [last] * 2, "iv": ivs})  # fmt: skip


def test_options_that_straddle_a_report_imply_its_move_and_old_ones_do_not() -> None:
    as_of, event = date(2024, 6, 28), date(2024, 7, 31)
    expiries = date(2024, 8, 2), date(2024, 9, 6)
    years = [(e - as_of).days / 365.25 for e in expiries]
    base, s2 = 0.3**2, 0.05**2
    ivs = tuple(float(np.sqrt((base * (t - 1 / 252) + s2) / t)) for t in years)
    told = Panel(MemoryBackend({"implied": options("NVDA", as_of, ivs, expiries)}), as_of)  # type: ignore[arg-type]
    assert implied_move(told, "NVDA", event) == pytest.approx(np.sqrt(2 / np.pi) * 0.05, rel=1e-6)
    assert implied_move(told, "NVDA", date(2024, 8, 30)) is None  # one expiry after it
    old = Panel(
        MemoryBackend({"implied": options("NVDA", date(2024, 6, 14), ivs, expiries)}), as_of
    )  # type: ignore[arg-type]
    assert implied_move(old, "NVDA", event) is None
    assert implied_move(told, "AAPL", event) is None


def test_the_rebalance_row_carries_the_closing_trades(planted_panel: Panel) -> None:
    earlier = Panel(planted_panel.backend, date(2025, 6, 13))
    (row,) = [row for row in agenda(earlier).scheduled if row.kind == "rebalance"]
    assert (row.date, row.standing) == (date(2025, 6, 30), "rule")
    assert "m USD each way" in row.note
    trades = etf.rebalance_trades(np.array([0.2, 0.8]), np.array([0.5, 0.5]), 1e6)
    assert trades.sum() == pytest.approx(0.0, abs=1e-6)


def test_a_store_without_files_and_events_says_so() -> None:
    frames, truth = planted.frames(seed=7, sessions=1500)
    bare = Panel(MemoryBackend({"returns": frames["returns"]}), truth.last)
    told = agenda(bare)
    assert told.weight is None
    assert told.load is None
    assert "reports have no weight" in told.notes[0]
    assert all(row.kind == "rebalance" for row in told.scheduled)
