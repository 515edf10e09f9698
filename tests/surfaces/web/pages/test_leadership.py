"""The page Leadership: all pairs in one table, the ratio of each, records, the map, what agrees."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rotascope.surfaces.web.pages.leadership import PAGE, SHOWN
from rotascope.terms import Line
from tests.surfaces.fixtures import AS_OF, brief, history, reading, readings
from tests.surfaces.web.pages.looks import Said, Words, shown

RECORD = reading(
    "high.russell_2000", title="Distance to the record, the Russell 2000", history=history(-0.1, 0.05),
    text="the Russell 2000 closed at its record", key=f"signal/high.russell_2000@{AS_OF}",
)  # fmt: skip


def page(*more: Any, **changed: Any) -> Words:
    """The page over invented answers."""
    told = replace(brief(), **changed)
    return shown(PAGE, Said({"price": (*readings(), RECORD, *more)}, brief=told))


def test_every_pair_stands_in_one_table_with_its_measures() -> None:
    made = page()
    assert "Small caps lead" in made.text
    assert "IWM / SPY speaks" in made.text
    assert "#small_large" in made.links
    assert f"/why/signal/rs.small_large@{AS_OF}" in made.links


def test_a_break_of_the_trend_line_is_told_beside_how_often_noise_breaks_one() -> None:
    text = page().text
    assert "IWM / SPY is 1.4 weekly sd above its 156-week downtrend line" in text
    assert "Noise confirms a break of such a line 61 % of the time" in text.replace("61%", "61 %")


def test_the_distance_to_records_heads_its_own_card() -> None:
    assert "The Russell 2000 closed at its record" in page().text


def test_the_sample_has_a_whole_page(site: Any) -> None:
    answer = site.get("/leadership")
    assert answer.status_code == 200
    assert ">speaks</span>" in answer.text


def test_a_share_of_a_few_breaks_is_printed_as_their_count_and_columns_are_explained() -> None:
    counted = reading(
        "false_starts.small_large", value=0.75, lines=(Line("breaks so far", history(4.0, 0.0)),)
    )
    text = page(counted).text
    assert "3 of 4" in text
    for _, name in SHOWN:
        assert f"{name}:" in text.replace(" :", ":")
