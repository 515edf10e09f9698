from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from datetime import date

import pytest

from rotascope.errors import IntegrityError
from rotascope.store import doctor
from rotascope.store import market as market_module
from rotascope.store.fetches import Fetched, fetched, record
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


@pytest.mark.parametrize("step", ["write_data", "write_log"])
def test_what_a_living_writer_has_made_so_far_is_no_issue_of_another_doctor(
    filled: Market, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    reader = Market.open(filled.root)
    real, seen = getattr(market_module, step), []

    def looking(*given: object) -> object:
        made = real(*given)
        seen.append(reader.verify())
        return made

    monkeypatch.setattr(market_module, step, looking)
    filled.append("returns", made_rows(start=90), made_batch("b9"))
    assert seen == [()]
    reader.close()


def test_an_append_that_ends_while_another_doctor_looks_is_no_issue_of_it(
    filled: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, real = Market.open(filled.root), doctor.made

    def slowly(*given: object) -> object:
        seen = real(*given)
        filled.append("returns", made_rows(start=90), made_batch("b9"))
        return (*seen, *real(*given))

    monkeypatch.setattr(doctor, "made", slowly)
    assert reader.verify() == ()
    reader.close()


def test_an_unreadable_note_of_an_append_is_an_issue_of_the_state(filled: Market) -> None:
    with filled.state.changing() as connection:
        connection.exec_driver_sql("INSERT INTO intents VALUES ('x', 'nothing')")
    assert [issue.check for issue in filled.verify()] == ["S04 state"]


# ---------------------------------------------------------------- raw bodies

BODY = b"Date,Close\n2026-06-12,1\n"


def with_body(market: Market, status: str = "fetched") -> Fetched:
    """A body on disk that the state names."""
    one = Fetched("yahoo", "IWM", "2026-06-12", "https://q.example/IWM", status,  # type: ignore[arg-type]
                  "2026-06-12T21:30:00+00:00", "2026-06-12T21:30:00+00:00",
                  hashlib.sha256(BODY).hexdigest(), "", "", len(BODY))  # fmt: skip
    path = market.root / one.raw
    path.parent.mkdir(parents=True)
    path.write_bytes(BODY)
    record(market.state, [one])
    return one


@pytest.mark.parametrize("status", ["kept", "fetched"])
@pytest.mark.parametrize("content", [None, b"", BODY[:-2] + b"9\n"])
def test_a_raw_body_that_is_gone_or_damaged_is_found_and_asked_for_again(
    filled: Market, status: str, content: bytes | None
) -> None:
    one = with_body(filled, status)
    assert filled.verify() == ()
    path = filled.root / one.raw
    path.unlink() if content is None else path.write_bytes(content)
    (issue,) = filled.verify()
    assert (issue.check, issue.source) == ("S05 raw body", one.raw)
    assert "`rotascope sync` asks for it again" in issue.expected
    seen_without_hashing = content is None or len(content) != len(BODY)
    assert len(filled.verify(full=False)) == seen_without_hashing
    (sentence,) = filled.repair()
    assert sentence.startswith(f"gave up {one.raw}")
    assert (filled.root / "removed" / one.raw).exists() == (content is not None)
    (after,) = fetched(filled.state)
    assert (after.status, after.run, after.last_good) == ("failed", "", one.last_good)
    assert not after.good_for(date(2026, 6, 12), 0)
    assert filled.verify() == ()


def test_the_body_of_a_request_that_failed_is_nobodys_loss(filled: Market) -> None:
    one = with_body(filled)
    record(filled.state, [replace(one, status="failed")])
    (filled.root / one.raw).unlink()
    assert filled.verify() == ()


def test_a_damaged_row_of_a_request_is_an_issue_of_the_state(filled: Market) -> None:
    record(filled.state, [replace(with_body(filled), at="yesterday")])
    assert [issue.check for issue in filled.verify()] == ["S04 state"]
