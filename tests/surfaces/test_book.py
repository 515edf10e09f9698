"""The command `book`."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

import rotascope
from rotascope.surfaces import book
from rotascope.surfaces.cli import app
from rotascope.surfaces.encode import encode
from rotascope.terms import Account, Book, Holding, Position
from tests.brokers.exports import SCHWAB, STATEMENT

DAY = "2022-06-15"
ROWS = (
    "01/03/2022,Buy,AAPL,APPLE INC,10,$180,,-$1800\n"
    "01/04/2022,Buy,NOPE,\x1b[31mNOBODY,2.5,$1,,-$2.5\n"
    "01/05/2022,Sell,GONE,GONE,5,$1,,$5\n"
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(SCHWAB + ROWS.replace("\x1b", ""))
    return path


def typed(*words: str, code: int = 0) -> str:
    ran = CliRunner().invoke(app, list(words))
    assert ran.exit_code == code, ran.output
    return ran.output


def test_positions_values_cash_and_what_was_not_read_are_printed(
    export: Path, sample_store: Path
) -> None:
    shown = typed("book", str(export), "--as-of", DAY, "--store", str(sample_store))
    assert "Charles Schwab, transactions · file of 2022-01-05" in shown
    assert "AAPL" in shown
    assert "2022-06-15" in shown
    assert "NOPE: NOPE is not on file" in shown
    assert "cash USD \u22121,797.50" in shown
    assert "row 4 (GONE)" in shown
    assert "3 rows = 2 understood + 1 not understood" in shown


def test_the_command_line_and_python_give_one_object(export: Path, sample_store: Path) -> None:
    shown = typed("book", str(export), "--as-of", DAY, "--json", "--store", str(sample_store))
    told = rotascope.open(sample_store).book(export, DAY)
    assert json.loads(shown) == json.loads(encode(told))
    assert told.holdings[0].reason.startswith("no price series for AAPL")  # the sample has returns


def test_without_a_store_quantities_are_printed_and_nothing_is_made(
    export: Path, tmp_path: Path
) -> None:
    where = tmp_path / "nowhere"
    shown = typed("book", str(export), "--store", str(where))
    assert "quantities only" in shown
    assert "AAPL" in shown
    assert not where.exists()


def test_a_file_that_is_no_book_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    assert "no broker's export" in typed("book", str(path), code=3)
    assert "no such file" in typed("book", str(tmp_path / "absent"), code=3)


def test_a_file_of_which_nothing_is_understood_is_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("symbol,quantity\nIWM,many\n")
    assert "1 not understood" in typed("book", str(path), code=1)


def test_a_statement_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "any.name"
    path.write_text(STATEMENT)
    told = json.loads(typed("book", str(path), "--json"))
    assert [one["symbol"] for one in told["holdings"]] == ["IWM", ""]
    assert told["book"]["broker"] == "Interactive Brokers, activity statement"


def test_every_command_of_the_file_is_offered() -> None:
    assert [command.__name__ for command in book.COMMANDS] == ["book"]


@pytest.mark.parametrize(
    ("shares", "shown"),
    [(1234.5, "1,234.5"), (-20.0, "\u221220"), (0.0025, "0.0025"), (10.0, "10")],
)
def test_a_quantity_has_the_decimals_it_needs(shares: float, shown: str) -> None:
    assert book._quantity(shares) == shown


def printed(*holdings: Holding, width: int = 110) -> str:
    out = io.StringIO()
    made = Book("f.csv", "a broker", None, (), (("USD", -5.0),), (), "", 3, 3)
    value = sum(one.value for one in holdings if one.value is not None)
    told = Account(made, date(2026, 6, 12), "a1b2c3", holdings, value, 1, "")
    console = Console(file=out, width=width, color_system=None, highlight=False)
    book.print_account(console, told)
    return out.getvalue()


HELD = Holding(Position("IWM", "A FUND OF MANY SMALL COMPANIES", -1234567, "USD"), "IWM", 1234.5,
               date(2026, 6, 12), 0, "pr", "mine", -1524072962.0, -1.0, "", "split")  # fmt: skip
NONE = Holding(Position("NOPE", "", 1, "USD"), "NOPE", None, None, None, None, "", None, None,
               "NOPE is not on file")  # fmt: skip


def test_closes_adjusted_for_later_splits_are_told_and_raw_ones_need_no_words() -> None:
    words = "a split between the file's day and the close's day is not seen"
    assert words in " ".join(printed(HELD).split())
    assert words not in " ".join(printed(replace(HELD, quoted="raw")).split())
    assert words not in " ".join(printed(replace(HELD, value=None, weight=None)).split())


def test_weights_say_of_how_many_positions_they_are() -> None:
    assert (
        "1 of 2 positions have a close no older than a week; weights are among those"
        in " ".join(printed(HELD, NONE).split())
    )
    assert "positions have" not in printed(HELD)


@pytest.mark.parametrize("width", [80, 140])
def test_every_minus_is_a_minus_and_no_number_is_cut(width: int) -> None:
    text = printed(HELD, NONE, width=width)
    assert "a file of no day" in text
    assert "cash USD \u22125.00" in text
    row = next(line for line in text.splitlines() if line.startswith("IWM"))
    for number in ("\u22121,234,567", "1,234.50", "\u22121,524,072,962", "\u2212100.0 %"):
        assert number in row
    assert max(len(line.rstrip()) for line in text.splitlines()) <= width
