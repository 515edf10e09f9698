"""Commands that ask: the same object as the desk, printed or as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rotascope.desk import open_store
from rotascope.surfaces import ask
from rotascope.surfaces.cli import app
from rotascope.surfaces.encode import plain

RUN = CliRunner()


def asked(store: Path, *arguments: str) -> tuple[int, str, str]:
    done = RUN.invoke(app, [*arguments, "--store", str(store)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def test_every_command_says_what_it_answers() -> None:
    assert {command.__name__ for command in ask.COMMANDS} == {
        "brief", "performance", "signals", "data", "why"
    }  # fmt: skip
    assert all(command.__doc__ for command in ask.COMMANDS)


def test_performance_is_the_desks_own_answer(sample_store: Path) -> None:
    import rotascope

    code, out, _ = asked(sample_store, "performance", "AAPL", "^GSPC", "--window", "2021", "--json")
    assert code == 0
    told = rotascope.open(sample_store).performance(["AAPL", "^GSPC"], "2021")
    assert json.loads(out) == plain(told)
    assert told[0].unit == "fraction"


def test_a_basis_that_is_not_there_is_no_answer(sample_store: Path) -> None:
    code, out, _ = asked(sample_store, "performance", "AAPL", "--window", "2021", "--basis", "pr")
    assert code == 1
    assert "--basis tr" in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("performance", "APPL"), 2, "did you mean"),
        (("performance", "AAPL", "--window", "1q"), 2, "no window '1q'"),
        (("performance", "AAPL", "--as-of", "2022-13-01"), 2, "no date '2022-13-01'"),
        (("performance", "AAPL", "--as-of", "1900-01-02"), 1, "nothing was known by"),
        (("signals", "rs.smal_large"), 2, "'rs.small_large'"),
        (("signals", "--family", "bredth"), 2, "'breadth'"),
        (("signals", "--axis", "sise"), 2, "size"),
        (("data", "IWN"), 2, "no series 'IWN'"),
        (("why", "signl/rs.small_large@2022-12-28"), 2, "'signal'"),
        (("brief", "--html", "/no/such/folder/brief.html"), 2, "no folder for"),
    ],
)
def test_what_cannot_be_answered_says_why(
    sample_store: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    got, out, err = asked(sample_store, *arguments)
    assert got == code, err
    assert said in err
    assert out == ""


def test_data_lists_the_sample_and_one_series(sample_store: Path) -> None:
    code, out, _ = asked(sample_store, "data", "--json")
    assert code == 0
    names = {row["dataset"] for row in json.loads(out)["on_file"]}
    assert "sample_stocks" in names
    code, out, _ = asked(sample_store, "data", "AAPL")
    assert code == 0
    assert "sample_stocks" in out


def test_data_lists_vintages_of_one_series_or_of_one_period(sample_store: Path) -> None:
    code, out, _ = asked(sample_store, "data", "MD.realgdp", "--vintages", "--json")
    assert code == 0
    (one,) = json.loads(out)["on_file"]
    assert len(one["vintages"]) == 8
    assert one["assumed"] and "one late vintage" in one["vintages_note"]  # noqa: PT018
    code, out, _ = asked(sample_store, "data", "MD.realgdp", "--period", "2009Q3")
    assert code == 0
    assert "2009-07-01 2009-10-30 assumed" in " ".join(out.split())
    for mistaken in (("data", "--vintages"), ("data", "MD.realgdp", "--period", "2009Q9")):
        code, _, err = asked(sample_store, *mistaken)
        assert code == 2, err


def test_signals_can_be_chosen_and_carry_their_history(sample_store: Path) -> None:
    code, out, _ = asked(sample_store, "signals", "rs.small_large", "--history", "--json")
    assert code == 0
    (one,) = json.loads(out)
    assert one["signal"] == "rs.small_large"
    assert one["history"]["values"][-1] == one["value"]
    assert one["lines"][0]["name"] == "SIZE / SPX500C"
    code, out, _ = asked(sample_store, "signals", "rs.small_large", "--history")
    assert "SIZE beat the S&P 500 by 1.9 %" in " ".join(out.split())


@pytest.mark.slow
def test_a_brief_prints_its_page_and_is_the_desks_own_answer(
    sample_store: Path, tmp_path: Path
) -> None:
    import rotascope

    target = tmp_path / "brief.html"
    code, out, err = asked(sample_store, "brief", "--html", str(target))
    assert code == 0, err
    assert "as of Wed 2022-12-28 close" in out
    assert "Today's data: rotascope sync" in out
    assert target.stat().st_size > 100_000
    code, out, _ = asked(sample_store, "brief", "--json")
    assert json.loads(out) == plain(rotascope.open(sample_store).brief())


@pytest.mark.slow
def test_with_no_store_yet_the_sample_is_built_first(tmp_path: Path) -> None:
    code, out, err = asked(tmp_path / "new", "brief", "--json")
    assert code == 0
    assert err.startswith(f"No store in {tmp_path / 'new'} yet: building one from the sample data.")
    assert json.loads(out)["as_of"] == "2022-12-28"
    _, _, again = asked(tmp_path / "new", "data")
    assert again == ""


def test_why_opens_a_printed_key(sample_store: Path) -> None:
    _, out, _ = asked(sample_store, "performance", "AAPL", "--window", "2021", "--json")
    (told,) = json.loads(out)
    code, out, _ = asked(sample_store, "why", told["key"], "--json")
    assert code == 0
    assert json.loads(out)["value"] == told["value"]
    _, out, _ = asked(sample_store, "why", told["key"])
    assert "level at the end / level at the base" in out


def test_a_series_can_be_taken_away_as_a_table(sample_store: Path, tmp_path: Path) -> None:
    import polars as pl

    code, _, _ = asked(sample_store, "data", "AAPL", "--export", str(tmp_path / "a.csv"))
    assert code == 0
    assert pl.read_csv(tmp_path / "a.csv").columns[:3] == ["date", "series", "value"]
    code, _, said = asked(sample_store, "data", "--export", str(tmp_path / "a.csv"))
    assert (code, "an export of no series" in said) == (2, True)


def test_a_printed_key_opens_its_rows_and_they_are_pythons(sample_store: Path) -> None:
    key = "signal/rs.small_large@2025-06-12"
    code, out, _ = asked(
        sample_store, "why", key, "--rows", "--source", "1", "--limit", "3", "--json"
    )
    assert code == 0
    assert json.loads(out) == plain(open_store(sample_store).rows(key, 1, 0, 3))
    code, _, err = asked(sample_store, "why", key, "--source", "1")
    assert (code, "--rows beside it" in err) == (2, True)
