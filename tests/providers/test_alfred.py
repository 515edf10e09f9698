"""ALFRED's vintages: known on the day of release; the shutdown of 2013 as the case that lags miss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile, NoAnswer
from rotascope.ingest.run import import_jobs
from rotascope.panel import Panel
from rotascope.providers import fred
from rotascope.providers.alfred import plan, read_alfred
from rotascope.providers.series import REGISTERED, UNITS_OF_ALFRED
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from tests.providers.constructed import PAYROLLS, PRICES, PRODUCT, alfred, compact, observation
from tests.providers.damage import damaged, needs, read_or_told, twisted


def body(folder: Path, rows: Sequence[dict[str, str]], count: int | None = None) -> Path:
    path = folder / "body.json"
    path.write_text(compact(alfred(rows, count)))
    return path


def test_each_vintage_is_a_row_known_on_its_release(tmp_path: Path) -> None:
    made = read_alfred(body(tmp_path, PRODUCT), series="GDP")
    assert made.select("date", "value", "known_at").rows() == [
        ("2013-07-01", "16900.1", date(2013, 11, 7)),
        ("2013-07-01", "16950.2", date(2013, 12, 5)),
        ("2013-10-01", "17100.3", date(2014, 1, 30)),
        ("2013-10-01", "17080.4", date(2014, 2, 28)),
        ("2013-10-01", "17090.5", date(2014, 3, 31)),  # a dot in between is no value
    ]
    assert made["unit"].unique().to_list() == ["billion USD"]


def test_a_release_without_a_session_is_known_in_the_next_one(tmp_path: Path) -> None:
    # Payrolls came out on Good Friday 2021-04-02, corrected on the Sunday (invented).
    rows = [
        observation("2021-03-01", "1", "2021-04-02"),
        observation("2021-03-01", "2", "2021-04-04"),
    ]
    made = read_alfred(body(tmp_path, rows), series="PAYEMS")
    assert made.select("value", "known_at").rows() == [("2", date(2021, 4, 5))]


def test_half_of_the_vintages_are_not_taken_for_all(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="6 of 100006 vintages"):
        read_alfred(body(tmp_path, PAYROLLS, count=100_006), series="PAYEMS")


@pytest.mark.parametrize(
    "text",
    ['{"error_code":400,"error_message":"Bad Request. The api_key is not registered."}', "[]", "",
     '{"count":1}', '{"count":"x","observations":[]}', "<html>"],
)  # fmt: skip
def test_an_error_body_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "body.json"
    path.write_text(text)
    with pytest.raises(BadFile):
        read_alfred(path, series="GDP")


def test_a_file_must_be_told_its_series(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="does not name its series"):
        read_alfred(body(tmp_path, PRODUCT))


def test_without_a_key_the_plan_names_the_setting() -> None:
    with pytest.raises(NoAnswer, match="ROTASCOPE_FRED_KEY"):
        plan(needs())


def test_the_plan_asks_for_every_vintage_there_ever_was_and_hides_the_key() -> None:
    asked = {request.name: request for request in plan(needs(fred="a" * 32))}
    assert set(asked) == set(UNITS_OF_ALFRED)
    assert {"GDP", "GDPC1", "PAYEMS", "CPIAUCSL", "CPILFESL", "INDPRO", "UNRATE"} <= set(asked)
    assert "realtime_start=1776-07-04&realtime_end=9999-12-31" in asked["GDP"].url
    assert all(request.secret == ("api_key",) for request in asked.values())
    # Every series asked for is known to FRED too, so that its gaps can be told.
    assert set(asked) <= set(REGISTERED)


@pytest.fixture
def shutdown(tmp_path: Path) -> Market:
    """Both accounts of autumn 2013: real release days, and the lag that is registered."""
    market = Market.open(tmp_path / "store", create=True)
    asked = {request.name: request for request in plan(needs(fred="a" * 32))}
    graph = {request.name: request for request in fred.plan(needs())}
    jobs = []
    for name, rows in (("PAYEMS", PAYROLLS), ("CPIAUCSL", PRICES)):
        folder = tmp_path / name
        folder.mkdir()
        jobs.append(replace(asked[name].jobs[0], path=body(folder, rows), source=name))
        path = folder / f"{name}.csv"
        newest = {row["date"]: row["value"] for row in rows}
        lines = [f"observation_date,{name}", *(f"{d},{v}" for d, v in newest.items())]
        path.write_text("\n".join(lines) + "\n")
        jobs.append(replace(graph[name].jobs[0], path=path, source=path.name))
    done = import_jobs(market, jobs, today=date(2014, 1, 2))
    assert [one.accepted for one in done.jobs] == [6, 3, 3, 3]
    return market


@pytest.mark.parametrize(
    ("series", "day", "newest"),
    [
        ("PAYEMS", date(2013, 10, 21), date(2013, 8, 1)),
        ("PAYEMS", date(2013, 10, 22), date(2013, 9, 1)),
        ("CPIAUCSL", date(2013, 10, 29), date(2013, 8, 1)),
        ("CPIAUCSL", date(2013, 10, 30), date(2013, 9, 1)),
    ],
)
def test_in_the_shutdown_of_2013_nothing_is_known_before_its_late_release(
    shutdown: Market, series: str, day: date, newest: date
) -> None:
    seen = Panel(StoreBackend(shutdown), day).macro(series)
    assert seen.source is not None
    assert seen.source.dataset == "alfred"
    assert seen.days[-1].item() == newest
    assert not seen.assumed


def test_the_registered_lag_is_assumed_and_knows_this_shutdown(shutdown: Market) -> None:
    rows = shutdown.scan("macro").collect().rows(named=True)
    lagged = {
        r["date"]: r["known_at"] for r in rows if r["dataset"] == "fred" and r["series"] == "PAYEMS"
    }
    usual = date(2013, 10, 10)  # the end of September and ten days: nobody knew by then
    assert lagged[date(2013, 9, 1)] == date(2013, 10, 22) > usual
    assert all(r["assumed"] for r in rows if r["dataset"] == "fred")


def test_a_revision_is_seen_from_its_own_day(shutdown: Market) -> None:
    def august(on: date) -> float:
        seen = Panel(StoreBackend(shutdown), on).macro("PAYEMS")
        return float(seen.values[list(seen.days.astype(str)).index("2013-08-01")])

    assert august(date(2013, 10, 21)) == 136150.0
    assert august(date(2013, 10, 22)) == 136170.0


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_damaged_bodies_are_read_or_told(tmp_path: Path, data: st.DataObject) -> None:
    sound = compact(alfred(PRODUCT)).encode()
    broken = data.draw(damaged(sound) | twisted(sound))
    assert read_or_told(tmp_path, "alfred", broken, series="GDP") in (True, False)
