"""Theses by hand: when they trigger, what ends them, what came, and what two keys know together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scripts import golden

import rotascope
from rotascope.conditions import evaluate, parse
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend
from rotascope.terms import Thesis, Trigger
from rotascope.theses.watch import watched
from tests.articles.theses.texts import theses
from tests.theses.worlds import FALL, NEVER, RUN, day, made, world

FUNDS, UPTURN = "ffr_2y.spread < 0", 'revisions.small_large.state == "upturn"'


def test_a_trigger_that_came_true_is_followed_over_its_horizon_and_judged() -> None:
    # The rise of rows 110..114 makes the fifth winning session on row 115; 20 sessions from the next.
    told = watched(world((110, 5)), made(RUN))
    assert told.status == "right" or told.status == "wrong"
    rose = watched(world((110, 5), (125, 3)), made(RUN))
    assert rose.status == "right"
    assert rose.outcome == pytest.approx(0.03, abs=0.003)
    assert f"held on {day(115)}" in rose.reason
    fell = watched(world((110, 5), (125, -3)), made(RUN))
    assert fell.status == "wrong"
    assert fell.outcome == pytest.approx(-0.03, abs=0.003)


def test_the_other_side_is_right_where_this_one_is_wrong() -> None:
    panel = world((110, 5), (125, -3))
    assert watched(panel, made(RUN, side="large")).status == "right"


def test_until_the_horizon_is_over_it_is_triggered_and_has_no_outcome() -> None:
    told = watched(world((110, 5), as_of=day(130)), made(RUN))
    assert (told.status, told.outcome) == ("triggered", None)
    assert "the horizon is not over" in told.reason


def test_what_held_before_it_was_opened_is_past_and_no_trigger() -> None:
    told = watched(world((80, 5)), made(RUN, opened=100))
    assert told.status == "expired"
    assert [one.first for one in told.triggers[0].episodes] == [day(85)]


def test_it_waits_until_its_expiry_and_is_closed_behind_it() -> None:
    waiting = watched(world((20, 5), as_of=day(110)), made(RUN))
    assert (waiting.status, waiting.reason) == ("waiting", "")
    closed = watched(world((20, 5)), made(RUN))
    assert closed.status == "expired"
    assert f"did not all hold by {day(120)}" in closed.reason


def test_a_falsifier_closes_it_and_names_its_day() -> None:
    told = watched(world((109, -5), (116, 5)), made(RUN, unless=FALL))
    assert told.status == "falsified"
    assert told.reason == f"falsified on {day(114)}: the falsifier"
    assert told.outcome is None


def test_a_falsifier_that_held_before_the_opening_falsifies_nothing() -> None:
    told = watched(world((90, -15), (110, 5)), made(RUN, opened=100, unless=FALL))
    assert told.status in ("right", "wrong")


def test_a_falsifier_after_the_end_comes_too_late() -> None:
    told = watched(world((101, 5), (150, -5)), made(RUN, unless=FALL))
    assert told.status in ("right", "wrong")


def test_a_side_taken_outright_is_judged_from_its_opening() -> None:
    told = watched(world((105, 3)), made())
    assert told.status == "right"
    assert told.both == ()


def test_a_key_that_nothing_on_file_knows_makes_it_not_measurable() -> None:
    told = watched(world((110, 5)), made(RUN, NEVER))
    assert told.status == "not_measurable"
    assert told.reason.startswith("n = 0: key 1: revisions.small_large.state: two snap")
    assert told.both == ()
    assert told.triggers[0].episodes, "the first key is replayed all the same"
    assert told.triggers[1].holds is None


def test_words_that_no_condition_stands_for_are_said_and_stop_the_thesis() -> None:
    told = watched(world((110, 5)), made(RUN, ""))
    assert told.status == "not_measurable"
    assert "nothing that the store could look up says this" in told.reason


@pytest.mark.parametrize("text", ["no_such_signal > 1", 'rs("IWM").streak > 1', "((((", "vix < "])
def test_a_condition_that_means_nothing_is_a_reason_and_no_failure(text: str) -> None:
    told = watched(world((110, 5)), made(RUN, text))
    assert told.status == "not_measurable"
    assert text in (told.triggers[1].reason)


def test_a_pair_that_is_on_no_file_judges_nothing() -> None:
    told = watched(world((110, 5)), replace(made(RUN), pair="XMAG/MAGS"))
    assert told.status == "not_measurable"


def test_an_undated_thesis_has_a_past_and_is_not_watched() -> None:
    told = watched(world((20, 5)), replace(made(RUN), opened=None, expires=None))
    assert told.status == "waiting"
    assert told.reason.startswith("undated")
    assert len(told.both) == 1
    two = watched(world((20, 5)), replace(made(RUN, NEVER), opened=None, expires=None))
    assert two.status == "not_measurable"
    assert two.reason.startswith("n = 0: key 1: ")


def test_one_that_opens_after_the_last_session_waits() -> None:
    later = replace(made(RUN), opened=date(2026, 11, 20), expires=date(2027, 1, 4))
    told = watched(world((20, 5)), later)
    assert told.status == "waiting"
    assert "opened after the last session on file" in told.reason


def test_a_key_says_since_when_it_stands_as_it_does() -> None:
    told = watched(world((294, 5)), made(RUN))
    assert told.triggers[0].holds is True
    assert told.triggers[0].since == day(299)
    assert watched(world((20, 5)), made(RUN)).triggers[0].holds is False


def test_looking_twice_changes_nothing() -> None:
    panel = world((110, 5), (125, 3))
    once = watched(panel, made(RUN, unless=FALL))
    assert watched(panel, once) == once


@pytest.mark.parametrize("row", [112, 118, 130, 137, 200])
def test_what_was_said_on_a_day_is_not_changed_by_later_prices(row: int) -> None:
    one, other = (world((60, 5), (110, 5), (row + 1, sign * 9)) for sign in (1, -1))
    then = [watched(Panel(panel.backend, day(row)), made(RUN)) for panel in (one, other)]
    assert then[0] == then[1]


# ---------------------------------------------------------------- two keys, on planted estimates


def below_two_years(first: date, last: date) -> Panel:
    """The planted market, the funds rate five points lower between two days."""
    frames, truth = planted.frames(seed=golden.SEED, sessions=golden.SESSIONS)
    inside = (pl.col("series") == "DFF") & pl.col("date").is_between(first, last)
    lower = pl.when(inside).then(pl.col("value") - 5.0).otherwise(pl.col("value"))
    frames["macro"] = frames["macro"].with_columns(value=lower)
    return Panel(MemoryBackend(frames), truth.last)


def two_keys(opened: date) -> Thesis:
    keys = (
        Trigger("funds below the two-year yield", FUNDS, "trigger", None),
        Trigger("revision breadth turns up", UPTURN, "trigger", None),
    )
    return Thesis("t-2", "a" * 64, "small caps", "size", "small", keys, 63, opened,
                  date(2024, 6, 3), "waiting")  # fmt: skip


def test_two_keys_hold_together_only_where_both_were_planted() -> None:
    panel = below_two_years(date(2023, 6, 26), date(2023, 12, 29))
    told = watched(panel, two_keys(date(2023, 6, 1)))
    both = evaluate(panel, parse(f"{FUNDS} and {UPTURN}"))
    held = both.days[both.true & both.judged]
    assert len(held) > 20
    assert (held >= np.datetime64("2023-06-26")).all()
    assert (held <= np.datetime64("2023-08-15")).all(), "the upturn ends in August"
    assert [(one.first, one.last) for one in told.both] == [(held[0].item(), held[-1].item())]
    assert told.both[0].outcome is not None
    assert told.status == ("right" if told.both[0].outcome > 0 else "wrong")
    assert told.outcome == told.both[0].outcome
    assert len(told.triggers[1].episodes) >= 2, "the second key alone held more often"


def test_without_the_planted_rates_the_second_key_alone_opens_nothing() -> None:
    frames, truth = planted.frames(seed=golden.SEED, sessions=golden.SESSIONS)
    told = watched(Panel(MemoryBackend(frames), truth.last), two_keys(date(2023, 6, 1)))
    assert told.both == ()
    assert told.status == "expired"
    assert told.triggers[1].episodes


@pytest.mark.shared
def test_the_article_s_two_keys_are_replayed_on_the_real_data(
    shared_store: Path, articles: dict[str, Path]
) -> None:
    panel = rotascope.open(shared_store).panel("2026-06-12")
    (told,) = [
        one for one in theses(articles["003"].read_text("utf-8"), None) if len(one.triggers) == 2
    ]
    seen = watched(panel, told)
    first, second = seen.triggers
    assert (first.condition, second.condition) == (FUNDS, UPTURN)
    assert len(first.episodes) > 40, "since 1980, a spell ends after five sessions without"
    assert sum(one.outcome is not None for one in first.episodes) >= 10
    assert second.holds is None
    assert "too short a history to be judged" in second.reason
    assert (seen.status, seen.both) == ("not_measurable", ())
    assert seen.reason.startswith("n = 0: ")


@pytest.mark.shared
def test_the_article_s_trend_line_is_watched_since_the_day_its_figures_fit(
    shared_store: Path, articles: dict[str, Path]
) -> None:
    panel = rotascope.open(shared_store).panel("2026-06-12")
    told = theses(articles["004"].read_text("utf-8"), date(2025, 12, 23))[0]
    seen = watched(panel, told)
    assert (seen.status, seen.line) == ("triggered", "SPSM / MAGS")
    assert "held on 2026-02-20" in seen.reason
    assert watched(Panel(panel.backend, date(2026, 2, 19)), told).status == "waiting"
