"""Over what horizon an idea is meant: each carries exactly one."""

from __future__ import annotations

import re

from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Remark

__all__ = ["HORIZONS", "horizons"]

HORIZONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("days to weeks", re.compile(
        r"\b(?:days?\s?[\u2013\u2014-]\s?weeks?|(?:next|coming) (?:few )?(?:days|weeks)"
        r"|\d{1,2}\s?[\u2013-]\s?\d{1,2} weeks?|near-term)\b", re.I)),
    ("quarters", re.compile(
        r"\b(?:quarters|\d{1,2}\s?[\u2013-]\s?\d{1,2} months?|(?:next|coming) \d{1,2} months?"
        r"|year-end)\b", re.I)),
    ("years", re.compile(
        r"\b(?:multi-?year|secular|decade(?:s|-long)?|\d{1,2}\s?[\u2013-]\s?\d{1,2} years?"
        r"|end of an era|permanent allocation)\b", re.I)),
)  # fmt: skip


@remark("horizons", row="174")
def horizons(scene: Scene) -> tuple[Remark, ...]:
    """The horizons an article speaks of: more than one means its ideas must be kept apart."""
    found = []
    for name, pattern in HORIZONS:
        said = [(s, word) for _, s, word in scene.saying(pattern) if s.kind != "table"]
        if said:
            found.append((name, said))
    if len(found) < len(HORIZONS) - 1:
        return ()
    parts = [f'{name} ("{said[0][1][0].lower()}", {_times(len(said))})' for name, said in found]
    text = f"the article speaks of {own.listed(parts)}: an idea carries one horizon, and is scored by it"
    first = found[0][1][0][0]
    needs = ("a view of quarters is watched as a thesis; a theme of years is shown beside it and never"
             " scored with it",) if any(name == "years" for name, _ in found) else ()  # fmt: skip
    return (Remark("", "not_checkable", text, (), needs, "", "", first.start, first.end),)


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"
