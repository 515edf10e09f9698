"""Who earns the index's earnings: the ten largest earners' part of them."""

from __future__ import annotations

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.signals import words
from rotascope.signals.earnings.capex import step_null
from rotascope.signals.trace import Trace, missing
from rotascope.signals.valuation.names import by_month
from rotascope.terms import Source

__all__ = ["earned_by_few"]

PATIENCE = 30


@signal(
    "earnings.concentration",
    title="Part of the index's earnings that the ten largest earners earn",
    axis="concentration",
    family="earnings",
    unit="fraction",
    sign=0,
    theory="Concentrated earnings justify concentrated weights and carry their risk: which way it turns"
    " the axis theory leaves open: shown, never scored",
    null=step_null,
)
def earned_by_few(panel: Panel) -> Trace:
    """Shares held times earnings a share, ten largest issuers over all of the large-cap fund, a fraction.

    Month ends; the parts of all companies sum to 1, losses negative; share classes are one issuer.
    Four announced quarters, else the coming quarter's consensus times four; 80 % of the value must
    have earnings on file.
    """
    found = by_month(panel)
    if found.missing:
        return missing("not_measurable", found.missing)
    ok = bool(found.top[-1] == found.top[-1])
    first, last = words.day(found.days[0]), words.day(found.days[-1])
    return Trace(
        found.days,
        found.top,
        text=_text(found.top[-1], found.weight[-1], found.effective[-1], found.leaders)
        if ok
        else "",
        coverage=float(found.cover[-1]),
        sources=(Source("holdings", f"lines of {found.fund}", first, last, len(found.days)),),
        status="ok" if ok else "low_coverage",
        reason="earnings known for "
        + words.covered(found.cover[-1], f"{found.fund} by value", 0.8),
        patience=PATIENCE,
        beside=(("ten largest by value", found.weight), ("effective earners", found.effective)),
    )


def _text(
    top: float, weight: float, effective: float, leaders: tuple[tuple[str, float], ...]
) -> str:
    told = ", ".join(f"{name} {words.percent(part)}" for name, part in leaders)
    return (
        f"ten companies earn {words.percent(top)} of the index's earnings, the ten largest weigh"
        f" {words.percent(weight)} of it; as spread as {effective:.0f} equal earners; first {told}"
    )
