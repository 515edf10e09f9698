"""No registered signal peeks: at every cut where time allows, at its own events and random days else.

The world is the planted market: known truth, a share that joins, one that leaves, a split, lagged
files, a revised series. `make check` looks at few cuts, `make test` at as many as the budget of each
module allows (every one of 900 for most signals), `make soak` at every one for all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest
from scripts import golden

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.registry import SIGNALS
from rotascope.signals.reading import measure
from rotascope.signals.trace import Trace
from rotascope.store.memory import MemoryBackend
from tests.laws.leans import lean_history
from tests.laws.peeking import Bench, cuts, difference, seconds_each, told
from tests.laws.worlds import Spoiled

SHORT, LONG = 900, 1500
QUICK_CUTS, LEAST_CUTS = 3, 10
# Eighty modules share the time of one run; `make soak` looks at every cut. Uncounted for coverage, a
# judgement takes a third less time than when this was 0.8: on the whole as many cuts are looked at.
SECONDS_A_MODULE = 0.6
SOAK = os.environ.get("ROTASCOPE_SOAK") == "1"


def by_module() -> dict[str, list[str]]:
    """Signals by the module that computes them: they share their panels' work."""
    found: dict[str, list[str]] = {}
    for name, spec in SIGNALS.items():
        found.setdefault(spec.compute.__module__.removeprefix("rotascope.signals."), []).append(
            name
        )
    return found


MODULES = by_module()


@cache
def bench(count: int) -> Bench:
    """The planted market; the short one also under real names and with a monthly pair."""
    frames, truth = planted.frames(seed=7, sessions=count)
    days = np.unique(frames["returns"]["date"].to_numpy()).astype("datetime64[D]")
    assert days[-1].item() == truth.last
    return Bench(golden.backend() if count == SHORT else MemoryBackend(frames), days)


def signals_of(module: str) -> dict[str, Callable[[Panel], Trace]]:
    return {name: SIGNALS[name].compute for name in MODULES[module]}


def affordable(run: Callable[[], Any], seconds: float) -> int:
    """How many judgements fit the budget: the machine decides how many, never whether one passes."""
    return 10**6 if SOAK else max(LEAST_CUTS, int(seconds / seconds_each(run)))


def judged(
    module: str, count: int, most: int | None, record: Callable[[str, object], None]
) -> list[str]:
    """What peeks: truncation at up to `most` cuts (None = what the budget affords), perturbation."""
    world, signals = bench(count), signals_of(module)
    whole = {name: world.full(compute) for name, compute in signals.items()}
    middle = world.days[count * 2 // 3].item()
    if most is None:
        budget = SECONDS_A_MODULE * (1.0 if count == SHORT else 0.4)
        most = affordable(lambda: world.truncated(signals, whole, middle), budget)
        spoil = affordable(lambda: world.perturbed(signals, whole, middle), budget)
    else:
        spoil = most // 2
    days = cuts(world, whole.values(), most, seed=count)
    others = cuts(world, whole.values(), spoil, seed=count + 1)
    found = [s for day in days for s in world.truncated(signals, whole, day)]
    found += [
        s for day in others for s in world.perturbed(signals, whole, day, seed=day.toordinal())
    ]
    record(
        "cuts", f"{module}: {len(days)} truncations, {len(others)} perturbations of {count} days"
    )
    return first_of_each(found)


def first_of_each(sentences: list[str]) -> list[str]:
    seen: Mapping[str, str] = {s.split(" ")[0]: s for s in reversed(sentences)}
    return sorted(seen.values())


def test_there_are_signals_to_judge() -> None:
    assert len(SIGNALS) >= 30, f"only {len(SIGNALS)} signals are registered"


@pytest.mark.parametrize("module", MODULES)
def test_no_signal_peeks_at_a_few_cuts(
    module: str, record_property: Callable[[str, object], None]
) -> None:
    assert judged(module, SHORT, QUICK_CUTS, record_property) == []


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_no_signal_peeks_at_any_cut_of_900_bars(
    module: str, record_property: Callable[[str, object], None]
) -> None:
    assert judged(module, SHORT, None, record_property) == []


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_no_signal_peeks_at_random_cuts_and_its_events_of_1500_bars(
    module: str, record_property: Callable[[str, object], None]
) -> None:
    assert judged(module, LONG, None, record_property) == []


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_most_signals_of_a_module_have_a_history_on_the_planted_world(module: str) -> None:
    """A signal that never answers cannot peek, and a law that looks at nothing proves nothing."""
    whole = {n: bench(LONG).full(compute) for n, compute in signals_of(module).items()}
    answered = [n for n, t in whole.items() if np.isfinite(t.columns["value"]).any()]
    assert answered, f"no signal of {module} answers on the planted world"


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_the_spoiled_future_reaches_every_signal_that_answers(module: str) -> None:
    """Perturbation is no test of a signal whose inputs it leaves alone."""
    world = bench(LONG)
    cut = world.days[1000].item()
    spoiled = Spoiled(world.prints, cut)
    for name, compute in signals_of(module).items():
        plain = world.full(compute)
        if np.isfinite(plain.columns["value"]).any():
            other = told(compute(Panel(spoiled, world.end)))
            assert difference(plain, other), f"garbage after {cut} leaves all of {name} as it was"


@pytest.mark.slow
@pytest.mark.parametrize("count", [SHORT, LONG])
@pytest.mark.parametrize("module", MODULES)
def test_the_lean_of_a_day_is_the_same_in_its_history(module: str, count: int) -> None:
    """What the score reads from the whole history at t is the lean that the reading of t had."""
    world = bench(count)
    last = Panel(world.prints, world.end)
    compared = 0
    for whole in measure(last, MODULES[module], null=False):
        leans = lean_history(whole) if len(whole.trace.days) and whole.spec.sign else np.empty(0)
        for row in (400, 650, 899, count - 1):
            panel = Panel(world.prints, world.days[row].item())
            (then,) = measure(panel, [whole.spec.name], null=False)
            at = int(np.searchsorted(whole.trace.days, world.days[row], side="right")) - 1
            if then.reading.status != "ok" or not len(leans):
                continue
            lean = leans[at] if np.isfinite(leans[at]) else None
            assert then.reading.value == pytest.approx(whole.trace.value[at], rel=1e-9)
            assert then.reading.lean == (lean if lean is None else pytest.approx(lean, abs=1e-9)), (
                f"{whole.spec.name} leaned {then.reading.lean} on {panel.as_of}; its history says {lean}"
            )
            compared += 1
    assert compared or all(not SIGNALS[n].sign for n in MODULES[module]) or count == SHORT
