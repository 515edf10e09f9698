"""Commands that keep the store."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rotascope.surfaces.cli import app
from rotascope.surfaces.options import arriving
from tests.ingest.conftest import days

RUN = CliRunner()
MANIFEST = """
[dataset.mine]
precedence = 5
note = "our own"
known = "same session"

[[job]]
dataset = "mine"
table = "returns"
path = "prices.csv"
columns = { symbol = "ticker", date = "day", level = "adjusted" }
"""
PRICES = """ticker,day,adjusted
IWM,2024-01-02,100.0
IWM,2024-01-03,101.0
IWM,2024-01-04,102.0
IWM,2024-01-05,none
"""


def asked(*arguments: str) -> tuple[int, str, str]:
    done = RUN.invoke(app, list(arguments))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "mine.toml").write_text(MANIFEST)
    (tmp_path / "prices.csv").write_text(PRICES)
    return tmp_path


@pytest.fixture
def filled(files: Path) -> Path:
    code, _, err = asked("import", str(files / "mine.toml"), "--store", str(files / "store"))
    assert code == 0, err
    return files / "store"


def test_an_import_accounts_for_every_row_and_adds_nothing_twice(files: Path) -> None:
    line = ("import", str(files / "mine.toml"), "--store", str(files / "store"), "--json")
    code, out, err = asked(*line)
    assert code == 0, err
    told = json.loads(out)
    assert told["rows_in"] == told["accepted"] + told["unchanged"] + told["quarantined"] == 4
    assert told["accepted"] == 3
    assert err == ""
    code, out, _ = asked(*line)
    assert json.loads(out)["accepted"] == 0


def test_an_import_prints_its_account(files: Path) -> None:
    code, out, _ = asked("import", str(files / "mine.toml"), "--store", str(files / "store"))
    assert code == 0
    assert "4 rows in = 3 accepted + 0 unchanged + 1 quarantined" in " ".join(out.split())
    assert "prices.csv, row 5" in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("import", "no.toml"), 3, "no.toml"),
        (("import", "no.csv", "--date", "June"), 2, "no date 'June'"),
        (("quarantine", "--release", "1"), 2, "--release ID --why TEXT"),
        (("quarantine", "--release", "1", "--why", "--json"), 2, "a reason, not an option"),
        (("import", "x.csv", "--accept", "--json"), 2, "a reason, not an option"),
        (("import", "."), 2, "is a directory: name its files"),
        (("doctor",), 1, "there is no store"),
        (("quarantine",), 1, "there is no store"),
    ],
)
def test_wrong_use_and_missing_things_are_told(
    tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    got, out, err = asked(*arguments, "--store", str(tmp_path / "none"))
    assert got == code
    assert said in out + err


def test_a_held_row_is_put_into_its_table_with_a_reason(files: Path) -> None:
    """A spike that comes straight back is held; somebody knows that it was real."""
    levels = [100.0 + n % 2 for n in range(40)]
    levels[30] = 200.0
    rows = [f"IWM,{day},{level}" for day, level in zip(days(40), levels, strict=True)]
    (files / "prices.csv").write_text("\n".join(["ticker,day,adjusted", *rows]) + "\n")
    store = ("--store", str(files / "store"))
    asked("import", str(files / "mine.toml"), *store)
    _, out, _ = asked("quarantine", *store, "--json")
    (row,) = json.loads(out)
    assert row["state"] == "open"
    told = ("quarantine", "--release", str(row["id"]), "--why", "checked by hand", *store)
    code, out, _ = asked(*told)
    assert code == 0
    assert f"released: checked by hand; known from {arriving()}" in " ".join(out.split())
    _, out, _ = asked("quarantine", *store)
    assert "No row is held." in out
    _, out, _ = asked("quarantine", "--state", "released", *store)
    assert "checked by hand" in " ".join(out.split())
    assert "1 released" in out
    _, out, _ = asked("quarantine", "--state", "rejected", *store)
    assert "No row is rejected." in out
    code, _, err = asked("quarantine", "--release", "99", "--why", "x", *store)
    assert code == 2
    assert "no open quarantine row 99" in err


def test_held_rows_can_be_asked_for_by_check_and_file(filled: Path) -> None:
    store = ("--store", str(filled))
    for words in ((), ("--check", "q01"), ("--file", "prices"), ("--check", "Q01", "--file", "p")):
        code, out, _ = asked("quarantine", *words, *store, "--json")
        assert (code, [one["check"] for one in json.loads(out)]) == (0, ["Q01"])
    code, _, err = asked("quarantine", "--check", "Q13", *store)
    assert code == 1
    assert "no open row is of check 'Q13', of 1 in all" in err


def test_a_row_that_does_not_parse_cannot_be_let_go(filled: Path) -> None:
    _, out, _ = asked("quarantine", "--store", str(filled), "--json")
    (row,) = json.loads(out)
    told = ("quarantine", "--release", str(row["id"]), "--why", "x", "--store", str(filled))
    code, _, err = asked(*told)
    assert (code, "mending the file" in " ".join(err.split())) == (2, True)


def test_the_doctor_finds_a_changed_byte_and_repairs_what_can_be_repaired(filled: Path) -> None:
    code, out, _ = asked("doctor", "--store", str(filled))
    assert (code, out) == (0, "Every file is what the commit ledger says.\n")
    (file,) = (filled / "market").rglob("*.parquet")
    bytes_ = bytearray(file.read_bytes())
    bytes_[len(bytes_) // 2] ^= 1
    file.write_bytes(bytes_)
    code, out, _ = asked("doctor", "--store", str(filled))
    assert code == 3
    assert "rotascope doctor --repair" in " ".join(out.split())
    code, out, _ = asked("doctor", "--repair", "--store", str(filled), "--json")
    assert code == 0
    assert json.loads(out)["repaired"]


def test_version_names_everything_that_shapes_a_number(filled: Path) -> None:
    code, out, _ = asked("version", "--json", "--store", str(filled))
    assert code == 0
    names = [one["name"] for one in json.loads(out)]
    assert {"rotascope", "numpy", "polars", "numba", "deltalake", "python", "store"} <= set(names)
    _, out, _ = asked("version")
    assert out.startswith("rotascope ")
    shutil.rmtree(filled)
