"""Moves that are said and never measured."""

from __future__ import annotations

from rotascope.articles.remarks.no_number import no_number
from rotascope.terms.articles import Claim, Remark
from tests.articles.remarks import scenes

TEXT = ("A marked divergence shows: large caps falter and small caps hold up.",
        "The outperformance of small caps goes on.")  # fmt: skip


def _read(*claims: Claim) -> tuple[Remark, ...]:
    named = [scenes.mention("large caps", 0, "group", 5), scenes.mention("small caps", 0, "group", 9),
             scenes.mention("small caps", 1, "group")]  # fmt: skip
    return no_number(scenes.scene(scenes.article(*TEXT), claims, mentions=named))


def test_a_divergence_without_a_figure_is_no_checkable_evidence() -> None:
    (made,) = _read()
    assert made.verdict == "not_checkable"
    assert made.text.startswith(
        'no checkable evidence: "divergence" is said of large caps and small'
    )
    assert "2 sentences of the kind" in made.text


def test_an_old_years_figure_does_not_measure_a_present_move() -> None:
    assert _read(scenes.claim("IWM", "return", -0.22, window="2022"))


def test_a_return_of_either_side_is_evidence() -> None:
    assert _read(scenes.claim("IWM", "return", 0.02, window="1m")) == ()
