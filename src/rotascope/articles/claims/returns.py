"""Returns: who rose or fell by how much over which window."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from rotascope.articles.claims.numbers import Quantity
from rotascope.articles.claims.reading import (
    Place,
    Reading,
    apart,
    bare,
    build,
    nearest_window,
    symbols,
)
from rotascope.terms.articles import Claim, ClaimKind, ClaimOp, Measure

__all__ = ["coordinated", "direction", "owners", "returns", "turned"]

_UP: Final = (
    r"(?<!make )(?<!makes )(?<!made )(?<!making )\b(?:up|rose|rises?|risen|rising|gain(?:s|ed"
    r"|ing)?|added|adds|climb(?:s|ed|ing)?|advanc(?:es|ed|ing)"
    r"|jump(?:s|ed|ing)?|surg(?:es|ed|ing)|rall(?:ies|ied|ying)|return(?:s|ed|ing)?|soar(?:s|ed"
    r"|ing)?"
    r"|deliver(?:s|ed|ing)?|post(?:s|ed|ing)?|increas(?:es|ed|ing)|grew|grows?|grown"
    r"|appreciated|higher|ahead"
    r"|rebound(?:s|ed)?|managed|achieved|eked out|popped|spiked|earned|advance|increase|jump"
    r"|surge|rally|rise|performance|made(?= (?:[\w~]{1,9} ){0,2}[~+]?$))(?:\b|(?= ))"
)
_DOWN: Final = (
    r"\b(?:down|fell|falls?|fallen|falling|los(?:es|t|ing|s)|losses|drop(?:s|ped|ping)?"
    r"|declin(?:es?|ed|ing)"
    r"|slid(?:es?|ing)?|shed(?:s|ding)?|slip(?:s|ped)?|tumbl(?:es|ed|ing|e)|sank|sinks|sunk"
    r"|plung(?:es?|ed)"
    r"|dip(?:s|ped)?|off|lower|retreat(?:s|ed)?|crash(?:es|ed)?|slump(?:s|ed)?|gave up|drawdown)\b"
)
_UP_WORDS, _DOWN_WORDS = re.compile(_UP, re.I), re.compile(_DOWN, re.I)
_NEAR: Final = 60
_LIST = re.compile(
    r"^(?:[\s,;]|['\u2019]s?\b|\b(?:and|shares|the|while|so|far|compared|to|with|versus|vs"
    r"|against|than"
    r"|for|just|only|is|was|in|(?:19|20)\d\d)\b){0,16}$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"^['\u2019]?s?[\s,:(\u2013\u2014-]{0,4}(?:(?:is|was|a|an|of|at|the|modest|solid"
    r"|roughly) ){0,3}$"
)
_AVERAGE = re.compile(r"\baverag\w{0,3}\b[\w -]{0,24}$", re.IGNORECASE)
_LEVEL = re.compile(r"(?:^|[^p] )(?:to|from) (?:just |about |nearly |around )?$", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:futures|options|calls|puts|volumes?|turnover|assets|shares outstanding|yields?"
    r"|dividends?"
    r"|short interest|inflows?|outflows?|volatility|open interest|premium|probability|odds)\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"\b(?:futures|options|volumes?|turnover|assets|outstanding|yields?|dividends?|interest"
    r"|inflows?"
    r"|outflows?|volatility|premium|holdings|stakes?) (?:of|on|in|into|from) (?:the )?$",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r", (?:gaining|returning|rising|adding|climbing|advancing|surging|jumping|soaring|rallying"
    r"|falling"
    r"|losing|dropping|sliding|declining|tumbling|shedding|slipping|sinking) (?:by )?$",
    re.IGNORECASE,
)
_LOOSE = re.compile(r", (?:up|down) (?:[\w-]{1,12} ){0,3}$", re.IGNORECASE)
_CLAUSE = re.compile(r"; |, (?:and|but|while|whereas) | (?:while|whereas|but) ", re.IGNORECASE)
_NOBODY: Final = (Place("", "company", 0, 0),)
_AFTER = re.compile(
    r"^[ ]?(?:(?:[\w-]{1,14} ){0,2}?(?:for|in|by|from|on)|(?:gain|rise|advance|return|rally"
    r"|jump|loss"
    r"|fall|drop|decline|slide|slump|increase|performance) (?:of|for|in|by))[ ](?:the[ ]"
    r"|shares of[ ]|its[ ])?$",
    re.I,
)
_WHICH = re.compile(
    r", (?:which|who|whose|the (?:fund|ETF) (?:tracking|that)|tracking"
    r"|an? (?:fund|ETF|gauge|measure|proxy|benchmark|barometer|basket))\b[^,]{0,160}, ",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\([^()]{1,300}\)")
_TRACKED = re.compile(r"\b(?:track|follow|mirror|replicat)(?:s|es|ing) (?:the )?$", re.IGNORECASE)
_CLAUSE = re.compile(r",\s+and\b", re.IGNORECASE)
_AND = re.compile(
    r"^(?:,? (?:and|as well as|&|plus|or)(?: the| both)? |, (?:the )?|/| / )$", re.IGNORECASE
)
_MORE_OF = re.compile(r"^ (?:more|fewer|less|of)\b(?! than\b)", re.IGNORECASE)
_A_YEAR = re.compile(
    r"^,? (?:(?:a|per|each|every) (?:year|annum)\b(?! (?:ago|earlier|before|later))|annually\b"
    r"|(?:compound(?:ed)? )?annuali[sz]ed\b)",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"\b(?:annuali[sz]ed|compound(?:ed)? annual|average annual|CAGR)\b[^,;]{0,40}$", re.IGNORECASE
)
_DENIED = re.compile(
    r"(?:\bnot|\bnever|n['\u2019]t)\b(?! (?:only|just|merely))(?: [\w-]+){0,3} $", re.IGNORECASE
)
_EACH = re.compile(r"\b(?:each|every one|all)\b", re.IGNORECASE)
_FLIP: Final[dict[ClaimOp, ClaimOp]] = {">": "<", "<": ">", ">=": "<=", "<=": ">="}


def direction(reading: Reading, number: Quantity, since: int) -> int:
    """+1 or -1 as the words around a number say, 0 if they say neither; the nearest word decides.

    Looks back to `since` and ahead to the end of the clause ("13.99% higher").
    """
    before = reading.text[max(since, number.at - _NEAR) : number.at]
    after = re.split(r"[,;.()]|\band\b|\bvs\b|\bversus\b", reading.text[number.end :][:28])[0]
    best, sign = _NEAR + 1, 0
    for pattern, way in ((_UP_WORDS, 1), (_DOWN_WORDS, -1)):
        hits = [len(before) - m.end() for m in pattern.finditer(before)]
        hits += [m.start() + 2 for m in pattern.finditer(after)]
        if hits and min(hits) < best:
            best, sign = min(hits), way
    return sign


def turned(number: Quantity, sign: int) -> Quantity:
    """The number with the sign its words give: "lost more than 20%" is below -0.20."""
    if number.signed or sign >= 0:
        return number
    if number.high is not None:
        return replace(number, value=-number.high, high=-number.value)
    return replace(number, value=-number.value, op=_FLIP.get(number.op, number.op))


def coordinated(reading: Reading, place: Place) -> tuple[Place, ...]:
    """The name and those joined to it by `and`, `,` or `/` before it: "Amazon and Meta"."""
    found = [place]
    for other in reversed([n for n in reading.names if n.end <= place.start]):
        joint = reading.between(other.end, found[0].start)
        # A comma joins the items of a list, and a list ends in "and" or stands between slashes.
        listed = _AND.match(joint) and (
            len(found) > 1 or not joint.startswith(", ") or "and" in joint
        )
        if not listed or other.named != place.named or other.kind == "organisation":
            break
        found.insert(0, other)
    # "... for the S&P 500, and IWM rose": of two names a comma and an "and" part two clauses.
    if len(found) == 2 and _CLAUSE.match(reading.between(found[0].end, found[1].start)):
        return (place,)
    return tuple(found)


def _listed(reading: Reading) -> list[tuple[int, int]]:
    """Brackets that list the members of what stands before them: "the seven (A, B and C)"."""
    spans = [match.span() for match in _BRACKET.finditer(reading.text)]
    return [
        (start, end)
        for start, end in spans
        if sum(start < n.start < end for n in reading.names) > 1
        and any(0 <= start - n.end <= 24 for n in reading.names)
    ]


def owners(reading: Reading, number: Quantity) -> tuple[Place, ...]:
    """Whose number it is: the name just behind it ("a 3% gain for IWM"), else the nearest before it.

    Names inside a clause between commas ("IWM, which tracks the Russell 2000, rose") do not own.
    """
    for name in reading.names:
        if number.end <= name.start <= number.end + 40 and _AFTER.match(
            reading.text[number.end : name.start]
        ):
            return (name,)
    aside = [match.span() for match in _WHICH.finditer(reading.text)] + _listed(reading)
    if reading.text[: number.start].endswith("("):
        return tuple(n for n in reading.names if 0 <= number.start - n.end <= 2)[-1:]
    clause = _clause_start(reading, number)
    before = [
        name
        for name in reading.names
        if name.end <= number.at
        and name.kind not in ("organisation", "macro")
        and not _TRACKED.search(reading.text[max(0, name.start - 16) : name.start])
        and not any(a <= name.start and name.end <= b <= number.at for a, b in aside)
    ]
    if not before:
        return ()
    # "..., up 17%" behind a name is that name's; further on it is the sentence's subject's.
    loose = _LOOSE.search(reading.text[: number.at]) and number.start - before[-1].end > 6
    if loose or _TRAILING.search(reading.text[: number.start]):
        of_clause = [name for name in before if name.start >= clause]
        return coordinated_after(reading, (of_clause or before)[0])
    best = min(before, key=lambda n: apart(reading, n.end, number.at) + (0 if n.named else 25))
    return coordinated(reading, best)


def _respective(reading: Reading, number: Quantity, found: tuple[Place, ...]) -> tuple[Place, ...]:
    """The first name for the first number, in "A and B rose 3% and 5%, respectively"."""
    last = reading.text.rfind("respectively")
    if last < 0 or _clause_start(reading, number) != _clause_start(reading, number, last):
        return found
    shares = [
        n for n in reading.numbers if n.unit == number.unit and n.at > (found or _NOBODY)[-1].end
    ]
    if number not in shares or len(shares) < 2:
        return found
    return (found[shares.index(number)],) if len(found) == len(shares) else ()


def _not_price(reading: Reading, found: tuple[Place, ...], number: Quantity) -> bool:
    """Whether it is the fund's assets, futures or the like that moved, not its price."""
    before = reading.text[max(0, found[0].start - 40) : found[0].start]
    said = bare(reading, found[-1].end, number.at) if found[-1].end <= number.at else ""
    return bool(_OTHER.search(said) or _OF_IT.search(before) or _AVERAGE.search(said))


