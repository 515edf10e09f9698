"""Source rows, as a terminal and a page print them."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from rotascope.surfaces.rows_table import cell, files, heading, is_number, place, print_rows
from rotascope.terms import Origin, Rows
from tests.surfaces.fixtures import AS_OF, HOSTILE, SOURCE

TOLD = Rows(
    key=f"signal/made@{AS_OF}",
    title="Made: holdings of SPY",
    as_of=AS_OF,
    source=0,
    sources=(SOURCE,),
    table="holdings",
    dataset="invented",
    lines=("SPY",),
    columns=("rank", "symbol", "weight", "shares", "date"),
    units=(("shares", "shares"),),
    rows=((1, "NVDA", 0.0739, 1200000, AS_OF), (2, HOSTILE, 0.06, None, AS_OF)),
    count=504,
    offset=100,
    limit=2,
    order="largest first",
    note="they add up",
    files=(Origin("spy.xlsx", "f85e406731d9e4b0", 504),),
)


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("tr", 0.008746333574127796, "0.008746333574"),
        ("tr", -0.25, "−0.25"),
        ("weight", 0.07393, "7.393 %"),
        ("shares", 1200000, "1,200,000"),
        ("date", date(2026, 6, 12), "2026-06-12"),
        ("name", HOSTILE, HOSTILE),
        ("tr", None, ""),
    ],
)
def test_a_cell_reads_as_it_is_stored(column: str, value: object, text: str) -> None:
    assert cell(column, value) == text  # type: ignore[arg-type]


def test_where_in_the_rows_one_is() -> None:
    assert place(TOLD) == "rows 101 to 102 of 504, largest first"
    assert place(replace(TOLD, count=2, offset=0)) == "2 rows, largest first"
    assert place(replace(TOLD, rows=())) == "no rows here; there are 504"


def test_a_file_is_told_by_name_and_digest() -> None:
    assert files(TOLD) == ("spy.xlsx, 504 rows kept, sha256 f85e406731d9…",)
    assert heading("known_at") == "known at"
    assert (is_number(1.5), is_number("1.5"), is_number(None)) == (True, False, False)


@pytest.mark.parametrize("width", [60, 120, 200])
def test_a_terminal_of_any_width_shows_rows_and_what_it_leaves_out(width: int) -> None:
    out = StringIO()
    wide = tuple((*row, 1, 2, 3, 4) for row in TOLD.rows)
    told = replace(TOLD, columns=(*TOLD.columns, *"abcd"), rows=wide)
    print_rows(Console(file=out, width=width), told)
    said = out.getvalue()
    assert "NVDA" in said
    assert "they add up" in said
    assert ("not shown" in said) == (width < 100)


def test_of_several_sources_each_is_named_with_its_number() -> None:
    out = StringIO()
    other = replace(SOURCE, what="returns of SPY")
    print_rows(Console(file=out, width=120), replace(TOLD, sources=(SOURCE, other)))
    second = f"as known on {AS_OF} · {TOLD.key} · source 0 of 0 returns of IWM, 1 returns of SPY"
    assert out.getvalue().splitlines()[1].rstrip() == second
