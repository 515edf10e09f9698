"""Heat maps that print their numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rotascope.errors import WrongUse
from rotascope.figures.heat import base_rates, yield_heat
from tests.figures import drawable, test_yields


def test_every_cell_prints_its_median_its_difference_its_share_and_its_n() -> None:
    made = base_rates(drawable.base_rate())
    cells = [note["text"] for note in made.layout["annotations"] if "n = " in note["text"]]
    assert len(cells) == 4
    assert cells[0] == "+2.0 %<br>(+1.0 %)<br>70 % won<br>n = 10"


def test_a_few_cases_are_counted_and_have_no_share() -> None:
    told = drawable.base_rate()
    few = tuple(replace(one, n=2, won=1, hit=None, hit_interval=None) for one in told.outcomes)
    cells = base_rates(replace(told, outcomes=few)).layout["annotations"]
    assert cells[0]["text"] == "+2.0 %<br>(+1.0 %)<br>1 of 2 won"
    assert not any("% won" in note["text"] for note in cells)


def test_the_side_has_its_colour_and_what_is_clear_a_frame() -> None:
    shapes = base_rates(drawable.base_rate()).layout["shapes"]
    fills = [shape["fillcolor"] for shape in shapes if "fillcolor" in shape]
    assert fills == ["@broad", "@broad", "@narrow", "@narrow"]
    assert sum("fillcolor" not in shape for shape in shapes) == 2


def test_a_condition_that_nothing_followed_is_refused() -> None:
    with pytest.raises(WrongUse, match="nothing is known"):
        base_rates(replace(drawable.base_rate(), outcomes=()))


def test_betas_are_told_with_the_glyph_of_their_sign() -> None:
    made = yield_heat(test_yields.term())
    told = {note["text"] for note in made.layout["annotations"]}
    assert {"▲ +2.0", "▼ −2.0", "○ +0.1"} <= told
    assert made.layout["xaxis"]["ticktext"][0] == "2 years"


def test_a_regime_without_a_beta_is_an_empty_cell() -> None:
    made = yield_heat(test_yields.term())
    raising = made.layout["xaxis"]["ticktext"].index("raising")
    assert raising not in made.traces[0]["x"]


def test_no_beta_at_all_is_refused() -> None:
    with pytest.raises(WrongUse, match="no beta"):
        yield_heat(replace(test_yields.term(), answers=()))
