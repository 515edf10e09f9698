"""A claim set against what was observed: one verdict, the reading it rests on and a sentence.

The order is that of kindness: a reading that fits to the printed digits, then one that fits roughly,
then what cannot be told. `contradicted` is left for a claim that no admissible reading comes near.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from rotascope.articles.check.words import number, told
from rotascope.articles.claims.numbers import APPROXIMATE_SHARE, FEWEST_POINTS, NEARLY_SHARE
from rotascope.articles.measures.observed import Observed, Range
from rotascope.terms.articles import Claim, ClaimOp, Finding, FindingVerdict, Measure, Tried

__all__ = ["about", "accepted", "certain", "fits", "judged", "roughly"]

SHOWN = 40
FARTHEST_POINTS, FARTHEST_SHARE = 0.03, 0.05
HAIR = 1e-9  # printed halves are not exact in binary
SMALL: frozenset[Measure] = frozenset({"fee", "level", "threshold"})
SCALE = {"fraction": 1.0, "pp": 100.0, "bp": 10_000.0}


def about(claim: Claim) -> float:
    """How far a figure said with "about" may be off: half a point or 2.5 %, whichever is more.

    Of a fee or a rate, which half a point would change beyond recognition, 2.5 %.
    """
    least = 0.0 if claim.measure in SMALL else FEWEST_POINTS * SCALE.get(claim.unit, 0.0)
    return max(claim.tolerance, least, APPROXIMATE_SHARE * abs(claim.value or 0.0))


def fits(claim: Claim, value: float) -> bool:
    """Whether a number is what the claim says, to its printed digits."""
    low, high = accepted(claim)
    strict = claim.op in ("<", ">")
    return low < value < high if strict else low - HAIR <= value <= high + HAIR


def roughly(claim: Claim, value: float) -> bool:
    """Whether the claim would hold had it said "about"; a direction without a number never does."""
    if claim.value is None or claim.digits is None:
        return False
    low, high = accepted(claim)
    return low - about(claim) - HAIR <= value <= high + about(claim) + HAIR


def accepted(claim: Claim) -> Range:
    """The numbers that the claim's words admit."""
    value, tolerance = claim.value or 0.0, claim.tolerance
    high = value if claim.high is None else claim.high
    near = about(claim)
    admitted: dict[ClaimOp, Range] = {
        "=": (value - tolerance, value + tolerance),
        "~": (value - near, value + near),
        ">": (value, math.inf),
        ">=": (value - tolerance, math.inf),
        "<": (-math.inf, value),
        "<=": (-math.inf, value + tolerance),
        "nearly": (value - max(NEARLY_SHARE * abs(value), tolerance), value + tolerance),
        "between": (min(value, high) - tolerance, max(value, high) + tolerance),
    }
    return admitted[claim.op]


def _meets(claim: Claim, where: Range | None) -> bool:
    """Whether some number of a range would fit."""
    if where is None:
        return False
    low, high = accepted(claim)
    return where[0] <= high + HAIR and low - HAIR <= where[1]


def _close(claim: Claim, seen: Observed) -> bool:
    """Whether a bounded number is near enough to the printed one to be called so.

    Within three points or a twentieth of the figure: further off, what lies between may be payments,
    or an error, and no one can tell. A direction without a number is not near anything.
    """
    if claim.digits is None or seen.value is None or seen.likely is None:
        return True
    least = FARTHEST_POINTS * SCALE.get(claim.unit, 0.0)
    low, high = accepted(claim)
    off = max(low - seen.value, seen.value - high, 0.0)
    return off <= max(least, FARTHEST_SHARE * abs(claim.value or 0.0)) + HAIR


def certain(claim: Claim, seen: Observed) -> bool:
    """Whether a reading fits to the printed digits, whatever is left open about its number."""
    if seen.value is None:
        return False
    if seen.sure is None:
        return fits(claim, seen.value)
    inside = all(fits(claim, end) for end in seen.sure)
    return inside or (claim.digits is not None and fits(claim, seen.value))


Judged = tuple[FindingVerdict, str, Sequence[Observed]]


def judged(claim: Claim, seen: Sequence[Observed]) -> Finding:
    """The finding of a claim from every reading of it, likeliest first."""
    verdict, reason, chosen = _verdict(claim, _by_reading(claim, seen))
    used = _least(claim, chosen)
    tried = _tried(claim, seen)
    if used is None:
        return Finding(claim, verdict, None, "", reason, tried=tried)
    needs = used.needs or (_needs(claim, used) if verdict == "contradicted" else ())
    return Finding(
        claim, verdict, used.value, used.reading, reason, used.key, used.base_date, used.end_date,
        used.source, tried, needs,
    )  # fmt: skip


