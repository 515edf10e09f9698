"""The article's own figures: whose return over which window, on which side, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from rotascope.articles.measures.lines import line_return
from rotascope.articles.measures.spans import spans
from rotascope.articles.remarks.scene import Scene
from rotascope.articles.standing import leads
from rotascope.catalog import Catalog
from rotascope.terms.articles import Claim

__all__ = [
    "BENCHMARKS",
    "Side",
    "called",
    "ids",
    "issuer_mean",
    "listed",
    "percent",
    "points",
    "printed",
    "side_of",
    "windows",
    "worded",
    "year_return",
]

Side = Literal["small", "large", "few", "rest", ""]
BENCHMARKS = ("MAGS", "MAG7")
"""A fund or basket of the few, taken before the mean of its names."""
MOST_WINDOWS = 12
WINDOWS = {
    "ytd": "year to date",
    "1y": "over one year",
    "10y": "over ten years",
    "mtd": "month to date",
}


def side_of(symbol: str, catalog: Catalog) -> Side:
    """On which side of a rotation a name stands; "" for one that stands on none."""
    found = leads(symbol, catalog)
    return "" if found is None or found == "neither" else found


def printed(scene: Scene, window: str) -> dict[str, Claim]:
    """The return that the article prints for each single name over a window, the first of each."""
    found: dict[str, Claim] = {}
    for claim in scene.of("return"):
        alone = len(claim.subject) == 1 and not claim.against
        if (
            alone
            and claim.window == window
            and claim.value is not None
            and claim.digits is not None
        ):
            found.setdefault(claim.subject[0], claim)
    return found


def windows(scene: Scene) -> tuple[str, ...]:
    """The windows over which the article prints returns, in the order of the text; twelve at most."""
    stated = (c.window for c in scene.of("return") if c.value is not None and c.window)
    return tuple(dict.fromkeys(stated))[:MOST_WINDOWS]


def worded(window: str) -> str:
    """A window as a sentence says it: `ytd` is "year to date", `2022` "in 2022"."""
    if window[:4].isdigit():
        return f"in {window}"
    return WINDOWS.get(window, f"since {window[6:]}" if window.startswith("since:") else window)


def issuer_mean(scene: Scene, figures: dict[str, Claim], names: Sequence[str]) -> float | None:
    """Mean return of names by issuer: of its share classes the first. None without any."""
    held: dict[str, float] = {}
    for name in names:
        claim = figures.get(name)
        if claim is not None and claim.value is not None:
            held.setdefault(scene.catalog.issuer(name), claim.value)
    return sum(held.values()) / len(held) if held else None


def called(scene: Scene, symbol: str) -> str:
    """What a reader calls a name: an index by its name, all else by its symbol."""
    if not symbol.startswith("^"):
        return symbol
    told = {"^SP600": "the S&P SmallCap 600"}
    return told.get(symbol, "the " + scene.catalog.name_of(symbol).removesuffix(" index"))


def percent(value: float, digits: int = 2) -> str:
    """0.1399 as '+13.99 %', with a minus sign and not a hyphen."""
    sign = "\N{MINUS SIGN}" if round(value * 100, digits) < 0 else "+"
    return f"{sign}{abs(value) * 100:.{digits}f} %"


def points(gap: float, digits: int = 1) -> str:
    """A difference of returns as '11.8 points', its size alone."""
    return f"{abs(gap) * 100:.{digits}f} points"


def listed(names: Sequence[str]) -> str:
    """A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The claims' ids, each once, in order."""
    return tuple(dict.fromkeys(claim.id for claim in claims))


def year_return(scene: Scene, symbol: str, year: str) -> float | None:
    """Price return of a calendar year as known; None where a close of the year's ends is not on file."""
    span = next(iter(spans(year, scene.panel.as_of)), None)
    seen = line_return(scene.panel, symbol, span, "pr") if span is not None else None
    # Where only the total return is on file, it bounds the price and is not its return.
    return None if seen is None or seen.sure is not None else seen.value
