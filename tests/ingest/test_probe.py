"""Looking before syncing changes nothing and says what would come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rotascope.errors import NoAnswer, WrongUse
from rotascope.ingest.on_file import MarketOnFile
from rotascope.ingest.probe import outlook, probe
from rotascope.ingest.sync import sync
from rotascope.providers.requests import Needs
from rotascope.registry import SourceSpec
from rotascope.store.fetches import fetched
from rotascope.store.market import Market
from tests.ingest.invented import LIST_SOURCE, PRICE_SOURCE, SOURCES, UNTIL, Net, down, needs


def test_a_probe_asks_once_and_says_what_came() -> None:
    net = Net()
    told = probe(PRICE_SOURCE, needs(), net.get)
    assert (told.status, told.request, len(net.asked)) == ("ok", "AAPL", 1)
    assert told.rows == (("bars", 61), ("actions", 4))
    assert (told.content_type, told.size > 1000) == ("text/csv", True)
    assert told.sentence.endswith("bytes, 61 rows for bars, 4 rows for actions.")


def test_a_probe_shows_no_secrets() -> None:
    assert "hush" not in str(probe(LIST_SOURCE, needs(), Net().get))
    assert "hush" not in str(outlook(LIST_SOURCE, needs()))


@pytest.mark.parametrize("content", [b"", b"<html>", b"symbol,of,no,use\n1,2,3,4\n"])
def test_a_probe_says_what_failed(content: bytes) -> None:
    net = Net(down={"prices": content})
    told = probe(PRICE_SOURCE, needs(), net.get)
    assert (told.status, told.rows, told.size) == ("failed", (), 0)
    assert told.sentence
    net.down = {"prices": down("status 503")}
    assert "status 503" in probe(PRICE_SOURCE, needs(), net.get).sentence


def unset(_needs: Needs) -> tuple[object, ...]:
    raise NoAnswer("no contact is set", "", "set ROTASCOPE_CONTACT")


def mistaken(_needs: Needs) -> tuple[object, ...]:
    raise WrongUse("a mistaken plan", "", "")


def large(wanted: Needs) -> tuple[object, ...]:
    return tuple(replace(one, large=True) for one in PRICE_SOURCE.plan(wanted))


@pytest.mark.parametrize(
    ("plan", "status", "said"),
    [
        (unset, "unset", "ROTASCOPE_CONTACT"),
        (mistaken, "failed", "a mistaken plan"),
        (large, "untried", "only a large file would tell"),
        (lambda _needs: (), "untried", "nothing to ask for"),
    ],
)
def test_where_nothing_is_asked_it_says_why(plan: object, status: str, said: str) -> None:
    net = Net()
    told = probe(SourceSpec("x", "X", (), "", 1, "", plan), needs(), net.get)  # type: ignore[arg-type]
    assert told.status == status
    assert said in told.sentence
    assert net.asked == []


def test_an_outlook_says_what_would_be_asked_and_what_is_good_still(market: Market) -> None:
    before = outlook(PRICE_SOURCE, needs())
    assert before.sentence == "3 of 3 to fetch."
    assert before.requests[0].url.endswith("/bars/AAPL?from=2024-01-02&to=2024-03-28")
    net = Net()
    sync(market, SOURCES, needs(), net.seam, today=UNTIL)
    on_file = replace(needs(), on_file=MarketOnFile(market))
    rows = fetched(market.state, "quotes")
    after = outlook(PRICE_SOURCE, on_file, rows)
    assert [one.due for one in after.requests] == [False] * 3
    assert after.requests[0].last_good.startswith("2024-03-28T20:30")
    since = outlook(PRICE_SOURCE, replace(on_file, since=date(2024, 2, 1)), rows)
    assert [one.due for one in since.requests] == [True] * 3
    assert "from=2024-02-01" in since.requests[0].url


def test_an_outlook_of_a_source_that_is_not_set_up_says_why() -> None:
    told = outlook(SourceSpec("x", "X", (), "", 1, "", unset), needs())
    assert (told.requests, told.sentence.startswith("not asked: no contact")) == ((), True)
