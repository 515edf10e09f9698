"""Fidelity's positions and history."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.brokers.exports import FIDELITY_HISTORY, FIDELITY_POSITIONS, book_of, held, said


def test_positions_of_every_account_core_cash_and_the_day_are_read(tmp_path: Path) -> None:
    book = book_of(tmp_path, FIDELITY_POSITIONS)
    assert book.as_of == date(2026, 6, 12)
    assert [(one.symbol, one.quantity) for one in book.positions] == [("VTI", 420.0), ("VTI", 80.0)]
    assert book.positions[0].market_value == 128150.40
    assert book.cash == (("USD", 400.0),)
    assert book.ignored == (("small print", 2),)
    assert said(book.issues) == [(4, "shares or a fund: contracts are not read yet")]


def test_a_history_is_summed(tmp_path: Path) -> None:
    rows = [
        "06/12/2026, YOU BOUGHT VANGUARD (VOO) (Cash), VOO, VANGUARD,Cash,2,500,0,0,,-1000,,06/15/2026",
        "06/11/2026,REINVESTMENT VANGUARD (VOO) (Cash),VOO,VANGUARD,Cash,0.5,500,,,,-250,,",
        "06/11/2026,DIVIDEND RECEIVED VANGUARD (VOO) (Cash),VOO,VANGUARD,Cash,,,,,,250,,",
        "06/13/2026,YOU SOLD VANGUARD (VOO) (Cash),VOO,VANGUARD,Cash,-1,500,0,0.01,,499.99,,",
        "06/14/2026,STOCK SPLIT VANGUARD (VOO),VOO,VANGUARD,Cash,1.5,,,,,,,",
        "06/10/2026,Electronic Funds Transfer Received (Cash),,No Description,Cash,,,,,,2000,,",
        "06/14/2026,FROBNICATED (VOO),VOO,VANGUARD,Cash,3,,,,,,,",
    ]
    book = book_of(
        tmp_path, FIDELITY_HISTORY + "\n".join(rows) + '\n\n"For your use, and no other"\n'
    )
    assert held(book) == {"VOO": 3.0}
    assert book.positions[0].cost == pytest.approx(
        250.0
    )  # (1250 for 2.5, 1 sold) over 3 after the split
    assert book.cash == (("USD", 1499.99),)
    assert [row for row, _ in said(book.issues)] == [10]
    assert "summed from transactions" in book.note
