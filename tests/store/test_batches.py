"""Imports: each known by its bytes, many of them one entry, made into objects only when asked for."""

from __future__ import annotations

import json

import pytest

from rotascope.errors import BadArgument, IntegrityError
from rotascope.store.batches import Imports, agreeing, batch_body, batches_of, together
from tests.store.invented import made_batch

PARTS = [made_batch("p0", rows=4), made_batch("p1", rows=2, quarantined=1)]


def test_the_sum_of_imports_adds_up_and_has_the_same_name_every_time() -> None:
    both = together(PARTS)
    assert (both.rows_in, both.accepted, both.quarantined) == (7, 6, 1)
    assert both.source == "p0.csv and 1 more"
    assert together(list(PARTS)).id == both.id != together(PARTS[::-1]).id
    assert together(PARTS[:1]) == PARTS[0]


@pytest.mark.parametrize("parts", [PARTS, PARTS[:1]])
def test_imports_come_back_from_an_entry_as_they_were(parts: list) -> None:  # type: ignore[type-arg]
    body = json.loads(json.dumps(batch_body(parts)))
    assert batches_of(body) == parts
    assert ("parts" in body) == (len(parts) > 1)


def test_imports_are_found_by_id_by_bytes_and_by_what_they_were_kept_in() -> None:
    imports = Imports()
    imports.add(batch_body(PARTS))
    imports.add(batch_body([made_batch("b1")]))
    assert list(imports) == ["p0", "p1", "b1"]
    assert imports["p1"] == PARTS[1]
    assert imports.read("p0", "map") == PARTS[0]
    assert imports.read("p0", "other") is None
    assert imports.names(together(PARTS).id) == ("p0", "p1")
    assert imports.names("b1") == ("b1",)


def test_what_is_withdrawn_is_not_imported_any_more() -> None:
    imports = Imports()
    imports.add(batch_body(PARTS))
    imports.remove(together(PARTS).id)
    imports.add(batch_body(PARTS[:1]))
    assert list(imports) == ["p0"]
    assert imports.read("p0", "map") == PARTS[0]
    assert imports.read("p1", "map") is None
    imports.remove("nobody")
    assert len(imports) == 1


def test_imports_that_do_not_belong_together_are_refused() -> None:
    with pytest.raises(BadArgument, match="batch for 'bars'"):
        agreeing("returns", 6, [made_batch(table="bars")])
    with pytest.raises(IntegrityError, match="5 rows given for 2 imports that accepted 6"):
        agreeing("returns", 5, PARTS)
    imports = Imports()
    imports.add(batch_body(PARTS))
    assert imports.keeps(PARTS)
    assert not imports.keeps([made_batch("new")])
    with pytest.raises(IntegrityError, match="1 of 2 imports given together are kept already"):
        imports.keeps([PARTS[0], made_batch("new")])
