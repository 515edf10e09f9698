from __future__ import annotations

import shutil

import pytest

from rotascope.errors import IntegrityError
from rotascope.store.ledger import log_path
from rotascope.store.market import Market
from tests.store.invented import made_batch, made_rows


def reopened(market: Market) -> Market:
    market.close()
    return Market.open(market.root)


def test_a_sound_store_has_no_issues_and_nothing_to_repair(filled: Market) -> None:
    assert filled.verify() == ()
    assert filled.verify(full=False) == ()
    assert filled.repair() == ()


@pytest.mark.parametrize("version", [0, 1, 2])
@pytest.mark.parametrize("content", [None, b"", b'{"commitInfo":{}}\n'])
def test_a_damaged_log_is_refused_then_rewritten_from_the_ledger(
    filled: Market, version: int, content: bytes | None
) -> None:
    before = filled.collect(filled.scan("returns"))
    log = filled.root / log_path("returns", version)
    log.unlink() if content is None else log.write_bytes(content)
    market = reopened(filled)
    with pytest.raises(IntegrityError, match=log.name):
        market.scan("returns")
    with pytest.raises(IntegrityError, match=log.name):
        market.append("returns", made_rows(start=90), made_batch("b9"))
    assert [issue.check for issue in market.verify()] == ["S01 log"]
    assert market.repair() == (f"rewrote the log of version {version} of 'returns'",)
    assert market.verify() == ()
    assert market.collect(market.scan("returns")).equals(before)
    market.append("returns", made_rows(start=90), made_batch("b9"))
    market.close()


def test_a_damaged_data_file_is_withdrawn_so_that_its_source_can_be_imported_again(
    filled: Market,
) -> None:
    before = filled.collect(filled.scan("returns"))
    data = filled.root / filled.commits("returns")[2].files[0].path
    data.write_bytes(data.read_bytes()[:-100])
    market = reopened(filled)
    with pytest.raises(IntegrityError, match=data.name):
        market.scan("returns")
    (issue,) = market.verify()
    assert (issue.check, issue.table) == ("S02 data", "returns")
    (sentence,) = market.repair()
    assert "withdrew version 2 of 'returns' (6 rows of b2.csv)" in sentence
    assert (market.root / "removed" / data.relative_to(market.root)).exists()
    assert market.imported("b2", "map") is None
    assert market.verify() == ()
    assert market.collect(market.scan("returns")).equals(before[:12])
    market.append("returns", made_rows(start=20), made_batch("b2-again"))
    assert market.collect(market.scan("returns")).equals(before)
    market.close()


def test_a_damaged_file_of_several_imports_is_withdrawn_with_all_of_them(market: Market) -> None:
    parts = [(made_batch("p0", rows=4), []), (made_batch("p1", rows=2), [])]
    market.append_together("returns", made_rows(), parts)
    data = market.root / market.commits("returns")[0].files[0].path
    data.write_bytes(data.read_bytes()[:-100])
    again = reopened(market)
    (sentence,) = again.repair()
    assert "withdrew version 0 of 'returns' (6 rows of p0.csv and 1 more)" in sentence
    assert again.imported("p0", "map") is None is again.imported("p1", "map")
    again.append_together("returns", made_rows(), parts)
    assert again.collect(again.scan("returns")).height == 6
    again.close()


def test_a_table_ahead_of_its_ledger_is_refused_and_set_aside_by_repair(filled: Market) -> None:
    # An old copy of the state database put back: acknowledged rows must not vanish unseen.
    state = filled.root / "state.sqlite"
    filled.close()
    shutil.copy(state, state.with_suffix(".old"))
    market = Market.open(filled.root)
    market.append("returns", made_rows(start=90), made_batch("b9"))
    market.close()
    state.with_suffix(".old").replace(state)
    market = Market.open(filled.root)
    with pytest.raises(IntegrityError, match="which the commit ledger does not know"):
        market.scan("returns")
    with pytest.raises(IntegrityError, match="which the commit ledger does not know"):
        market.append("returns", made_rows(start=90), made_batch("b9"))
    assert {issue.check for issue in market.verify()} == {"S03 unknown file"}
    assert len(market.repair()) == 2
    assert market.collect(market.scan("returns")).height == 18
    market.append("returns", made_rows(start=90), made_batch("b9"))
    market.close()


def test_without_hashing_stamps_are_believed_and_a_changed_stamp_is_not(filled: Market) -> None:
    data = filled.root / filled.commits("returns")[0].files[0].path
    raw = bytearray(data.read_bytes())
    raw[200] ^= 1
    data.write_bytes(raw)
    assert [issue.check for issue in filled.verify(full=False)] == ["S02 data"]
