"""What speaks for the leader of an axis and what against: a bar a signal, as long as it leans."""

from __future__ import annotations

from typing import Any

from rotascope.figures.frame import Picture
from rotascope.figures.rows import Row, height_of, layout_of, stems, traces_of
from rotascope.figures.said import percent, times
from rotascope.figures.theme import lean_token
from rotascope.terms import SIDE_NAMES, SIDES, AxisVerdict, Evidence

__all__ = ["balance", "evidence"]

Spec = dict[str, Any]
SYMBOLS = {"broad": "triangle-right", "narrow": "triangle-left", "flat": "square"}
GLYPHS = {"broad": "▶", "narrow": "◀", "flat": "■"}


def evidence(verdict: AxisVerdict) -> Picture:
    """Every line for and against, by how strongly it leans and to whom.

    Bars to the right lean to small / the rest, to the left to large / the few, whoever leads.
    """
    told = [*verdict.evidence_for, *verdict.evidence_against]
    rows = [_row(one) for one in sorted(told, key=lambda one: -one.lean)]
    above, below = (SIDE_NAMES[side] for side in SIDES[verdict.axis])
    layout = layout_of(
        rows, f"◀ {below}      lean      {above} ▶", range=[-1.04, 1.04],
        tickvals=[-1, -0.5, 0, 0.5, 1], zerolinewidth=1.5,
    )  # fmt: skip
    layout["bargap"] = 0
    return Picture(
        name=f"evidence-{verdict.axis}",
        title=balance(verdict),
        note=f"Lean: 2 x percentile − 1 with the theory's sign; {_worth(told)};"
        f" as known on {verdict.forecast.key.rpartition('@')[2]}",
        alt=f"A row a signal: {len(verdict.evidence_for)} for and"
        f" {len(verdict.evidence_against)} against the leader",
        traces=[_stems(rows, layout), *traces_of(rows)],
        layout=layout,
        height=height_of(rows),
    )


def _row(one: Evidence) -> Row:
    token = lean_token(one.lean)
    worth = f"{times(one.likelihood.ratio)} as often before its side won" if one.likelihood else ""
    return Row(
        one.text,
        one.lean,
        told=f"{GLYPHS[token]} {abs(one.lean):.2f}",
        hover="; ".join(part for part in (one.signal, one.chance, worth) if part),
        ink=token,
        symbol=SYMBOLS[token],
    )


def balance(verdict: AxisVerdict) -> str:
    """'5 lines lean to small caps, none against; none has foretold ...: 9 together ... 49 % to 43 %'.

    How many lean is not how much they are worth: a likelihood ratio counts where its 90 % is above 1.
    """
    side = SIDE_NAMES[verdict.leader]
    ahead, against = len(verdict.evidence_for), len(verdict.evidence_against)
    if not ahead + against:
        return f"No scored signal stands out for {side} or against"
    said = f"{ahead or 'No'} {_lean(ahead)} to {side}, {against or 'none'} against"
    if verdict.leader == "neither":
        said = f"Nobody leads: {ahead + against} lines stand out, none carries the axis"
    told = (*verdict.evidence_for, *verdict.evidence_against)
    return "; ".join(part for part in (said, _foretold(told) + _together(verdict)) if part)


def _lean(count: int) -> str:
    return "line leans" if count == 1 else "lines lean"


def _foretold(told: tuple[Evidence, ...]) -> str:
    """How many of the lines have leaned so more often before their side won, beyond chance."""
    known = [one.likelihood for one in told if one.likelihood is not None]
    if not known:
        return ""
    held = sum(one.low > 1.0 for one in known)
    whose = f"of {len(known)} graded " if len(known) < len(told) else ""
    word = "have foretold their" if held > 1 else "has foretold its"
    return f"{whose}{held or 'none'} {word} side beyond chance"


def _together(verdict: AxisVerdict) -> str:
    """': 9 signals together take small caps from 49 % to 43 %'; '' without ratios."""
    told = verdict.odds
    if told is None:
        return ""
    side = SIDE_NAMES[SIDES[verdict.axis][0]]
    count = "1 signal takes" if told.signals == 1 else f"{told.signals} signals together take"
    return f": {count} {side} from {percent(told.base_rate)} to {percent(told.probability)}"


def _worth(told: list[Evidence]) -> str:
    """Whether leaning so has been worth anything: how many intervals of likelihood ratios hold 1."""
    known = [one.likelihood for one in told if one.likelihood is not None]
    if not known:
        return "what leaning so has been worth is not recorded yet"
    open_ = sum(one.low <= 1.0 <= one.high for one in known)
    return f"of {len(known)} recorded likelihood ratios {open_} cannot be told from 1 at 90 %"


def _stems(rows: list[Row], layout: Spec) -> Spec:
    """Lines from zero to each mark, so that length carries the strength."""
    places = [note["y"] for note in layout["annotations"][1::2]]
    ends = (
        ((0.0, place), (row.value or 0.0, place)) for row, place in zip(rows, places, strict=True)
    )
    return stems(ends, "lean", 4)
