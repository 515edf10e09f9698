"""What claims are about, one file a measure: what the store says of it, under every reading of the words.

A measure answers with numbers and never with a verdict; `articles.check` sets them against the claim.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from rotascope.articles.measures.observed import Observed
from rotascope.errors import RotascopeError
from rotascope.panel import Panel
from rotascope.registry import Registry
from rotascope.terms.articles import MEASURES, Claim, Measure

__all__ = ["READ", "Observed", "Read", "dateless", "measure", "observed"]

Read = Callable[[Panel, Claim, date], tuple[Observed, ...]]
Function = TypeVar("Function", bound=Read)
READ: Registry[Read] = Registry("measure", "rotascope.articles.measures", "rotascope check --help")
_DATELESS: set[Measure] = set()


def dateless() -> frozenset[Measure]:
    """Measures that answer for an undated article: arithmetic of its own words, facts of no day."""
    READ.load()  # a measure says so when its file is imported
    return frozenset(_DATELESS)


def measure(name: Measure, *, dateless: bool = False) -> Callable[[Function], Function]:
    """Register the decorated `read(panel, claim, day)` as the answer to claims of one measure.

    `panel` shows what was known at publication, `day` is that day. The readings come in order of
    likelihood; one without a value says why. No reading at all means not checkable. Of an undated
    article only `dateless` measures are asked, with the newest day.
    """

    def register(read: Function) -> Function:
        if name not in MEASURES:
            raise RuntimeError(f"no measure '{name}' in terms.articles")
        READ.add(name, read)
        if dateless:
            _DATELESS.add(name)
        return read

    return register


def observed(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """What the store says of a claim, by its measure; one reading without a value if none is known.

    A question that the store refuses is a check that failed, with its reason: no other claim suffers.
    """
    if claim.measure not in set(READ):
        return (Observed("", None, reason=f"nothing on file answers a claim of {claim.measure}"),)
    try:
        return READ[claim.measure](panel, claim, day)
    except RotascopeError as trouble:
        return (Observed("", None, reason=trouble.what, verdict="check_failed"),)
