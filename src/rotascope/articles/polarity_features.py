"""What the linear part of the sentiment model reads of a sentence: hashed n-grams, marked by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rotascope.articles.polarity_rules import clause_weights
from rotascope.articles.polarity_words import View, hashed, stem

__all__ = ["BUCKETS", "features"]

BUCKETS = 1 << 16  # cells of the linear model; 2^20 read no better in cross-validation
_CUT = "but while although though despite whereas however yet even as after on amid , ; : . – — --"
_CUTS = frozenset(_CUT.split())


def _anywhere(forms: tuple[str, ...], stems: list[str]) -> Iterator[str]:
    """Words, stems, runs of two and of three, wherever they stand."""
    yield from ("u:" + form for form in forms)
    yield from ("s:" + form for form in stems)
    yield from (f"b:{a} {b}" for a, b in zip(("^", *forms), (*forms, "$"), strict=True))
    yield from (f"t:{a} {b} {c}" for a, b, c in zip(forms, forms[1:], forms[2:], strict=False))


def _around(forms: tuple[str, ...], stems: list[str], at: int) -> Iterator[str]:
    """The same, marked by where they stand: side, distance and clause as seen from the entity."""
    clauses, clause = [], 0
    for form in forms:
        clause += form in _CUTS
        clauses.append(clause)
    for i, (form, root) in enumerate(zip(forms, stems, strict=True)):
        side, away = "<" if i < at else ">", i - at
        yield side + form
        yield f"s{side}{root}"
        yield f"c{clauses[i] == clauses[at]}:{root}"
        yield f"C{max(-1, min(1, clauses[i] - clauses[at]))}:{root}"
        if abs(away) <= 6:
            yield f"d{max(-3, min(3, away))}:{form}"
        if 0 < abs(away) <= 4:
            yield f"n{side}:{root}"
        if i + 1 < len(forms):
            yield f"B{side}{form} {forms[i + 1]}"


def _directions(seen: View, values: Sequence[float]) -> Iterator[str]:
    """Directional words by sign only, so that a rare one teaches and is read like a common one."""
    clauses = clause_weights(seen)
    for i, (value, clause) in enumerate(zip(values, clauses, strict=True)):
        if not value:
            continue
        sign, side = "+" if value > 0 else "-", "<" if i < seen.at else ">"
        yield "v" + sign
        yield f"v{side}{sign}"
        if abs(i - seen.at) <= 4:
            yield f"vn{side}{sign}"
        if abs(value) >= 2:
            yield "V" + sign
        if clause != 0.5:
            yield "vo" + sign
    total = sum(v for v, c in zip(values, clauses, strict=True) if c != 0.5)
    yield f"vs{max(-3, min(3, round(total)))}"


def features(seen: View, values: Sequence[float]) -> tuple[int, ...]:
    """Cells of the linear model that a view lights, sorted, each once, in [0, BUCKETS).

    `values` are the valences of its forms (polarity_rules.word_valences).
    """
    stems = [stem(form) for form in seen.forms]
    lit = set(_anywhere(seen.forms, stems))
    lit.update(_directions(seen, values))
    if seen.at >= 0:
        lit.update(_around(seen.forms, stems, seen.at))
        lit.update("e:" + form for form in seen.entity)
        lit.add("E:" + " ".join(seen.entity))
        lit.update("l:" + form for form in seen.entity[-1:])
    return tuple(sorted({hashed(feature) % BUCKETS for feature in lit}))
