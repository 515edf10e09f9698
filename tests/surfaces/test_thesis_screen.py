"""Theses on screens of every width: nothing is cut, no markup is obeyed, what is unknown is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rotascope.surfaces.screen import screen
from rotascope.surfaces.thesis_screen import print_theses, print_thesis, print_track
from rotascope.terms import Episode, Forecaster, Hedge, Thesis, Track, Trigger
from rotascope.theses.episodes import tally
from tests.store.kept_articles import made_ruling, made_thesis

SPELLS = tuple(
    Episode(date(2000 + y, 3, 1), date(2000 + y, 4, 1), 0.1 if y % 2 else -0.1, 0.05)
    for y in range(10)
)
WORDS = "the funds rate falls below the two-year yield"
KEYS = (
    Trigger(WORDS, "ffr_2y.spread < 0", "trigger", True, "", date(2026, 3, 13), SPELLS),
    Trigger(
        "breadth", 'revisions.small_large.state == "upturn"', "trigger", None, "a short history"
    ),
    Trigger("a policy error", "", "falsifier", None, "nothing says this"),
)
HORIZON = made_thesis().horizon_days
KEYS = tuple(replace(one, tally=tally(one.episodes, HORIZON)) for one in KEYS)
MADE = replace(
    made_thesis("aa01aa01aa01"), triggers=KEYS, statement="Small caps [bold]lead[/bold]. \x1b[31m",
    status="not_measurable", reason="n = 0: breadth: a short history", source="Demo Wire",
    hedge=Hedge("may", 0.2, 0.55), line="IWM / SPY", note="horizon: no span is named: 126 sessions",
)  # fmt: skip


def shown(show: Callable[..., None], term: Any, columns: int) -> str:
    console = screen(columns)
    with console.capture() as captured:
        show(console, term)
    text = captured.get()
    assert max(len(line.rstrip()) for line in text.splitlines()) <= columns
    return text


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("columns", [80, 110, 140])
def test_a_list_says_where_each_stands_and_what_it_hangs_on(columns: int) -> None:
    right = replace(made_thesis("bb02bb02bb02"), status="right", outcome=0.0953, pair="SPSM/MAGS")
    text = folded(shown(print_theses, (MADE, right), columns))
    assert "2 theses: 1 not measurable, 1 right" in text
    assert f"if “{WORDS}” and “breadth” (1 of 2 holds now)" in text
    assert "right +10.0 %" in text
    assert "small caps lead (SPSM/MAGS), 6 months" in text


@pytest.mark.parametrize("columns", [80, 110, 140])
def test_one_thesis_shows_every_key_and_every_spell(columns: int) -> None:
    text = shown(print_thesis, (MADE,), columns)
    told = folded(text)
    assert "n = 0: breadth: a short history" in told
    assert "Small caps [bold]lead[/bold]." in told
    assert "\x1b[31m" not in text
    assert (
        "held before: ffr_2y.spread < 0: n = 10 · 10 with an outcome, 10 that do not overlap"
        in told
    )
    assert "5 towards the side" in told
    assert (
        'all keys together: n = 0: revisions.small_large.state == "upturn" was never known' in told
    )
    assert "the newest 8 of 10" in told
    assert "'may': 20 to 55 %" in told
    assert "IWM / SPY" in told
    assert "2009-03-01" in told


def test_a_side_taken_outright_has_no_keys() -> None:
    one: Thesis = replace(made_thesis(), triggers=(), score=0.01, status="right", outcome=0.05)
    told = folded(shown(print_thesis, (one,), 80))
    assert "no if: a side taken outright" in told
    assert "Brier score 0.01" in told
    assert "a side taken outright · until" in folded(shown(print_theses, (one,), 80))


def test_an_unless_that_held_before_the_opening_is_said_to_have() -> None:
    unless = replace(KEYS[0], role="falsifier", since=date(2020, 1, 2))
    told = folded(shown(print_thesis, (replace(MADE, triggers=(*KEYS, unless)),), 140))
    assert "held already" in told
    assert "only if it comes true anew" in told


def test_two_keys_that_held_together_are_listed() -> None:
    one = SPELLS[:1]
    both = replace(MADE, both=one, tally=tally(one, HORIZON), triggers=KEYS[:1] * 2)
    assert "all keys together: n = 1" in folded(shown(print_thesis, (both,), 80))


def tracked(*forecasters: Forecaster) -> Track:
    ruled = made_ruling("right", "aa01aa01aa01"), made_ruling("waiting", "bb02bb02bb02")
    return Track(date(2026, 6, 12), (), (), ruled, forecasters, 2, ("1 of 2 registered are over",))


@pytest.mark.parametrize("columns", [80, 140])
def test_a_record_shows_brier_beside_the_base_rate(columns: int) -> None:
    rated = Forecaster("Demo [i]Wire[/i]", "source", 12, 9, 5, 0.21, 0.25)
    few = Forecaster("A. Writer", "author", 3, 1, 1, None, None, "1 scored, 8 needed for a score")
    text = folded(shown(print_track, tracked(rated, few), columns))
    assert "2 items registered by 2026-06-12: 1 right, 1 waiting" in text
    assert "Demo [i]Wire[/i] source 12 9 5 0.21 0.25" in text
    assert "A. Writer author 3 1 1 – –" in text
    assert "2 rulings added to the store" in text


def test_nothing_registered_is_an_empty_record() -> None:
    empty: Sequence[Any] = ()
    told = Track(date(2026, 6, 12), (), (), tuple(empty), (), 0)
    assert "0 items registered by 2026-06-12: none" in folded(shown(print_track, told, 80))
