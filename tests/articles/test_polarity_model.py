"""The parts' opinions and how they are mixed."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.articles.polarity_model import (
    CLASSES,
    mixed,
    opinions,
    probabilities,
    whole_opinions,
)
from rotascope.articles.polarity_weights import packaged
from rotascope.articles.polarity_words import View, view, words

TEXTS = (
    "Acme shares surge on strong profit",
    "Acme plunges as losses widen",
    "Acme meets on Friday",
)


def seen(text: str, entity: bool = True) -> View:
    return view(text, words(text), (0, 4) if entity else None, packaged().names)


def test_the_mix_is_a_softmax_of_a_weighted_sum() -> None:
    # worked: logits = 2 x (1, 0, -1) + 3 x 0.5 x (-1, 0, 1) + 0.4 x (1 - 0.5) x (0, 1, 0) + (0, .1, 0)
    found = mixed(
        (np.array([[1.0, 0.0, -1.0]]), np.array([0.5])), np.array([2.0, 3.0, 0.4, 0.0, 0.1, 0.0])
    )
    raised = np.exp([2.0 - 1.5, 0.2 + 0.1, -2.0 + 1.5])
    assert found[0] == pytest.approx(raised / raised.sum(), abs=1e-12)


def test_every_part_leans_the_same_way_on_plain_sentences() -> None:
    linear, networks, rules = opinions([seen(t) for t in TEXTS[:2]], packaged())
    assert linear.argmax(axis=1).tolist() == networks.argmax(axis=1).tolist() == [2, 0]
    assert rules[0] > 0 > rules[1]


def test_the_networks_say_probabilities() -> None:
    _, networks, _ = opinions([seen(t) for t in TEXTS], packaged())
    assert np.exp(networks).sum(axis=1) == pytest.approx(np.ones(3), abs=1e-6)


def test_views_with_an_entity_and_without_may_be_asked_together() -> None:
    given = [seen(TEXTS[0]), seen(TEXTS[0], entity=False), seen(TEXTS[1])]
    together = probabilities(given, packaged())
    for i, one in enumerate(given):
        assert (probabilities([one], packaged())[0] == together[i]).all()
    assert together.shape == (3, len(CLASSES))


def test_a_whole_sentence_is_read_by_its_own_table() -> None:
    linear, rules = whole_opinions([seen(t, entity=False) for t in TEXTS], packaged())
    assert linear[:2].argmax(axis=1).tolist() == [2, 0]
    assert rules[2] == 0
