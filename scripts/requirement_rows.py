"""The page of requirement rows: each question, the command that answers it, the test that holds it.

The rows are kept as text in `docs/rows/*.toml`, beside the tests they name; `asks.toml` says what a
row asks. Nothing here judges whether an answer is right: the named tests do.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROWS = Path(__file__).resolve().parents[1] / "docs" / "rows"
STATUSES = ("works", "works on your table", "partial", "not measurable")


@dataclass(frozen=True)
class Row:
    """One requirement row; `test` is a pytest node id without parameters."""

    id: str
    asks: str
    command: str
    test: str
    status: str
    note: str


def asked() -> dict[str, str]:
    """Row to what it asks."""
    found: dict[str, str] = tomllib.loads((ROWS / "asks.toml").read_text("utf-8"))["asks"]
    return found


def rows() -> list[Row]:
    """Every answered row, by id; a row answered by two commands stands twice."""
    asks = asked()
    found = []
    for path in sorted(ROWS.glob("*.toml")):
        for entry in tomllib.loads(path.read_text("utf-8")).get("row", []):
            found.append(Row(asks=asks.get(entry["id"], ""), **entry))
    return sorted(found, key=lambda row: (row.id, row.command))


def page() -> str:
    """The table as Markdown."""
    lines = [
        "# What is asked, and what answers\n",
        "`works`: on the data a store has. `works on your table`: proved on planted rows; needs a"
        " table that the development data does not have, which a manifest can feed. `partial`:"
        " a part comes later, and the note says which. `not measurable`: no data"
        " says it, and the answer says so.\n",
        "| row | question | command | status | what it says | test |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {r.id} | {r.asks} | `{_cell(r.command)}` | {r.status} | {_cell(r.note)} | `{r.test}` |"
        for r in rows()
    ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
