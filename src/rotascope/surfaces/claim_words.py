"""How a claim and its finding read in a table: a name, what was printed, what was found, a verdict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from rotascope.surfaces import numbers
from rotascope.terms import Checked
from rotascope.terms.articles import Claim, Finding, FindingVerdict, Measure, SymbolSentiment
from rotascope.terms.finding_marks import FINDING_MARKS

__all__ = [
    "ORDER",
    "VERDICTS",
    "called",
    "formed",
    "found",
    "general",
    "name",
    "plain",
    "printed",
    "reason",
    "shared",
    "shortened",
    "side",
    "toned",
    "tried",
    "unread",
    "unread_said",
    "verdict",
]

VERDICTS: dict[FindingVerdict, tuple[str, str, str]] = {
    verdict: (mark.glyph, mark.words, mark.ink) for verdict, mark in FINDING_MARKS.items()
}
"""Glyph, words and ink of each verdict."""
ORDER: dict[FindingVerdict, int] = {word: place for place, word in enumerate(VERDICTS)}
MEASURED: dict[Measure, str] = {
    "return": "", "relative_return": "less", "return_multiple": "times", "group_floor": "each of",
    "rank": "rank in", "tracking_gap": "against its index", "weight": "weight in",
    "largest_weight": "largest weight", "sector_weight": "sector weight", "fee": "fee",
    "holdings_count": "holdings", "beat_count": "beat", "cap_change": "market value",
    "impact": "takes off", "level": "level", "extreme": "at its extreme",
    "high_distance": "from its high",
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
TITLES = {
    "^GSPC": "S&P 500", "^RUT": "Russell 2000", "^SP600": "S&P 600", "^SP400": "S&P 400",
    "OEX": "S&P 100", "^NDX": "Nasdaq-100", "^IXIC": "Nasdaq Composite", "^DJI": "Dow Jones",
    "^VIX": "VIX", "^SPXEW": "S&P 500 equal weight", "^RUI": "Russell 1000",
    "^RUA": "Russell 3000",
    "^RLG": "Russell 1000 Growth", "^RLV": "Russell 1000 Value", "^RUO": "Russell 2000 Growth",
    "^RUJ": "Russell 2000 Value", "DGS2": "two-year yield", "DGS10": "ten-year yield",
    "T10Y2Y": "2s10s", "DFF": "funds rate", "BAMLH0A0HYM2": "high-yield spread",
}  # fmt: skip
"""What a symbol that nobody says aloud is called."""
GAPS = ("relative_return", "tracking_gap", "agreement")
"""Measures whose fractions are differences: points, not percent."""
RATES = ("level", "threshold", "fee")
"""Measures whose percentages are read to the basis point."""
SYMBOL = re.compile(r"(?<![\w/])\^[A-Z0-9]+(?![\w/])")
LESS = re.compile(r"(?<![\w\-./:])-(?=\d)")
FILE = re.compile(r"\bfile of (\d{4}-\d\d-\d\d)")
OLD, MONTH_DAYS = 45, 30.4
"""Days from which a file's age is said, and the mean length of a month."""
SHOWN_UNREAD = 8
FAINT = 0.1
QUOTED, ALIKE = 46, 3
MONTH = re.compile(r"--(\d\d)")
MONTHS = "January February March April May June July August September October November December"
SIGNED = re.compile(r"[-+\u2212]\d")


def name(claim: Claim) -> str:
    """'NVDA ytd', 'MAG7 less S&P 500 since 2015', 'top 10 weight in S&P 500'; else its own words."""
    if claim.measure == "statement" or not claim.subject:
        return shortened(claim.quote)
    subject = ", ".join(map(called, claim.subject[:3])) + " \u2026" * (len(claim.subject) > 3)
    against = ", ".join(map(called, claim.against[:2]))
    word = MEASURED[claim.measure]
    if word.endswith((" in", " to", "against", "less")) and not against:
        word = word.rpartition(" ")[0]
    window = MONTH.sub(_month, claim.window.replace("since:", "since "))
    said = " ".join(part for part in (subject, word, against) if part)
    day, _, end = window.partition(":")
    if (day and day == end) or (window.isdigit() and len(window) == 4):
        return f"{said} {'on' if end else 'in'} {day}"
    comma = "," if window and said[-1:].isdigit() and window[:1].isdigit() else ""
    return f"{said}{comma} {window}".strip()


def called(symbol: str) -> str:
    """'Russell 2000' for ^RUT; a ticker that is said as it is written stays."""
    return TITLES.get(symbol, symbol)


def plain(text: str, as_of: date | None = None) -> str:
    """A reason as it is read aloud: indices by name, true minus signs, and how old an old file is."""
    text = LESS.sub(numbers.MINUS, SYMBOL.sub(lambda found: called(found[0]), text))
    return text if as_of is None else FILE.sub(lambda found: _aged(found, as_of), text)


