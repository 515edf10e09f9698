"""The thirty checks of the gate: what each looks at, and what becomes of a row that fails it.

Severity: `quarantine` holds the row, `flag` keeps it and tells, `hold` holds the whole file. Where a
check has two, the first is its usual one and the docstring of its function says when the other applies.
"""

from __future__ import annotations

from dataclasses import dataclass

from rotascope.terms import Severity

__all__ = ["RULES", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its id, what must be true of a row (or a file), and its severities."""

    id: str
    says: str
    severities: tuple[Severity, ...]


_HOLD: tuple[Severity, ...] = ("quarantine",)
_FLAG: tuple[Severity, ...] = ("flag",)
_BOTH: tuple[Severity, ...] = ("quarantine", "flag")

_ALL: tuple[tuple[str, str, tuple[Severity, ...]], ...] = (
    ("Q01", "every cell parses as what its column holds", _HOLD),
    ("Q02", "what names a row, or is required, is there; numbers are finite", _HOLD),
    ("Q03", "prices are positive and below 1e7, volumes not negative, a return is above -100 %", _HOLD),
    ("Q04", "low <= open, close <= high", _HOLD),
    ("Q05", "New York traded on that day", _HOLD),
    ("Q06", "a moment names exactly one session in New York", _HOLD),
    ("Q07", "no bar before a line was listed or after it was delisted", _HOLD),
    ("Q08", "no bar before its session closed", _HOLD),
    ("Q09", "the same row twice is counted once", ()),
    ("Q10", "one key has one value; stored values move by a trifle, a split, or as a revision", _BOTH),
    ("Q11", "a file meets the stored line on a day both have; late rows are known on arrival", _BOTH),
    ("Q12", "no session is missing between a line's first and last", ("flag", "hold")),
    ("Q13", "a big move is told; one that reverses in 3 sessions, or that no other source has, is held",
     ("quarantine", "flag")),
    ("Q14", "a split is announced, and an announced split is in the prices", _HOLD),
    ("Q15", "a dividend's step in the adjusted price is the dividend", _BOTH),
    ("Q16", "the vendor's adjusted series is what raw prices and actions give", _FLAG),
    ("Q17", "no switch of unit: pence for pounds, thousands for ones", _HOLD),
    ("Q18", "prices move: not the same bar on three sessions, not zero volume in a liquid name", _FLAG),
    ("Q19", "a day's prices are not yesterday's for a tenth of the names", ("hold",)),
    ("Q20", "two sources agree on a close", ("flag", "quarantine")),
    ("Q21", "a fund returns what its holdings return", _FLAG),
    ("Q22", "the ticker named that line on that day", _HOLD),
    ("Q23", "share classes are lines of one issuer, and no total counts them twice", _HOLD),
    ("Q24", "a holdings file adds up, shares x price = value, and it says its date",
     _BOTH),
    ("Q25", "CUSIP, ISIN, FIGI and LEI have their check digits; a ticker is one", _HOLD),
    ("Q26", "a swap has a notional and a counterparty, and is no equity line", _HOLD),
    ("Q27", "a macro series has its unit and lag, a plausible value, no step of 10 sigmas", _BOTH),
    ("Q28", "a vintage is not older than the period it describes, and says one value", _HOLD),
    ("Q29", "yields are in percent; a missing yield stays missing", _HOLD),
    ("Q30", "estimates and announcements name period, currency, hour; no tenfold sign flip", _BOTH),
)  # fmt: skip

RULES: dict[str, Rule] = {name: Rule(name, says, severities) for name, says, severities in _ALL}
