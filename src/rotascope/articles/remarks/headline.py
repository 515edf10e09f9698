"""Does the article's own table support its headline?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import numpy as np

from rotascope.articles.measures.spans import spans
from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import CHARACTERS, SENTENCES, Scene
from rotascope.series import PairSeries
from rotascope.terms.articles import Claim, FindingVerdict, Remark, Sentence

__all__ = ["Headline", "headline", "stance"]

LEAVES = re.compile(
    r"\b(?:ditch|dump|abandon|flee|shun|leav|exit|rotat|swap|trad)(?:e|es|ing|ed)?\b", re.I
)
TOWARDS = re.compile(r"\b(?:for|into|to|toward|towards|in favou?r of)\b", re.I)
LEADS = re.compile(
    r"\b(?:beat(?:s|ing)?|outperform(?:s|ed|ing)?|overtak(?:e|es|ing)|lead(?:s|ing)?|outpac(?:e|es|ing)"
    r"|trounc(?:e|es|ing)|leav(?:e|es|ing)\b[^.;]{0,40}?\bbehind)\b",
    re.I,
)
HORIZONS = ("1w", "1m", "3m", "ytd", "1y", "3y")
FUNDS = {"small": "IWM", "few": "MAGS", "large": "SPY", "rest": "XMAG"}


@dataclass(frozen=True, slots=True)
class Headline:
    """What a headline says leads and what lags, as sides."""

    leads: own.Side
    lags: own.Side


def stance(scene: Scene, number: int, sentence: Sentence) -> Headline | None:
    """Which side a sentence says investors leave, and for which; None where it says no such thing."""
    named = [(m.start - sentence.start, own.side_of(m.symbol, scene.catalog))
             for m in scene.named(number)]  # fmt: skip
    text = sentence.text[:CHARACTERS]
    leaves, verb = LEAVES.search(text), LEADS.search(text)
    turn = TOWARDS.search(text, leaves.end()) if leaves else None
    if leaves is not None and turn is not None:
        lags = _sides(named, leaves.end(), turn.start())
        first = _sides(named, turn.end(), len(sentence.text))
    elif verb is not None:
        first, lags = (
            _sides(named, 0, verb.start()),
            _sides(named, verb.start(), len(sentence.text)),
        )
    else:
        return None
    clear = first and lags and first[0] != lags[0]
    return Headline(first[0], lags[0]) if clear else None


def _sides(named: list[tuple[int, own.Side]], start: int, end: int) -> list[own.Side]:
    return [side for at, side in sorted(named) if start <= at < end and side]


@remark("headline", row="C02")
def headline(scene: Scene) -> tuple[Remark, ...]:
    """Whether the returns printed in the body support what the headline says, window by window."""
    for number, sentence in enumerate(scene.article.sentences[:SENTENCES]):
        said = stance(scene, number, sentence) if sentence.kind == "title" else None
        if said is None:
            continue
        made = [
            r for window in own.windows(scene) if (r := _against(scene, said, window, sentence))
        ]
        return tuple(made) or (_without(scene, said, sentence),)
    return ()


def _against(scene: Scene, said: Headline, window: str, at: Sentence) -> Remark | None:
    """The headline against one window's figures; None where a side has none."""
    figures = own.printed(scene, window)
    ahead = {s: c for s, c in figures.items() if own.side_of(s, scene.catalog) == said.leads}
    ahead = {s: c for s, c in ahead.items() if s in own.BENCHMARKS} or ahead
    behind = {s: c for s, c in figures.items() if own.side_of(s, scene.catalog) == said.lags}
    other = _benchmark(scene, behind)
    if not ahead or other is None:
        return None
    name, level = other
    gaps = {s: (c.value or 0.0) - level for s, c in ahead.items()}
    against, used = [s for s, gap in gaps.items() if gap < 0.0], [*ahead.values(), *behind.values()]
    verdict: FindingVerdict = "partial" if against else "supported"
    if len(against) == len(gaps):
        verdict = "contradicted"
    word = {
        "contradicted": "not supported",
        "partial": "supported in part",
        "supported": "supported",
    }
    told = own.listed([
        f"{own.called(scene, s)} {own.percent(c.value or 0.0)} ({own.points(gaps[s])}"
        f" {'behind' if gaps[s] < 0 else 'ahead'}; ratio {own.percent(_ratio(c, level), 1)})"
        for s, c in ahead.items()
    ])  # fmt: skip
    text = (
        f"the headline is {word[verdict]} {own.worded(window)} by the article's own figures: {name}"
        f" {own.percent(level)} against {told}{_members(scene, ahead, behind)}"
    )
    text = "; ".join((text, *_measured(scene, said)))
    needs = ("a figure over weeks for a shift of weeks: the article prints none",)
    return Remark("", verdict, text, own.ids(used), needs if against else (), "", "",
                  at.start, at.end)  # fmt: skip


