"""Which broker's export a file is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.brokers import read, which
from rotascope.brokers.choose import FORMATS
from rotascope.errors import BadFile
from rotascope.providers.sniff import sniff
from tests.brokers.exports import (
    FIDELITY_HISTORY,
    FIDELITY_POSITIONS,
    FLEX_TRADES,
    SAXO,
    SCHWAB,
    SCHWAB_POSITIONS,
    STATEMENT,
    counted,
)
from tests.ingest.recognise.files import text

HISTORY = STATEMENT + "Transaction History,Header,Date\n"
SAMPLES = {
    "schwab": SCHWAB, "schwab_positions": SCHWAB_POSITIONS, "fidelity_positions": FIDELITY_POSITIONS,
    "fidelity_history": FIDELITY_HISTORY, "ibkr_flex_trades": FLEX_TRADES, "saxo": SAXO,
    "ibkr_flex_dividends": "Type,SettleDate,Amount,CurrencyPrimary\n", "ibkr_statement": STATEMENT,
    "ibkr_flex_open": "Symbol,Quantity,MarkPrice,CurrencyPrimary\n", "ibkr_history": HISTORY,
    "plain": "symbol,quantity\nIWM,1\n",
}  # fmt: skip


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_a_format_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    found = which(sniff(text(tmp_path, SAMPLES[name])))
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "content",
    ["symbol,date,close\nA,2024-01-02,1\n", "a,b\n1,2\n", '{"symbol": 1, "quantity": 2}',
     "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Shares\nA,A,x,Equity,1,1,1\n"],
)  # fmt: skip
def test_what_is_no_book_is_told(tmp_path: Path, content: str) -> None:
    with pytest.raises(BadFile, match=r"no broker's export.*docs/files\.md"):
        read(text(tmp_path, content))


ALPHABET = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=120)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), ALPHABET, st.integers(0, 400))
def test_any_text_in_any_export_is_a_book_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, name: str, noise: str, at: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "hostile.csv"
    content = SAMPLES[name]
    path.write_text(content[:at] + noise + content[at:], encoding="utf-8", newline="")
    try:
        made = read(path)
    except BadFile:
        return
    assert counted(made)


CELLS = st.lists(
    st.sampled_from(["", "1", "-1", "$5", "1,5", "BUY", "Buy", "Trade", "IWM", "US4642876555", "USD",
                     "20240102", "01/02/2024", "02-Jan-2024", "2024-01-02", "Data", "Buy 3 @ 1 USD",
                     "Open Positions", "1e99", '"']), min_size=1, max_size=14,
)  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.lists(CELLS, max_size=6))
def test_any_rows_under_any_header_are_counted(
    tmp_path_factory: pytest.TempPathFactory, name: str, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "rows.csv"
    path.write_text(SAMPLES[name] + "\n".join(",".join(row) for row in rows) + "\n")
    try:
        made = read(path)
    except BadFile:
        return
    assert counted(made)
