"""Every row asked for is answered: a command that exists, a test that exists, a status, a sentence."""

from __future__ import annotations

import shlex

import pytest
from scripts import requirement_rows as table
from typer.main import get_command

from rotascope.surfaces.cli import app
from tests.laws import tree

ROWS = table.rows()
COMMANDS = set(get_command(app).commands)  # type: ignore[attr-defined]


def test_no_row_is_missing() -> None:
    missing = sorted(set(table.asked()) - {row.id for row in ROWS})
    assert missing == [], f"{len(missing)} rows without an answer"


def test_no_answer_is_to_a_row_that_nobody_asked() -> None:
    assert sorted({row.id for row in ROWS} - set(table.asked())) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id}")
def test_a_row_names_a_command_a_test_and_a_status(row: table.Row) -> None:
    words = shlex.split(row.command)
    assert words[0] == "rotascope"
    assert words[1] in COMMANDS, f"no command {words[1]}"
    assert row.status in table.STATUSES
    assert len(row.note.split()) >= 4, "the note is one sentence"
    assert _test_exists(row.test), f"no test {row.test}"


def _test_exists(node: str) -> bool:
    file, _, name = node.partition("::")
    path = tree.ROOT / file
    if not path.is_file():
        return False
    return any(function.name == name for function in tree.functions(path))


def test_a_test_that_is_not_there_is_seen() -> None:
    here = "tests/laws/test_requirement_rows.py"
    assert _test_exists(f"{here}::test_no_row_is_missing")
    assert not _test_exists(f"{here}::test_of_nothing")
    assert not _test_exists("tests/nowhere.py::test_no_row_is_missing")
