"""Nothing that was said is said otherwise once the numbers are revised: first prints stay first prints.

Every macro row of the planted world is revised wildly, one to three months after it was known. What a
panel of a day says of every day up to it must be what the last panel says of those days.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.registry import SIGNALS
from rotascope.store.memory import MemoryBackend
from tests.laws.peeking import Told, difference, told, upto

CUTS = ("2022-06-30", "2023-05-12", "2024-03-28", "2024-11-29", "2025-05-30")
NAMES = tuple(
    name
    for name, spec in SIGNALS.items()
    if spec.compute.__module__.startswith("rotascope.signals.macro.")
)


@cache
def backend() -> MemoryBackend:
    """The planted world, in which each macro value gets a wild second version; none is taken away."""
    frames, _ = planted.frames(sessions=900)
    draw = np.random.default_rng(11)
    macro, n = frames["macro"], len(frames["macro"])
    later = macro.with_columns(
        value=pl.col("value") * pl.Series(np.exp(draw.normal(0.0, 0.5, n))),
        known_at=pl.Series(macro["known_at"].to_numpy() + draw.integers(30, 90, n)),
    )
    both = pl.concat([macro, later]).filter(pl.col("known_at") <= planted.LAST_DAY)
    kept = both.unique(["dataset", "series", "date", "known_at"], keep="first", maintain_order=True)
    return MemoryBackend({**frames, "macro": kept})


@cache
def whole(name: str) -> Told:
    return told(SIGNALS[name].compute(Panel(backend(), planted.LAST_DAY)))


def test_the_revisions_are_there() -> None:
    versions = backend().frames["macro"].group_by("dataset", "series", "date").len()
    assert (versions["len"] > 1).mean() > 0.9


@pytest.mark.parametrize("name", NAMES)
def test_no_reading_is_relabelled_by_a_revision(name: str) -> None:
    for text in CUTS:
        cut = np.datetime64(text).item()
        then = told(SIGNALS[name].compute(Panel(backend(), cut)))
        unlike = difference(upto(then, cut), upto(whole(name), cut))
        assert not unlike, f"{name} of {cut} was relabelled: {unlike}"


def test_a_signal_that_reads_the_newest_versions_would_be_seen() -> None:
    def careless(panel: Panel) -> Told:
        found = panel.macro("GDPC1")
        return Told(found.days, {"value": found.values}, frozenset())

    cut = np.datetime64("2024-03-28").item()
    then, now = careless(Panel(backend(), cut)), careless(Panel(backend(), planted.LAST_DAY))
    assert difference(upto(then, cut), upto(now, np.datetime64("2023-12-01").item()))