def _least(claim: Claim, chosen: Sequence[Observed]) -> Observed | None:
    """The part whose number is told: the first, of a direction against several the smallest gap."""
    known = [one for one in chosen if one.value is not None]
    if (
        claim.measure == "relative_return"
        and claim.digits is None
        and len(claim.against) > 1
        and known
    ):
        return min(known, key=lambda one: abs(one.value or 0.0))
    return chosen[0] if chosen else None


def _tried(claim: Claim, seen: Sequence[Observed]) -> tuple[Tried, ...]:
    """The readings looked at, the likeliest `SHOWN`; late closes only where they fit."""
    told_of = [
        Tried(o.reading, o.value, certain(claim, o), o.reason, o.base_date, o.end_date)
        for o in seen
        if o.reading and (not o.late or certain(claim, o))
    ]
    if len(told_of) > SHOWN:
        told_of.sort(key=lambda tried: not tried.fits)
    return tuple(told_of[:SHOWN])


def _needs(claim: Claim, seen: Observed) -> tuple[str, ...]:
    """What would have to be true of a return that was not: where its last close would have stood."""
    if claim.measure != "return" or claim.value is None or seen.value is None or seen.value <= -1:
        return ()
    if ("per", "year") in claim.detail:
        return ()
    move = (1.0 + claim.value) / (1.0 + seen.value) - 1.0
    side = "higher" if move > 0 else "lower"
    who = ", ".join(str(part) for part in (seen.subject, seen.end_date) if part)
    return (f"would need a close {abs(move) * 100:.1f} % {side}{f' ({who})' if who else ''}",)


def _by_reading(claim: Claim, seen: Sequence[Observed]) -> list[list[Observed]]:
    """What must hold together: a reading alone, or of every subject one over the same closes."""
    subjects = dict.fromkeys(o.subject for o in seen if o.subject)
    if len(claim.subject) * max(len(claim.against), 1) < 2 or len(subjects) < 2:
        return [[one] for one in seen]
    found: dict[str, dict[str, list[Observed]]] = {}
    for one in seen:
        found.setdefault(one.convention, {}).setdefault(one.subject, []).append(one)
    return [
        [_likeliest(claim, ways[subject]) for subject in subjects]
        for ways in found.values()
        if set(subjects) <= set(ways)
    ]


def _likeliest(claim: Claim, ways: Sequence[Observed]) -> Observed:
    """The reading of one subject that fits, own ones first; else the first that has a number."""
    own = sorted(ways, key=lambda o: not o.own)
    valued = [o for o in own if o.value is not None]
    return next((o for o in valued if certain(claim, o)), next(iter(valued), own[0]))


def _verdict(claim: Claim, readings: list[list[Observed]]) -> Judged:
    spoken = [parts for parts in readings if any(o.verdict for o in parts)]
    if spoken:
        return _spoken(spoken[0])
    valued = [parts for parts in readings if all(o.value is not None for o in parts)]
    if claim.value is None and valued:
        return "not_checkable", _bounded(claim, valued[0]), valued[0]
    exact = [parts for parts in valued if all(certain(claim, o) for o in parts)]
    if exact:
        return _supported(exact)
    return _rough(claim, readings, valued) or _left(claim, readings, valued)


def _spoken(parts: Sequence[Observed]) -> Judged:
    """The measure's own verdict; of several parts theirs, or `partial` where they differ."""
    said = {o.verdict or "not_checkable" for o in parts}
    reasons = "; ".join(dict.fromkeys(o.reason for o in parts if o.reason))
    if len(said) == 1:
        return said.pop(), reasons, parts
    holds = said & {"supported", "supported_under", "approximate"}
    worst: FindingVerdict = "contradicted" if "contradicted" in said else "not_checkable"
    return ("partial" if holds else worst), reasons, parts


def _supported(exact: list[list[Observed]]) -> Judged:
    usual = [parts for parts in exact if all(o.standard and o.own for o in parts)]
    own = [parts for parts in exact if all(o.own for o in parts)]
    chosen = (usual or own or exact)[0]
    reasons = "; ".join(dict.fromkeys(o.reason for o in chosen if o.reason))
    return ("supported" if usual else "supported_under"), reasons, chosen


