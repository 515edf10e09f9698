"""A book at the last closes known: what is worth what, and why some of it is worth nothing known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rotascope.book import read_book
from rotascope.desk import Desk, open_store
from rotascope.desk.account import account, unvalued
from rotascope.ingest.run import import_paths
from rotascope.store.market import Market
from rotascope.terms import Account, Book, Holding, Position
from tests.ingest.conftest import days

TODAY = date(2024, 7, 1)
SESSIONS = days(40)
LAST = SESSIONS[-1]


def prices() -> list[str]:
    rows = [f"IWM,{day},200.0" for day in SESSIONS]
    rows += [f"NVDA,{day},{100.0 + i}" for i, day in enumerate(SESSIONS)]
    return rows + [f"OLD,{day},10.0" for day in SESSIONS[:20]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("account")
    (folder / "p.csv").write_text("symbol,date,close\n" + "\n".join(prices()) + "\n")
    (folder / "r.csv").write_text(
        "symbol,date,adj_close\n" + "\n".join(f"XTR,{day},5.0" for day in SESSIONS) + "\n"
    )
    (folder / "i.csv").write_text("isin,ticker\nUS67066G1040,NVDA\nUS0000000000,\n")
    (folder / "m.toml").write_text(
        f"""[dataset.codes]
known = "same session"
[[job]]
dataset = "codes"
table = "identifiers"
path = "i.csv"
columns = {{ code = "isin", symbol = "ticker" }}
constants = {{ scheme = "ISIN", date = "{SESSIONS[0]}" }}
where = {{ present = ["ticker"] }}
"""
    )
    market = Market.open(folder / "store", create=True)
    paths = [folder / name for name in ("p.csv", "r.csv", "m.toml")]
    report = import_paths(market, paths, today=TODAY)
    market.close()
    assert report.quarantined == 0, report.sentence
    return folder / "store"


@pytest.fixture(scope="module")
def desk(store: Path) -> Desk:
    return open_store(store)


def book(*positions: Position, as_of: date | None = None) -> Book:
    return Book("f.csv", "a broker", as_of, positions, (), (), "note")


def at(desk: Desk, *positions: Position) -> tuple[Account, tuple[Holding, ...]]:
    made = account(book(*positions), desk._panels.any(LAST))
    return made, made.holdings


def test_a_position_is_worth_its_quantity_at_the_last_close(desk: Desk) -> None:
    made, (long, short) = at(desk, Position("IWM", "", 10, "USD"), Position("NVDA", "", -5, "USD"))
    # By hand: 10 x 200 = 2000; -5 x 139 = -695; weights of 2695
    assert (long.value, short.value, made.value) == (2000.0, -695.0, 1305.0)
    assert long.weight == pytest.approx(2000 / 2695)
    assert short.weight == pytest.approx(-695 / 2695)
    assert (short.close, short.close_date, short.age_sessions, short.basis) == (
        139.0,
        LAST,
        0,
        "pr",
    )
    assert short.dataset == "file:p"
    assert short.quoted == "split"


def test_a_close_that_was_not_known_yet_values_nothing(desk: Desk) -> None:
    made = account(book(Position("NVDA", "", 1, "USD")), desk._panels.any(SESSIONS[10]))
    assert made.holdings[0].value == 110.0
    assert made.as_of == SESSIONS[10]


def test_a_close_older_than_a_week_is_shown_and_values_nothing(desk: Desk) -> None:
    made, (one,) = at(desk, Position("OLD", "", 1, "USD"))
    assert (one.close, one.close_date, one.age_sessions) == (10.0, SESSIONS[19], 20)
    assert (one.value, one.weight, made.value, made.unvalued) == (None, None, None, 1)
    assert one.reason == "its last close on file is 20 sessions old"


@pytest.mark.parametrize(
    ("position", "reason"),
    [
        (Position("FOO", "", 1, "USD"), "FOO is not on file"),
        (Position("XTR", "", 1, "USD"), "no price series"),
        (Position("IWM", "", 1, "EUR"), "held in EUR"),
        (Position("", "", 1, "GBP", code="CNX1"), "no US symbol on file for CNX1"),
        (Position("", "", 1, "USD", isin="US9220427424"), "no US symbol on file for US9220427424"),
        (Position("", "A FUND", 1, "USD"), "no US symbol on file for A FUND"),
    ],
)
def test_what_has_no_value_says_why(desk: Desk, position: Position, reason: str) -> None:
    _, (one,) = at(desk, position)
    assert one.value is None
    assert reason in one.reason


def test_an_isin_has_a_symbol_only_through_the_identifiers_on_file(desk: Desk) -> None:
    _, (one,) = at(desk, Position("", "NVIDIA", 2, "CHF", isin="US67066G1040"))
    assert (one.symbol, one.value) == ("NVDA", 278.0)


def test_a_file_later_than_the_closes_is_told(desk: Desk) -> None:
    made = account(book(as_of=date(2024, 6, 28)), desk._panels.any(LAST))
    assert made.note.startswith("the file is of 2024-06-28, later than the closes")
    assert account(book(as_of=LAST), desk._panels.any(LAST)).note == ""


def test_without_a_store_nothing_is_valued_and_it_says_so() -> None:
    made = unvalued(book(Position("IWM", "", 1, "USD")), "no store")
    assert (made.as_of, made.value, made.unvalued, made.note) == (None, None, 1, "no store")
    assert made.holdings[0].symbol == "IWM"


def test_the_desk_reads_the_file_and_values_it(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text("symbol,quantity\niwm,10\nIWM,5\n")
    made = desk.book(path, LAST)
    assert made == account(read_book(path), desk._panels.any(LAST))
    assert made.value == 3000.0
    assert desk.book(str(path)).as_of == LAST
