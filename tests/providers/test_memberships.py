"""Changes of an index, and companies with their CIK."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.errors import BadFile
from rotascope.providers.memberships import read_changes, read_constituents


def test_a_row_is_an_addition_and_a_removal_known_on_their_day(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text('date,add,remove\n2019-06-03,"CTVA,DD","FLR,DWDP"\n2025-10-30,SOLS,\n')
    made = read_changes(path)
    assert made.rows() == [
        (2, "2019-06-03", "added", "CTVA,DD", "2019-06-03"),
        (2, "2019-06-03", "removed", "FLR,DWDP", "2019-06-03"),
        (3, "2025-10-30", "added", "SOLS", "2025-10-30"),
    ]


def test_a_cik_has_ten_digits_and_what_is_none_stays_for_the_gate(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("Symbol,Security,CIK\nA,Agilent,1090872\nB,Barnes,x\nC,C,\n")
    assert read_constituents(path)["code"].to_list() == ["0001090872", "x", None]


@pytest.mark.parametrize("reader", [read_changes, read_constituents])
def test_another_table_is_told(tmp_path: Path, reader: object) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(BadFile, match="no column"):
        reader(path)  # type: ignore[operator]
