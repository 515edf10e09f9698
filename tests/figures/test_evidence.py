"""For and against, by how strongly each line leans."""

from __future__ import annotations

from dataclasses import replace

from rotascope.figures.evidence import balance, evidence
from rotascope.terms import Likelihood, Odds
from tests.surfaces import fixtures

VERDICT = fixtures.axis_verdict()


def test_lines_for_come_first_and_their_marks_point_to_their_side() -> None:
    made = evidence(VERDICT)
    points = made.traces[-1]
    assert points["x"] == [0.8, 0.8, 0.8, -0.4]
    assert points["marker"]["symbol"] == ["triangle-right"] * 3 + ["triangle-left"]
    assert points["marker"]["color"] == ["@broad"] * 3 + ["@narrow"]
    assert made.title == "3 lines lean to small caps, 1 against"


def test_the_axis_names_both_sides() -> None:
    title = evidence(VERDICT).layout["xaxis"]["title"]["text"]
    assert "large caps" in title
    assert "small caps" in title


def test_length_carries_the_strength_as_well_as_place() -> None:
    stems = evidence(VERDICT).traces[0]
    assert stems["x"][:3] == [0.0, 0.8, None]


def test_what_leaning_so_was_worth_is_told_with_its_doubt() -> None:
    (first, *others) = VERDICT.evidence_for
    known = replace(first, likelihood=Likelihood("x", 1.2, 0.8, 1.6, 40.0))
    made = evidence(replace(VERDICT, evidence_for=(known, *others)))
    assert "of 1 recorded likelihood ratios 1 cannot be told from 1" in made.note
    assert "not recorded yet" in evidence(VERDICT).note


def test_nobody_leads_and_nothing_stands_out_are_told_as_such() -> None:
    none = replace(VERDICT, evidence_for=(), evidence_against=())
    assert evidence(none).title == "No scored signal stands out for small caps or against"
    assert evidence(replace(VERDICT, leader="neither")).title.startswith("Nobody leads")


def test_how_many_lean_stands_beside_what_leaning_so_foretold() -> None:
    """Five lines with ratios below 1 are no five reasons: together they took 49 % to 43 %."""
    poor, good = Likelihood("x", 0.9, 0.6, 1.4, 90.0), Likelihood("x", 1.5, 1.1, 2.0, 90.0)
    lines = tuple(replace(one, likelihood=poor) for one in VERDICT.evidence_for)
    told = replace(VERDICT, evidence_for=lines, evidence_against=(), odds=Odds(0.43, 0.49, 9, 2.1))
    assert balance(told) == (
        "3 lines lean to small caps, none against; none has foretold its side beyond chance:"
        " 9 signals together take small caps from 49 % to 43 %"
    )
    mixed = (*lines[:1], *(replace(one, likelihood=good) for one in lines[1:]))
    assert "; 2 have foretold their side" in balance(replace(told, evidence_for=mixed))
    one = replace(told, evidence_for=(replace(lines[0], likelihood=good), VERDICT.evidence_for[1]))
    assert "; of 1 graded 1 has foretold its side" in balance(one)