def _aged(found: re.Match[str], as_of: date) -> str:
    """'file of 2025-09-05, 9 months old'."""
    days = (as_of - date.fromisoformat(found[1])).days
    if days < OLD:
        return found[0]
    return f"{found[0]}, {numbers.plural(round(days / MONTH_DAYS), 'month')} old"


def _month(found: re.Match[str]) -> str:
    """'since --09' says a month of no year."""
    return MONTHS.split()[min(max(int(found[1]), 1), 12) - 1]


def unread(told: Checked) -> int:
    """How many printed figures of the text no claim takes up."""
    return len(told.unread)


def unread_said(told: Checked, every: bool = False) -> str:
    """The printed figures that no claim takes up, the first eight unless `every`; "" for none."""
    shown = told.unread if every else told.unread[:SHOWN_UNREAD]
    more = len(told.unread) - len(shown)
    listed = ", ".join(shown) + (f" and {more} more" if more else "")
    return f"Figures printed that were not read as claims: {listed}" if shown else ""


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
    """What the store says: decimals as printed, at least one of a percentage and two of a rate."""
    claim, value = finding.claim, finding.observed
    if value is None:
        return numbers.NONE
    if claim.unit == "fraction" and claim.measure == "extreme":
        return f"{numbers.percent(abs(value), 1)} off it"
    return _number(value, claim, 2 if claim.measure in RATES else 1)


def _number(value: float, claim: Claim, least: int = 0) -> str:
    """A figure of a claim; `least` decimals of a percentage, more where what was printed needs them."""
    digits = claim.digits
    if claim.unit == "fraction":
        places = 1 if digits is None else min(max(digits, least, _places(claim)), 4)
        said = numbers.percent(value, places)
        return said.replace(" %", " pts") if claim.measure in GAPS else said
    if claim.unit in ("count", "sessions"):
        return numbers.quantity(value, claim.unit)
    return numbers.fixed(value, 2 if digits is None else min(digits, 4))


def _places(claim: Claim) -> int:
    """Decimals that a percentage needs to be the one printed: 55 bp is 0.55 %, not 1 %."""
    stated = [abs(value) * 100 for value in (claim.value, claim.high) if value is not None]
    return next((n for n in range(3) if all(abs(x - round(x, n)) < 1e-6 for x in stated)), 0)


def tried(finding: Finding) -> tuple[tuple[str, str, str, str], ...]:
    """Every reading that was looked at: its name, its number, whether it fits, its span or its reason."""
    claim, least = finding.claim, 2 if finding.claim.measure in RATES else 1
    said = []
    for one in finding.tried:
        value = numbers.NONE if one.value is None else _number(one.value, claim, least)
        fits = "fits" if one.fits else numbers.NONE if one.value is None else "does not fit"
        span = f"{one.base_date} to {one.end_date}" if one.base_date and one.end_date else ""
        note = " · ".join(part for part in (span, plain(one.reason)) if part)
        said.append((plain(one.reading), value, fits, note))
    return tuple(said)


def verdict(finding: Finding) -> tuple[str, str]:
    """('\u2713 supported', ink)."""
    glyph, words, ink = VERDICTS[finding.verdict]
    return f"{glyph} {words}", ink


def formed(finding: Finding) -> str:
    """How a number that stands for several gaps is formed; "" for one of a single gap."""
    claim = finding.claim
    if claim.measure != "relative_return" or len(claim.against) < 2 or claim.digits is not None:
        return ""
    if finding.observed is None:
        return ""
    side = "ahead of" if finding.observed > 0 else "behind"
    return f"at least {_number(abs(finding.observed), claim).replace('pts', 'points')} {side} each"


def reason(finding: Finding, *, whole: bool = False) -> str:
    """Why a verdict is not a plain yes: its first half-sentence, or all of it; "" for a plain yes.

    What only repeats the number found is left to `whole`.
    """
    whole = whole or finding.verdict == "partial"
    parts = finding.reason.split("; ") if finding.verdict != "supported" else []
    again = bool(finding.reading_used) and parts and parts[0].endswith(f"({finding.reading_used})")
    if not whole and parts and (again or (len(parts) > 1 and SIGNED.match(parts[0]))):
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


def toned(score: float) -> tuple[str, str]:
    """(glyph, ink) of a sentence's tone: within a tenth of nought it takes no side."""
    if abs(score) <= FAINT:
        return "\u25a0", "muted"
    return ("\u25b2", "broad") if score > 0 else ("\u25bc", "narrow")


def side(one: SymbolSentiment) -> tuple[str, str]:
    """('\u25b2 IWM +0.31 (4)', ink): one or two mentions are too few to be firm, and grey."""
    glyph, ink = {
        "positive": ("\u25b2", "broad"), "negative": ("\u25bc", "narrow"), "mixed": ("\u25c6", "flat"),
    }.get(one.label, ("\u25a0", "flat"))  # fmt: skip
    score = f"{one.score:+.2f}".replace("-", numbers.MINUS)
    return f"{glyph} {called(one.symbol)} {score} ({one.mentions})", ink if one.firm else "muted"
