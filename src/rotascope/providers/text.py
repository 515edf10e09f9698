"""A delimited text file as it comes: its encoding, its separator, the rows before its header.

Nothing is decided cell by cell and nothing silently: what had to be decided is in `said`, and the
import's report repeats it. A manifest may decide instead (`encoding`, `separator`, `skip`).
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rotascope.errors import BadFile
from rotascope.providers.jobs import reading
from rotascope.providers.limits import COLUMNS, TEXT_BYTES

__all__ = ["Layout", "Row", "decoded", "header_at", "layout", "named", "rows_of"]

SEPARATORS = (",", ";", "\t", "|")
SHOWN = {"\t": "tabs", ";": "';'", "|": "'|'", ",": "','"}
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
LOOKED_AT, PREAMBLE = 80, 30
NUMBER = re.compile(r"[-+(]?[$€£]?[\d.,']*\d[\d.,']*\)?%?$")
Row = tuple[int, list[str]]
"""The line a record ends on, as an editor counts it, and its cells."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table stands in a text. `header`: its names, each once; `line`: the header's line.

    `body` is the text below the header. `said`: what had to be decided to read it, in words.
    """

    header: tuple[str, ...]
    line: int
    body: str
    separator: str
    encoding: str
    said: tuple[str, ...]


def decoded(path: Path, encoding: str = "") -> tuple[str, str]:
    """(text with plain line ends, the encoding's name). Raises BadFile for what is no text.

    UTF-8 and, if marked, UTF-16; else Windows-1252, which is what spreadsheets save in the West.
    """
    with reading(path.name, "text file"):
        if path.stat().st_size > TEXT_BYTES:
            raise BadFile(f"{path.name}: {path.stat().st_size:,} bytes of text",
                          f"at most {TEXT_BYTES:,}", "split it, or keep it as Parquet")  # fmt: skip
        raw = path.read_bytes()
    marked = next((name for mark, name in MARKS if raw.startswith(mark)), "")
    for name in (encoding or marked or "utf-8",) if encoding or marked else ("utf-8", "cp1252"):
        try:
            text = raw.decode(name)
        except (UnicodeError, LookupError):
            continue
        if BINARY.search(text):
            break
        return text.replace("\r\n", "\n").replace("\r", "\n"), name
    raise BadFile(
        f"{path.name}: not a text file", "UTF-8 text, CSV, Parquet or xlsx", "export it again"
    )


def rows_of(text: str, separator: str, most: int | None = None) -> list[Row]:
    """The records of a text, at most `most`, blank lines left out. Raises csv.Error."""
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    found = ((reader.line_num, [cell.strip() for cell in cells]) for cells in reader)
    return [row for row in islice(found, most) if any(row[1])]


def layout(path: Path, separator: str = "", skip: int | None = None, encoding: str = "") -> Layout:
    """Find the table in a text file. `skip`: lines before the header, None = look for it.

    Raises BadFile for a file without a header, or with more columns than any table of ours.
    """
    text, name = decoded(path, encoding)
    with reading(path.name, "delimited text file"):
        chosen = separator or _separator(text)
        top = "\n" * (skip or 0) + text.split("\n", skip or 0)[-1]
        rows = rows_of(top, chosen, LOOKED_AT)
    if not rows:
        raise BadFile(f"{path.name}: no header row", "a header and rows", "export it again")
    at = 0 if skip is not None else header_at([cells for _, cells in rows])
    line, cells = rows[at]
    header, twice = named(cells)
    if len(header) > COLUMNS:
        raise BadFile(f"{path.name}: {len(header):,} columns", f"at most {COLUMNS}", "split it")
    body = text.split("\n", line)[-1] if text.count("\n") >= line else ""
    said = _said(name, "" if separator else chosen, at, twice)
    return Layout(header, line, body, chosen, name, said)


def _said(encoding: str, separator: str, above: int, twice: tuple[str, ...]) -> tuple[str, ...]:
    made = []
    if encoding not in ("utf-8", "utf-8-sig"):
        made.append(f"read as {'Windows-1252' if encoding == 'cp1252' else encoding.upper()}")
    if separator not in ("", ","):
        made.append(f"separated by {SHOWN[separator]}")
    if above:
        made.append(f"{above} {'row' if above == 1 else 'rows'} above the header left out")
    if twice:
        made.append(f"columns of one name numbered: {', '.join(twice)}")
    return tuple(made)


def _separator(text: str) -> str:
    """The sign that most often cuts the first lines into the same number of cells; a comma if none."""
    head = text[:65_536]

    def score(sign: str) -> tuple[int, int]:
        try:
            wide = Counter(len(cells) for _, cells in rows_of(head, sign, LOOKED_AT))
        except csv.Error:
            return 0, 0
        wide.pop(1, None)
        cells, lines = max(wide.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return lines, cells

    return max(SEPARATORS, key=score)


def header_at(rows: list[list[str]]) -> int:
    """Which row is the header: the first as wide as the table whose cells are all words.

    Rows above it are a preamble. The first row, if no row looks like a header.
    """
    if not rows:
        return 0
    wide = Counter(len(cells) for cells in rows[1:]).most_common(1)
    usual = wide[0][0] if wide else len(rows[0])
    for at, cells in enumerate(rows[: PREAMBLE + 1]):
        if len(cells) == usual and len(cells) > 1 and _words(cells):
            return at
    return 0


def _words(cells: list[str]) -> bool:
    """Two cells at least, and all but one (an index without a name), say something that is no number."""
    said = [cell for cell in cells if cell]
    return len(said) >= max(len(cells) - 1, 2) and not any(NUMBER.match(cell) for cell in said)


def named(cells: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(names, each once; those that had to be numbered). A second 'x' is 'x.2', a blank 'column 3'."""
    taken: set[str] = set()
    names, numbered = [], []
    for place, cell in enumerate(cells, start=1):
        name, again = cell or f"column {place}", 2
        while name in taken or name == "row":
            name, again = f"{cell or f'column {place}'}.{again}", again + 1
        if name != cell and cell:
            numbered.append(name)
        taken.add(name)
        names.append(name)
    return tuple(names), tuple(numbered)
