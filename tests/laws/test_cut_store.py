"""No signal and no brief says of a day what only a later store knows; nobody goes round the Panel."""

from __future__ import annotations

import ast
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scripts import golden

from rotascope.desk import Desk
from rotascope.members import best_universe
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.registry import SIGNALS, SignalSpec
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend
from tests.laws import tree
from tests.laws.cut_store import (
    ADDED,
    Added,
    better_dataset,
    cut_judged,
    cut_store,
    grown,
    later_list,
    later_stocks,
)
from tests.laws.leaks import HIDDEN, IDIOMS, Idiom
from tests.laws.peeking import Bench
from tests.laws.worlds import Tiny

COUNT, ROW = 900, 600
REAL_LENGTH, BEYOND = 3000, (1700, 2600)
ids = {"ids": lambda item: item.__name__}


@cache
def days(count: int = COUNT) -> np.ndarray:
    return np.unique(planted.frames(seed=7, sessions=count)[0]["returns"]["date"].to_numpy())


def day(row: int) -> date:
    return days()[row].astype("datetime64[D]").item()


@cache
def world(added: Added) -> MemoryBackend:
    """The market of the golden cases, where every signal answers, and what was added to it later."""
    return grown(golden.backend().frames, day(ROW), added)


def specs() -> list[SignalSpec]:
    return [spec for _, spec in SIGNALS.items()]


@pytest.mark.parametrize("added", ADDED, **ids)
def test_no_signal_says_of_a_day_what_the_store_learned_later(added: Added) -> None:
    assert not cut_judged(specs(), world(added), day(ROW), null=True)


@pytest.mark.slow
@pytest.mark.parametrize("row", [450, ROW - 1, ROW + 1, 750])
@pytest.mark.parametrize("added", ADDED, **ids)
def test_a_cut_anywhere_before_and_after_the_addition_is_the_store_of_that_day(
    added: Added, row: int
) -> None:
    assert not cut_judged(specs(), world(added), day(row), null=row > ROW)


@pytest.mark.slow
@pytest.mark.parametrize("added", ADDED, **ids)
def test_a_brief_is_the_one_of_the_store_of_its_day(added: Added) -> None:
    briefs = [
        Desk(backend).brief(day(ROW))
        for backend in (world(added), cut_store(world(added), day(ROW)))
    ]
    one, other = (asdict(replace(brief, store="")) for brief in briefs)
    assert one["readings"], "a brief without readings proves nothing"
    assert one == other


@pytest.mark.parametrize("added", ADDED, **ids)
def test_what_comes_later_does_move_the_end(added: Added) -> None:
    """An addition that nobody would notice proves nothing."""
    last = day(COUNT - 1)
    plain, full = (Panel(b, last) for b in (golden.backend(), world(added)))
    if added is better_dataset:
        datasets = [panel.series("PW20").sources[0].dataset for panel in (plain, full)]
        assert datasets == ["planted", "better"]
    if added in (later_stocks, later_list):
        universes = [best_universe(panel) for panel in (plain, full)]
        assert universes == ["PW500", "all" if added is later_stocks else "sp500"]
    assert any(
        not np.array_equal(a.trace.value, b.trace.value, equal_nan=True)
        for a, b in zip(*(measure(panel, null=False) for panel in (plain, full)), strict=True)
    )


# ---------------------------------------------------------------- histories of a real length


@pytest.mark.slow
@pytest.mark.parametrize("row", BEYOND)
def test_no_signal_peeks_in_a_history_of_real_length(row: int) -> None:
    """What is switched on by the number of rows shows only where there are as many."""
    frames, _ = planted.frames(seed=7, sessions=REAL_LENGTH)
    bench = Bench(MemoryBackend(frames), days(REAL_LENGTH).astype("datetime64[D]"))
    signals = {name: spec.compute for name, spec in SIGNALS.items()}
    whole = {name: bench.full(compute) for name, compute in signals.items()}
    assert not bench.truncated(signals, whole, bench.days[row].item())


# ---------------------------------------------------------------- the law is proved on leaks


def caught(idiom: Idiom) -> list[str]:
    """By the cut store on the planted world, and by truncation on a tiny world of real length."""
    spec = replace(SIGNALS["streak.small_large"], name=idiom.__name__, compute=idiom, null=None)
    found = [s for added in ADDED for s in cut_judged([spec], world(added), day(ROW))]
    tiny = Tiny(3, count=1700)
    bench = Bench(tiny, tiny.days)
    whole = {idiom.__name__: bench.full(idiom)}
    cut = tiny.days[1650].item()
    return found + bench.truncated({idiom.__name__: idiom}, whole, cut)


@pytest.mark.parametrize("leak", HIDDEN, **ids)
def test_every_leak_that_rows_alone_do_not_show_is_caught(leak: Idiom) -> None:
    assert caught(leak), f"{leak.__name__} looks ahead and nobody saw it"


@pytest.mark.parametrize("idiom", IDIOMS, **ids)
def test_safe_idioms_are_not_accused(idiom: Idiom) -> None:
    assert caught(idiom) == []


# ---------------------------------------------------------------- nobody goes round the Panel


def around_the_panel(module: ast.AST) -> list[ast.Attribute]:
    """Uses of a panel's backend other than asking whether there is a cache folder."""
    whole = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr == "cache_folder"
    }
    return [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr == "backend" and id(node) not in whole
    ]


BOUND = [p for p in tree.sources() if tree.floor(p) in ("signals", "evidence", "members")]


@pytest.mark.parametrize("path", BOUND, ids=tree.where)
def test_signals_members_and_evidence_read_through_the_panel_only(path: Path) -> None:
    found = [tree.where(path, node) for node in around_the_panel(tree.tree(path))]
    assert not found, f"rows past the panel's date can be reached at {found}: ask the Panel"


def test_the_law_sees_a_read_of_the_backend() -> None:
    assert around_the_panel(ast.parse("n = len(panel.backend.ids('returns'))"))
    assert around_the_panel(ast.parse("b = panel.backend"))
    assert not around_the_panel(ast.parse("few = panel.backend.cache_folder is None"))