def _ratio(claim: Claim, level: float) -> float:
    return (1.0 + (claim.value or 0.0)) / (1.0 + level) - 1.0


def _benchmark(scene: Scene, behind: dict[str, Claim]) -> tuple[str, float] | None:
    for name in own.BENCHMARKS:
        if name in behind and behind[name].value is not None:
            return name, behind[name].value or 0.0
    mean = own.issuer_mean(scene, behind, list(behind))
    name = (
        own.called(scene, next(iter(behind), "")) if len(behind) == 1 else "the mean of those named"
    )
    return None if mean is None else (name, mean)


def _members(scene: Scene, ahead: dict[str, Claim], behind: dict[str, Claim]) -> str:
    """How many issuers of a basket beat each of the others: "; 6 of 7 names beat the S&P 600"."""
    single = [s for s in behind if s not in own.BENCHMARKS and not s.startswith("^")]
    means = {i: own.issuer_mean(scene, behind, [s for s in single if scene.catalog.issuer(s) == i])
             for i in dict.fromkeys(scene.catalog.issuer(s) for s in single)}  # fmt: skip
    if len(means) < 3:
        return ""
    parts = []
    for symbol, claim in ahead.items():
        if symbol.startswith("^"):
            won = sum(1 for mean in means.values() if (mean or 0.0) > (claim.value or 0.0))
            parts.append(f"{won} of {len(means)} companies beat {own.called(scene, symbol)}")
    return "; " + own.listed(parts) if parts else ""


def _measured(scene: Scene, said: Headline) -> tuple[str, ...]:
    """The two sides' ratio at several horizons to its last close by that day; () without it."""
    top, bottom = FUNDS.get(said.leads, ""), FUNDS.get(said.lags, "")
    if not top or not bottom:
        return ()
    pair = scene.panel.ratio(top, bottom)
    past = pair.days[pair.days <= np.datetime64(scene.day or scene.panel.as_of)]
    if not len(past):
        return ()
    day = past[-1].item()
    moves = [(window, _move(pair, window, day)) for window in HORIZONS]
    known = [f"{window} {own.percent(move, 1)}" for window, move in moves if move is not None]
    return (f"{top}/{bottom}, total return to {day}: {', '.join(known)}",) if known else ()


def _move(pair: PairSeries, window: str, day: date) -> float | None:
    """The ratio's return from a window's standard base to `day`, a close of the pair; None before it."""
    span = next(iter(spans(window, day)), None)
    if span is None or pair.days[0] > np.datetime64(span.base):
        return None
    base, end = (int(np.searchsorted(pair.days, np.datetime64(d), side="right")) - 1
                 for d in (span.base, day))  # fmt: skip
    return float(np.expm1(pair.log_ratio[end] - pair.log_ratio[base]))


def _without(scene: Scene, said: Headline, at: Sentence) -> Remark:
    """No window in the article has a figure for both sides: what the store says is given instead."""
    text = "the headline says who leads, and the article prints no figure for both sides"
    text = "; ".join((text, *_measured(scene, said)))
    return Remark("", "not_checkable", text, (), (), "", "", at.start, at.end)
