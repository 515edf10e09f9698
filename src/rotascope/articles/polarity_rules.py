"""The sentiment model's second opinion: directional words added up by rules, after VADER's design.

Hutto and Gilbert (2014): negation within three words turns a word by -0.74, a booster adds 0.293
(damped with distance), the clause after a contrast counts 1.5 and the other 0.5, and the sum v is
squashed to v / sqrt(v^2 + 15). The words' valences are ours: articles/tone.toml and
scripts/sentiment/directional.toml, kept with the weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

from rotascope.articles.polarity_words import OTHER, TARGET, View, hashed, stem

__all__ = ["clause_weights", "is_negation", "own_clause", "rule_score", "word_valences"]

_NOT = "not no never without neither nor cannot hardly barely scarcely fail fails failed failing unable"
_MORE = "very sharply strongly deeply hugely extremely far much most steeply heavily big"
_LESS = "slightly somewhat marginally modestly mildly partly less"
_APART = "but while although though whereas however yet ;"
_SHORTEST = 3  # forms of a clause that is read on its own
_NEGATIONS = frozenset((*_NOT.split(), "despite", "against"))
_BOOSTERS = dict.fromkeys(_MORE.split(), 0.293) | dict.fromkeys(_LESS.split(), -0.293)
_CONTRASTS = frozenset(_APART.split())
_TURN, _WINDOW, _ALPHA = -0.74, 3, 15.0
_DAMP = (1.0, 0.95, 0.9)


def is_negation(form: str) -> bool:
    """Whether a word turns what follows: not, no, never, can't, without, fails to."""
    return form in _NEGATIONS or form.endswith("n't")


def word_valences(seen: View, valences: Mapping[int, float]) -> list[float]:
    """The valence of each form in its place: 0 for most, turned by negation, moved by boosters."""
    forms, found = seen.forms, []
    for i, form in enumerate(forms):
        value = 0.0 if form in (TARGET, OTHER) else valences.get(hashed(stem(form)), 0.0)
        if value:
            before = forms[max(0, i - _WINDOW) : i][::-1]
            for damp, other in zip(_DAMP, before, strict=False):
                push = _BOOSTERS.get(other, 0.0) * damp
                value += push if value > 0 else -push
            if any(is_negation(other) for other in before):
                value *= _TURN
        found.append(value)
    return found


def _clauses(seen: View, contrasts: frozenset[str]) -> list[int]:
    """The number of each form's clause, from 0: a word of contrast begins the next."""
    numbers, clause = [], 0
    for form in seen.forms:
        clause += form in contrasts
        numbers.append(clause)
    return numbers


def clause_weights(seen: View) -> list[float]:
    """1.5 for the clause of the entity (without one: the last), 0.5 for others; 1 without contrast."""
    numbers = _clauses(seen, _CONTRASTS)
    if not numbers or numbers[-1] == 0:
        return [1.0] * len(numbers)
    own = numbers[seen.at] if seen.at >= 0 else numbers[-1]
    return [1.5 if number == own else 0.5 for number in numbers]


def own_clause(seen: View) -> View:
    """The part of a view between words of contrast that holds the entity; the view itself without any.

    A semicolon parts nothing here: in headlines what follows one is mostly of the same entity.
    """
    numbers = _clauses(seen, _CONTRASTS - {";"})
    kept = [i for i, number in enumerate(numbers) if seen.at >= 0 and number == numbers[seen.at]]
    if len(kept) < _SHORTEST or len(kept) == len(numbers):
        return seen
    places = tuple(seen.places[i] for i in kept)
    return View(tuple(seen.forms[i] for i in kept), kept.index(seen.at), seen.entity, places)


def rule_score(seen: View, values: Sequence[float]) -> float:
    """Directional words of a view by rules, in (-1, 1); 0 where it has none. `values`: word_valences."""
    total = sum(v * w for v, w in zip(values, clause_weights(seen), strict=True))
    return total / sqrt(total * total + _ALPHA)
