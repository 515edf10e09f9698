"""The market tables: columns, types, keys, units. Every row has two clocks, `date` and `known_at`.

`date` is what the row is about (a session, a period's first day, a file's stamp); `known_at` is
the first session whose close + 15 minutes lies after the moment a reader could have had the row.
Rows are only ever appended; a correction is a new row with the same key and a later `known_at`.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

__all__ = ["JUDGED", "RECORDED", "SCHEMA_VERSION", "TABLES", "Dataset", "Table"]

SCHEMA_VERSION = 4

TEXT, DAY, NUM, INT, FLAG = pl.String, pl.Date, pl.Float64, pl.Int64, pl.Boolean


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset's standing: the lowest `precedence` wins where two hold one line; `note` is printed."""

    name: str
    precedence: int
    note: str
    known_rule: str


@dataclass(frozen=True, slots=True)
class Table:
    """One market table. `key` (with `known_at`) names a row; `values` are what a revision may change.

    `required` columns may not be null. `units` says the unit of each number.
    """

    name: str
    doc: str
    columns: dict[str, type[pl.DataType]]
    key: tuple[str, ...]
    values: tuple[str, ...]
    required: tuple[str, ...]
    units: dict[str, str]

    @property
    def schema(self) -> pl.Schema:
        """The table as a Polars schema, in column order."""
        return pl.Schema(self.columns)

    def whole(self, column: str) -> bool:
        """Whether a column holds whole numbers, which arrays carry as floats."""
        return self.columns.get(column) == INT


def _table(
    name: str,
    doc: str,
    key: dict[str, type[pl.DataType]],
    values: dict[str, tuple[type[pl.DataType], str]],
    required: tuple[str, ...] = (),
) -> Table:
    columns: dict[str, type[pl.DataType]] = {"dataset": TEXT, **key, "known_at": DAY}
    columns |= {column: kind for column, (kind, _) in values.items()}
    return Table(
        name,
        doc,
        columns,
        ("dataset", *key),
        tuple(values),
        ("dataset", *key, "known_at", *required),
        {c: unit for c, (_, unit) in values.items()},
    )


