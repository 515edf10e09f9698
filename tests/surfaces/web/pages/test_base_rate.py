"""The page Base rate: a question that is an address, and what is wrong with one that is none."""

from __future__ import annotations

import re
from typing import Any

from rotascope.conditions.tokens import LONGEST


def test_the_form_stands_alone_until_it_is_asked(site: Any) -> None:
    text = site.get("/base-rate").text
    assert 'name="condition"' in text
    assert "What followed?" in text
    assert "firing" not in text


def test_a_condition_is_answered_with_counts_outcomes_and_cases(site: Any) -> None:
    asked = {"condition": "rs.french.percentile >= 0.9", "horizon": "6m", "axis": "size"}
    text = site.get("/base-rate", params=asked).text
    assert "rs.french.percentile &gt;= 0.9" in text
    assert "independent at 6m" in text
    assert "newest first" in text
    assert "<option selected>6m</option>" in text


def test_what_is_no_condition_is_told_beside_the_form_that_keeps_it(site: Any) -> None:
    answered = site.get("/base-rate", params={"condition": "<script>alert(1)</script>"})
    assert answered.status_code == 200
    assert 'role="alert"' in answered.text
    assert "&lt;script&gt;" in answered.text
    assert "<script>alert" not in answered.text


def test_a_horizon_that_is_none_is_told_as_well(site: Any) -> None:
    asked = {"condition": "vix.level > 20", "horizon": "9m"}
    assert "no horizon &#39;9m&#39;" in site.get("/base-rate", params=asked).text


def test_a_text_too_long_for_a_condition_is_refused_and_stands_whole_in_the_form(site: Any) -> None:
    answer = site.get("/base-rate", params={"condition": "x" * (LONGEST + 1)})
    (typed,) = re.findall(r'<input name="condition" value="(x*)"', answer.text)
    assert len(typed) == LONGEST + 1
    assert f"at most {LONGEST:,}" in answer.text
