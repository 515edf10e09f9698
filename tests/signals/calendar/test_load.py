"""How much the reports ahead may move the few and the index."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope.panel import Panel
from rotascope.signals.calendar.load import TOP, event_load, load_few
from rotascope.signals.calendar.reports import ahead, reports, usual_move
from rotascope.signals.few import PLANTED_SEVEN
from rotascope.signals.files import current
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend


def test_the_load_of_the_seven_is_a_seventh_of_each_usual_move(planted_panel: Panel) -> None:
    trace = load_few(planted_panel)
    market = planted_panel.role("large_cap")
    total = 0.0
    for symbol in PLANTED_SEVEN:
        found = reports(planted_panel, symbol)
        usual = usual_move(found, planted_panel.series(symbol), market)
        total += usual.moves[-1] / 7.0 if ahead(found, market.days[-1:])[0] else 0.0
    assert trace.value[-1] == pytest.approx(total, rel=1e-9)
    assert "eight weeks" in trace.text


def test_two_share_classes_are_one_company(planted_panel: Panel) -> None:
    # PW02 and PW03 are one issuer: seven lines of seven issuers, and the index counts it once.
    issuers = [planted_panel.catalog.issuer(symbol) for symbol in PLANTED_SEVEN]
    assert len(set(issuers)) == len(issuers) == 7
    reporting = dict(event_load(planted_panel).beside)["weight that reports"]
    largest = current(planted_panel, "PW:LARGE")[-1].issuers[:TOP].sum()
    assert 0.0 <= reporting[-1] <= largest + 1e-12


def test_the_load_is_never_more_than_all_its_companies_together(planted_panel: Panel) -> None:
    trace = load_few(planted_panel)
    share = dict(trace.beside)["share of the seven that reports"]
    quiet = np.isfinite(trace.value) & (share == 0.0)
    assert (trace.value[quiet] == 0.0).all()
    assert np.nanmin(trace.value) >= 0.0


def test_without_announcements_there_is_no_load(planted_backend: MemoryBackend) -> None:
    from rotascope.providers import planted

    frames, truth = planted.frames(seed=7, sessions=1500)
    bare = Panel(MemoryBackend(frames | {"earnings": frames["earnings"].clear()}), truth.last)
    for name in ("calendar.load_few", "calendar.event_load"):
        (found,) = measure(bare, [name])
        assert found.reading.status == "not_measurable"
        assert "table earnings" in found.reading.reason


def test_an_old_file_is_stale_whatever_the_prices() -> None:
    from rotascope.providers import planted

    frames, truth = planted.frames(seed=7, sessions=1500)
    old = frames["holdings"].filter(pl.col("date") < truth.last.replace(year=truth.last.year - 1))
    (found,) = measure(
        Panel(MemoryBackend(frames | {"holdings": old}), truth.last), ["calendar.event_load"]
    )
    assert found.reading.status == "stale"
    assert found.reading.value is None