def _rough(
    claim: Claim, readings: list[list[Observed]], valued: list[list[Observed]]
) -> Judged | None:
    """Near enough to say so, or true of some of its subjects; None for neither."""
    own = [parts for parts in valued if all(o.own and not o.late for o in parts)]
    for parts in own:
        if all((_meets(claim, o.likely) and _close(claim, o)) or certain(claim, o) for o in parts):
            return "approximate", _bounded(claim, parts), parts
    for parts in own:
        if all(roughly(claim, o.value or 0.0) for o in parts):
            return "approximate", _off(claim, parts[0]), parts
    for parts in readings:
        held = [o for o in parts if certain(claim, o)]
        if held and len(parts) > 1 and all(o.own and not o.late for o in parts):
            return "partial", _split(claim, parts, held), [*held, *parts]
    return None


def _left(claim: Claim, readings: list[list[Observed]], valued: list[list[Observed]]) -> Judged:
    """What no reading comes near: contradicted if nothing is missing, else not checkable."""
    missing = [
        o for parts in readings for o in parts if o.own and o.value is None and _open(claim, o)
    ]
    own = [parts for parts in valued if all(o.own for o in parts)]
    if not own or missing:
        why = [o.reason for o in missing if o.reason]
        why += [f"only a stand-in answers: {_told(claim, p)}" for p in valued[:1] if not own]
        said = "; ".join(dict.fromkeys(why))
        return "not_checkable", said or "nothing on file answers it", []
    open_ = [p for p in own if all(_meets(claim, o.likely if o.late else o.sure) for o in p)]
    if open_:
        return "not_checkable", f"{_may_be(claim, open_[0])}{_bounded(claim, open_[0])}", open_[0]
    first = own[0]
    nearest = min(own, key=lambda parts: abs((parts[0].value or 0.0) - (claim.value or 0.0)))
    reason = _told(claim, first)
    if nearest is not first:
        reason += f"; nearest {_told(claim, nearest)}"
    if first[0].reason:
        reason += f"; {first[0].reason}"
    return "contradicted", reason, first


def _open(claim: Claim, seen: Observed) -> bool:
    """Whether a reading without a number might fit for all that is known."""
    return not seen.late and (seen.sure is None or _meets(claim, seen.sure))


def _found(claim: Claim, parts: Sequence[Observed]) -> str:
    several = len(parts) > 1
    return ", ".join(
        (f"{o.subject} " if several else "") + told(claim, o.value)
        for o in parts
        if o.value is not None
    )


def _told(claim: Claim, parts: Sequence[Observed]) -> str:
    """The number and the reading that gives it."""
    return f"{_found(claim, parts)} ({parts[0].reading})"


def _bounded(claim: Claim, parts: Sequence[Observed]) -> str:
    """The number found, how the claim stands to it, and why it is not the number itself."""
    reasons = dict.fromkeys(o.reason for o in parts if o.reason)
    first = parts[0]
    where = ""
    if len(parts) == 1 and claim.value is not None and claim.digits is not None and first.value:
        side = "above" if first.value > claim.value else "below"
        gap = number(abs(first.value - claim.value), claim.unit, gap=True).lstrip("+")
        where = f", {gap} {side} the figure printed"
    return "; ".join([f"{_told(claim, parts)}{where}", *reasons])


def _may_be(claim: Claim, parts: Sequence[Observed]) -> str:
    """Of a return: that the printed figure may be on the basis that is not on file, and how far off."""
    one = parts[0]
    if claim.measure != "return" or len(parts) > 1 or not (one.value and one.likely and one.sure):
        return ""
    usual, most = (
        number(one.value - way[0], claim.unit, gap=True).lstrip("+")
        for way in (one.likely, one.sure)
    )
    may_be = "may be a price return; " if _meets(claim, one.likely) else ""
    return (
        f"{may_be}only total return is on file, and a price return may lie up to"
        f" {usual} below it (surely no more than {most}); "
    )


def _off(claim: Claim, one: Observed) -> str:
    gap = (claim.value or 0.0) - (one.value or 0.0)
    side = "above" if gap > 0 else "below"
    size = number(abs(gap), claim.unit, gap=True).lstrip("+")
    return (
        f"printed {told(claim, claim.value)} is {size} {side} the {told(claim, one.value)} found:"
        " the right size, not the printed digits"
        + (", and no price return lies above its total return" if one.sure and gap > 0 else "")
        + (f"; {one.reason}" if one.reason else "")
    )


def _split(claim: Claim, parts: Sequence[Observed], held: Sequence[Observed]) -> str:
    said = ", ".join(f"{o.subject} {told(claim, o.value)}" for o in parts)
    return f"{len(held)} of {len(parts)} hold: {said}"
