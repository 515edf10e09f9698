"""The built-in reader of tone: what it answers, and that it answers the same always."""

from __future__ import annotations

import random
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rotascope.articles.polarity import Polarity, entity_polarity, reasons, sentence_polarity
from rotascope.errors import BadArgument

ROOT = Path(__file__).resolve().parents[2]
LABELS = ("negative", "neutral", "positive")
# docs/models/sentiment.md states what was seen; the floors leave room for another machine's rounding.
GOLDEN_FLOOR, LINEAR_FLOOR = 0.60, 0.825


def span(text: str, name: str) -> tuple[int, int]:
    return text.index(name), text.index(name) + len(name)


def score(text: str, name: str) -> float:
    return entity_polarity([text], [span(text, name)])[0].score


@pytest.fixture(scope="module")
def golden() -> list[list[str]]:
    path = ROOT / "tests" / "golden" / "sentiment_sentences.toml"
    cases: list[list[str]] = tomllib.loads(path.read_text("utf-8"))["cases"]
    return cases


def asked(cases: list[list[str]]) -> tuple[Polarity, ...]:
    return entity_polarity([c[3] for c in cases], [span(c[3], c[2]) for c in cases])


def macro_f1(truth: Any, said: Any) -> float:
    each = [
        2 * np.sum((truth == c) & (said == c)) / (np.sum(truth == c) + np.sum(said == c))
        for c in range(3)
    ]
    return float(np.mean(each))


def test_a_sentence_may_be_good_for_one_and_bad_for_another() -> None:
    text = "The Dow rose, but Tesla fell."
    assert score(text, "Tesla") < -0.2
    assert score(text, "Dow") > 0.2


def test_probabilities_sum_to_one_and_the_score_is_their_difference() -> None:
    for one in asked([["", "", "Acme", "Acme shares rise 5%"], ["", "", "Acme", "Acme to meet"]]):
        assert one.negative + one.neutral + one.positive == pytest.approx(1, abs=1e-12)
        assert one.score == one.positive - one.negative


def test_who_it_is_about_may_be_called_otherwise() -> None:
    """A name that nobody has seen is read by what is said of it."""
    up, down = "{} shares surge on strong profit", "{} shares plunge on weak profit"
    for name in ("Zorblatt", "Quixel Corp", "XQZ"):
        assert score(up.format(name), name) > 0.3
        assert score(down.format(name), name) < -0.3


def test_exchanging_two_names_exchanges_their_tones() -> None:
    for text in ("{} outperforms {} again", "{} rallies while {} slides on weak sales"):
        one, two = text.format("Zorblatt", "Quixel"), text.format("Quixel", "Zorblatt")
        assert score(one, "Zorblatt") == pytest.approx(score(two, "Quixel"), abs=0.25)
        assert score(one, "Quixel") == pytest.approx(score(two, "Zorblatt"), abs=0.25)
    assert score(one, "Zorblatt") > 0.3 > -0.3 > score(one, "Quixel")


def test_the_size_of_a_number_does_not_matter_the_word_beside_it_does() -> None:
    assert score("Acme up 3%", "Acme") == score("Acme up 94%", "Acme")
    assert score("Acme up 3%", "Acme") > score("Acme down 3%", "Acme")


def test_company_and_order_change_no_bit(golden: list[list[str]]) -> None:
    cases = golden[:60]
    together = asked(cases)
    mixed_up = list(range(len(cases)))
    random.Random(3).shuffle(mixed_up)
    again = asked([cases[i] for i in mixed_up])
    assert [again[mixed_up.index(i)] for i in range(len(cases))] == list(together)
    assert [asked([case])[0] for case in cases[:10]] == list(together[:10])


def test_a_whole_sentence_has_a_tone_too() -> None:
    good, bad, none = sentence_polarity(
        ["Stocks surge on strong growth", "Stocks plunge on weak growth", ""]
    )
    assert good.score > 0.3
    assert bad.score < -0.3
    assert none == Polarity(0.0, 1.0, 0.0)


def test_the_words_that_moved_it_are_named_as_written() -> None:
    text = "Acme Slumps on weak demand"
    found = reasons(text, span(text, "Acme"))
    assert found[0][0] in ("Slumps", "weak")
    assert found[0][1] < 0
    assert [abs(v) for _, v in found] == sorted((abs(v) for _, v in found), reverse=True)
    assert "Acme" not in dict(found)
    assert reasons("Stocks slump", None)[0][0] == "slump"


def test_nothing_to_read_is_no_trouble() -> None:
    assert entity_polarity([], []) == ()
    assert sentence_polarity([]) == ()
    assert reasons("", None) == ()


def test_a_wrong_span_is_said() -> None:
    with pytest.raises(BadArgument, match=r"4:5 of 'Acme — up' hold no word"):
        entity_polarity(["Acme — up"], [(4, 5)])
    with pytest.raises(BadArgument, match="hold no word"):
        reasons("Acme up", (5, 90))
    with pytest.raises(BadArgument, match="1 sentences and 0 spans"):
        entity_polarity(["Acme up"], [])


def test_the_labelled_sentences_are_balanced_and_name_their_entities(
    golden: list[list[str]],
) -> None:
    assert {label: sum(c[0] == label for c in golden) for label in LABELS} == dict.fromkeys(
        LABELS, 100
    )
    assert all(name in text for _, _, name, text in golden)
    assert len({(c[2], c[3]) for c in golden}) == len(golden)


def test_it_reads_news_that_it_was_not_trained_on(golden: list[list[str]]) -> None:
    said = np.array([(p.negative, p.neutral, p.positive) for p in asked(golden)]).argmax(axis=1)
    truth = np.array([LABELS.index(c[0]) for c in golden])
    assert macro_f1(truth, said) >= GOLDEN_FLOOR


@pytest.mark.slow
@pytest.mark.shared
def test_the_linear_part_keeps_its_figure_on_headlines_it_did_not_see(
    shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Retrained on two halves: the packaged weights have seen every headline and could prove nothing."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from sentiment import headlines, linear  # type: ignore[import-not-found]

    from rotascope.articles.polarity_features import features
    from rotascope.articles.polarity_rules import word_valences

    texts, pairs, _ = headlines.read(shared_data / "news" / "sentfin_train.csv")
    drawn = headlines.folds(texts)
    assert len({(text, k) for text, k in zip(texts, drawn, strict=True)}) == len(set(texts))
    fold = drawn[[p.headline for p in pairs]]
    labels, worth = np.array([p.label for p in pairs]), linear.valences()
    for k in range(2):
        rows, own = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        names = linear.learn_names([pairs[i] for i in rows])
        seen = linear.views(pairs, names)
        x = linear.matrix([features(v, word_valences(v, worth)) for v in seen])
        weights, bias = linear.fit(x[rows], labels[rows])
        said = (x[own] @ weights.T + bias).argmax(axis=1)
        assert macro_f1(labels[own], said) >= LINEAR_FLOOR


def test_nothing_of_training_is_needed_to_read() -> None:
    assert "torch" not in sys.modules
