"""The command `reaction`, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import rotascope
from rotascope.surfaces.cli import app
from rotascope.surfaces.encode import encode
from rotascope.surfaces.reaction import place

DAY = "2018-02-02"


def run(store: Path, *words: str) -> tuple[int, str]:
    ran = CliRunner().invoke(app, ["reaction", *words], env={"ROTASCOPE_STORE": str(store)})
    return ran.exit_code, ran.output


def test_the_command_line_and_python_give_one_object(sample_store: Path) -> None:
    code, said = run(sample_store, "AAPL", DAY, "--json")
    assert code == 0
    desk = rotascope.open(sample_store)
    assert json.loads(said) == json.loads(encode(desk.reaction("AAPL", DAY)))


def test_the_table_says_how_sure_and_names_no_cause(sample_store: Path) -> None:
    code, said = run(sample_store, "AAPL", DAY, "--peer", "MSFT", "--peer", "AMD", "--peer", "BBY")
    assert code == 0
    for word in ("beta", "-1 to +1", "beyond market", "not why", "MSFT", "Kolari-Pynnonen"):
        assert word in said


@pytest.mark.parametrize(
    ("words", "code"), [(["AAPL", "soon"], 2), (["NOSUCH", DAY], 2), (["AAPL", "1990-02-05"], 1)]
)
def test_wrong_use_and_no_answer_have_their_codes(
    sample_store: Path, words: list[str], code: int
) -> None:
    found, said = run(sample_store, *words)
    assert found == code
    assert "Traceback" not in said


def test_the_largest_of_all_is_not_the_first_largest() -> None:
    assert [f"the {place(rank)}largest" for rank in (1, 2, 13)] == [
        "the largest", "the 2nd largest", "the 13th largest",
    ]  # fmt: skip
