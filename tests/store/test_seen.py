from __future__ import annotations

import pytest

from rotascope.errors import IntegrityError
from rotascope.store.files import hashed
from rotascope.store.market import Market
from rotascope.store.seen import remember


def test_stamps_are_kept_where_possible_and_a_store_that_cannot_be_written_to_still_reads(
    filled: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = filled.root / filled.commits("returns")[0].files[0].path
    fresh = ("x", hashed(data))
    remember(filled.state, [fresh])
    assert filled.state.glance().stamps["x"] == fresh[1]

    def refused(*_: object) -> None:
        raise IntegrityError("attempt to write a readonly database")

    monkeypatch.setattr(filled.state, "keep_stamps", refused)
    remember(filled.state, [("y", fresh[1])])
    assert "y" not in filled.state.glance().stamps
