"""Sync: everything once, nothing lost, and a source that fails stops no other."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import NoAnswer, Refused, StoreBusy, WrongUse
from rotascope.ingest import sync as sync_module
from rotascope.ingest.sync import in_order, sync
from rotascope.ingest.sync_report import SyncReport
from rotascope.registry import SourceSpec
from rotascope.store.fetches import fetched
from rotascope.store.lock import held
from rotascope.store.market import Market
from tests.ingest.conftest import stored
from tests.ingest.invented import LIST_SOURCE, PRICE_SOURCE, SOURCES, UNTIL, Net, down, needs

TODAY = date(2024, 3, 28)
LATER = date(2024, 4, 5)


@pytest.fixture
def net() -> Net:
    return Net()


def run(
    market: Market, net: Net, *specs: SourceSpec, until: date = UNTIL, **more: object
) -> SyncReport:
    named = bool(more.pop("named", False))
    net.moment = datetime.combine(until, time(20, 30), UTC)
    since = more.pop("since", None)
    return sync(market, specs or SOURCES, needs(until, since), net.seam,  # type: ignore[arg-type]
                today=until, named=named, **more)  # type: ignore[arg-type]  # fmt: skip


def test_a_sync_fetches_what_is_missing_and_accounts_for_every_row(
    market: Market, net: Net
) -> None:
    told = run(market, net)
    assert net.names == ["codes", "11", "22", "AAPL", "MSFT", "IWM"]
    assert [(one.source, one.status, one.planned, one.fetched) for one in told.sources] == [
        ("lists", "current", 3, 3), ("quotes", "current", 3, 3)]  # fmt: skip
    assert told.exit_code == 0
    assert told.rows_in == told.accepted + told.unchanged + told.quarantined
    assert len(stored(market, "bars")) == 3 * 61
    assert len(stored(market, "actions")) == 3 * 4
    assert len(stored(market, "macro")) == 2 * 12
    # One version a table and round, not one a body.
    assert [len(market.commits(t)) for t in ("bars", "actions", "identifiers", "macro")] == [1] * 4


def test_a_second_sync_of_the_same_session_asks_nothing_and_adds_nothing(
    market: Market, net: Net
) -> None:
    run(market, net)
    before, net.asked = market.fingerprint(), []
    told = run(market, net)
    assert net.asked == []
    assert [(one.status, one.good, one.fetched) for one in told.sources] == [
        ("current", 3, 0), ("current", 3, 0)]  # fmt: skip
    assert (told.rows_in, told.exit_code) == (0, 0)
    assert "up to date" in told.sources[0].sentence
    assert market.fingerprint() == before


def test_the_next_session_asks_from_where_the_store_ends_and_only_what_is_due(
    market: Market, net: Net
) -> None:
    run(market, net)
    net.asked = []
    told = run(market, net, until=date(2024, 4, 2))
    # The list of codes is good for five sessions, facts for ever.
    assert net.names == ["AAPL", "MSFT", "IWM"]
    assert all("from=2024-03-28&to=2024-04-02" in url for url in net.asked)
    assert (told.accepted, told.unchanged) == (6, 6)  # bars, and a dividend on the last day
    assert len(stored(market, "bars")) == 3 * 63


def test_raw_bodies_stay_as_they_came(market: Market, net: Net) -> None:
    run(market, net)
    rows = fetched(market.state)
    assert {(one.status, one.run) for one in rows} == {("fetched", "2024-03-28")}
    for one in rows:
        raw = market.root / "raw" / one.source / f"{one.name}-{one.sha256[:12]}"
        assert raw.stat().st_size == one.size
        assert one.last_good == one.at
    assert not any("hush" in one.url for one in rows)
    assert "key=***" in next(one.url for one in rows if one.name == "codes")


def test_since_asks_again_from_that_day_once(market: Market, net: Net) -> None:
    run(market, net, PRICE_SOURCE)
    net.asked = []
    told = run(market, net, PRICE_SOURCE, since=date(2024, 2, 1))
    assert [url.split("?")[1] for url in net.asked] == ["from=2024-02-01&to=2024-03-28"] * 3
    assert (told.accepted, told.unchanged) == (0, told.rows_in)
    net.asked = []
    run(market, net, PRICE_SOURCE, since=date(2024, 2, 1))
    run(market, net, PRICE_SOURCE)
    assert net.asked == []


def test_a_source_that_gives_nothing_stops_no_other_and_keeps_its_last_good_data(
    market: Market, net: Net
) -> None:
    run(market, net)
    before = stored(market, "bars")
    net.down = {"prices.example.com": down("status 429")}
    told = run(market, net, until=LATER)
    lists, quotes = told.sources
    assert (lists.status, quotes.status, told.exit_code) == ("current", "failed", 0)
    assert (quotes.failed, quotes.age_sessions) == (3, 5)
    assert "status 429" in quotes.sentence
    assert "its last success was 2024-03-28T20:30" in quotes.sentence
    assert stored(market, "bars").equals(before)
    net.down = {}
    assert run(market, net, until=LATER).sources[1].status == "current"


def test_where_one_request_of_many_fails_the_others_are_imported(market: Market, net: Net) -> None:
    net.down = {"/MSFT": down()}
    told = run(market, net, PRICE_SOURCE)
    (quotes,) = told.sources
    assert (quotes.status, quotes.fetched, quotes.failed, told.exit_code) == ("partly", 2, 1, 0)
    assert quotes.failures[0].request == "MSFT"
    assert "1 of 3 gave nothing, the first: status 503" in quotes.sentence
    net.down, net.asked = {}, []
    assert run(market, net, PRICE_SOURCE).sources[0].status == "current"
    assert net.names == ["MSFT"]


def test_a_source_that_never_succeeded_says_so_and_alone_it_is_no_answer(
    market: Market, net: Net
) -> None:
    net.down = {"prices": Refused("an address that is not public", "a public one")}
    told = run(market, net, PRICE_SOURCE)
    (quotes,) = told.sources
    assert (quotes.status, quotes.last_good, quotes.age_sessions) == ("failed", "", None)
    assert quotes.sentence.endswith("It never succeeded.")
    assert told.exit_code == 1
    assert market.batches() == ()


def missing_setting(_needs: object) -> tuple[object, ...]:
    raise NoAnswer("no e-mail address is set", "ROTASCOPE_CONTACT", "set ROTASCOPE_CONTACT")


def test_a_source_that_is_not_set_up_is_no_failure_unless_it_was_asked_for(
    market: Market, net: Net
) -> None:
    unset = SourceSpec("filings", "Filings", ("x.example.com",), "", 1, "", missing_setting)
    told = run(market, net, unset, PRICE_SOURCE)
    assert (told.sources[0].status, told.exit_code) == ("unset", 0)
    assert "ROTASCOPE_CONTACT" in told.sources[0].sentence
    assert run(market, net, unset).exit_code == 0
    assert run(market, net, unset, named=True).exit_code == 1


def test_a_source_with_nothing_to_ask_for_is_idle(market: Market, net: Net) -> None:
    idle = SourceSpec("idle", "Idle", (), "", 1, "", lambda _needs: ())
    told = run(market, net, idle)
    assert (told.sources[0].status, told.exit_code) == ("idle", 0)


def mistaken(needs: object) -> tuple[object, ...]:
    raise WrongUse("this plan is mistaken", "a sound one", "")


def test_a_mistaken_plan_is_told_and_stops_no_other(market: Market, net: Net) -> None:
    bad = SourceSpec("bad", "Bad", (), "", 1, "", mistaken)
    told = run(market, net, bad, PRICE_SOURCE)
    assert [one.status for one in told.sources] == ["failed", "current"]


def test_an_error_page_with_status_200_is_no_data(market: Market, net: Net) -> None:
    net.down = {"/MSFT": b"<html>too many requests</html>", "/IWM": b""}
    told = run(market, net, PRICE_SOURCE)
    assert told.sources[0].failed == 2
    assert "begins with '<html>" in told.sources[0].failures[0].why
    assert told.exit_code == 0
    assert {one.name: one.status for one in fetched(market.state)} == {
        "AAPL": "fetched", "IWM": "failed", "MSFT": "failed"}  # fmt: skip


def test_an_answer_without_a_row_is_no_success(market: Market, net: Net) -> None:
    net.down = {"/MSFT": b"symbol,date,close,paid\n"}
    told = run(market, net, PRICE_SOURCE)
    assert told.sources[0].failures[0].why == "the answer holds no rows."
    net.down, net.asked = {}, []
    run(market, net, PRICE_SOURCE)
    assert net.names == ["MSFT"]


def test_a_body_that_cannot_be_read_is_asked_for_again_and_told(market: Market, net: Net) -> None:
    net.down = {"/MSFT": b"symbol,nothing,of,use\n1,2,3,4\n"}
    told = run(market, net, PRICE_SOURCE)
    assert (told.exit_code, told.sources[0].held_files) == (3, 2)
    assert "quotes/MSFT" in told.sources[0].failures[0].why
    net.down, net.asked = {}, []
    assert run(market, net, PRICE_SOURCE).exit_code == 0
    assert net.names == ["MSFT"]


def test_a_batch_that_the_breaker_holds_leaves_the_last_good_data_with_its_age(
    market: Market, net: Net
) -> None:
    run(market, net, PRICE_SOURCE)
    before = stored(market, "bars")
    bad = "\n".join(["symbol,date,close,paid", *(f"MSFT,{d},-1," for d in ("2024-04-01", "2024-04-02",
                     "2024-04-03", "2024-04-04", "2024-04-05", "2024-04-08"))])  # fmt: skip
    net.down = {"bars": bad.encode()}
    told = run(market, net, PRICE_SOURCE, until=LATER)
    assert (told.exit_code, told.sources[0].age_sessions) == (3, 5)
    assert stored(market, "bars").equals(before)
    net.asked = []
    again = run(market, net, PRICE_SOURCE, until=LATER)
    assert (again.exit_code, net.asked) == (3, [])  # held still, and not asked for again


def test_requests_that_are_no_longer_named_do_not_count_as_failing_for_ever(
    market: Market, net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    net.down = {"/IWM": down()}
    run(market, net, PRICE_SOURCE)
    monkeypatch.setattr("tests.ingest.invented.SYMBOLS", ("AAPL", "MSFT"))
    run(market, net, PRICE_SOURCE)
    assert {one.name for one in fetched(market.state)} == {"AAPL", "MSFT"}


def test_a_plan_that_never_ends_is_cut_off(market: Market, net: Net) -> None:
    count = iter(range(1000))

    def endless(wanted: object) -> tuple[object, ...]:
        (request, *_) = LIST_SOURCE.plan(wanted)
        return (type(request)(f"n{next(count)}", request.url, request.jobs),)

    told = run(market, net, SourceSpec("lists", "L", (), "", 1, "", endless))
    assert told.sources[0].planned == sync_module.ROUNDS


class Killed(BaseException):
    """kill -9: nothing cleans up."""


POINTS = [("fetch", n) for n in range(1, 9)] + [("import", n) for n in range(1, 4)]


@pytest.mark.parametrize(("step", "at"), POINTS)
def test_a_sync_killed_anywhere_is_taken_up_where_it_was(
    market: Market, net: Net, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, at: int
) -> None:
    other = Market.open(tmp_path / "undisturbed", create=True)
    run(other, Net())
    name = {"fetch": "record", "import": "import_together"}[step]
    real, calls = getattr(sync_module, name), iter(range(1, 100))

    def killing(*args: object, **named: object) -> object:
        done = real(*args, **named)
        if next(calls) == at:
            raise Killed
        return done

    with monkeypatch.context() as patch:
        patch.setattr(sync_module, name, killing)
        with pytest.raises(Killed):
            run(market, net)
    market.close()
    again = Market.open(market.root)
    told = run(again, net)
    assert told.exit_code == 0
    # A body that came before the kill is not asked for twice.
    assert len(net.asked) == len(set(net.asked)) == 6
    for table in ("bars", "actions", "identifiers", "macro"):
        assert (
            stored(again, table)
            .sort(*stored(again, table).columns)
            .equals(stored(other, table).sort(*stored(other, table).columns))
        )
    assert again.verify() == ()
    again.close()


def test_a_body_kept_days_ago_is_imported_before_the_next_is_asked_for(
    market: Market, net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*args: object, **named: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(sync_module, "import_together", killed)
        with pytest.raises(Killed):
            run(market, net, PRICE_SOURCE)
    assert {one.status for one in fetched(market.state)} == {"kept"}
    net.asked = []
    net.down = {"prices": down()}  # and now the source is gone: what lies here is not lost
    told = run(market, net, PRICE_SOURCE, until=LATER)
    assert told.accepted == 3 * 65
    assert told.sources[0].age_sessions == 5


def test_rows_withdrawn_by_the_doctor_come_back_from_the_raw_body(market: Market, net: Net) -> None:
    run(market, net, LIST_SOURCE)
    before = stored(market, "macro")
    data = market.root / market.commits("macro")[0].files[0].path
    data.write_bytes(data.read_bytes()[:-50])
    again = Market.open(market.root)
    assert "withdrew" in again.repair()[0]
    net.asked = []
    run(again, net, LIST_SOURCE)
    assert net.asked == []
    assert stored(again, "macro").equals(before)


def test_a_body_that_was_changed_on_disk_is_never_imported_but_asked_for_anew(
    market: Market, net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    undisturbed = Net()

    def killing(*_args: object, **_named: object) -> object:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(sync_module, "import_together", killing)
        with pytest.raises(Killed):
            run(market, net, PRICE_SOURCE)
    raw = next((market.root / "raw" / "quotes").glob("MSFT-*"))
    came = raw.read_bytes()
    raw.write_bytes(came.replace(b"1", b"2"))
    net.asked = []
    told = run(market, net, PRICE_SOURCE)
    assert net.names == ["MSFT"]
    assert told.exit_code == 0
    assert raw.read_bytes() == came
    other = Market.open(market.root.parent / "undisturbed", create=True)
    run(other, undisturbed, PRICE_SOURCE)
    assert stored(market, "bars").sort(pl.all()).equals(stored(other, "bars").sort(pl.all()))


def test_a_body_that_is_gone_from_disk_is_asked_for_again_only_if_its_rows_are_missing(
    market: Market, net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(market, net, PRICE_SOURCE)
    for raw in (market.root / "raw" / "quotes").iterdir():
        raw.unlink()
    net.asked = []
    run(market, net, PRICE_SOURCE)
    assert net.asked == []


def test_one_sync_at_a_time(market: Market, net: Net) -> None:
    with held(market.root / "sync.lock", 0), pytest.raises(StoreBusy, match="another sync"):
        run(market, net)
    assert net.asked == []


def test_nothing_is_asked_of_the_network_under_the_writers_lock(market: Market, net: Net) -> None:
    def asking(url: str) -> bytes:
        with held(market.root / "writer.lock", 0):
            return Net.content(net, url)

    net.content = asking  # type: ignore[method-assign]
    assert run(market, net).exit_code == 0


def test_progress_tells_of_every_request_and_file(market: Market, net: Net) -> None:
    said: list[str] = []
    run(market, net, PRICE_SOURCE, progress=said.append)
    assert said[:3] == [f"quotes/{symbol}: fetching" for symbol in ("AAPL", "MSFT", "IWM")]
    assert len(said) == 3 + 6


def test_sources_that_others_build_on_come_first() -> None:
    assert [spec.name for spec in in_order(SOURCES)] == ["lists", "quotes"]
