"""Copies are told from articles on the same subject."""

from __future__ import annotations

import random

import pytest

from rotascope.articles.library.sketch import copies, likeness, originals, sketch

WORDS = [f"word{at}" for at in range(2_000)]


def drawn(seed: int, count: int) -> list[str]:
    return random.Random(seed).choices(WORDS, k=count)


def test_the_same_words_are_one_text_and_other_words_are_none() -> None:
    one = " ".join(drawn(1, 400))
    assert likeness(sketch(one), sketch(one.upper())) == 1.0
    assert likeness(sketch(one), sketch(" ".join(drawn(2, 400)))) == 0.0


def test_short_texts_are_compared_exactly() -> None:
    # runs of "alpha beta gamma delta": 2; of "alpha beta gamma omega": 2; one of three is common
    assert likeness(sketch("alpha beta gamma delta"), sketch("alpha beta gamma omega")) == (
        pytest.approx(1 / 3)
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_estimate_is_near_the_whole_count(seed: int) -> None:
    words = drawn(seed, 3_000)
    other = [*words[:2_000], *drawn(seed + 50, 1_000)]
    runs = [{tuple(w[at : at + 3]) for at in range(len(w) - 2)} for w in (words, other)]
    exact = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
    estimate = likeness(sketch(" ".join(words)), sketch(" ".join(other)))
    assert estimate == pytest.approx(exact, abs=0.1)


def test_a_copy_with_a_changed_sentence_is_a_copy() -> None:
    words = drawn(9, 500)
    assert copies(" ".join(words), " ".join([*words[:480], "one", "more", "closing", "line"]))
    assert not copies(" ".join(words), " ".join([*words[:200], *drawn(10, 300)]))


def test_a_text_without_words_is_a_copy_of_nothing() -> None:
    assert not copies("", "")


def test_every_copy_points_at_the_first_of_its_kind() -> None:
    one, other = (" ".join(drawn(seed, 400)) for seed in (20, 21))
    assert originals([one, other, f"{one} again", f"{other} twice", one]) == (0, 1, 0, 1, 0)
    assert originals([]) == ()


def test_copies_are_looked_up_as_they_are_compared() -> None:
    texts = [" ".join([*drawn(30, 300), *drawn(seed, 300 * (seed % 3))]) for seed in range(40)]
    by_hand = [next(at for at in range(len(texts)) if at == place or copies(texts[place], texts[at]))
               for place in range(len(texts))]  # fmt: skip
    assert list(originals(texts)) == by_hand
