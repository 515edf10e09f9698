"""Very many texts at once."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.articles.bulk import bulk_scores

UP = "The shares surge to a record high on strong profit growth."
DOWN = "The shares plunge to a record low on weak demand and wider losses."


def test_good_news_scores_above_bad_news() -> None:
    up, down = bulk_scores([UP, DOWN])
    assert up > 0.3
    assert down < -0.3


def test_an_article_scores_as_the_mean_of_its_sentences() -> None:
    one, two = bulk_scores([UP, DOWN])
    assert bulk_scores([f"{UP} {DOWN}"])[0] == pytest.approx((one + two) / 2, abs=1e-6)


def test_threads_order_and_company_change_nothing() -> None:
    texts = [f"{UP} {i} {DOWN}" if i % 3 else UP for i in range(1200)]
    alone = bulk_scores(texts, threads=1)
    assert (bulk_scores(texts, threads=2) == alone).all()
    assert (bulk_scores(texts[::-1])[::-1] == alone).all()


def test_scores_are_in_range_and_nothing_scores_zero() -> None:
    found = bulk_scores(["", "12 %", "?!", "\ud800 broken surrogate", UP * 50])
    assert found.dtype == np.float32
    assert found[0] == found[2] == 0
    assert (np.abs(found) <= 1).all()
    assert len(bulk_scores([])) == 0
