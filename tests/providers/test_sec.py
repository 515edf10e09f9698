"""EDGAR's lists of tickers, and the facts of the seven."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile, NoAnswer
from rotascope.ingest.on_file import MarketOnFile
from rotascope.providers.sec import read_sec_tickers, sec_manners, sec_source
from tests.providers.doors import BODIES, Filed, brought, needs, rows

CONTACT = "desk@example.org"
LIST = (
    '{"0":{"cik_str":320193,"ticker":"AAPL","title":"Apple Inc."},'
    '"1":{"cik_str":1,"ticker":"","title":""}}'
)
EXCHANGES = (
    '{"fields":["cik","name","ticker","exchange"],"data":[[320193,"Apple Inc.","AAPL","Nasdaq"]]}'
)
SERIES = '{"fields":["cik","seriesId","classId","symbol"],"data":[[1,"S000000001","C000000001","ABCDX"]]}'


def file(folder: Path, text: str) -> Path:
    path = folder / "tickers.json"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (LIST, (1, "0000320193", "CIK", "AAPL", "Apple Inc.")),
        (EXCHANGES, (1, "0000320193", "CIK", "AAPL", "Apple Inc.")),
        (SERIES, (1, "S000000001", "SERIES", "ABCDX", None)),
    ],
)
def test_every_list_of_edgar_says_which_code_is_whose(
    text: str, row: tuple[object, ...], tmp_path: Path
) -> None:
    assert read_sec_tickers(file(tmp_path, text)).rows() == [row]


def test_symbols_may_be_chosen(tmp_path: Path) -> None:
    assert read_sec_tickers(file(tmp_path, SERIES), symbols=["QQQ"]).is_empty()


@pytest.mark.parametrize(
    "text", ["[]", "{}", "3", '{"0":[1]}', '{"fields":[1],"data":3}', "\x00", '{"0":']
)
def test_another_shape_is_told(text: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile):
        read_sec_tickers(file(tmp_path, text))


@pytest.mark.parametrize("contact", ["", "nobody", "a@b\r\nX: y"])
def test_nothing_is_asked_without_an_address_to_write_to(contact: str) -> None:
    with pytest.raises(NoAnswer, match="ROTASCOPE_CONTACT"):
        sec_source(needs(contact=contact))


def test_the_address_is_in_the_user_agent_and_the_rate_is_half_of_what_is_allowed() -> None:
    manners = sec_manners(needs(contact=f" {CONTACT} "))
    assert manners.headers == {"User-Agent": f"Rotascope {CONTACT}"}
    assert manners.per_minute / 60 == 5
    assert manners.cap == 64_000_000


def test_tickers_are_asked_for_first_and_then_the_facts_of_the_seven() -> None:
    assert [one.name for one in sec_source(needs(contact=CONTACT))] == ["tickers"]
    codes = {"AAPL": "0000320193", "GOOGL": "0001652044", "GOOG": "0001652044", "XOM": "0000034088"}
    plan = sec_source(needs(Filed(known_codes={"CIK": codes}), contact=CONTACT))
    assert [one.name for one in plan] == ["tickers", "CIK0000320193", "CIK0001652044"]
    assert plan[1].url == "https://data.sec.gov/api/xbrl/companyfacts/CIK0000320193.json"


def test_constructed_bodies_pass_the_gate_whole_and_a_cik_stands_for_each_of_its_lines(
    tmp_path: Path,
) -> None:
    (tickers,) = sec_source(needs(contact=CONTACT))
    body = BODIES / tickers.url.removeprefix("https://")
    market, report = brought(tmp_path, body, tickers)
    assert (report.quarantined, report.accepted) == (0, 14)
    codes = MarketOnFile(market).codes("CIK")
    assert codes["GOOG"] == codes["GOOGL"] == "0001652044"
    known = rows(market, "identifiers", ("date", "known_at"))
    assert set(known) == {(date(2026, 6, 12), date(2026, 6, 12))}
    plan = sec_source(needs(Filed(known_codes={"CIK": codes}), contact=CONTACT))
    assert len(plan) == 8
    for one in plan[1:]:
        path = BODIES / one.url.removeprefix("https://")
        assert path.read_bytes().startswith(one.begins)
        market, report = brought(tmp_path, path, one)
        assert (report.quarantined, report.accepted) == (0, 7)
    # Filed on 10 February 2026, a Tuesday: known the next day.
    known = rows(market, "facts", ("known_at",))
    assert set(known) == {(date(2025, 2, 11),), (date(2026, 2, 11),)}
    market.close()


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    document=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
            st.sampled_from(["0", "fields", "data", "cik", "cik_str", "ticker", "title", "seriesId"]),
            inner, max_size=4),
        max_leaves=12,
    )
)  # fmt: skip
def test_any_json_gives_rows_or_a_bad_file(document: object, tmp_path: Path) -> None:
    with contextlib.suppress(BadFile):
        assert read_sec_tickers(file(tmp_path, json.dumps(document))).height >= 0
