"""Who led before: a curated list of eras, each with its source or marked as unverified.

The list is reading matter, not data: its figures count different numbers of companies in different
wholes, so that nothing is computed across them and nothing of it is scored.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rotascope.evidence.chapters import silent, told
from rotascope.panel import Panel
from rotascope.signals import words
from rotascope.signals.concentration import stamp
from rotascope.signals.files import current, fund_on_file
from rotascope.terms import Axis, Cell, Chapter

__all__ = ["TEN", "UNVERIFIED", "Era", "eras", "library"]

TEN = 10
UNVERIFIED = "unverified"
TITLE = "Who led before"


@dataclass(frozen=True, slots=True)
class Era:
    """Who led from `first` to `last` (years). `share`, a fraction of `whole`, counts `counted` companies.

    No share is None, not zero; no source is "": then the entry is unverified.
    """

    name: str
    first: int
    last: int
    leaders: tuple[str, ...]
    counted: int
    share: float | None
    whole: str
    source: str


@cache
def library() -> tuple[Era, ...]:
    """Every era of the list, oldest first."""
    text = resources.files("rotascope.evidence").joinpath("eras.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["era"]
    made = [
        Era(
            row["name"], row["first"], row["last"], tuple(row["leaders"]), row.get("counted", 0),
            row.get("share"), row.get("whole", ""), row.get("source", ""),
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda era: (era.first, era.last)))


def eras(panel: Panel, axis: Axis) -> Chapter:
    """The eras that had begun by the panel's date, and where the file in force puts today's ten.

    Shares as printed by their sources; years without a figure stay empty. It says who was large, not
    that what followed will follow again: a handful of eras tests nothing.
    """
    shown = [era for era in library() if era.last <= panel.as_of.year]
    if not shown:
        return silent(panel, axis, "eras", TITLE, f"no era of the list had ended by {panel.as_of}")
    cited = sum(bool(era.source) for era in shown)
    begun = f"{len(shown)} eras since {shown[0].first} are listed, {cited} with a source"
    finding = f"{begun}; {_today(panel)}"
    return told(
        panel, axis, "eras", TITLE, tuple(_cell(era) for era in shown), finding,
        method="a curated list; wholes and counts differ from row to row, so none is set against another",
        notes=("entries without a source are marked as unverified",),
    )  # fmt: skip


def _cell(era: Era) -> Cell:
    years = f"{era.first}" if era.first == era.last else f"{era.first}-{era.last}"
    of = f"{era.counted} largest of {era.whole}; " if era.share is not None else ""
    text = f"{', '.join(era.leaders)}; {of}{era.source or UNVERIFIED}"
    return Cell(f"{years} {era.name}", era.counted, era.share, "fraction", text=text)


def _today(panel: Panel) -> str:
    """What the newest file says of the ten largest, with its date; or that there is none."""
    fund = fund_on_file(panel, "large_cap")
    if not fund:
        return f"no holdings file known by {panel.as_of} says how large today's ten are"
    newest = current(panel, fund)[-1]
    share = float(newest.issuers[:TEN].sum())
    return f"the ten largest issuers are {words.percent(share)} of {fund} ({stamp(panel, newest)})"
