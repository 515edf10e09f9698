"""The label needs the mean and the disagreement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.articles.tone_label import label_of, tally


def test_strong_words_on_both_sides_are_mixed() -> None:
    # .6 - .5 + .4 - .4 + .15 = .25 over 5 = .05; P 1.15, N .9: intensity .41, balance .783
    found = tally([0.6, -0.5, 0.4, -0.4, 0.15])
    assert found.score == pytest.approx(0.05)
    assert found.intensity == pytest.approx(0.41)
    assert found.balance == pytest.approx(0.9 / 1.15)
    assert found.label == "mixed"


def test_little_said_and_one_way_is_neutral_at_a_higher_score() -> None:
    # .45 + .05 = .5 over 6 = .083; nothing negative: balance 0
    found = tally([0, 0, 0.45, 0, 0, 0.05])
    assert found.score == pytest.approx(0.5 / 6)
    assert found.label == "neutral"


def test_the_two_printed_pages_are_reproduced_by_score_and_disagreement() -> None:
    assert label_of(0.05, 0.30, 0.75) == "mixed"
    assert label_of(0.10, 0.14, 0.10) == "neutral"


@pytest.mark.parametrize(
    ("scores", "label"),
    [
        ([0.15], "positive"), ([0.1499], "neutral"), ([-0.15], "negative"), ([], "neutral"),
        ([0.1, 0.2], "positive"), ([-0.1, -0.1, -0.25], "negative"), ([0.3, -0.3], "mixed"),
        ([0.04, -0.04], "neutral"),
    ],
)  # fmt: skip
def test_limits_are_included(scores: list[float], label: str) -> None:
    assert tally(scores).label == label


@given(st.lists(st.floats(-1, 1), max_size=30))
def test_turning_every_score_turns_the_label(scores: list[float]) -> None:
    turned = {"positive": "negative", "negative": "positive"}
    label = tally(scores).label
    assert tally([-s for s in scores]).label == turned.get(label, label)
    assert -1 <= tally(scores).score <= 1
    assert 0 <= tally(scores).balance <= 1
