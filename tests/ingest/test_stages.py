"""Which checks a table's rows go through."""

from rotascope.ingest.stages import KEYED, LINES, ROWS, STORED, checks_of
from rotascope.store.tables import TABLES


def test_stages_name_tables_that_exist() -> None:
    for stage in (ROWS, LINES, KEYED, STORED):
        assert set(stage) <= {*TABLES, "*"}


def test_the_checks_of_every_table_come_first() -> None:
    made = checks_of({"*": (len,), "bars": (max,)}, "bars")  # type: ignore[arg-type]
    assert made == (len, max)
