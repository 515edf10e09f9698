"""Corrected p-values against statsmodels."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths.multiple import by_adjusted, corrected


def test_the_worked_example_of_the_handbook() -> None:
    """Section 16: p .001 .01 .02 .04 .3 -> .0114 .0571 .0761 .1142 .6850."""
    found = by_adjusted(np.array([0.001, 0.01, 0.02, 0.04, 0.3]))
    assert np.round(found, 4).tolist() == [0.0114, 0.0571, 0.0761, 0.1142, 0.6850]


@pytest.mark.parametrize("m", [1, 2, 7, 40])
def test_it_is_the_fdr_by_of_statsmodels(m: int) -> None:
    from statsmodels.stats.multitest import multipletests

    p = np.random.default_rng(m).random(m) ** 2
    expected = multipletests(p, method="fdr_by")[1]
    assert by_adjusted(p) == pytest.approx(expected, rel=1e-9)


def test_order_does_not_matter_and_nothing_stays_nothing() -> None:
    p = np.array([0.3, 0.001, 0.04])
    assert by_adjusted(p)[::-1].tolist() == by_adjusted(p[::-1]).tolist()
    assert not len(by_adjusted(np.array([])))


def test_what_has_no_p_stays_without_and_counts_for_nothing() -> None:
    alone = by_adjusted(np.array([0.01, 0.2])).tolist()
    assert corrected([0.01, None, 0.2]) == (alone[0], None, alone[1])
    assert corrected([None]) == (None,)
