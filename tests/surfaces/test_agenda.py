"""The command `agenda`, as typed."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

import rotascope
from rotascope.surfaces.agenda import by_horizon
from rotascope.surfaces.cli import app
from rotascope.surfaces.encode import encode
from rotascope.terms import Driver, HorizonDrivers

DAY = "2018-06-15"


def run(store: Path, *words: str) -> tuple[int, str]:
    ran = CliRunner().invoke(app, ["agenda", *words], env={"ROTASCOPE_STORE": str(store)})
    return ran.exit_code, ran.output


def test_the_command_line_and_python_give_one_object(sample_store: Path) -> None:
    code, said = run(sample_store, "--as-of", DAY, "--json")
    assert code == 0
    assert json.loads(said) == json.loads(encode(rotascope.open(sample_store).agenda(as_of=DAY)))


def test_a_book_and_themes_of_ones_own(sample_store: Path, tmp_path: Path) -> None:
    book, themes = tmp_path / "book.csv", tmp_path / "themes.toml"
    book.write_text("symbol,quantity\nAAPL,10\n")
    themes.write_text(
        '[[theme]]\nname = "a"\ntitle = "My theme"\nhorizon = "weeks"\nopened = "2018-06-01"\n'
        'pair = "small_large"\ndirection = 1\nnode = [{name = "lead", signal = "rs.small_large"}]\n'
    )
    code, said = run(sample_store, "--as-of", DAY, "--book", str(book), "--themes", str(themes))
    assert code == 0
    assert "My theme (weeks; opened 2018-06-01, closes 2018-07-27)" in said
    assert "over years" in said


def test_themes_that_are_not_written_so_are_refused(sample_store: Path, tmp_path: Path) -> None:
    bad = tmp_path / "themes.toml"
    bad.write_text("[[theme]]\nname = 1\n")
    code, said = run(sample_store, "--as-of", DAY, "--themes", str(bad))
    assert code == 3
    assert "Traceback" not in said


def test_horizons_with_the_same_shares_stand_once_and_say_why() -> None:
    shares = (Driver("meetings", 0.25), Driver("all else", 0.75))
    near, far = HorizonDrivers("weeks", 40, shares, "a"), HorizonDrivers("months", 126, shares, "b")
    years = HorizonDrivers("years", 1260, (), "nothing on file")
    told = by_horizon((near, far, years))
    assert [name for name, _ in told] == [
        "weeks and months (40 and 126 sessions)",
        "years (1,260 sessions)",
    ]
    assert told[0][1].note == "the same over each: independent parts grow alike; b"
    other = HorizonDrivers("months", 126, (Driver("all else", 1.0),), "b")
    assert len(by_horizon((near, other, years))) == 3
