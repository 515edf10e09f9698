"""Readings as paragraphs under their families."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from rotascope.surfaces.readings_table import print_signals
from tests.surfaces import fixtures


def shown(told: tuple, width: int) -> str:
    out = io.StringIO()
    print_signals(Console(file=out, width=width, color_system=None), told)
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 140])
def test_readings_show_value_percentile_n_lean_chance_and_reason(width: int) -> None:
    text = shown(fixtures.readings(), width)
    for said in ("6.5 %", "85 %", "▲ small 0.71", "▼ few 0.30", "not measurable: no member returns",
                 "4 of 5 measurable", "noise: chance alone gives 45 %", "PRICE", "BREADTH"):  # fmt: skip
        assert said in text, f"'{said}' is not on the screen"
    assert max(len(line) for line in text.splitlines()) <= width


def test_the_silent_come_last_in_their_family() -> None:
    text = shown(fixtures.readings(), 100)
    assert text.index("breadth.beat_share") < text.index("breadth.above_50")
    assert "1 of 2 of breadth with an answer" in text


def test_a_long_name_leaves_room_for_its_value() -> None:
    long = replace(fixtures.readings()[0], signal="concentration." + "x" * 40)
    (line,) = [one for one in shown((long,), 100).splitlines() if "xxx" in one]
    assert " 6.5 %" in line


def test_nothing_to_show_shows_nothing() -> None:
    assert shown((), 100) == ""
