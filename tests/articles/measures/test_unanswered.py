"""What nothing on file answers is not checkable, and says what would be needed."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.check.judge import judged
from rotascope.articles.measures import READ, observed, unanswered
from rotascope.registry import SIGNALS
from rotascope.terms.articles import MEASURES, Measure
from tests.articles.remarks.scenes import claim, world
from tests.articles.tape import closes

DAY = date(2025, 12, 23)
PANEL = world(DAY, price={"^RUT": closes(date(2025, 12, 1), DAY)})


@pytest.mark.parametrize("name", sorted(unanswered.WHY))
def test_each_is_not_checkable_with_its_reason_and_never_false(name: Measure) -> None:
    asked = claim("small caps", name, 0.0, op=">", digits=None)
    found = judged(asked, observed(PANEL, asked, DAY))
    assert found.verdict == "not_checkable"
    assert found.reason == unanswered.WHY[name]
    assert len(found.reason.split()) >= 7


def test_every_signal_that_a_reason_points_to_exists() -> None:
    said = " ".join(unanswered.WHY.values()).replace("`", " ").split()
    named = [
        word for word in said if "." in word and word.split(".")[0] in {"valuation", "breadth"}
    ]
    assert named
    assert set(named) <= set(SIGNALS)


def test_every_measure_has_an_answer_or_a_reason() -> None:
    READ.load()
    assert set(MEASURES) - set(READ) == set()
