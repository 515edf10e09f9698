"""Brokers' exports, small and constructed from their documented headers where no real one is at hand."""

from __future__ import annotations

from pathlib import Path

from rotascope.brokers import read
from rotascope.terms import Book, Issue

__all__ = ["FIDELITY_HISTORY", "FIDELITY_POSITIONS", "FLEX_TRADES", "SAXO", "SCHWAB",
           "SCHWAB_POSITIONS", "STATEMENT", "book_of", "counted", "held", "said"]  # fmt: skip

SCHWAB = "Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n"
FLEX_TRADES = (
    '"Buy/Sell","TradeDate","ISIN","Quantity","TradePrice","TradeMoney","CurrencyPrimary",'
    '"IBCommission","IBCommissionCurrency"\n'
)
SAXO = (
    "Client ID,Trade Date,Value Date,Type,Instrument,Instrument ISIN,Instrument currency,"
    "Exchange Description,Instrument Symbol,Event,Amount,Order ID,Conversion Rate\n"
)

# Constructed: the header of 2024's positions page, as users of the export describe it.
SCHWAB_POSITIONS = (
    '"Positions for account Individual ...123 as of 05:51 PM ET, 2026/06/12"\n\n'
    '"Symbol","Description","Qty (Quantity)","Price","Mkt Val (Market Value)","Cost Basis","Asset Type"\n'
    '"IWM","ISHARES RUSSELL 2000","1,000","$220.50","$220,500.00","$200,000.00","ETFs"\n'
    '"SPY 06/19/2026 600.00 C","CALL SPDR","2","$1.00","$200.00","$300.00","Option"\n'
    '"912828ZT0","US TREASURY","5,000","$99.00","$4,950.00","--","Fixed Income"\n'
    '"Cash & Cash Investments","--","--","--","$1,234.56","--","Cash and Money Market"\n'
    '"Account Total","--","--","--","$226,884.56","--","--"\n'
)
# Constructed: Fidelity's documented headers.
FIDELITY_POSITIONS = (
    "Account Number,Account Name,Symbol,Description,Quantity,Last Price,Last Price Change,Current Value,"
    "Today's Gain/Loss Dollar,Average Cost Basis,Type\n"
    'Z1,Individual,VTI,VANGUARD TOTAL,420,$305.12,+$1.00,"$128,150.40",+$1.00,$226.19,Cash,\n'
    "Z1,Individual,SPAXX**,HELD IN MONEY MARKET,,,,$500.25,,,Cash,\n"
    "Z1,Individual, -IWM260619P200,IWM JUN 19 2026 $200 PUT,-1,$2.00,,-$200.00,,,Margin,\n"
    "Z2,IRA,VTI,VANGUARD TOTAL,80,$305.12,,$24409.60,,$250.00,Cash,\n"
    "Z2,IRA,Pending Activity,,,,,-$100.25,,,,\n"
    '\n"The data and information in this spreadsheet is provided to you solely for your use"\n'
    '"Date downloaded Jun-12-2026 9:59 p.m. ET"\n'
)
FIDELITY_HISTORY = (
    "\n\nRun Date,Action,Symbol,Description,Type,Quantity,Price ($),Commission ($),Fees ($),"
    "Accrued Interest ($),Amount ($),Cash Balance ($),Settlement Date\n"
)
# Constructed: sections of the activity statement as its documentation prints them.
STATEMENT = (
    "\ufeffStatement,Header,Field Name,Field Value\n"
    "Statement,Data,Title,Activity Statement\n"
    'Statement,Data,Period,"January 1, 2026 - June 12, 2026"\n'
    "Cash Report,Header,Currency Summary,Currency,Total,Securities,Futures,\n"
    "Cash Report,Data,Starting Cash,Base Currency Summary,10,10,0,\n"
    "Cash Report,Data,Ending Cash,Base Currency Summary,1100,1100,0,\n"
    'Cash Report,Data,Ending Cash,USD,"1,000.50",1000.50,0,\n'
    "Cash Report,Data,Ending Cash,EUR,-90,-90,0,\n"
    "Open Positions,Header,DataDiscriminator,Asset Category,Currency,Symbol,Quantity,Mult,Cost Price,"
    "Cost Basis,Close Price,Value,Unrealized P/L,Code\n"
    'Open Positions,Data,Summary,Stocks,USD,IWM,"1,500",1,180.5,270750,220,330000,59250,\n'
    "Open Positions,Data,Lot,Stocks,USD,IWM,1500,1,180.5,270750,220,330000,59250,\n"
    "Open Positions,Data,Summary,Stocks,EUR,SAP,-10,1,100,1000,200,-2000,0,\n"
    "Open Positions,Data,Summary,Equity and Index Options,USD,SPY 19JUN26 600 C,1,100,1,100,1,100,0,\n"
    "Open Positions,Total,,Stocks,USD,,,,,270750,,330000,59250,\n"
    "Financial Instrument Information,Header,Asset Category,Symbol,Description,Conid,Security ID,Code\n"
    "Financial Instrument Information,Data,Stocks,IWM,ISHARES RUSSELL 2000,9579970,US4642876555,\n"
)


def book_of(folder: Path, content: str | bytes, name: str = "export.csv") -> Book:
    """The book of a file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    made = read(path)
    assert counted(made)
    return made


def counted(made: Book) -> bool:
    """Every row of the file is understood, ignored with a reason, or an Issue."""
    return made.rows_in == made.understood + sum(n for _, n in made.ignored) + len(made.issues)


def held(made: Book) -> dict[str, float]:
    """Quantities by what a line is called."""
    return {one.symbol or one.code or one.isin: one.quantity for one in made.positions}


def said(issues: tuple[Issue, ...]) -> list[tuple[int, str]]:
    """(row, what was expected) of each Issue."""
    return [(one.row, one.expected) for one in issues]
