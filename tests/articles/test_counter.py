"""The strongest case against an article: never empty, with numbers, keys and base rates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from rotascope.articles import counter
from rotascope.articles.counter import Fact, counter_case
from rotascope.articles.remarks.scene import Scene
from rotascope.panel import Panel
from rotascope.sessions import all_sessions
from rotascope.terms.articles import Finding, Remark
from tests.articles.remarks import scenes

FIRST, DAY = date(2018, 1, 2), date(2025, 12, 23)


def _market(drift: float, first: date = FIRST) -> Panel:
    """IWM against SPY: quarters of 63 sessions in turn up and down, and a drift in the last one."""
    days = [d.item() for d in all_sessions() if first <= d.item() <= DAY]
    back = np.arange(len(days))[::-1]
    steps = np.where((back // 63) % 2 == 0, drift, -drift) / 63.0
    small = dict(zip(days, 100.0 * np.exp(np.cumsum(steps)), strict=True))
    return scenes.world(DAY, total={"IWM": small, "SPY": dict.fromkeys(days, 100.0)})


def _scene(panel: Panel, text: str = "We would overweight small caps.") -> Scene:
    named = [scenes.mention("small caps", 0, "group", 19)]
    return scenes.scene(scenes.article(text), mentions=named, panel=panel)


WRONG = Remark(
    "headline", "contradicted", "the headline is not supported: 3.1 points behind", key="k"
)


def test_what_fails_in_the_article_comes_first_with_its_key() -> None:
    points = counter_case(_scene(_market(0.05)), (), [WRONG])
    assert points[0].text == "The headline is not supported: 3.1 points behind"
    assert points[0].key == "k"


def test_a_quarter_against_the_view_is_said_with_its_number() -> None:
    points = counter_case(_scene(_market(-0.05)), (), [])
    assert points[0].text.startswith(
        "small caps trailed large caps by 4.9 points over the 63 sessions"
    )
    assert points[0].key == "signal/rs.small_large@2025-12-23"


def test_the_base_rate_of_leads_that_ended_stands_last_with_its_count() -> None:
    (last,) = counter_case(_scene(_market(0.05)), (), [])[-1:]
    assert last.base_rate == "100 % of 15 independent cases"  # up and down in turn
    assert "large caps led the next in 15 of 15 cases" in last.text


def test_with_few_quarters_no_odds_are_given() -> None:
    (last,) = counter_case(_scene(_market(0.05, date(2025, 3, 3))), (), [])[-1:]
    assert "no odds are given" in last.text
    assert last.base_rate == "n < 8"


@pytest.mark.parametrize(("side", "taken"), [("large", True), ("small", False)])
def test_of_the_verdicts_facts_those_for_the_other_side_are_taken(side: str, taken: bool) -> None:
    fact = Fact("size", side, "large caps lead by 6.5 % over 126 sessions", "verdict/size", "52 %")  # type: ignore[arg-type]
    texts = [point.text for point in counter_case(_scene(_market(0.05)), (fact,), [])]
    assert (fact.text in texts) is taken


def test_a_claim_that_is_contradicted_is_a_point() -> None:
    asked = replace(scenes.claim("IWM", "return", 0.5), quote="up by half")
    wrong = replace(
        scenes.found(asked, "contradicted", 0.1), reason="+10.00 % on price", key="performance/x"
    )
    shown = replace(_scene(_market(0.05)), findings=(wrong,))
    assert (
        counter_case(shown, (), [])[0].text
        == '"up by half" is not what is on file: +10.00 % on price'
    )


def test_there_is_always_a_point_even_where_no_side_is_taken() -> None:
    silent = scenes.scene(scenes.article("Nothing is said."))
    (only,) = counter_case(silent)
    assert "0 of 0 claims could be looked up" in only.text


def test_there_are_six_points_at_most_and_none_twice() -> None:
    many = [replace(WRONG, text=f"point {n}") for n in range(9)] + [WRONG, WRONG]
    facts = [Fact("size", "large", f"fact {n}") for n in range(9)]
    points = counter_case(_scene(_market(-0.05)), facts, many)
    assert len(points) == 6
    assert len({point.text for point in points}) == 6
    assert points[-1].base_rate


def test_a_remark_without_a_key_carries_that_of_the_claim_behind_it() -> None:
    asked = scenes.claim("IWM", "return", 0.1, window="ytd")
    scene = replace(_scene(_market(0.05)), findings=(
        Finding(asked, "supported", 0.1, "", "", key="performance/IWM/ytd"),
    ))  # fmt: skip
    behind = replace(WRONG, key="", claims=(asked.id,))
    assert counter_case(scene, (), [behind])[0].key == "performance/IWM/ytd"
    unknown = counter_case(replace(scene, findings=()), (), [behind])[0].key
    assert unknown == f"article/aaaaaaaaaaaa/{asked.id}@2025-12-23"
    alone = counter_case(scene, (), [replace(WRONG, key="")])[0].key
    assert alone == "article/aaaaaaaaaaaa@2025-12-23"


def test_a_rate_near_a_half_is_said_to_be_no_better_than_a_coin() -> None:
    assert counter._coin(23, 45) == ", no better than a coin"
    assert counter._coin(15, 15) == ""
