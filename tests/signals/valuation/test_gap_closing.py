"""Own discount times capital return: the arithmetic, the order, the planted companies."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.signals.reading import measure
from rotascope.signals.valuation.gap_closing import scores
from tests.signals.earnings import worlds

NAME = "valuation.gap_closing"


def test_a_cheap_company_that_buys_back_scores_and_a_dear_one_loses() -> None:
    yields, payout = np.array([0.08, 0.04, 0.08, np.nan]), np.array([0.5, 0.5, 0.0, 0.5])
    discount, score = scores(yields, 0.05, payout)
    assert discount[:3].tolist() == pytest.approx([0.6, -0.2, 0.6])
    # .6 x .5 x .08, -.2 x .5 x .04, no buyback no score
    assert score[:3].tolist() == pytest.approx([0.024, -0.004, 0.0])
    assert np.isnan(score[3])


def test_the_ranking_is_printed_best_first_and_is_the_same_each_time() -> None:
    said = [measure(worlds.planted_panel(), [NAME])[0].reading for _ in range(2)]
    assert said[0].text == said[1].text
    numbers = [
        float(part.split(" ")[1].replace("\N{MINUS SIGN}", "-"))
        for part in said[0].text.split(": ")[1].split("), ")
    ]
    assert len(numbers) == 7
    assert numbers == sorted(numbers, reverse=True)


def test_without_files_or_filings_it_says_so() -> None:
    said = measure(worlds.panel(worlds.LAST), [NAME])[0].reading
    assert said.status == "not_measurable"
