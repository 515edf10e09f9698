"""Prices kept as traded: nothing that is said of a day knows of the splits that came after it.

Garbage in the prices alone does not show who back-adjusts with splits of the future: those who do get
the same wrong number from the spoiled world as from the sound one. So the actions are spoiled too.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest
from scripts import golden

from rotascope.maths.adjust import split_adjusted
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.signals.trace import Trace
from rotascope.store.memory import MemoryBackend
from tests.laws.peeking import BESIDE, Bench, Told, cuts, difference, told, upto
from tests.laws.raw_world import SPLITS, SpoiledActions, as_traded
from tests.laws.worlds import DAY

LINE = "PW:LARGE"
CUTS = 6


@cache
def world() -> MemoryBackend:
    """The market of the golden cases, kept raw."""
    return as_traded(golden.backend().frames)


@cache
def bench() -> Bench:
    return Bench(world(), np.unique(world().frames["bars"]["date"].to_numpy()).astype(DAY))


@cache
def some_days() -> tuple[date, ...]:
    """Days on and around the splits, and random ones."""
    days = bench().days
    rows = {int(share * len(days)) + step for share, _ in SPLITS for step in (-1, 0, 1)}
    return tuple(days[row].item() for row in sorted(rows))


# ---------------------------------------------------------------- leaks and safe idioms


def back_adjusted(panel: Panel) -> Trace:
    """The split-adjusted price itself: every later split moves the whole past."""
    line = panel.series(LINE, "pr")
    return Trace(line.days, line.levels)


def splits_of_the_future(panel: Panel) -> Trace:
    """Raw closes adjusted with every split on file, whenever it came: as a vendor's download is."""
    instrument = panel.instrument(LINE)
    bars = panel.backend.rows("bars", [instrument])[instrument]
    then = bars["known_at"] <= np.datetime64(panel.as_of)
    actions = panel.backend.rows("actions", [instrument])[instrument]
    split = np.isfinite(np.asarray(actions["ratio"], float))
    days = bars["date"].astype(DAY).astype(np.int64)
    ex, ratios = actions["date"].astype(DAY).astype(np.int64), np.asarray(actions["ratio"], float)
    levels = split_adjusted(days, np.asarray(bars["close"], float), ex[split], ratios[split])
    # Scaled as every download is, so that the newest split anybody will ever know of is in it.
    last = np.prod(ratios[split & (ex > days[-1])]) if (split & (ex > days[-1])).any() else 1.0
    return Trace(bars["date"].astype(DAY)[then], levels[then] / last)


def price_return(panel: Panel) -> Trace:
    line = panel.series(LINE, "pr")
    return Trace(line.days, np.append(np.nan, np.diff(np.log(line.levels))))


def below_the_record(panel: Panel) -> Trace:
    line = panel.series(LINE, "pr")
    return Trace(line.days, line.levels / np.maximum.accumulate(line.levels) - 1.0)


def total_return(panel: Panel) -> Trace:
    line = panel.series(LINE)
    return Trace(line.days, line.levels)


SAFE = (price_return, below_the_record, total_return)
ids = {"ids": lambda item: item.__name__}


def truncated(idiom: Any) -> list[str]:
    whole = {idiom.__name__: bench().full(idiom)}
    return [
        s for day in some_days() for s in bench().truncated({idiom.__name__: idiom}, whole, day)
    ]


def perturbed(idiom: Any, *what: str) -> list[str]:
    """Sentences about days up to a cut on which the spoiled future, or what was told later, is seen."""
    whole, found = bench().full(idiom), []
    for day in some_days():
        spoiled = SpoiledActions(bench().prints, day, what=what)
        later = SpoiledActions(world(), day, what=what, vintages=True)
        for end, pane, other in (
            (bench().end, Panel(spoiled, bench().end), whole),
            (day, Panel(later, day), told(idiom(Panel(world(), day)))),
        ):
            unlike = difference(upto(told(idiom(pane)), day), upto(other, day))
            if unlike:
                found.append(f"{idiom.__name__} (cut {day}, seen from {end}): {unlike}")
    return found


def test_a_back_adjusted_price_is_caught() -> None:
    assert truncated(back_adjusted)
    assert perturbed(back_adjusted, "actions")


def test_splits_of_the_future_are_caught_by_spoiling_actions_and_by_nothing_else() -> None:
    assert not truncated(splits_of_the_future)
    assert not perturbed(splits_of_the_future, "bars")
    assert perturbed(splits_of_the_future, "actions")


@pytest.mark.parametrize("idiom", SAFE, **ids)
def test_returns_of_the_panel_know_nothing_of_later_splits(idiom: Any) -> None:
    assert truncated(idiom) == []
    assert perturbed(idiom, "bars", "actions") == []
    assert perturbed(idiom, "actions") == []


# ---------------------------------------------------------------- the registered signals


def without_pictures(whole: Told) -> Told:
    """What is drawn beside a value starts where its line starts: at 100, or at the first close."""
    columns = {n: c for n, c in whole.columns.items() if not n.startswith(BESIDE)}
    return Told(whole.days, columns, whole.marks)


# Volumes are whole shares: a split of seven for one leaves a rounding in what changed hands.
WHOLE_SHARES = ("structure.exit_", "structure.passive_days", "groups.capacity")


def test_raw_prices_and_actions_say_what_total_returns_say() -> None:
    """Every signal of every day, to nine figures: the actions put back what splits took out."""
    adjusted = Panel(golden.backend(), bench().end)
    raw = Panel(world(), bench().end)
    answered = 0
    for name, spec in SIGNALS.items():
        one, other = (told(spec.compute(panel)) for panel in (adjusted, raw))
        unlike = difference(without_pictures(one), without_pictures(other))
        if name.startswith(WHOLE_SHARES):
            a, b = (v[np.isfinite(v)] for v in (one.columns["value"], other.columns["value"]))
            assert len(a) == len(b), name
            assert np.allclose(a, b, rtol=1e-6), name
            continue
        assert not unlike, f"{name}: {unlike}"
        answered += bool(np.isfinite(one.columns["value"]).any())
    assert answered >= 20


def test_no_signal_peeks_at_splits_and_dividends_to_come() -> None:
    signals = {name: spec.compute for name, spec in SIGNALS.items()}
    whole = {name: bench().full(compute) for name, compute in signals.items()}
    days = cuts(bench(), whole.values(), CUTS, seed=5)
    found = [s for day in days for s in bench().truncated(signals, whole, day)]
    for day in days[::3]:
        spoiled = Panel(SpoiledActions(bench().prints, day), bench().end)
        later = Panel(SpoiledActions(world(), day, vintages=True), day)
        for name, compute in signals.items():
            one = difference(upto(told(compute(spoiled)), day), upto(whole[name], day))
            other = difference(told(compute(later)), told(compute(Panel(world(), day))))
            found += [f"{name} (cut {day}): {why}" for why in (one, other) if why]
    assert not found, "\n".join(found)
