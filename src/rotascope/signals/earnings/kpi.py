"""Demand words in headlines: which part of the AI complex, and does demand speed up or rest?

A taxonomy of whole words, not a reader: it tags what is said, believes nothing, and knows one
negation.
"""

from __future__ import annotations

import re
from typing import Literal

import numpy as np

from rotascope.maths import noise
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null, Source

__all__ = ["TOPICS", "Tag", "demand", "tags"]

Direction = Literal["speeds up", "rests", "said"]
Tag = tuple[str, Direction]
TOPICS = {
    "cloud": r"cloud|azure|aws|hyperscalers?|data cent(?:er|re)s?|workloads?",
    "chips": r"chips?|gpus?|semiconductors?|foundry|wafers?|hbm|accelerators?",
    "capex": r"capex|capital (?:spending|expenditures?)|build-?out",
    "ai software": r"copilot|ai (?:revenue|products?|software)|moneti[sz]ation",
}
RESTS = (
    r"digest(?:ion|ing|s|ed)?|optimi[sz](?:ation|ing|es?)|inventory (?:correction|glut)|"
    r"pause[sd]?|slow(?:s|ed|ing|down)?|"
    r"cut(?:s|ting)?|delay(?:s|ed|ing)?|cancel(?:s|led|lations?)?|oversupply|weak(?:er|ening|ness|ens)?|soften(?:s|ed|ing)?"
)
SPEEDS = (
    r"accelerat(?:es?|ed|ing|ion)|surg(?:es?|ed|ing)|rais(?:es?|ed|ing)|record|shortages?|"
    r"sold out|backlog|boosts?|boosted|"
    r"soar(?:s|ed|ing)?|jump(?:s|ed|ing)?|strong(?:er)?|expand(?:s|ed|ing)?|doubl(?:es?|ed|ing)"
)
NEGATED = re.compile(
    rf"\b(?:no|not|without|never|isn't|aren't)\s+(?:\w+\s+)?(?:{RESTS}|{SPEEDS})\b"
)
LONGEST = 2_000  # characters of a headline with its summary that are read
WINDOW, FEWEST, PATIENCE = 63, 20, 10
_TOPIC = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in TOPICS.items()}
_RESTS, _SPEEDS = re.compile(rf"\b(?:{RESTS})\b"), re.compile(rf"\b(?:{SPEEDS})\b")


def tags(text: str) -> tuple[Tag, ...]:
    """(topic, direction) of each topic a headline names; "said" where it names no or both directions.

    A negated word ("no slowdown") counts as none. At most 2,000 characters are read.
    """
    low = text[:LONGEST].lower()
    plain = NEGATED.sub(" ", low)
    rests, speeds = bool(_RESTS.search(plain)), bool(_SPEEDS.search(plain))
    direction: Direction = "said" if rests == speeds else "rests" if rests else "speeds up"
    return tuple((name, direction) for name, pattern in _TOPIC.items() if pattern.search(low))


def coin_null(panel: Panel, trace: Trace) -> Null | None:
    """How lopsided as many headlines get when each says either with even chance.

    Null hypothesis: headlines independent, which they are not: one event makes many. rate is the
    median absolute balance, p two-sided and normal.
    """
    del panel
    n, value = float(trace.data[0][-1]), float(trace.value[-1])
    if not (n > 0 and np.isfinite(value)):
        return None
    usual, p = noise.normal(value, n**-0.5)
    said = f"{n:.0f} coin throws are beyond ±{words.percent(usual, 0)} half the time"
    return Null(
        f"{said}, this far in {words.chance(p)} (headlines taken as independent)",
        usual,
        p,
        draws="spread",
    )


@signal(
    "kpi.demand",
    title="Headlines on cloud, chips and AI spending: demand speeds up less demand rests",
    axis="concentration",
    family="earnings",
    unit="fraction",
    sign=0,
    theory="Headlines follow prices as often as they lead them: shown, never scored",
    null=coin_null,
)
def demand(panel: Panel) -> Trace:
    """(headlines that say demand speeds up - that it rests) / both, over 63 sessions, a fraction.

    Headlines of table news that name cloud, chips, capital spending or AI products (a taxonomy of
    whole words with one negation). A headline counts once however many topics it names; one that
    says both or neither does not.
    """
    found = _judged(panel)
    if not found:
        return missing(
            "not_measurable", "no headlines that name cloud, chips or AI spending (table news)"
        )
    known = np.array([day for day, _ in found], dtype="datetime64[D]")
    sign = np.array([value for _, value in found])
    every = panel.sessions
    days = every[np.searchsorted(every, known.min()) :]
    place = np.minimum(np.searchsorted(days, known), len(days) - 1)
    net, count = (_rolled(np.bincount(place, w, len(days))) for w in (sign, np.abs(sign)))
    total = np.maximum(count, 1.0)
    value = np.where(count >= FEWEST, net / total, np.nan)
    ok = bool(np.isfinite(value[-1]))
    newest = words.day(known.max())
    return Trace(
        days,
        value,
        text=f"{count[-1]:.0f} headlines on AI demand in {WINDOW} sessions,"
        f" {words.signed(float(value[-1]), 0)}"
        " speak of more rather than of a rest"
        if ok
        else "",
        sources=(Source("news", "headlines", words.day(known.min()), newest, len(found)),),
        status="ok" if ok else "low_coverage",
        reason=f"{count[-1]:.0f} of {FEWEST} headlines in {WINDOW} sessions; newest {newest}",
        data=(count,),
        newest=newest,
        patience=PATIENCE,
        unranked=756,
    )


def _rolled(daily: np.ndarray) -> np.ndarray:
    total = np.cumsum(daily)
    total[WINDOW:] = total[WINDOW:] - total[:-WINDOW].copy()
    return np.asarray(np.rint(total))


def _judged(panel: Panel) -> list[tuple[np.datetime64, float]]:
    """(day known, 1 speeds up or -1 rests) of headlines that say one of them; a title counts once."""
    out, seen = [], set()
    for source in panel.ids("news"):
        rows = panel.dated("news", source)
        for day, title, summary in zip(
            rows.get("known_at", ()), rows.get("title", ()), rows.get("summary", ()), strict=True
        ):
            said = {direction for _, direction in tags(f"{title}. {summary or ''}")} - {"said"}
            if len(said) == 1 and str(title) not in seen:
                seen.add(str(title))
                out.append((day, 1.0 if "speeds up" in said else -1.0))
    return sorted(out, key=lambda pair: pair[0])
