"""Every file of the development data comes in through a documented door, with the counts of the page."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.laws import tree

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "files_table", tree.ROOT / "scripts" / "files_table.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def told(
    script: ModuleType, shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[str]:
    return list(script.lines(shared_data, tmp_path_factory.mktemp("files") / "store"))


def number(cell: str) -> int:
    return int(cell.partition(" ")[0].rstrip(":").replace(",", ""))


def test_the_page_says_what_becomes_of_each_file(script: ModuleType, told: list[str]) -> None:
    page = (tree.ROOT / "docs" / "files.md").read_text("utf-8")
    _, _, rest = page.partition(script.BEGINS)
    written = rest.partition(script.ENDS)[0].strip().splitlines()
    assert written == told, "run scripts/files_table.py"


def test_every_file_has_a_row_and_every_row_adds_up(
    script: ModuleType, told: list[str], shared_data: Path
) -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in told[2:]]
    named = {row[0].split(",")[0] for row in rows}
    assert named == {path.relative_to(shared_data).as_posix() for path in script.files(shared_data)}
    for row in rows:
        if row[2]:
            rows_in, *parts = (number(cell) for cell in row[2:])
            assert rows_in == sum(parts), row


def test_only_what_its_content_cannot_say_is_refused(told: list[str]) -> None:
    doors = [line for line in told if "none:" in line or "needs `--date`" in line]
    assert [line.split("|")[1].strip() for line in doors] == [
        "earnings/fomc_dates_qqq_trading.csv",
        "holdings/IWM_holdings_nopreamble_undated.csv",
    ]
    assert sum("`rotascope book`" in line for line in told) == 6
