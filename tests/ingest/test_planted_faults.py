"""Thirty checks, twenty planted variants each: every one is caught, and its sound twin is not."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from rotascope.ingest.rules import RULES
from rotascope.store.market import Market
from tests.ingest.planted.case import Planted, run

FOLDER = Path(__file__).parent / "planted"
THERE = [name for name in RULES if (FOLDER / f"{name.lower()}.py").is_file()]


def variants(check: str) -> tuple[Planted, ...]:
    return tuple(importlib.import_module(f"tests.ingest.planted.{check.lower()}").VARIANTS)


def test_every_check_has_twenty_different_variants() -> None:
    assert list(RULES) == THERE
    for check in THERE:
        names = [case.name for case in variants(check)]
        assert len(set(names)) == len(names) >= 20, check


@pytest.mark.parametrize("check", THERE)
def test_every_planted_fault_is_caught(check: str, tmp_path: Path) -> None:
    market = Market.open(tmp_path / "store", create=True)
    for number, case in enumerate(variants(check)):
        name = f"v{number}"
        report = run(market, tmp_path, case, name, sound=False)
        job = report.jobs[0]
        said = dict(job.quarantined) | {f"flag {k}": v for k, v in job.flagged}
        if case.caught == "held":
            rows = {
                h.row
                for h in market.quarantine_list()
                if h.source == job.source and h.check == check
            }
            assert rows == {n + 1 for n in case.at}, (case.name, said, rows, job.sentence)
        elif case.caught == "flagged":
            assert said.get(f"flag {check}", 0) == len(case.at) > 0, (case.name, said, job.sentence)
        elif case.caught == "unchanged":
            assert job.unchanged == len(case.at) > 0, (case.name, job.sentence)
        else:
            assert job.status == "held", (case.name, said)
            assert check in dict(job.quarantined), (case.name, said)
    market.close()


@pytest.mark.parametrize("check", THERE)
def test_its_sound_twin_is_not(check: str, tmp_path: Path) -> None:
    market = Market.open(tmp_path / "store", create=True)
    for number, case in enumerate(variants(check)):
        if case.caught == "unchanged":
            continue  # a repetition is no fault
        job = run(market, tmp_path, case, f"s{number}", sound=True).jobs[0]
        said = {**dict(job.quarantined), **dict(job.flagged)}
        assert check not in said, (case.name, said, job.sentence)
        assert job.status == "imported", (case.name, job.sentence)
    market.close()
