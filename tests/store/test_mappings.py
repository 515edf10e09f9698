"""How files were read, kept by digest."""

import pytest

from rotascope.errors import IntegrityError
from rotascope.store.mappings import check, keep, kept
from rotascope.store.market import Market


def test_a_mapping_is_kept_once(filled: Market) -> None:
    keep(filled.state, "d", "first")
    keep(filled.state, "d", "second")
    assert kept(filled.state, "d") == "first"
    assert kept(filled.state, "other") is None


def test_a_mapping_that_is_no_mapping_is_found(filled: Market) -> None:
    keep(filled.state, "d1", '{"table": "bars"}')
    check(filled.state)
    keep(filled.state, "d2", '{"table": "ba')
    with pytest.raises(IntegrityError, match="the mapping d2 cannot be read"):
        check(filled.state)
    assert [issue.check for issue in filled.verify()] == ["S04 state"]
