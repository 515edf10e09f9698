"""What a clause means in the condition language: rows of phrases, the most specific that fits."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Row", "condition_of", "rows"]

LONGEST = 1_500
_NUMBER = re.compile(r"(?<![\w.])(\d{1,4}(?:\.\d{1,4})?)\s?(%|percent|per cent)?", re.I)
_DOWN = re.compile(r"\b(?:below|under|less than|lower than)\b", re.I)


@dataclass(frozen=True, slots=True)
class Row:
    """Groups of phrases that must all be met, and the condition that they then mean."""

    groups: tuple[re.Pattern[str], ...]
    condition: str
    pair: bool
    number: bool
    share: bool


@cache
def rows() -> tuple[Row, ...]:
    """The table, in its own order."""
    raw = files("rotascope.articles.theses").joinpath("observables.toml").read_text("utf-8")
    return tuple(
        Row(
            tuple(_any_of(group) for group in row["words"]),
            row["condition"],
            row.get("pair", False),
            row.get("number", False),
            row.get("share", False),
        )
        for row in tomllib.loads(raw)["row"]
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    """Any of the phrases, as whole words; no pattern repeats, so that hostile text costs no more."""
    inside = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{inside})(?![\w])", re.IGNORECASE)


def condition_of(text: str, pair: str = "") -> str:
    """The condition that a clause means, '' if no row fits; `pair` (X/Y) for what speaks of two lines.

    Without a pair at hand a row that needs one does not fit. A threshold is the clause's own number.
    """
    text = text[:LONGEST].replace("\u2019", "'").replace("\u2011", "-").replace("\u2010", "-")
    best, most = "", 0
    for row in rows():
        if len(row.groups) <= most or not all(group.search(text) for group in row.groups):
            continue
        made = _filled(row, text, pair)
        if made:
            best, most = made, len(row.groups)
    return best


def _filled(row: Row, text: str, pair: str) -> str:
    if row.pair:
        return row.condition.replace("{pair}", pair) if pair else ""
    if not row.number:
        return row.condition
    found = _NUMBER.search(text)
    if found is None:
        return ""
    value = float(found[1]) / (100.0 if row.share else 1.0)
    op = "<" if _DOWN.search(text) else ">"
    return row.condition.replace("{op}", op).replace("{n}", f"{value:g}")
