"""How findings are worded."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rotascope.catalog import load
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals import words
from rotascope.store.memory import MemoryBackend


@pytest.fixture(scope="module")
def panel() -> Panel:
    frames, truth = planted.frames(seed=7, sessions=900)
    return Panel(MemoryBackend(frames), truth.last)


def test_a_signed_percentage_has_a_minus_sign_not_a_hyphen() -> None:
    assert words.signed(0.0653) == "+6.5 %"
    assert words.signed(-0.0653) == "\N{MINUS SIGN}6.5 %"
    assert words.signed(-0.0001) == "+0.0 %"


def test_percent_leaves_the_sign_to_the_verb() -> None:
    assert words.percent(-0.3979, 2) == "39.79 %"


@pytest.mark.parametrize(
    ("p", "said"), [(0.333, "33 in 100"), (0.0026, "1 in 385"), (0.0, "fewer than 1 in 10,000")]
)
def test_chances_are_counted_in_cases(p: float, said: str) -> None:
    assert words.chance(p) == said


def test_the_verb_carries_the_sign(panel: Panel) -> None:
    pair = panel.pair("small_large")
    top, bottom = "PW:SMALL", "PW:LARGE"
    assert words.beat(panel, pair, 0.05) == f"{top} beat {bottom} by 5.0 %"
    assert words.beat(panel, pair, -0.05) == f"{top} trailed {bottom} by 5.0 %"


def test_baskets_and_indices_are_called_by_name_and_funds_by_ticker(panel: Panel) -> None:
    line = panel.series("PW:SMALL")
    named = {
        "MAG7": "the seven",
        "TWO": "AAPL + MSFT",
        "^RUT": "the Russell 2000",
        "SPX500C": "the S&P 500",
        "IWM": "IWM",
    }
    assert set(named) - {"MAG7", "TWO"} <= {i.symbol for i in load().instruments}
    for symbol, said in named.items():
        series = type(line)(symbol, "tr", line.days, line.levels, ())
        assert words.leg(panel, series) == said


def test_days_are_dates() -> None:
    assert words.day(np.datetime64("2024-01-02")) == date(2024, 1, 2)


def test_how_much_is_on_file_is_said_beside_what_is_needed() -> None:
    assert words.covered(0.834, "the weight", 0.9) == "83 % of the weight, 90 % needed"


def test_a_percentage_reads_alike_in_every_finding() -> None:
    """'86 %', as the International System writes it; '86%' beside it would look like another thing."""
    kept = sorted((Path(__file__).parents[1] / "golden" / "signals").glob("*.json"))
    assert len(kept) > 200
    assert [path.stem for path in kept if re.search(r"\d%", path.read_text("utf-8"))] == []
