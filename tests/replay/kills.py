"""`rotascope sync` in a process of its own, killed again and again; and what its store then says."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

from rotascope.store.market import Market
from rotascope.store.tables import TABLES

__all__ = ["Run", "logical", "settings_for", "synced", "until_done"]

HERE = Path(__file__).resolve().parents[2]
UNTIL = "2026-06-12"


@dataclass
class Run:
    """What it took: starts, kills, and the report of the run that came to its end."""

    starts: int = 0
    kills: int = 0
    report: dict[str, Any] = field(default_factory=dict)
    code: int = 0


def settings_for(mirror: str) -> dict[str, str]:
    """The environment of a user who set up everything and has a mirror."""
    return {
        **os.environ,
        "ROTASCOPE_MIRROR": mirror,
        "ROTASCOPE_CONTACT": "reader@example.org",
        "ROTASCOPE_FRED_KEY": "abcdef0123456789abcdef0123456789",
        "ROTASCOPE_FEEDS": "https://news.example/rss.xml https://filings.example/atom.xml",
        "ROTASCOPE_FACTS_OF": "IWM",
    }


def synced(store: Path, mirror: str, sources: Sequence[str], seconds: float | None) -> Run:
    """One sync; killed after `seconds` (None: it may take its time)."""
    command = [sys.executable, "-m", "rotascope", "sync", *sources, "--until", UNTIL,
               "--store", str(store), "--json"]  # fmt: skip
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=HERE, env=settings_for(mirror)
    ) as child:
        try:
            out, err = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.communicate()
            return Run(1, 1)
    assert out, err.decode()
    return Run(1, 0, json.loads(out), child.returncode)


def failing(report: Mapping[str, Any]) -> set[tuple[str, str]]:
    """(source, request) of what gave nothing in a run."""
    return {(one["source"], failure["request"])
            for one in report["sources"] for failure in one["failures"]}  # fmt: skip


def until_done(
    store: Path, mirror: str, sources: Sequence[str], chance: Random, longest: float,
    expected: set[tuple[str, str]] = frozenset(),  # type: ignore[assignment]
    most: int = 200,
) -> Run:  # fmt: skip
    """Sync and kill, every time after up to `longest` seconds, until one run ends with nothing missing.

    `expected`: requests that a sound source does not answer either. Each start is given 5 % longer than
    the one before: on a machine that is busy with other things too, a program may need all of its time
    to start.
    """
    total = Run()
    while total.starts < most:
        given = chance.uniform(0.3, 1.0) * longest * 1.05**total.starts
        one = synced(store, mirror, sources, given)
        total.starts, total.kills = total.starts + 1, total.kills + one.kills
        if one.report and failing(one.report) <= expected and one.code != 3:
            total.report, total.code = one.report, one.code
            return total
    raise AssertionError(f"not done after {total.starts} syncs, {total.kills} of them killed")


def logical(store: Path) -> dict[str, str]:
    """A digest of every table's rows, sorted, each with its known_at; and of what is held.

    Names of files, versions and the order of commits are no part of it: rows lost or doubled are.
    """
    market = Market.open(store)
    try:
        made = {}
        for name, table in TABLES.items():
            frame = market.collect(market.scan(name)).sort(list(table.columns), nulls_last=True)
            made[name] = f"{len(frame)} {_digest(frame)}"
        held = sorted((h.table, h.source, h.row, h.check, h.original, h.state)
                      for h in market.quarantine_list())  # fmt: skip
        made["held"] = f"{len(held)} {hashlib.sha256(repr(held).encode()).hexdigest()[:16]}"
        assert market.verify() == ()
        return made
    finally:
        market.close()


def _digest(frame: pl.DataFrame) -> str:
    text = frame.with_columns(pl.col(pl.Date).cast(pl.String)).write_csv(float_precision=None)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
