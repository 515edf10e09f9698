"""Who stands for whom, and on which side of a rotation a name stands: one table for all of `articles`.

An index is bought as a fund, a group in words is played by several lines, a thesis is watched on a
line that is on file. Standing in supports and never contradicts; who asks says so.
"""

from __future__ import annotations

from rotascope.catalog import Catalog
from rotascope.terms.words import Leader

__all__ = [
    "GROUPS",
    "INDEX_OF",
    "LINES",
    "STAND_INS",
    "TRACKED",
    "TRACKERS",
    "fund_of",
    "funds_of",
    "leads",
    "line_of",
]

TRACKERS: dict[str, tuple[str, ...]] = {
    "^GSPC": ("SPY", "IVV"), "^RUT": ("IWM",), "^SP600": ("SPSM", "IJR"), "^NDX": ("QQQ",),
    "OEX": ("OEF",), "^SPXEW": ("RSP",),
}  # fmt: skip
"""The funds that track an index, best known first."""
TRACKED = {fund: index for index, funds in TRACKERS.items() for fund in funds}
"""The index that a fund tracks."""
STAND_INS: dict[str, tuple[str, ...]] = {
    **TRACKERS, "equal weight": ("RSP",), "MAG7": ("MAGS",), "MAGS": ("MAG7",),
}  # fmt: skip
"""Who may speak for whom when its own series does not fit: support only, never contradiction."""
GROUPS: dict[str, tuple[str, ...]] = {
    "small caps": ("IWM", "SPSM", "IJR", "^RUT"), "large caps": ("SPY", "^GSPC"),
    "mega caps": ("MAGS", "MAG7"), "big tech": ("MAGS", "MAG7"),
    "mid caps": ("MDY", "IJH"),
    "technology": ("XLK",), "financials": ("XLF",), "industrials": ("XLI",),
    "health care": ("XLV",), "energy": ("XLE",), "staples": ("XLP",), "utilities": ("XLU",),
    "materials": ("XLB",), "real estate": ("XLRE",), "consumer discretionary": ("XLY",),
    "communication services": ("XLC",), "semiconductors": ("SMH",), "biotech": ("XBI",),
}  # fmt: skip
"""Groups in words and the lines that may play them; no one line is the group."""
INDEX_OF = {"small caps": "^RUT", "large caps": "^GSPC"}
"""The index that a group in words is, where its level is meant."""
BASKETS = ("MAG7", "MAGS")
WATCHED_AS = {"MAG7": "MAGS", "ai complex": "MAGS"}
BY_SIDE: dict[Leader, tuple[str, ...]] = {
    "small": ("^RUT", "^SP600", "IWM", "SPSM", "IJR", "VB", "SCHA", "small caps"),
    "large": ("^GSPC", "SPY", "IVV", "OEF", "OEX", "large caps"),
    "few": (
        "MAGS", "MAG7", "mega caps", "big tech", "technology", "semiconductors", "growth",
        "ai complex", "^NDX", "QQQ",
    ),
    "rest": (
        "XMAG", "RSP", "equal weight", "cyclicals", "financials", "industrials", "health care",
        "energy", "staples", "value",
    ),
}  # fmt: skip
LEADS = {name: side for side, names in BY_SIDE.items() for name in names}
LINES: dict[str, Leader] = {
    name: LEADS[name]
    for name in ("IWM", "SPSM", "IJR", "VB", "SCHA", "XMAG", "RSP", "MAGS", "SPY", "OEF")
}
"""The lines that a thesis sets against one another, and their sides."""


def leads(symbol: str, catalog: Catalog) -> Leader | None:
    """The side of a rotation on which a name stands; None for one that stands on none.

    The seven are the few, whatever group they are in.
    """
    return LEADS.get(symbol) or ("few" if catalog.belongs(symbol, "MAG7") else None)


def fund_of(name: str) -> str:
    """The one fund that plays an index or a group, as it can be bought; other names play themselves."""
    funds = () if name in BASKETS else STAND_INS.get(name, ())
    return next(iter((*GROUPS.get(name, ()), *funds)), name)


def funds_of(name: str) -> tuple[str, ...]:
    """The funds whose files may speak for an index or a size group, best first; else the name itself."""
    tracked = TRACKERS.get(INDEX_OF.get(name, name), ())
    more = (line for line in GROUPS.get(name, ()) if name in INDEX_OF and line in TRACKED)
    return tuple(dict.fromkeys((*tracked, *more))) or (name,)


def line_of(name: str) -> str:
    """The line on file on which what is said of a name can be watched; the name itself without one."""
    played = WATCHED_AS.get(name) or fund_of(name)
    return played if played in LINES else name
