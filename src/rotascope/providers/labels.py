"""Headlines whose sentiment people judged: SEntFiN's table, one row a headline, as one a judgement."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.table import read_table
from rotascope.registry import provider

__all__ = ["PUBLISHED", "judgements", "read_labels"]

PUBLISHED = "2022-03-08"
"""When SEntFiN 1.0's paper appeared (Sinha, Kedas, Kumar, Malo: JASIST, doi 10.1002/asi.24634)."""
LONGEST = 4_000
UNREAD = "not read"

# A name ends where its closing quote, a colon and one of three words follow: names hold apostrophes.
PAIR = r"""(?:'([^{}\n]{1,300}?)'|"([^{}\n"]{1,300}?)"): ?['"](positive|negative|neutral)['"]"""
ONE = re.compile(PAIR)
INSIDE = re.compile(r"""['"]: ?['"]""")  # a pair whose word is none of the three
NEXT = re.compile(r" ?, ?")


def judgements(text: str) -> tuple[tuple[str, str], ...] | None:
    """(entity, label) pairs of a cell like {'Gold': 'positive', "Moody's": 'neutral'}.

    None if it is written in any other way. Nothing is evaluated.
    """
    body = text.strip()
    if len(body) > LONGEST or not (body.startswith("{") and body.endswith("}")):
        return None
    body, at = body[1:-1].strip(), 0
    made: list[tuple[str, str]] = []
    while at < len(body) or not made:
        found = ONE.match(body, at)
        if found is None or INSIDE.search(found[1] or found[2]):
            return None
        made.append(((found[1] or found[2]).strip(), found[3]))
        at = found.end()
        comma = NEXT.match(body, at)
        if comma is None and at < len(body):
            return None
        at = comma.end() if comma else at
        if comma and at >= len(body):
            return None
    return tuple(made)


@provider("labels")
def read_labels(path: Path, **_: Any) -> pl.DataFrame:
    """A judgement a row: line (the headline's number), entity, title, label.

    A headline of two entities gives two rows.

    A cell that cannot be read gives one row whose label is the cell itself: the gate holds it.
    """
    table = read_table(path)
    wanted = ("S No.", "Title", "Decisions")
    absent = [name for name in wanted if name not in table.columns]
    if absent:
        raise BadFile(f"{path.name}: no column {', '.join(absent)}", ", ".join(wanted),
                      "name the right reader in the manifest")  # fmt: skip
    rows = []
    for row, line, title, text in table.select("row", *wanted).iter_rows():
        told = judgements(str(text or "")) or ((UNREAD, str(text or "")),)
        rows += [(row, line, entity, title, label) for entity, label in told]
    kinds = {"row": pl.UInt32, "line": pl.String, "entity": pl.String, "title": pl.String,
             "label": pl.String}  # fmt: skip
    return pl.DataFrame(rows, schema=kinds, orient="row")
