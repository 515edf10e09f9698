"""The server misbehaves as it says, and the seam sees each of it for what it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from rotascope.errors import NoData, Refused
from rotascope.net.body import Manners
from rotascope.net.fetching import Fetcher
from rotascope.surfaces.sync import SystemClock
from tests.replay.answers import replayed
from tests.replay.server import CALM, KINDS, Faults, Mirror, mirror

URL = "https://fred.stlouisfed.org/graph/fredgraph.csv?id=DGS2"
ONCE = Manners(tries=1, seconds=2.0, per_minute=60_000)


def fetcher(seen: Mirror) -> Fetcher:
    return Fetcher(SystemClock(), agent="test/1", random=Random(1), mirror=seen.address)


def only(kind: str) -> Faults:
    return replace(CALM, stall_seconds=30.0, **{kind: 1.0})


@pytest.mark.parametrize("kind", ["too_many", "broken", "cut", "stalled", "reset", "empty"])
def test_what_is_no_answer_is_no_data(kind: str) -> None:
    with mirror(replayed, only(kind)) as seen:
        for _ in range(2):  # even and odd times fail in two ways
            with pytest.raises(NoData):
                fetcher(seen).get(URL, replace(ONCE, seconds=0.5))
        assert seen.done == Counter({kind: 2})


@pytest.mark.parametrize("time", range(4))
def test_a_redirect_to_this_machine_is_refused_and_not_followed(time: int) -> None:
    with mirror(replayed, only("redirected")) as seen:
        seen.asked[URL] = time
        with pytest.raises((Refused, NoData)):
            fetcher(seen).get(URL, ONCE)
        assert seen.reached == []
        assert seen.done == Counter({"redirected": 1})


def test_an_error_page_with_status_200_gets_through_the_seam() -> None:
    with mirror(replayed, only("page")) as seen:
        assert fetcher(seen).get(URL, ONCE).content.startswith(b"<!DOCTYPE")


def test_a_sound_answer_is_the_body_and_an_unknown_address_is_none() -> None:
    with mirror(replayed) as seen:
        body = fetcher(seen).get(URL, ONCE)
        assert body.content.startswith(b"observation_date,DGS2\n")
        with pytest.raises(NoData, match="404"):
            fetcher(seen).get("https://fred.stlouisfed.org/nothing/here", ONCE)
        assert seen.asked[URL] == 1


def test_the_same_seed_fails_the_same_way_in_the_shares_it_says() -> None:
    faults = Faults(seed=9, too_many=0.10, broken=0.05)
    drawn = [faults.draw(f"https://x.example/{i}", 0) for i in range(4000)]
    assert drawn == [faults.draw(f"https://x.example/{i}", 0) for i in range(4000)]
    count = Counter(drawn)
    assert count["too_many"] / 4000 == pytest.approx(0.10, abs=0.02)
    assert count["broken"] / 4000 == pytest.approx(0.05, abs=0.02)
    assert set(count) == {"", "too_many", "broken"}
    again = [faults.draw("https://x.example/1", time) for time in range(200)]
    assert len(set(again)) > 1


@pytest.mark.parametrize(
    "url",
    [
        "https://query1.finance.yahoo.com/v8/finance/chart/QQQ?period1=1772400000&period2=1781900000",
        "https://stooq.com/q/d/l/?s=mdy.us&d1=20260301&d2=20260612&i=d",
        "https://fred.stlouisfed.org/graph/fredgraph.csv?id=PAYEMS",
        "https://api.stlouisfed.org/fred/series/observations?series_id=UNRATE&api_key=x",
        "https://home.treasury.gov/resource-center/data-chart-center/interest-rates/"
        "daily-treasury-rates.csv/1999/all?type=daily_treasury_yield_curve&field_tdr_date_value=1999",
        "https://cdn.cboe.com/api/global/delayed_quotes/options/IWM.json",
    ],
)
def test_bodies_made_by_formula_are_the_same_every_time(url: str) -> None:
    one = replayed(url)
    assert one is not None
    assert one == replayed(url)
    assert len(one[0]) > 100


def test_every_kind_of_fault_has_an_act() -> None:
    from tests.replay.server import _Handler

    assert all(hasattr(_Handler, f"_{kind}") for kind in KINDS)