def _inherited(reading: Reading, number: Quantity) -> int:
    """The direction of the number before, where nothing but names and commas stands between them."""
    before = [n for n in reading.numbers if n.unit == "fraction" and n.end <= number.start]
    if number.signed or not before or before[-1].signed:
        return 0
    if not _LIST.match(bare(reading, before[-1].end, number.start)):
        return 0
    if _OTHER.search(reading.text[max(0, before[-1].at - 40) : before[-1].at]):
        return 0
    earlier = max([n.end for n in before[:-1]], default=0)
    return direction(reading, before[-1], earlier) or _inherited(reading, before[-1])


def _clause_start(reading: Reading, number: Quantity, at: int | None = None) -> int:
    """Where the clause of a number, or of the place `at`, begins."""
    end = number.at if at is None else at
    return max([m.end() for m in _CLAUSE.finditer(reading.text[:end])], default=0)


def coordinated_after(reading: Reading, place: Place) -> tuple[Place, ...]:
    """The name and those joined to it by `and`, `,` or `/` behind it."""
    last = [n for n in reading.names if coordinated(reading, n)[0] == place]
    return coordinated(reading, last[-1]) if last else (place,)


def returns(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """The return that a percentage of this sentence states, one claim for every owner."""
    if number.unit != "fraction":
        return None
    found = _respective(reading, number, owners(reading, number))
    if not found or _LEVEL.search(number.words) or _not_price(reading, found, number):
        return None
    said = reading.between(found[-1].end, number.start)
    if _DENIED.search(said) or _MORE_OF.match(reading.text[number.end :]):
        return ()
    since = max([n.end for n in reading.numbers if n.end <= number.start], default=0)
    sign = direction(reading, number, since) or _inherited(reading, number)
    window = nearest_window(reading, number.start, number.end)
    beside = _BESIDE.match(reading.between(found[-1].end, number.start))
    if not sign and not (number.signed or (window and beside)):
        return None
    number = turned(number, sign)
    span = min(found[0].start, number.start), max(found[-1].end, number.end)
    near = reading.text[max(0, found[0].start - 16) : number.at]
    each = bool(_EACH.search(near)) and found[-1].kind in ("group", "index")
    measure: Measure = "group_floor" if each and number.op in (">", ">=") else "return"
    kind: ClaimKind = "historical" if window.isdigit() else "change"
    yearly = _A_YEAR.match(reading.text[number.end :]) or _YEARLY.search(reading.text[: number.at])
    detail = (("per", "year"),) if yearly else ()
    return tuple(
        build(reading, span, kind, measure, (symbol,), number, window=window, detail=detail)
        for symbol in symbols(found)
    )
