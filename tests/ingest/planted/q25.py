"""Q25: codes with a wrong check digit or shape, and symbols with characters nobody sees."""

from __future__ import annotations

from datetime import date

import polars as pl

from tests.ingest.planted.case import Planted
from tests.ingest.planted.funds import file, sound_lines
from tests.ingest.planted.prices import closes, levels, planted, put

# Apple, Microsoft, Alphabet A and C, Berkshire B, Amazon, NVIDIA, Meta as their own filings print them.
CUSIPS = ("037833100", "594918104", "02079K305", "02079K107", "084670702", "023135106", "67066G104")
ISINS = ("US0378331005", "US5949181045", "GB0002634946", "AU0000XVGZA3", "DE000BAY0017",
         "FR0000120271", "IE00BK5BQT80")  # fmt: skip
FIGIS = ("BBG000B9XRY4", "BBG000BLNNH6", "BBG000BPH459")
LEIS = ("HWUPKR0MPOU8FGXBT394", "INR2EJN1ERAN0W5ZP974", "7LTWFZYICNSX8D621K86")
CODES = {"cusip": CUSIPS, "isin": ISINS, "figi": FIGIS, "lei": LEIS}


def in_holdings(name: str, scheme: str, wrong: str, at: int = 2) -> Planted:
    """A holdings file with a column of codes, one of them wrong; other lines have theirs or none."""
    lines = sound_lines(10)
    codes = [CODES[scheme][n % len(CODES[scheme])] if n % 4 != 3 else None for n in range(10)]
    sound = file(lines).with_columns(pl.Series(scheme, codes, dtype=pl.String))
    faulty = sound.with_columns(
        pl.Series(scheme, [wrong if n == at else c for n, c in enumerate(codes)], dtype=pl.String)
    )
    return Planted(name, "holdings", faulty, "held", sound, (at,))


def listed(name: str, scheme: str, wrong: str, at: int = 1) -> Planted:
    """A list of identifiers with one wrong code."""
    sound = pl.DataFrame({
        "code": list(CODES[scheme]), "scheme": [scheme] * len(CODES[scheme]),
        "symbol": [f"S{n}" for n in range(len(CODES[scheme]))],
    }).with_columns(date=pl.lit(date(2026, 6, 10)))  # fmt: skip
    rows = pl.int_range(pl.len())
    faulty = sound.with_columns(
        code=pl.when(rows == at).then(pl.lit(wrong)).otherwise(pl.col("code"))
    )
    return Planted(name, "identifiers", faulty, "held", sound, (at,), known="next session")


def ticker(name: str, symbol: str, at: int = 7, level: bool = False) -> Planted:
    """A price file of which one row's symbol is no ticker."""
    sound = levels("QAA QAB", n=12) if level else closes("QAA QAB", n=12)
    return planted(name, put(sound, at, symbol=symbol), sound, at)


def hidden(name: str, character: str, at: int, table: str = "holdings") -> Planted:
    """A symbol with a character that a reader does not see."""
    if table == "holdings":
        sound = file(sound_lines(10))
    else:
        sound = pl.DataFrame({
            "symbol": [f"S{n}" for n in range(8)], "fiscal": "2026-Q1", "timing": "after",
            "date": date(2026, 5, 6),
        })  # fmt: skip
    rows = pl.int_range(pl.len())
    spoiled = pl.col("symbol").str.slice(0, 2) + character + pl.col("symbol").str.slice(2)
    faulty = sound.with_columns(
        symbol=pl.when(rows == at).then(spoiled).otherwise(pl.col("symbol"))
    )
    return Planted(name, table, faulty, "held", sound, (at,))


VARIANTS = (
    in_holdings("a CUSIP's last digit", "cusip", "037833101"),
    in_holdings("two digits of a CUSIP changed places", "cusip", "038733100", 0),
    in_holdings("a CUSIP without its leading zero", "cusip", "37833100", 4),
    in_holdings("a CUSIP with a letter O for a zero", "cusip", "O37833100", 5),
    in_holdings("an ISIN's last digit", "isin", "US0378331006"),
    in_holdings("an ISIN of another country", "isin", "CA0378331005", 6),
    in_holdings("an ISIN cut short", "isin", "US037833100", 1),
    in_holdings("two digits of an ISIN changed places", "isin", "GB0002364946", 9),
    in_holdings("a FIGI's last digit", "figi", "BBG000B9XRY5"),
    in_holdings("a FIGI with a vowel", "figi", "BBG000BAXRY4", 8),
    in_holdings("a FIGI that begins like an ISIN", "figi", "BSG000B9XRY4", 4),
    in_holdings("an LEI's check digits", "lei", "HWUPKR0MPOU8FGXBT395"),
    in_holdings("an LEI of nineteen characters", "lei", "HWUPKR0MPOU8FGXBT39", 0),
    in_holdings("two letters of an LEI changed places", "lei", "INR2EJN1ERAN0WZ5P974", 1),
    listed("a listed CUSIP's last digit", "cusip", "594918105"),
    listed("a CUSIP listed as an ISIN", "isin", "594918104", 3),
    listed("a listed FIGI's middle", "figi", "BBG000BLNNN6", 2),
    listed("a listed LEI's first letter", "lei", "INS2EJN1ERAN0W5ZP974"),
    listed("a listed ISIN's country", "isin", "GG0002634946", 2),
    hidden("a zero-width space in a ticker", "\u200b", 3),
    hidden("a mark that turns the direction", "\u202e", 0),
    hidden("a bell in a ticker", "\x07", 9),
    hidden("an escape in a ticker", "\x1b", 5, "earnings"),
    hidden("a soft hyphen", "\u00ad", 1, "earnings"),
    ticker("a price file's ticker with a line break", "QAA\n"),
    ticker("a price file's ticker with a blank inside", "QA A", 3, level=True),
    ticker("a price file's ticker turned round", "\u202eAAQ", 20),
    ticker("a price file's ticker in letters that look alike", "Q\u0391A", 11, level=True),
    ticker("a price file's ticker of forty letters", "Q" * 40, 0),
    ticker("a price file's ticker that is a formula", "=QAA()", 15, level=True),
    ticker("a price file's ticker in markup", "<b>QAA", 22),
    ticker("a price file's ticker with a null", "QAA\x00", 5, level=True),
    ticker("a price file's ticker with a soft hyphen", "QA\u00adA", 18),
)
