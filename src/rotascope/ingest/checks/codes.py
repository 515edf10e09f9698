"""Q25: CUSIP, ISIN, FIGI and LEI carry their check digits; a symbol hides no control character."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rotascope.ingest.findings import found

__all__ = ["SHAPES", "check_digits", "listed_codes", "printable", "valid"]

Values = NDArray[np.int64]
Verdicts = NDArray[np.bool_]

# What each code looks like before its digits are worked out. A FIGI has no vowels; its first two
# letters are never a country's that numbers its securities in the same shape.
SHAPES: Mapping[str, str] = {
    "cusip": r"^[0-9A-Z*@#]{8}[0-9]$",
    "isin": r"^[A-Z]{2}[0-9A-Z]{9}[0-9]$",
    "figi": r"^[B-DF-HJ-NP-TV-Z]{2}G[0-9B-DF-HJ-NP-TV-Z]{8}[0-9]$",
    "lei": r"^[0-9A-Z]{18}[0-9]{2}$",
}
# What issuers and the SEC's forms print where a line has no such code.
NONE = ("", "-", "--", "N/A", "NA", "NONE", "000000000", "000000000000", "00000000000000000000")
NO_FIGI = ("BS", "BM", "GG", "GB", "GH", "KY", "VG")
LETTERS = {"*": 36, "@": 37, "#": 38}
HIDDEN = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]"


def check_digits(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Rows with a code in a column `cusip`, `isin`, `figi` or `lei` that is none. No code is no fault."""
    return [_wrong(frame, name, name) for name in SHAPES if name in frame.columns]


def listed_codes(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """The same for a list of identifiers, whose `scheme` says what `code` is; other schemes pass."""
    scheme = pl.col("scheme").str.to_lowercase()
    return [_wrong(frame.filter(scheme == name), "code", name) for name in SHAPES]


def printable(frame: pl.DataFrame, columns: tuple[str, ...] = ("symbol",)) -> list[pl.DataFrame]:
    """Printed names with control, invisible or direction-changing characters: not what a reader sees."""
    return [
        found(frame, pl.col(name).str.contains(HIDDEN), "Q25", f"{name}: characters that can be seen",
              pl.col(name).str.replace_all(HIDDEN, "\ufffd"))
        for name in columns if name in frame.columns
    ]  # fmt: skip


def _wrong(frame: pl.DataFrame, column: str, scheme: str) -> pl.DataFrame:
    code = pl.col(column).str.strip_chars().str.to_uppercase()
    unique = frame.select(code.unique().alias("code")).to_series()
    unique = unique.filter(unique.is_not_null() & ~unique.is_in(NONE))
    bad = unique.filter(pl.Series(~valid(scheme, unique)))
    expected = f"{column}: a {scheme.upper()} with its check digit"
    return found(frame, code.is_in(bad.implode()), "Q25", expected, pl.col(column))


def valid(scheme: str, codes: pl.Series) -> Verdicts:
    """Which codes (upper case, no nulls) have the shape and the check digit of their scheme."""
    shaped = codes.str.contains(SHAPES[scheme]).to_numpy()
    good = np.zeros(len(codes), dtype=bool)
    if shaped.any():
        good[shaped] = CHECKS[scheme](_values(codes.filter(pl.Series(shaped))))
        if scheme == "figi":
            good &= ~codes.str.slice(0, 2).is_in(NO_FIGI).to_numpy()
    return good


def _values(codes: pl.Series) -> Values:
    """(n, length) of each character's value: digits as they are, A = 10 to Z = 35."""
    text = np.array(codes.to_list(), dtype=np.str_)
    marks = text.view(np.uint32).reshape(len(text), -1).astype(np.int64)
    values = np.where(marks >= ord("A"), marks - ord("A") + 10, marks - ord("0"))
    for mark, value in LETTERS.items():
        values[marks == ord(mark)] = value
    return values


def _luhn_by_place(values: Values) -> Verdicts:
    """CUSIP and FIGI: every second value doubled, digits summed, the last one fills up to a ten."""
    body = values[:, :-1].copy()
    body[:, 1::2] *= 2
    total = (body // 10 + body % 10).sum(axis=1)
    return np.asarray((10 - total % 10) % 10 == values[:, -1])


def _isin(values: Values) -> Verdicts:
    """ISO 6166: letters become two digits, then Luhn from the right. Parity differs from code to code."""
    total = np.zeros(len(values), dtype=np.int64)
    place = np.zeros(len(values), dtype=np.int64)
    for column in values.T[::-1]:
        for digit, there in ((column % 10, True), (column // 10, column >= 10)):
            doubled = np.where(place % 2 == 1, digit * 2, digit)
            total += np.where(there, doubled // 10 + doubled % 10, 0)
            place += there
    return np.asarray(total % 10 == 0)


def _lei(values: Values) -> Verdicts:
    """ISO 17442: the number spelled by digits, and letters as two digits, leaves 1 when divided by 97."""
    left = np.zeros(len(values), dtype=np.int64)
    for column in values.T:
        left = (left * np.where(column >= 10, 100, 10) + column) % 97
    return np.asarray(left == 1)


CHECKS: Mapping[str, Callable[[Values], Verdicts]] = {
    "cusip": _luhn_by_place, "isin": _isin, "figi": _luhn_by_place, "lei": _lei,
}  # fmt: skip
