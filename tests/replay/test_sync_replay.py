"""The sync that a user runs, against a server that answers as the sources do, and that does not.

The real program in a process of its own, the real sources, their plans and readers; only the internet
is a mirror on this machine. Killed again and again while the server misbehaves, it ends in the store
that an undisturbed sync makes: every table's rows are the same, none lost, none doubled.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from time import monotonic

import pytest

from rotascope.registry import SOURCES
from tests.replay.answers import replayed
from tests.replay.kills import failing, logical, synced, until_done
from tests.replay.server import CALM, Faults, Mirror, mirror, told

SOAK = os.environ.get("ROTASCOPE_SOAK") == "1"
FEW = ("sec", "fed", "ishares", "roundhill", "news")
BAD = Faults(seed=3, too_many=0.10, broken=0.05, cut=0.04, stalled=0.02, redirected=0.03, page=0.03,
             empty=0.02, reset=0.03, stall_seconds=0.5)  # fmt: skip
WORSE = Faults(seed=4, too_many=0.10, broken=0.05, cut=0.04, stalled=0.02, redirected=0.03, page=0.02,
               empty=0.02, reset=0.03, stall_seconds=30.0)  # fmt: skip


@pytest.fixture
def calm() -> Iterator[Mirror]:
    with mirror(replayed, CALM) as seen:
        yield seen


def test_a_full_sync_of_some_sources_then_a_second_that_asks_nothing(
    calm: Mirror, tmp_path: Path
) -> None:
    first = synced(tmp_path / "store", calm.address, FEW, None)
    assert (first.code, failing(first.report)) == (0, set())
    assert {one["status"] for one in first.report["sources"]} == {"current"}
    assert first.report["rows_in"] == sum(
        first.report[name] for name in ("accepted", "unchanged", "quarantined")
    )
    before, asked = logical(tmp_path / "store"), sum(calm.asked.values())
    second = synced(tmp_path / "store", calm.address, FEW, None)
    assert (second.code, sum(calm.asked.values())) == (0, asked)
    assert {one["sentence"] for one in second.report["sources"]} == {"up to date."}
    assert logical(tmp_path / "store") == before


def test_killed_again_and_again_while_the_server_misbehaves_it_ends_in_the_same_store(
    calm: Mirror, tmp_path: Path
) -> None:
    begun = monotonic()
    assert synced(tmp_path / "calm", calm.address, FEW, None).code == 0
    calmly = monotonic() - begun
    with mirror(replayed, BAD) as seen:
        run = until_done(tmp_path / "store", seen.address, FEW, Random(5), longest=0.8 * calmly)
        assert run.kills >= 2, run
        assert seen.reached == [], "a redirect to this machine was followed"
        assert sum(seen.done.values()) > seen.done["sound"], told(seen)
    assert logical(tmp_path / "store") == logical(tmp_path / "calm")
    assert run.code == 0


def full(
    tmp_path: Path, shared: Path | None, faults: Faults, longest: float
) -> tuple[dict[str, str], dict[str, str]]:
    """Every source, calm and then disturbed: the logical content of both stores."""
    answers = partial(replayed, shared=shared)
    names = tuple(SOURCES)
    with mirror(answers, CALM) as seen:
        plain = synced(tmp_path / "calm", seen.address, names, None)
    expected = failing(plain.report)
    with mirror(answers, faults) as seen:
        run = until_done(tmp_path / "store", seen.address, names, Random(6), longest, expected)
        print(json.dumps({"starts": run.starts, "kills": run.kills, "server": told(seen)}))
        assert seen.reached == []
    assert run.kills >= 3, run
    assert failing(run.report) == expected
    assert run.code == plain.code
    return logical(tmp_path / "calm"), logical(tmp_path / "store")


@pytest.mark.slow
@pytest.mark.skipif(not SOAK, reason="ROTASCOPE_SOAK=1 runs every source under every fault")
def test_every_source_killed_and_disturbed_ends_in_the_same_store(tmp_path: Path) -> None:
    calm, disturbed = full(tmp_path, None, WORSE, longest=12.0)
    assert disturbed == calm


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not SOAK, reason="ROTASCOPE_SOAK=1 runs every source under every fault")
def test_the_same_with_bodies_recorded_from_the_sources(tmp_path: Path, shared_data: Path) -> None:
    calm, disturbed = full(tmp_path, shared_data, WORSE, longest=15.0)
    assert disturbed == calm


def test_every_source_answers_a_probe_and_nothing_is_stored(
    calm: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from typer.testing import CliRunner

    from rotascope.surfaces.cli import app
    from tests.replay.kills import settings_for

    words = [
        "sync",
        *SOURCES,
        "--probe",
        "--json",
        "--until",
        "2026-06-12",
        "--store",
        str(tmp_path / "s"),
    ]
    done = CliRunner().invoke(app, words, env=settings_for(calm.address))
    assert done.exit_code == 0, done.output
    found = {one["source"]: one for one in json.loads(done.stdout)}
    assert set(found) == set(SOURCES)
    bad = {name: one["sentence"] for name, one in found.items()
           if one["status"] not in ("ok", "untried")}  # fmt: skip
    assert bad == {}
    assert not (tmp_path / "s").exists()
