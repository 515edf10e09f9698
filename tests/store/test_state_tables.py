"""The state tables that came after the first schema version."""

from sqlalchemy import MetaData

from rotascope.store.market import Market
from rotascope.store.state import schema
from rotascope.store.state_tables import articles, fetches, mappings


def test_every_later_table_is_in_the_schema_of_this_release() -> None:
    tables = MetaData()
    made = [fetches(tables), mappings(tables), *articles(tables)]
    assert {table.name for table in made} < set(schema().tables)


def test_a_body_always_has_a_moment_and_a_seal() -> None:
    for table in articles(MetaData()):
        assert {"at", "body", "sha"} <= set(table.columns.keys())
        assert not any(column.nullable for column in table.columns)


def test_a_new_store_has_them(market: Market) -> None:
    assert market.state.read("SELECT count(*) FROM outcomes") == [(0,)]
