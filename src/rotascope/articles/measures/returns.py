"""What a line, a basket or a group returned over a window, under every admissible convention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rotascope.articles.measures import measure
from rotascope.articles.measures.followed import crosses, owned
from rotascope.articles.measures.lately import lately
from rotascope.articles.measures.lines import readings
from rotascope.articles.measures.observed import Observed
from rotascope.articles.measures.spans import RECENT, Span, spans
from rotascope.articles.measures.turning import turning
from rotascope.articles.standing import GROUPS, STAND_INS
from rotascope.panel import Panel
from rotascope.terms.articles import Claim

__all__ = [
    "a_year",
    "line_readings",
    "no_window",
    "played_by",
    "prefer",
    "returns",
    "unweighted",
    "window_spans",
]


@measure("return")
def returns(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Return of each subject from every admissible base to every admissible end, on both bases."""
    if not claim.window and len(claim.subject) == 1:
        return lately(claim, claim.as_of or day, lambda span: _first(panel, claim, span))
    over = window_spans(claim, day)
    if not over:
        return (Observed("", None, reason=no_window(claim)),)
    several = len(claim.subject) > 1
    found: list[Observed] = []
    for subject in claim.subject:
        seen = (*line_readings(panel, subject, over), *turning(panel, subject, claim.window, day))
        for one in seen:
            found.append(replace(one, subject=subject if several else one.subject))
    if dict(claim.detail).get("per") == "year":
        found = [a_year(one) for one in found]
    return tuple(prefer(claim, unweighted(panel, claim, found)))


def a_year(one: Observed) -> Observed:
    """A reading as a yearly rate, compounded over calendar time; over less than a year it has none."""
    years = (one.end_date - one.base_date).days / 365.25 if one.base_date and one.end_date else 0.0
    if years < 0.95:
        return replace(one, value=None, likely=None, sure=None, reason="not over a year or more")

    def rate(gain: float) -> float:
        return float(max(1.0 + gain, 0.0) ** (1.0 / years) - 1.0)

    likely, sure = (None if r is None else (rate(r[0]), rate(r[1])) for r in (one.likely, one.sure))
    value = None if one.value is None else rate(one.value)
    reading = f"{one.reading}, a year compounded"
    return replace(one, reading=reading, value=value, likely=likely, sure=sure)


def _first(panel: Panel, claim: Claim, span: Span) -> Observed | None:
    """The likeliest reading of the subject over one span that has a number."""
    seen = line_readings(panel, claim.subject[0], [span])
    return next((one for one in seen if one.value is not None), None)


def unweighted(panel: Panel, claim: Claim, seen: Iterable[Observed]) -> list[Observed]:
    """The readings; of a basket's printed figure none is its own, for its weights are not known."""
    baskets = set(claim.subject) & set(panel.catalog.baskets)
    if not baskets or claim.digits is None:
        return list(seen)
    return [o if o.value is None else replace(o, own=False) for o in seen]


def no_window(claim: Claim) -> str:
    """Why a claim about a return has nothing to be counted over."""
    if not claim.window:
        return "no window is stated to count it over"
    return f"the window '{claim.window}' is none that is counted"


def window_spans(claim: Claim, day: date) -> tuple[Span, ...]:
    """Every span that the claim's window may mean, for an article of `day`."""
    return spans(claim.window, claim.as_of or day, back=0 if claim.as_of else RECENT)


def line_readings(panel: Panel, subject: str, over: Iterable[Span]) -> tuple[Observed, ...]:
    """Readings of one subject: its own line's, then those of whoever may stand in for it."""
    spans_ = tuple(over)
    if subject in GROUPS:
        first, *rest = (played_by(panel, player, subject, spans_) for player in GROUPS[subject])
        return (*first, *(replace(o, standard=False) for others in rest for o in others))
    own = owned(panel, subject, (o for span in spans_ for o in readings(panel, subject, span)))
    others = [*STAND_INS.get(subject, ()), *siblings(panel, subject)]
    stood = [o for player in others for o in played_by(panel, player, subject, spans_)]
    return (*own, *(replace(o, own=False, standard=False) for o in stood))


def played_by(
    panel: Panel, player: str, subject: str, over: Iterable[Span]
) -> tuple[Observed, ...]:
    """Readings of a subject through another line, said in the reading; absent ones are left out.

    So is what a fund returned while it followed another index.
    """
    if not any(len(panel.series(player, basis)) for basis in ("pr", "tr")):
        return ()
    return tuple(
        replace(o, reading=f"{o.reading}, {player} for {subject}", subject=subject)
        for span in over
        if not crosses(panel.catalog, player, span.base)
        for o in readings(panel, player, span)
        if o.value is not None
    )


def siblings(panel: Panel, symbol: str) -> tuple[str, ...]:
    """Other share lines of the same issuer: a company's name may mean any of them."""
    issuer = panel.catalog.issuer_of.get(symbol)
    lines = sorted(s for s, name in panel.catalog.issuer_of.items() if issuer and name == issuer)
    return tuple(s for s in lines if s not in (symbol, "FB"))


def prefer(claim: Claim, seen: Iterable[Observed]) -> list[Observed]:
    """Readings on the basis the claim states first, the other one no longer standard."""
    said = dict(claim.detail).get("basis", "").lower()
    if not said:
        return list(seen)
    word = "total return" if said.startswith("t") else "price"
    marked = [replace(o, standard=_usual(o, word)) for o in seen]
    return sorted(marked, key=lambda o: not o.standard)


def _usual(one: Observed, word: str) -> bool:
    base = "last close" in one.reading or "same day" in one.reading
    return one.own and not one.late and f", {word}" in one.reading and (one.standard or base)
