"""How a claim and its finding read in a table: a name, what was printed, what was found, a verdict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rotascope.surfaces import numbers
from rotascope.terms.articles import Claim, Finding, FindingVerdict, Measure, SymbolSentiment

__all__ = [
    "ORDER",
    "VERDICTS",
    "found",
    "general",
    "name",
    "printed",
    "reason",
    "shared",
    "shortened",
    "side",
    "verdict",
]

VERDICTS: dict[FindingVerdict, tuple[str, str, str]] = {
    "contradicted": ("\u2717", "contradicted", "narrow"),
    "check_failed": ("!", "check failed", "warn"),
    "selective": ("\u25d1", "selective", "warn"),
    "stale": ("\u25cb", "stale", "warn"),
    "partial": ("\u25d0", "partial", "warn"),
    "approximate": ("\u2248", "approximate", "broad"),
    "supported_under": ("\u2713", "supported under", "broad"),
    "supported": ("\u2713", "supported", "broad"),
    "not_checkable": ("\u00b7", "not checkable", "muted"),
}
"""Glyph, words and ink of each verdict: what matters most first; colour is never alone."""
ORDER: dict[FindingVerdict, int] = {word: place for place, word in enumerate(VERDICTS)}
MEASURED: dict[Measure, str] = {
    "return": "", "relative_return": "less", "return_multiple": "times", "group_floor": "each of",
    "rank": "rank in", "tracking_gap": "against its index", "weight": "weight in",
    "largest_weight": "largest weight", "sector_weight": "sector weight", "fee": "fee",
    "holdings_count": "holdings", "beat_count": "beat", "cap_change": "market value",
    "impact": "takes off", "level": "level", "extreme": "extreme", "high_distance": "below its high",
    "threshold": "against", "trend_break": "trend against", "agreement": "agreement",
    "valuation": "valuation against", "growth": "growth against", "flow": "flow", "breadth": "breadth",
    "volatility": "volatility", "sensitivity": "sensitivity to", "drawdown": "drawdown",
    "event": "event", "probability": "probability", "statement": "",
}  # fmt: skip
SIGNS = {
    "=": "",
    "~": "\u2248",
    ">": ">",
    ">=": "\u2265",
    "<": "<",
    "<=": "\u2264",
    "nearly": "nearly",
}
AHEAD = ("relative_return", "return_multiple", "rank", "growth", "valuation")
QUOTED, ALIKE = 46, 3
MONTH = re.compile(r"--(\d\d)")
MONTHS = "January February March April May June July August September October November December"
SIGNED = re.compile(r"[-+\u2212]\d")


def name(claim: Claim) -> str:
    """'NVDA ytd', 'MAG7 less ^GSPC since 2015', 'top 10 weight in ^GSPC'; else its own words."""
    if claim.measure == "statement" or not claim.subject:
        return shortened(claim.quote)
    subject = ", ".join(claim.subject[:3]) + (" \u2026" if len(claim.subject) > 3 else "")
    against = ", ".join(claim.against[:2])
    word = MEASURED[claim.measure]
    if word.endswith((" in", " to", "against", "less")) and not against:
        word = word.rpartition(" ")[0]
    window = MONTH.sub(_month, claim.window.replace("since:", "since "))
    return " ".join(part for part in (subject, word, against, window) if part)


def _month(found: re.Match[str]) -> str:
    """'since --09' says a month of no year."""
    return MONTHS.split()[min(max(int(found[1]), 1), 12) - 1]


def shortened(text: str, most: int = QUOTED) -> str:
    """A quote's beginning, cut at a word."""
    said = " ".join(text.split())
    if len(said) <= most:
        return f"\u201c{said}\u201d"
    return f"\u201c{said[: most - 1].rsplit(' ', 1)[0]} \u2026\u201d"


def printed(claim: Claim) -> str:
    """What the article printed: '36.80 %', '3\u20138 %', '> 30 %', 'ahead'; a dash for no number."""
    if claim.value is None:
        return numbers.NONE
    if claim.digits is None and claim.value == 0.0:
        return _direction(claim)
    said = _number(claim.value, claim)
    if claim.high is not None:
        # An en dash between two signed numbers reads as a third sign.
        low = said.removesuffix(" %") if claim.value >= 0 else said
        return f"{low}\u2013{_number(claim.high, claim)}" if claim.value >= 0 else (
            f"{said} to {_number(claim.high, claim)}"
        )  # fmt: skip
    sign = SIGNS.get(claim.op, "")
    return f"{sign} {said}".strip()


def _direction(claim: Claim) -> str:
    up = claim.op in (">", ">=")
    if claim.measure in AHEAD or claim.against:
        return "ahead" if up else "behind"
    return "up" if up else "down"


def found(finding: Finding) -> str:
    """What the store says, with as many decimals as were printed, at least one for a percentage."""
    if finding.observed is None:
        return numbers.NONE
    return _number(finding.observed, finding.claim)


def _number(value: float, claim: Claim) -> str:
    digits = claim.digits
    if claim.unit == "fraction":
        return numbers.percent(value, 1 if digits is None else min(digits, 4))
    if claim.unit in ("count", "sessions"):
        return numbers.quantity(value, claim.unit)
    return numbers.fixed(value, 2 if digits is None else min(digits, 4))


def verdict(finding: Finding) -> tuple[str, str]:
    """('\u2713 supported', ink)."""
    glyph, words, ink = VERDICTS[finding.verdict]
    return f"{glyph} {words}", ink


def reason(finding: Finding, *, whole: bool = False) -> str:
    """Why a verdict is not a plain yes: its first half-sentence, or all of it; "" for a plain yes.

    What only repeats the number found is left to `whole`.
    """
    parts = finding.reason.split("; ") if finding.verdict != "supported" else []
    if not whole and len(parts) > 1 and SIGNED.match(parts[0]):
        parts = parts[1:]
    return "; ".join(parts if whole else parts[:1])


def shared(findings: Sequence[Finding]) -> dict[str, str]:
    """Reasons that three findings or more give alike but for their line, each with its mark: a, b, ..."""
    alike = Counter(general(one) for one in findings)
    often = [text for text, n in alike.items() if text and n >= ALIKE]
    return dict(zip(often, "abcdefgh", strict=False))


def general(finding: Finding) -> str:
    """The reason with the finding's own lines as 'it'."""
    said = reason(finding)
    for symbol in finding.claim.subject:
        said = re.sub(rf"(?<!\w){re.escape(symbol)}(?!\w)", "it", said)
    return said


def side(one: SymbolSentiment) -> tuple[str, str]:
    """('\u25b2 IWM +0.31 (4)', ink): one or two mentions are too few to be firm, and grey."""
    glyph, ink = {
        "positive": ("\u25b2", "broad"), "negative": ("\u25bc", "narrow"), "mixed": ("\u25c6", "flat"),
    }.get(one.label, ("\u25a0", "flat"))  # fmt: skip
    score = f"{one.score:+.2f}".replace("-", numbers.MINUS)
    return f"{glyph} {one.symbol} {score} ({one.mentions})", ink if one.firm else "muted"
