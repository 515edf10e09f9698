"""What is coming and what it weighs: events of eight weeks, drivers by horizon, themes in watch."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import numpy as np

from rotascope import sessions
from rotascope.desk.drivers import drivers
from rotascope.desk.themes import judged, plans
from rotascope.maths import etf
from rotascope.panel import Panel
from rotascope.signals.calendar.meetings import schedule
from rotascope.signals.calendar.rebalance import next_rebalance, pending
from rotascope.signals.calendar.reports import coming_report, reports, usual_move
from rotascope.signals.files import current, fund_on_file
from rotascope.signals.words import day as day_of
from rotascope.terms import Account, Agenda, Scheduled

__all__ = ["TOP", "WEEKS", "agenda", "implied_move", "through"]

WEEKS, TOP = 8, 10
FRESH = 5  # sessions an option's price may be old
Weights = dict[str, float]


def agenda(panel: Panel, account: Account | None = None, themes: Path | None = None) -> Agenda:
    """Events of the next eight weeks weighed by the index and the book, drivers, themes.

    Reports of the ten largest issuers of the newest large-cap file, of the seven and of the book's
    lines; policy meetings; the rebalance of the few. Raises BadFile for themes that are not written so.
    """
    until = panel.as_of + timedelta(weeks=WEEKS)
    index, stamp = _index(panel)
    book = through(panel, account) if account is not None else {}
    told = [
        *_reports(panel, index, book, until),
        *_meetings(panel, until),
        *_rebalance(panel, until),
    ]
    rows = tuple(sorted(told, key=lambda row: (row.date, row.entity)))
    weights = [row.weight for row in rows if row.weight is not None]
    books = [row.book_weight for row in rows if row.book_weight is not None]
    loads = [row.load for row in rows if row.load is not None]
    return Agenda(
        panel.as_of,
        until,
        rows,
        sum(weights) if weights else None,
        sum(books) if books else None,
        sum(loads) if loads else None,
        drivers(panel, index),
        judged(panel, plans(themes)),
        _notes(stamp, account),
    )


def _index(panel: Panel) -> tuple[Weights, str]:
    """(weight of each of the ten largest issuers by its first line, of which file)."""
    fund = fund_on_file(panel, "large_cap")
    if not fund:
        return {}, ""
    shares = current(panel, fund)[-1]
    file = shares.file
    held = zip(shares.names[:TOP], shares.issuers[:TOP], strict=False)
    weights = {file.symbols[file.issuers.index(name)]: float(weight) for name, weight in held}
    age = sessions.count(file.day, panel.as_of)
    return weights, f"weights of {fund}'s file of {file.day}, {age} sessions old"


def through(panel: Panel, account: Account) -> Weights:
    """Weight of each issuer in the book: its own lines, and those of its funds with a file on hand."""
    found: Weights = {}
    for held in account.holdings:
        if held.weight is None or not held.symbol:
            continue
        files = current(panel, held.symbol) if held.symbol in panel.funds() else ()
        inside = (
            zip(files[-1].names, files[-1].issuers, strict=True)
            if files
            else [(panel.catalog.issuer(held.symbol), 1.0)]
        )
        for issuer, weight in inside:
            found[issuer] = found.get(issuer, 0.0) + held.weight * float(weight)
    return found


def _reports(panel: Panel, index: Weights, book: Weights, until: date) -> list[Scheduled]:
    """One row a report that is known or expected, of each issuer once."""
    seven = panel.catalog.baskets["MAG7"].symbols
    on_file = set(panel.ids("earnings"))
    own = [issuer for issuer in book if issuer in on_file]
    asked = {panel.catalog.issuer(symbol): symbol for symbol in (*own, *seven, *index)}
    market = panel.role("large_cap")
    made = []
    for issuer, symbol in asked.items():
        found = reports(panel, symbol)
        coming = coming_report(found, panel.as_of)
        if coming is None or coming.date > until:
            continue
        weight = index.get(symbol)
        line = panel.series(panel.catalog.ticker_on(symbol, panel.as_of))
        usual = usual_move(found, line, market).moves if len(line) and len(market) else np.empty(0)
        move, basis = implied_move(panel, symbol, coming.date), "implied"
        if move is None:
            move, basis = (float(usual[-1]), "usual") if len(usual) else (None, "")
        load = weight * move if weight is not None and move is not None else None
        held = book.get(issuer) if book else None
        ahead = sessions.count(panel.as_of, coming.date)
        made.append(
            Scheduled(coming.date, ahead, symbol, "report", coming.standing, weight, held, move,
                      basis, load, "")
        )  # fmt: skip
    return made


def _bare(panel: Panel, day: date, entity: str, kind: str, note: str = "") -> Scheduled:
    """An event without a weight of its own."""
    ahead = sessions.count(panel.as_of, day)
    standing: Literal["rule", "confirmed"] = "rule" if note else "confirmed"
    return Scheduled(day, ahead, entity, kind, standing, None, None, None, "", None, note)


def implied_move(panel: Panel, symbol: str, day: date) -> float | None:
    """E|move| that at-the-money options imply for a day: two expiries after it, a week old at most."""
    rows = panel.dated("implied", symbol) if symbol in panel.ids("implied") else {}
    if not rows:
        return None
    stamp = rows["date"].max()
    if sessions.count(stamp.item(), panel.as_of) > FRESH:
        return None
    kept = (rows["date"] == stamp) & (rows["expiry"] > np.datetime64(day))
    order = np.argsort(rows["expiry"][kept])[:2]
    if len(order) < 2:
        return None
    ivs = np.asarray(rows["iv"][kept], dtype=np.float64)[order]
    years = (rows["expiry"][kept][order] - stamp).astype(np.float64) / 365.25
    move = etf.event_move(float(ivs[0]), float(years[0]), float(ivs[1]), float(years[1]))
    return move if np.isfinite(move) else None


def _meetings(panel: Panel, until: date) -> list[Scheduled]:
    dates, _, _ = schedule(panel)
    last, now = np.datetime64(until), np.datetime64(panel.as_of)
    near = np.unique(dates[(dates > now) & (dates <= last)])
    return [_bare(panel, day_of(day), "FOMC", "policy meeting") for day in near]


def _rebalance(panel: Panel, until: date) -> list[Scheduled]:
    day = day_of(next_rebalance(np.datetime64(panel.as_of) + 1))
    trace = pending(panel)
    if day > until or not len(trace.days):
        return []
    return [_bare(panel, day, "the seven", "rebalance", trace.text)]


def _notes(stamp: str, account: Account | None) -> tuple[str, ...]:
    none = "no holdings file of a large-cap fund: reports have no weight"
    said = [stamp or none, "days that no source names are last year's plus 52 weeks"]
    said.append("loads add up as if moves never cancelled: an upper bound")
    if account is not None:
        said.append(
            "book weights look through funds with a holdings file on hand, at the closes known"
        )
    return tuple(said)
