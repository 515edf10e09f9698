"""Funds beside their indices."""

from __future__ import annotations

from rotascope.articles.remarks.tracking import tracking
from rotascope.terms.articles import Remark
from tests.articles.remarks import scenes


def _read(iwm: float, spsm: float) -> tuple[Remark, ...]:
    values = {"^RUT": 0.1387, "IWM": iwm, "^SP600": 0.067, "SPSM": spsm}
    claims = [scenes.claim(s, "return", v, window="ytd") for s, v in values.items()]
    return tracking(scenes.scene(scenes.article("Numbers."), claims))


def test_opposite_signs_are_a_mismatch_that_no_fee_explains() -> None:
    (made,) = _read(0.1399, 0.0655)
    assert "IWM +0.12 % against the Russell 2000 (fee 0.19 % a year)" in made.text
    assert "SPSM \N{MINUS SIGN}0.15 % against the S&P SmallCap 600 (fee 0.03 % a year)" in made.text
    assert "of opposite signs" in made.text
    assert made.needs == ("fund and index on one basis (price or total return) and at one close",)


def test_two_funds_behind_their_indices_are_as_fees_would_have_it() -> None:
    assert _read(0.1370, 0.0655) == ()


def test_two_funds_ahead_are_remarked_on_without_opposite_signs() -> None:
    (made,) = _read(0.1399, 0.0690)
    assert "opposite" not in made.text
