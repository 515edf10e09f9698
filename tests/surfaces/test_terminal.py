"""The brief on one screen."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from rotascope.sessions import shift
from rotascope.surfaces.terminal import SCREEN, brief_lines, print_brief
from rotascope.terms import Brief
from tests.surfaces import fixtures


def printed(brief: Brief, width: int) -> str:
    out = io.StringIO()
    print_brief(Console(file=out, width=width, color_system=None), brief)
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 110, 140])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    lines = brief_lines(fixtures.brief(), width)
    assert max(line.cell_len for line in lines) <= width


@pytest.mark.parametrize("width", [100, 110, 140])
def test_a_brief_fits_one_screen(width: int) -> None:
    assert len(brief_lines(fixtures.brief(), width)) <= SCREEN


def test_a_brief_full_of_long_sentences_still_fits_with_one_line_a_side() -> None:
    long = "a long finding about one thing and another " * 4
    lines = tuple(fixtures.evidence(long, 0.5) for _ in range(5))
    verdict = fixtures.axis_verdict(evidence_for=lines, evidence_against=lines)
    brief = fixtures.brief(not_measurable=(long,) * 9, changed=(), coming=(), notes=(long,) * 9)
    from dataclasses import replace

    full = replace(brief, verdict=replace(brief.verdict, size=verdict, concentration=verdict))
    text = [line.plain for line in brief_lines(full, 110)]
    assert len(text) <= SCREEN
    assert sum("a long finding" in line for line in text) >= 4


@pytest.mark.parametrize("width", [80, 110])
def test_verdict_forecast_doubt_and_what_is_missing_are_all_said(width: int) -> None:
    text = " ".join(printed(fixtures.brief(), width).split())
    for said in (
        "small caps lead", "strengthening", "since 2026-03-13", "+6.5 % in 126 sessions",
        "the few lead", "weakening", "no view on the next 63 sessions", "but IJR / SPY only +1.0 %",
        "by chance 43 in 100", "For", "Against", "large caps would lead", "FOMC meeting 2026-06-17",
        "no member returns on file", "Today's data: rotascope sync", "1 session old",
        "27 of 33 signals measurable", f"why verdict/size/leader@{fixtures.AS_OF}",
    ):  # fmt: skip
        assert said in text, f"'{said}' is not on the screen"


def test_what_is_missing_is_said_after_the_verdict() -> None:
    text = printed(fixtures.brief(), 110)
    assert text.index("Not measurable") > text.index("CONCENTRATION")


def test_an_axis_nobody_speaks_for_says_so() -> None:
    from dataclasses import replace

    silent = fixtures.axis_verdict(
        leader="neither", pair="", relative_126=None, relative_21=None, since=None, but="",
        evidence_for=(), evidence_against=(), note="MAGS starts 2023-04-11: 12 of 148 sessions",
    )  # fmt: skip
    brief = fixtures.brief()
    brief = replace(brief, verdict=replace(brief.verdict, concentration=silent))
    text = printed(brief, 110)
    assert "nobody leads" in text
    assert "MAGS starts 2023-04-11" in text


def test_no_colour_reaches_a_pipe() -> None:
    assert "\x1b" not in printed(fixtures.brief(), 110)


def test_a_brief_of_today_counts_the_age_of_its_data_from_today() -> None:
    brief = fixtures.brief()
    today = shift(brief.as_of, 30)
    (head, *_) = brief_lines(brief, 110, today=today)
    assert f"data {brief.data_age_sessions + 30} sessions old" in head.plain


def test_how_good_the_forecasts_were_stands_below_the_forecast() -> None:
    told = fixtures.brief()
    graded = replace(told.verdict.size, reliability=fixtures.graded())
    brief = replace(told, verdict=replace(told.verdict, size=graded))
    said = " ".join(line.plain for line in brief_lines(brief, 110))
    assert "how good" in said
    assert "Brier 0.240 against base rate 0.250, n = 42" in " ".join(said.split())
