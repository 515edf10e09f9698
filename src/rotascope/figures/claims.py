"""An article's claims: how many held, and what was printed beside what was found."""

from __future__ import annotations

from typing import Any

from rotascope.errors import WrongUse
from rotascope.figures.frame import UNITS, Picture, axis, base, label, scaled
from rotascope.figures.rows import GROUND, named, stems
from rotascope.figures.said import amount, wrapped
from rotascope.terms import Checked, Finding, FindingVerdict, Unit
from rotascope.terms.finding_marks import FINDING_MARKS

__all__ = ["printed_and_found", "verdicts"]

Spec = dict[str, Any]
SYMBOLS = {
    "supported": "circle", "supported_under": "circle", "approximate": "diamond",
    "partial": "square", "selective": "square", "stale": "square-open", "contradicted": "x",
    "check_failed": "triangle-down", "not_checkable": "circle-open",
}  # fmt: skip
ROW, ROOM, MOST, NAME = 34, 62, 24, 24


def verdicts(told: Checked) -> Picture:
    """How many claims have which verdict: a bar each, named at its left."""
    counts = dict(told.counts)
    shown = [word for word in FINDING_MARKS if counts.get(word)]
    if not shown:
        raise WrongUse("the article makes no claim that was looked up", "", "rotascope check FILE")
    values = [counts[word] for word in shown]
    checkable = sum(v for word, v in zip(shown, values, strict=True) if word != "not_checkable")
    places = list(range(len(shown), 0, -1))
    return Picture(
        name="claims-verdicts",
        title=f"{checkable} of {sum(values)} claims could be looked up"
        + (f"; {counts['contradicted']} contradicted" if counts.get("contradicted") else ""),
        note=f"A verdict each, {told.article.title or 'untitled'}; as known on {told.as_of}",
        alt="Bars: " + ", ".join(f"{counts[word]} {FINDING_MARKS[word].words}" for word in shown),
        traces=[{
            "type": "bar", "orientation": "h", "x": values, "y": [p - 0.2 for p in places],
            "width": 0.36, "name": "claims", "text": [str(v) for v in values],
            "textposition": "outside", "cliponaxis": False,
            "textfont": {"color": "@text", "size": 12},
            "marker": {"color": [f"@{FINDING_MARKS[word].ink}" for word in shown]},
            "hovertemplate": "%{x} claims<extra></extra>",
        }],
        layout=base(
            hovermode="closest", showlegend=False,
            xaxis=axis("claims", range=[0, max(values) * 1.12], nticks=5, tickformat="d"),
            yaxis={"visible": False, "range": [0.35, len(shown) + 0.75], "fixedrange": True},
            annotations=[_worded(word, p) for word, p in zip(shown, places, strict=True)],
        ),
        height=ROOM + ROW * len(shown),
    )  # fmt: skip


def _worded(word: FindingVerdict, row: float) -> Spec:
    mark = FINDING_MARKS[word]
    return _text(f"{mark.glyph} {mark.words}", row)


def _text(text: str, row: float) -> Spec:
    return named(text, row + 0.02) | GROUND


def printed_and_found(told: Checked) -> Picture:
    """What the article printed (a ring) beside what was found (its verdict's mark), a row a claim.

    Claims in the unit most of them have, those that miss most first. Raises WrongUse without a
    printed number that was found.
    """
    known = [one for one in told.findings if _both(one)]
    if not known:
        raise WrongUse("no printed number could be looked up", "", "rotascope check FILE")
    units: list[Unit] = [one.claim.unit for one in known]
    unit = max(dict.fromkeys(units), key=units.count)
    shown = sorted((one for one in known if one.claim.unit == unit), key=_miss)[:MOST]
    held = sum(one.verdict in ("supported", "supported_under") for one in known)
    near = sum(one.verdict == "approximate" for one in known)
    places = list(range(len(shown), 0, -1))
    return Picture(
        name="claims-printed-found",
        title=f"{held} of {len(known)} printed numbers hold, {near} more come near",
        note=f"Ring: printed; {_key(shown)}; farthest off first; as known on {told.as_of}",
        alt=f"{len(shown)} claims with the printed and the found number",
        traces=[_gaps(shown, unit, places), _printed(shown, unit, places),
                _found(shown, unit, places)],
        layout=base(
            hovermode="closest", showlegend=False,
            xaxis=axis(UNITS[unit][0], zeroline=True, nticks=6),
            yaxis={"visible": False, "range": [0.35, len(shown) + 0.75], "fixedrange": True},
            annotations=[note for one, p in zip(shown, places, strict=True)
                         for note in _claimed(one, unit, p)],
        ),
        height=ROOM + ROW * len(shown),
    )  # fmt: skip


def _both(one: Finding) -> bool:
    printed = one.claim.value is not None and one.claim.digits is not None
    return printed and one.observed is not None


def _miss(one: Finding) -> tuple[float, str]:
    return (-abs((one.observed or 0.0) - (one.claim.value or 0.0)), one.claim.id)


def _key(shown: list[Finding]) -> str:
    words = dict.fromkeys(one.verdict for one in shown)
    marks = {"circle": "disc", "diamond": "diamond", "square": "square", "x": "cross"}
    return ", ".join(
        f"{marks.get(SYMBOLS[w], SYMBOLS[w])}: {FINDING_MARKS[w].words}" for w in words
    )


def _claimed(one: Finding, unit: Unit, row: float) -> list[Spec]:
    names = " and ".join(one.claim.subject[:2])
    window = f", {one.claim.window}" if one.claim.window else ""
    against = f" less {one.claim.against[0]}" if one.claim.against else ""
    upto = f" to {amount(one.claim.high, unit)}" if one.claim.high is not None else ""
    told = f"{amount(one.claim.value, unit)}{upto} printed, {amount(one.observed, unit)} found"
    number = _text(label(told), row) | {"x": 1, "xanchor": "right"}
    return [_text(wrapped(f"{names}{against}{window}", NAME, 1), row), number]


def _gaps(shown: list[Finding], unit: Unit, places: list[int]) -> Spec:
    factor = UNITS[unit][1]
    ends = []
    for one, place in zip(shown, places, strict=True):
        left, right = scaled((one.claim.value or 0.0, one.observed or 0.0), factor)
        ends.append(((left, place - 0.2), (right, place - 0.2)))
    return stems(ends, "gap", 3)


def _printed(shown: list[Finding], unit: Unit, places: list[int]) -> Spec:
    return {
        "type": "scatter", "mode": "markers", "name": "printed",
        "x": scaled((one.claim.value or 0.0 for one in shown), UNITS[unit][1]),
        "y": [p - 0.2 for p in places],
        "text": [wrapped(one.claim.quote, 60) for one in shown],
        "marker": {"symbol": "circle-open", "size": 15,
                   "color": "@text", "line": {"color": "@text", "width": 1.5}},
        "hovertemplate": "printed: %{text}<extra></extra>",
    }  # fmt: skip


def _found(shown: list[Finding], unit: Unit, places: list[int]) -> Spec:
    return {
        "type": "scatter", "mode": "markers", "name": "found",
        "x": scaled((one.observed or 0.0 for one in shown), UNITS[unit][1]),
        "y": [p - 0.2 for p in places],
        "text": [wrapped(f"{FINDING_MARKS[one.verdict].words}: {one.reading_used}", 60) for one in shown],
        "marker": {"symbol": [SYMBOLS[one.verdict] for one in shown], "size": 9,
                   "color": [f"@{FINDING_MARKS[one.verdict].ink}" for one in shown]},
        "hovertemplate": "found, %{text}<extra></extra>",
    }  # fmt: skip
