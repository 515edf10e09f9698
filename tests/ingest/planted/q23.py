"""Q23: an issuer's total beside its classes, or its whole weight on each of them."""

from __future__ import annotations

from rotascope import catalog
from tests.ingest.planted.case import Planted
from tests.ingest.planted.funds import Line, file, line, rest

NAMES = {
    "Alphabet": "ALPHABET INC", "Berkshire Hathaway": "BERKSHIRE HATHAWAY INC", "Fox": "FOX CORP",
    "News Corp": "NEWS CORP", "Under Armour": "UNDER ARMOUR INC", "Lennar": "LENNAR CORP",
    "Liberty Global": "LIBERTY GLOBAL LTD", "Discovery": "DISCOVERY INC", "Heico": "HEICO CORP",
    "Brown-Forman": "BROWN-FORMAN CORP",
}  # fmt: skip
LINES = {
    issuer: [s for s, i in catalog.load().issuer_of.items() if i == issuer] for issuer in NAMES
}


def classes(issuer: str, first: float, second: float) -> list[Line]:
    """An issuer's two classes with weights in percent."""
    pair = zip(LINES[issuer], (first, second), "AC", strict=True)
    return [line(symbol, weight, f"{NAMES[issuer]} CLASS {c}") for symbol, weight, c in pair]


def unpriced(lines: list[Line]) -> list[Line]:
    """A file that prints weights only, as State Street's does."""
    return [{**one, "market_value": None, "shares": None} for one in lines]


def total(name: str, issuer: str, symbol: str, lines: list[Line], **more: object) -> Planted:
    """The classes, and a line for both together."""
    whole = line(symbol, 100 * sum(one["weight"] for one in lines), NAMES[issuer]) | more
    sound = rest(*lines)
    return Planted(name, "holdings", file([*sound, whole]), "held", file(sound), (len(sound),))


def repeated(name: str, lines: list[Line], at: tuple[int, ...], *, priced: bool = True) -> Planted:
    """Both classes with the weight of both together, so that the file's sum is too large by it."""
    whole = sum(lines[n]["weight"] for n in at)
    value = sum(lines[n]["market_value"] for n in at)
    sound = rest(*lines)
    wrong = [
        {**one, "weight": whole, "market_value": value} if n in at else one
        for n, one in enumerate(sound)
    ]
    if not priced:
        sound, wrong = unpriced(sound), unpriced(wrong)
    return Planted(name, "holdings", file(wrong), "held", file(sound), at)


TOTALS = tuple(
    total(
        f"{issuer}: a line for both classes", issuer, "-", classes(issuer, 3.0 + n, 2.0 + 0.5 * n)
    )
    for n, issuer in enumerate(NAMES)
)
_google = classes("Alphabet", 3.9, 3.2)
_small = classes("News Corp", 0.02, 0.01)
_weights_only = unpriced(rest(*_google))
FORMS = (
    total("both tickers in one symbol", "Alphabet", "GOOG/GOOGL", _google),
    total("one class's ticker on the total", "Alphabet", "GOOGL", _google),
    total("a total whose rounding differs", "Alphabet", "ALPHABET", _google, weight=0.07099),
    total("a total of a hundredth of a percent", "News Corp", "NEWS", _small),
    Planted("a total in a file without values", "holdings",
            file([*_weights_only, *unpriced([line("-", 7.1, "Alphabet Inc. Total")])]), "held",
            file(_weights_only), (len(_weights_only),)),
    Planted("a total that comes first", "holdings",
            file([line("-", 7.1, "ALPHABET INC"), *rest(*_google)]), "held",
            file(rest(*_google)), (0,)),
    Planted("classes that no catalog lists", "holdings",
            file([*rest(line("RUSHA", 2.0, "RUSH ENTERPRISES INC CLASS A"),
                        line("RUSHB", 1.0, "RUSH ENTERPRISES INC CLASS B")),
                  line("RUSH", 3.0, "RUSH ENTERPRISES INC")]), "held",
            file(rest(line("RUSHA", 2.0, "RUSH ENTERPRISES INC CLASS A"),
                      line("RUSHB", 1.0, "RUSH ENTERPRISES INC CLASS B"))), (10,)),
    Planted("three classes and their total", "holdings",
            file([*rest(*(line(s, w, f"LIBERTY MEDIA CORP SERIES {c}")
                          for s, w, c in (("LA", 1.0, "A"), ("LB", 0.5, "B"), ("LK", 1.2, "C")))),
                  line("-", 2.7, "LIBERTY MEDIA CORP")]), "held",
            file(rest(*(line(s, w, f"LIBERTY MEDIA CORP SERIES {c}")
                        for s, w, c in (("LA", 1.0, "A"), ("LB", 0.5, "B"), ("LK", 1.2, "C"))))),
            (11,)),
)  # fmt: skip
REPEATS = (
    repeated("the issuer's weight on both classes", classes("Alphabet", 3.9, 3.2), (0, 1)),
    repeated("the same without values", classes("Alphabet", 3.9, 3.2), (0, 1), priced=False),
    repeated("Berkshire's weight twice", classes("Berkshire Hathaway", 0.4, 1.3), (0, 1)),
    repeated("a small weight twice, seen by its value", classes("Fox", 0.03, 0.01), (0, 1)),
    repeated("Heico's, near the tolerance", classes("Heico", 0.35, 0.2), (0, 1), priced=False),
)
VARIANTS = (*TOTALS, *FORMS, *REPEATS)
