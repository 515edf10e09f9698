from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.store.market import Market
from rotascope.store.tables import TABLES, Table
from rotascope.store.write import DELTA


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_a_table_has_two_clocks_a_key_from_its_dataset_and_a_unit_for_every_value(
    table: Table,
) -> None:
    assert table.key[0] == "dataset"
    assert {"date", "known_at"} <= set(table.columns)
    assert set(table.key) | set(table.values) | {"known_at"} == set(table.columns)
    assert {*table.key, "known_at"} <= set(table.required) <= set(table.columns)
    assert set(table.units) == set(table.values)
    assert all(table.units.values())
    assert table.doc


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_type_has_a_place_in_the_delta_log(table: Table) -> None:
    assert set(table.columns.values()) <= set(DELTA)


def test_the_id_of_a_row_is_text(tmp_path: Path) -> None:
    market = Market.open(tmp_path / "store", create=True)
    for name, table in TABLES.items():
        assert market.collect(market.scan(name)).schema == table.schema
        assert DELTA[table.columns[table.key[1]]] == "string"
    market.close()
