"""Rows of a source are frozen, plain, and print as JSON."""

from dataclasses import FrozenInstanceError

import pytest

from rotascope.surfaces.encode import plain
from tests.surfaces.test_rows_table import TOLD


def test_rows_cannot_be_changed_and_print_as_they_are() -> None:
    with pytest.raises(FrozenInstanceError):
        TOLD.count = 1  # type: ignore[misc]
    told = plain(TOLD)
    assert told["rows"][0] == [1, "NVDA", 0.0739, 1200000, "2026-06-12"]
    assert told["files"] == [{"file": "spy.xlsx", "sha256": "f85e406731d9e4b0", "rows": 504}]