_ALL = (
    _table(
        "returns",
        "One-session total returns; the first row of a line carries the adjusted close as `anchor`.",
        {"instrument": TEXT, "date": DAY},
        {
            "tr": (NUM, "fraction, since the line's previous row; null on the anchor row"),
            "anchor": (NUM, "price at the first row, USD or index points; null elsewhere"),
        },
    ),
    _table(
        "bars",
        "Daily bars. `basis`: raw = as traded that day (adjusted at read time with `actions`), split ="
        " split-adjusted price, index = index points, split+dividend = also dividend-adjusted (never"
        " used as price).",
        {"instrument": TEXT, "date": DAY},
        {
            "open": (NUM, "USD or points"),
            "high": (NUM, "USD or points"),
            "low": (NUM, "USD or points"),
            "close": (NUM, "USD or points"),
            "volume": (INT, "shares"),
            "basis": (TEXT, "raw, split, index, split+dividend"),
        },
        ("close", "basis"),
    ),
    _table(
        "macro",
        "Macro series and factor returns. `date` is the first day of the period described.",
        {"series": TEXT, "date": DAY},
        {
            "value": (NUM, "see unit"),
            "unit": (TEXT, "percent, index, fraction, points, ..."),
            "assumed": (FLAG, "true if known_at rests on a registered release lag, not a vintage"),
        },
        ("value", "unit", "assumed"),
    ),
    _table(
        "holdings",
        "Lines of a fund's holdings file; `date` is the file's stamp.",
        {"fund": TEXT, "date": DAY, "line": INT},
        {
            "symbol": (TEXT, "ticker as printed"),
            "name": (TEXT, "as printed"),
            "weight": (NUM, "fraction of net assets as printed"),
            "shares": (NUM, "shares"),
            "market_value": (NUM, "USD"),
            "kind": (TEXT, "equity, cash, derivative, other"),
            "sector": (TEXT, "as printed"),
        },
        ("symbol", "name", "weight", "kind"),
    ),
    _table(
        "members",
        "Index membership intervals; `date` is the first day, `last` the last day or null.",
        {"index": TEXT, "symbol": TEXT, "date": DAY},
        {"last": (DAY, "last day as a member; null = still")},
    ),
    _table(
        "options",
        "Option quotes of one chain snapshot.",
        {"underlying": TEXT, "date": DAY, "expiry": DAY, "strike": NUM, "right": TEXT},
        {
            "bid": (NUM, "USD"),
            "ask": (NUM, "USD"),
            "last": (NUM, "USD"),
            "iv": (NUM, "fraction a year; null where the vendor prints 0"),
            "delta": (NUM, "per 1 USD"),
            "gamma": (NUM, "per USD squared"),
            "volume": (INT, "contracts"),
            "open_interest": (INT, "contracts, of the evening before"),
            "spot": (NUM, "USD"),
        },
    ),
    _table(
        "implied",
        "At-the-money implied volatility snapshots.",
        {"underlying": TEXT, "date": DAY, "expiry": DAY},
        {
            "iv": (NUM, "fraction a year"),
            "strike": (NUM, "USD"),
            "spot": (NUM, "USD"),
        },
        ("iv",),
    ),
    _table(
        "estimates",
        "Consensus EPS by snapshot date; `basis` names the vendor's definition: never compare across it.",
        {"symbol": TEXT, "fiscal_end": DAY, "date": DAY},
        {
            "eps": (NUM, "currency a share"),
            "report_date": (DAY, "expected announcement"),
            "currency": (TEXT, "ISO code"),
            "basis": (TEXT, "vendor definition"),
        },
        ("eps", "basis"),
    ),
    _table(
        "earnings",
        "Earnings announcements, past or scheduled; `date` is the announcement day.",
        {"symbol": TEXT, "date": DAY, "fiscal": TEXT},
        {
            "timing": (TEXT, "before, after, unknown"),
            "eps_estimate": (NUM, "currency a share"),
            "eps_actual": (NUM, "currency a share"),
            "revenue_actual": (NUM, "currency"),
        },
    ),
    _table(
        "events",
        "Policy meetings and other dated events.",
        {"entity": TEXT, "kind": TEXT, "date": DAY},
        {"value": (NUM, "see note"), "note": (TEXT, "how the value was made")},
    ),
    _table(
        "facts",
        "Filed company facts; `date` is the period's end, known_at the filing date.",
        {"entity": TEXT, "tag": TEXT, "unit": TEXT, "start": DAY, "date": DAY, "accession": TEXT},
        {
            "value": (NUM, "see unit"),
            "form": (TEXT, "form type"),
            "fiscal": (TEXT, "year and period"),
        },
        ("value",),
    ),
    _table(
        "actions",
        "Splits and dividends as announced; `date` is the ex-date. Raw bars are adjusted with them.",
        {"instrument": TEXT, "date": DAY, "kind": TEXT},
        {
            "ratio": (
                NUM,
                "split: new shares for one old (4.0 for 4:1, 0.1 for 1:10); null otherwise",
            ),
            "amount": (NUM, "dividend: USD for one share as it was on the ex-date; null otherwise"),
        },
    ),
    _table(
        "derivatives",
        "What a fund holds by contract: swaps, futures, forwards. Notional is exposure, not money paid.",
        {"fund": TEXT, "date": DAY, "line": INT},
        {
            "kind": (TEXT, "swap, future, forward, option"),
            "underlying": (TEXT, "symbol if known, else the code as printed"),
            "name": (TEXT, "as printed"),
            "notional": (NUM, "USD, signed: long positive"),
            "weight": (NUM, "fraction of net assets, of the notional"),
            "counterparty": (TEXT, "dealer as printed"),
            "maturity": (DAY, "last day of the contract"),
            "value": (NUM, "USD, unrealised gain or loss where the file says it"),
        },
        ("kind", "underlying"),
    ),
    _table(
        "funds",
        "A fund's size by day, from its issuer.",
        {"fund": TEXT, "date": DAY},
        {
            "net_assets": (NUM, "USD"),
            "shares_outstanding": (NUM, "shares"),
            "nav": (NUM, "USD a share"),
        },
    ),
    _table(
        "identifiers",
        "Codes of issuers and lines: who a CIK, CUSIP or ISIN is. `date` is the day the list says; an"
        " issuer's code stands once for each of its tickers.",
        {"code": TEXT, "scheme": TEXT, "symbol": TEXT, "date": DAY},
        {"name": (TEXT, "as printed")},
    ),
    _table(
        "news",
        "Headlines of feeds; `date` is the day of publication in New York.",
        {"source": TEXT, "date": DAY, "item": TEXT},
        {
            "title": (TEXT, "plain text"),
            "summary": (TEXT, "plain text"),
            "url": (TEXT, "as given"),
            "published": (TEXT, "moment in UTC, ISO 8601; empty if the feed gives none"),
        },
        ("title",),
    ),
    _table(
        "labels",
        "Headlines whose sentiment people judged, to measure readers by. `date`: the corpus's own day.",
        {"corpus": TEXT, "date": DAY, "line": INT, "entity": TEXT},
        {"title": (TEXT, "plain text"), "label": (TEXT, "positive, negative, neutral")},
        ("title", "label"),
    ),
    _table(
        "sentiment",
        "What an article, a survey or a strategist says of an entity: a symbol, or `market`. `date` is"
        " the day of publication in New York; `kind` article, survey, positioning or call.",
        {"entity": TEXT, "date": DAY, "item": TEXT},
        {
            "score": (NUM, "-1 (against) to 1 (for)"),
            "label": (TEXT, "positive, negative, neutral, mixed"),
            "kind": (TEXT, "article, survey, positioning, call"),
            "title": (TEXT, "plain text"),
        },
        ("score",),
    ),
    _table(
        "readings",
        "What every signal said on a session, recorded by a replay from what was known then. A later"
        " recording of the same session, by newer code, stands in place of an earlier one.",
        {"signal": TEXT, "date": DAY},
        {
            "value": (NUM, "see the signal's unit; null without an answer"),
            "lean": (NUM, "-1..1, +1 = small / the rest lead; null without one"),
            "percentile": (NUM, "0..1 in the signal's own past; null without one"),
            "coverage": (NUM, "share of the inputs that were there, 0..1"),
            "status": (TEXT, "as a reading's status"),
            "state": (TEXT, "a state machine's word; empty without one"),
            "code": (TEXT, "digest of the source files that shape a reading"),
            "data": (TEXT, "fingerprint of the market tables, these readings left out"),
            "version": (TEXT, "release that recorded it"),
        },
        ("status", "code", "data"),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _ALL}
RECORDED = ("readings",)
"""Tables that follow from the others: what is kept by the state of the market does not hang on them."""
JUDGED = ("sentiment", "articles")
"""Table and dataset of the scores that `check` gives: known from the session on which it gave them, they
change no past day, and an article must not outdate what is kept by the state of the market."""
