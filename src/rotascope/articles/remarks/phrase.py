"""Nearness said without a distance."""

from __future__ import annotations

import re

from rotascope.articles.measures.extremes import FAR, NEAR, Record, record_of
from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import FindingVerdict, Remark

__all__ = ["phrase"]

NEARNESS = re.compile(
    r"\b(?:within (?:spitting|striking|touching|shouting) distance of|within reach of|closing in on"
    r"|on the cusp of|knocking on the door of|a stone'?s throw from|just shy of)\b",
    re.I,
)
DIGIT = re.compile(r"\d (?:%|percent|points)|\d%")
BACK = 2
"""Sentences back in which "the index" may have been named."""


@remark("phrase", row="C28")
def phrase(scene: Scene) -> tuple[Remark, ...]:
    """`Within spitting distance of a record`: the distance in per cent, the sessions since."""
    made = []
    for number, sentence, word in scene.saying(NEARNESS):
        if DIGIT.search(sentence.text):
            continue
        symbol = _about(scene, number)
        if not symbol:
            continue
        made.append(_told(scene, symbol, word[0].lower(), sentence.start, sentence.end))
    return tuple(made)


def _about(scene: Scene, number: int) -> str:
    """The index, else the fund, that the sentence is about: its own, or the last one named before."""
    for back in range(BACK + 1):
        if number < back:
            continue
        named = [m for m in scene.named(number - back) if m.kind in ("index", "fund", "company")]
        if named:
            return next((m.symbol for m in reversed(named) if m.kind == "index"), named[-1].symbol)
    return ""


def _told(scene: Scene, symbol: str, word: str, start: int, end: int) -> Remark:
    found = record_of(scene.panel, symbol, scene.day or scene.panel.as_of)
    year = own.printed(scene, "ytd").get(symbol)
    beside = f", at {own.percent(year.value or 0.0)} year to date" if year else ""
    claims = (year.id,) if year else ()
    who = own.called(scene, symbol)
    if found is None:
        text = (
            f'"{word}" a record names no distance for {who}{beside}, and no series of it is on file'
        )
        return Remark("", "not_checkable", text, claims, (), "", "", start, end)
    stands = "" if found.own else f" ({found.symbol}, {found.basis}, stands for it)"
    text = (
        f'"{word}" a record, without a distance: {who} was {own.percent(found.distance, 1)} from its'
        f" highest close of {found.day}, {found.sessions} sessions before{stands}{beside}"
    )
    return Remark("", _verdict(found), text, claims, (), "", "", start, end)


def _verdict(found: Record) -> FindingVerdict:
    if -found.distance <= NEAR:
        return "supported" if found.own else "supported_under"
    if -found.distance <= FAR or not found.own:
        return "approximate"
    return "contradicted"
