"""Versions: ours first, what we stand on, Python's, and a store's only where it is named."""

from __future__ import annotations

import rotascope
from rotascope.surfaces.versions import versions


def test_ours_comes_first_and_python_last() -> None:
    told = versions()
    assert told[0].name == "rotascope"
    assert told[0].version == rotascope.__version__
    assert told[-1].name == "python"


def test_what_the_numbers_stand_on_is_among_them_and_extras_are_not() -> None:
    names = {one.name for one in versions()}
    assert {"numpy", "polars", "scipy"} <= names
    assert "pytest" not in names


def test_a_store_has_its_fingerprint() -> None:
    assert versions("abc123")[-1].version == "abc123"
