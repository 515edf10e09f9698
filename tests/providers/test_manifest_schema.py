"""The form of a manifest; its mistakes as a user sees them are tested in test_manifest."""

import pytest

from rotascope.errors import WrongUse
from rotascope.providers.manifest_schema import DatasetTable, checked


def test_what_is_not_said_has_its_default() -> None:
    told = checked(DatasetTable, {}, "m.toml", "[dataset.d]")
    assert (told.precedence, told.known, told.redeclare) == (50, "same session", False)


@pytest.mark.parametrize("table", [3, [], "x", None])
def test_what_is_no_table_is_told(table: object) -> None:
    with pytest.raises(WrongUse, match=r"it of \[dataset.d\]"):
        checked(DatasetTable, table, "m.toml", "[dataset.d]")
