"""Who moves with a line, and what those did on its day: one day's cases are hardly independent."""

from __future__ import annotations

from datetime import date
from functools import reduce

import numpy as np

from rotascope.desk.market_model import MAIN, Fitted, case_test, correlation, fitted
from rotascope.maths import event_study as study
from rotascope.panel import Panel
from rotascope.series import Series
from rotascope.terms import CaseTest, Peer

__all__ = ["MOST", "peer_tests", "peers_of"]

FUNDS = ("IVV", "SPY", "IWM", "PW:LARGE")
CANDIDATES, MOST, NEAR = 60, 8, 0.1
NO_SECTOR = ("", "-", "None", "unassigned")
Found = tuple[tuple[Fitted, Peer], ...]


def peers_of(
    panel: Panel, own: Fitted, index: Series, zero: date, named: tuple[str, ...]
) -> tuple[Found, str]:
    """(peers with what they did in sessions -1 to +1, how they were chosen).

    Those named; else, of the lines of its sector in the newest holdings file known before the event, the
    eight whose market-model residuals moved most with its own before. Without a file there are none.
    """
    symbols, note = (named, "peers as named") if named else _sector(panel, own.symbol, zero)
    found, absent = [], []
    for symbol in symbols:
        series = panel.series(symbol)
        fit = fitted(series, index, zero) if len(series) else None
        sums = fit.window(*MAIN) if fit else None
        if fit is None or sums is None:
            absent.append(symbol)
            continue
        found.append((fit, Peer(fit.symbol, sums[0], sums[0] / sums[1], correlation(own, fit))))
    if named:
        return tuple(found), note + (f"; not measurable: {', '.join(absent)}" if absent else "")
    near = [pair for pair in found if pair[1].correlation >= NEAR]
    return tuple(sorted(near, key=lambda pair: -pair[1].correlation)[:MOST]), note


def _sector(panel: Panel, symbol: str, zero: date) -> tuple[tuple[str, ...], str]:
    """(largest lines of the symbol's sector, other issuers', from which file)."""
    own = panel.catalog.issuer(symbol)
    for fund in FUNDS:
        rows = panel.dated("holdings", fund) if fund in panel.ids("holdings") else {}
        if not rows:
            continue
        seen = (rows["known_at"] < np.datetime64(zero)) & (rows["kind"] == "equity")
        mine = seen & (rows["symbol"] == symbol)
        if not mine.any():
            continue
        stamp = rows["date"][mine].max()
        sector = str(rows["sector"][mine & (rows["date"] == stamp)][0] or "")
        if sector in NO_SECTOR:
            continue
        here = seen & (rows["date"] == stamp) & (rows["sector"] == sector)
        order = np.argsort(-np.asarray(rows["weight"][here], dtype=np.float64), kind="stable")
        names = [str(name) for name in rows["symbol"][here][order]]
        lines = {panel.catalog.issuer(name): name for name in reversed(names)}  # its largest line
        others = tuple(name for issuer, name in lines.items() if issuer != own)[-CANDIDATES:]
        return (
            others,
            f"lines of the sector {sector} in {fund}'s file of {stamp} that moved with it before",
        )
    return (), "no holdings file known before the event names its sector: name peers with --peer"


def peer_tests(found: Found) -> tuple[CaseTest, ...]:
    """Did the peers move too? Cross-sectional, BMP, its correction for one day, Corrado's ranks.

    All peers share the day, so that only the last two are to be believed: the first two take them for
    independent cases. None with fewer than three peers.
    """
    if len(found) < 3:
        return ()
    cars = np.array([peer.car for _, peer in found])
    sds = np.array([peer.car / peer.t for _, peer in found])
    residuals, moves = _together([fit for fit, _ in found])
    standard = study.bmp(cars, sds)
    made = [
        case_test("peers, cross-sectional", study.cross_sectional(cars)),
        case_test("peers, BMP", standard),
        case_test(
            "peers, Kolari-Pynnonen",
            study.kolari_pynnonen(standard, study.mean_correlation(residuals)),
        ),
        case_test("peers, Corrado's ranks on day 0", study.corrado(moves, len(residuals) + 1)),
    ]
    return tuple(made)


def _together(fits: list[Fitted]) -> tuple[np.ndarray, np.ndarray]:
    """Residuals (T, N) on common sessions before the event; the same with the event's three below."""
    tables = [fit.residuals() for fit in fits]
    common = reduce(lambda a, b: np.intersect1d(a, b, assume_unique=True), [t[0] for t in tables])
    residuals = np.column_stack([left[np.searchsorted(place, common)] for place, left in tables])
    around = []
    for fit in fits:
        rows = slice(fit.zero + MAIN[0], fit.zero + MAIN[1] + 1)
        around.append(study.abnormal(fit.model, fit.own[rows], fit.market[rows]))
    return residuals, np.vstack([residuals, np.column_stack(around)])
