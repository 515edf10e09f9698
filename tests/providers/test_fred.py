"""FRED's graph CSV: one series a body, dots and blanks are no rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers.fred import is_fred, job, plan, read_fred
from rotascope.providers.series import FRED
from tests.providers.constructed import fred
from tests.providers.damage import damaged, needs, read_or_told

SOUND = fred("DGS2", [("2026-06-10", "3.9"), ("2026-06-11", "."), ("2026-06-12", "")])


def text(folder: Path, content: str, name: str = "DGS2.csv") -> Path:
    path = folder / name
    path.write_text(content)
    return path


def test_a_dot_and_a_blank_are_no_rows(tmp_path: Path) -> None:
    made = read_fred(text(tmp_path, SOUND))
    assert made.rows() == [(2, "2026-06-10", "DGS2", "3.9")]


def test_the_old_header_takes_its_series_from_the_request_or_the_name(tmp_path: Path) -> None:
    path = text(tmp_path, "DATE,VALUE\n2026-06-10,3.9\n")
    assert read_fred(path)["series"].to_list() == ["DGS2"]
    assert read_fred(path, series="DGS10")["series"].to_list() == ["DGS10"]


def test_several_series_of_one_file_are_rows(tmp_path: Path) -> None:
    made = read_fred(text(tmp_path, "observation_date,DGS2,DGS10\n2026-06-10,3.9,4.4\n"))
    assert made.select("series", "value").rows() == [("DGS2", "3.9"), ("DGS10", "4.4")]


@pytest.mark.parametrize(
    "content",
    ["observation_date,DGS10\n2026-06-10,4\n", "<html>\n", "observation_date\n2026-06-10\n",
     "a,b\n1,2\n", "", "PK\x03\x04"],
)  # fmt: skip
def test_another_series_or_another_file_is_told(tmp_path: Path, content: str) -> None:
    with pytest.raises(BadFile):
        read_fred(text(tmp_path, content), series="DGS2")


@pytest.mark.parametrize(
    ("content", "name", "known"),
    [
        (SOUND, "x.csv", True),
        ("observation_date,NEWSERIES\n", "x.csv", True),
        ("DATE,DGS10\n", "x.csv", True),
        ("DATE,VALUE\n", "DGS10.csv", True),
        ("DATE,VALUE\n", "x.csv", False),
        ("DATE,CLOSE\n", "x.csv", False),
        ("date,symbol,close\n", "x.csv", False),
    ],
)
def test_a_file_is_told_by_its_header(tmp_path: Path, content: str, name: str, known: bool) -> None:
    assert is_fred(text(tmp_path, content, name)) is known


def test_the_plan_asks_for_every_registered_series_by_itself() -> None:
    asked = plan(needs())
    assert [request.name for request in asked] == list(FRED)
    assert len(asked) == 72
    assert asked[0].url == "https://fred.stlouisfed.org/graph/fredgraph.csv?id=AAA"
    assert asked[0].jobs == (job("AAA"),)
    assert asked[0].jobs[0].known == "registered lag"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "rows", "first"),
    [("DGS10", 15000, "4.06"), ("BAA10Y", 9000, "2.34"), ("T10Y2Y", 11000, "0.68"),
     ("VIXCLS", 8500, "17.24")],
)  # fmt: skip
def test_the_recorded_bodies_are_read(shared_data: Path, name: str, rows: int, first: str) -> None:
    path = shared_data / "formats" / "fred" / f"{name}.csv"
    assert is_fred(path)
    made = read_fred(path, series=name)
    assert len(made) > rows
    assert made["value"][0] == first


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_damaged_bodies_are_read_or_told(tmp_path: Path, data: st.DataObject) -> None:
    assert read_or_told(tmp_path, "fred", data.draw(damaged(SOUND.encode()))) in (True, False)
