"""Peers: of the sector, each issuer once, those that moved with the line before."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.desk.market_model import fitted
from rotascope.desk.peers import peer_tests, peers_of
from rotascope.panel import Panel
from rotascope.providers.planted_tables import frame
from rotascope.store.memory import MemoryBackend
from tests.signals.conftest import lines

END, EVENT = date(2024, 6, 28), date(2024, 6, 27)
COUNT = 330


def world(shock: float = 0.0) -> Panel:
    draw = np.random.default_rng(12)
    market = 0.01 * draw.standard_normal(COUNT)
    common = 0.01 * draw.standard_normal(COUNT)
    moves = {"SPY": market}
    for name in ("ORCL", "NVDA", "GOOG", "GOOGL", "AVGO", "XOM"):
        own = 0.008 * draw.standard_normal(COUNT)
        moves[name] = market + own + (0.0 if name == "XOM" else 1.0) * common
    moves["GOOG"] = moves["GOOGL"] + 0.0005 * draw.standard_normal(COUNT)
    for name in ("NVDA", "GOOG", "GOOGL", "AVGO"):
        moves[name][-2] += shock
    symbols = ["NVDA", "GOOGL", "GOOG", "AVGO", "ORCL", "XOM"]
    many = len(symbols)
    file = frame(
        "holdings",
        {"fund": ["IVV"] * many, "date": [date(2024, 5, 31)] * many, "line": range(1, many + 1),
         "known_at": [date(2024, 6, 3)] * many, "symbol": symbols, "name": symbols,
         "weight": [0.06, 0.03, 0.02, 0.015, 0.01, 0.01], "kind": ["equity"] * many,
         "sector": ["Technology"] * 5 + ["Energy"]},
    )  # fmt: skip
    made = lines({name: list(m) for name, m in moves.items()}, END)
    return Panel(MemoryBackend(made | {"holdings": file}), END)


def found(panel: Panel, *named: str, when: date = EVENT) -> tuple[list[str], str]:
    index = panel.series("SPY")
    own = fitted(panel.series("ORCL"), index, when)
    assert own is not None
    pairs, note = peers_of(panel, own, index, when, named)
    return [peer.symbol for _, peer in pairs], note


def test_peers_are_of_the_sector_and_an_issuer_is_one_peer() -> None:
    symbols, note = found(world())
    assert set(symbols) == {"NVDA", "GOOGL", "AVGO"}
    assert "Technology" in note
    assert "2024-05-31" in note


def test_peers_may_be_named_and_what_is_not_on_file_is_said() -> None:
    symbols, note = found(world(), "XOM", "ZZZZ")
    assert symbols == ["XOM"]
    assert "not measurable: ZZZZ" in note


def test_a_file_known_only_after_the_event_names_no_sector() -> None:
    symbols, note = found(world(), when=date(2024, 5, 31))
    assert symbols == []
    assert "--peer" in note


@pytest.mark.parametrize(("shock", "sure"), [(-0.15, True), (0.0, False)])
def test_a_shock_to_all_peers_is_seen_even_as_one_day(shock: float, sure: bool) -> None:
    panel = world(shock)
    index = panel.series("SPY")
    own = fitted(panel.series("ORCL"), index, EVENT)
    assert own is not None
    pairs, _ = peers_of(panel, own, index, EVENT, ())
    tests = {one.name: one for one in peer_tests(pairs)}
    shared, plain = tests["peers, Kolari-Pynnonen"], tests["peers, BMP"]
    assert shared.t is not None
    assert plain.t is not None
    assert abs(shared.t) < abs(plain.t)  # they moved together before: hardly three cases
    assert (shared.p is not None and shared.p < 0.15) == sure


def test_two_peers_are_too_few_for_a_test() -> None:
    panel = world()
    index = panel.series("SPY")
    own = fitted(panel.series("ORCL"), index, EVENT)
    assert own is not None
    pairs, _ = peers_of(panel, own, index, EVENT, ("NVDA", "AVGO"))
    assert peer_tests(pairs) == ()
