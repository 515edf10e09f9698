"""How files were read, kept by digest."""

import pytest

from rotascope.errors import IntegrityError
from rotascope.store.mappings import check, keep, kept
from rotascope.store.market import Market


def changed(market: Market, command: str) -> None:
    with market.state.changing() as connection:
        connection.exec_driver_sql(command)


def test_a_mapping_is_kept_once(filled: Market) -> None:
    keep(filled.state, "d", '{"table": "bars"}')
    keep(filled.state, "d", '{"table": "macro"}')
    assert kept(filled.state, "d") == '{"table": "bars"}'
    assert kept(filled.state, "other") is None
    check(filled.state)


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE mappings SET body = replace(body, 'bars', 'macr') WHERE digest = 'd1'",
        "UPDATE mappings SET body = '{\"table\": \"bars\"}' WHERE digest = 'd1'",
        "UPDATE mappings SET body = substr(body, 1, 70) WHERE digest = 'd1'",
        "UPDATE mappings SET body = '' WHERE digest = 'd1'",
        "UPDATE mappings SET body = (SELECT body FROM mappings WHERE digest = 'd2')"
        " WHERE digest = 'd1'",
    ],
)
def test_a_mapping_that_was_changed_is_never_used(filled: Market, command: str) -> None:
    keep(filled.state, "d1", '{"table": "bars"}')
    keep(filled.state, "d2", '{"table": "macro"}')
    changed(filled, command)
    with pytest.raises(IntegrityError, match="the mapping d1 is not as it was kept"):
        kept(filled.state, "d1")
    with pytest.raises(IntegrityError, match="the mapping d1 is not as it was kept"):
        check(filled.state)
    assert [issue.check for issue in filled.verify()] == ["S04 state"]
    assert kept(filled.state, "d2") == '{"table": "macro"}'


def test_a_mapping_that_is_no_mapping_is_found(filled: Market) -> None:
    keep(filled.state, "d2", '{"table": "ba')
    with pytest.raises(IntegrityError, match="the mapping d2"):
        check(filled.state)
