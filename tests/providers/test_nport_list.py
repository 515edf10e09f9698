"""From a fund's symbol to its newest report, in three rounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rotascope.errors import BadFile, NoAnswer
from rotascope.ingest.on_file import MarketOnFile
from rotascope.providers.nport_list import nport_source, read_nport_list
from rotascope.providers.requests import Request
from rotascope.store.market import Market
from tests.providers.constructed_filings import FUNDS, atom
from tests.providers.doors import BODIES, Filed, brought, needs, rows

CONTACT = "desk@example.org"


def body(request: Request) -> Path:
    path = BODIES / request.url.removeprefix("https://").partition("?")[0]
    if path.exists():
        return path
    series = request.url.partition("CIK=")[2].partition("&")[0]
    return path.with_name(f"{path.name}@CIK={series}")


def test_only_reports_count_and_each_is_named_by_its_place_in_edgar(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text(atom(1209466, "0009999999-26-000012"))
    made = read_nport_list(path, fund="RSP")
    assert made.select("code", "scheme", "symbol", "date", "name").rows() == [
        ("edgar/data/1209466/0009999999-26-000012", "NPORT-P RSP", "RSP", "2026-05-28", "NPORT-P"),
        ("edgar/data/1209466/0009999999-26-000001", "NPORT-P RSP", "RSP", "2026-02-26", "NPORT-P"),
    ]


def test_a_list_without_reports_or_with_strange_addresses_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    for text in (
        "<feed/>",
        atom(1, "0009999999-26-000012").replace("/Archives/edgar/data/1/", "/elsewhere/"),
        atom(1, "0009999999-26-000012").replace("accession-number>0", "accession-number>../"),
    ):
        path.write_text(text)
        with pytest.raises(BadFile, match="no N-PORT report in it"):
            read_nport_list(path)


def test_without_an_address_to_write_to_nothing_is_asked() -> None:
    with pytest.raises(NoAnswer, match="ROTASCOPE_CONTACT"):
        nport_source(needs())


def test_each_round_asks_for_what_the_round_before_has_told() -> None:
    first = nport_source(needs(contact=CONTACT))
    assert [one.name for one in first] == ["funds"]
    series = {fund: name for fund, (_, name, _) in FUNDS.items()}
    second = nport_source(needs(Filed(known_codes={"SERIES": series}), contact=CONTACT))
    assert [one.name for one in second] == [
        "funds", "QQQ-list", "RSP-list", "XMAG-list", "MAGS-list",
    ]  # fmt: skip
    assert second[1].url.endswith("browse-edgar?action=getcompany&CIK=S000900001&type=NPORT-P"
                                  "&count=10&output=atom")  # fmt: skip
    code = "edgar/data/1067839/0009999999-26-000011"
    filed = Filed(
        {("identifiers", "nport", code): date(2026, 5, 28)}, {"NPORT-P QQQ": {"QQQ": code}}
    )
    report = nport_source(needs(filed, contact=CONTACT))[-1]
    assert report.name == "QQQ-0009999999-26-000011"
    assert report.url == (
        "https://www.sec.gov/Archives/edgar/data/1067839/000999999926000011/primary_doc.xml"
    )
    assert [(job.table, job.known, job.options) for job in report.jobs] == [
        ("holdings", "in file, next session", {"filed": "2026-05-28"}),
        ("funds", "in file, next session", {"filed": "2026-05-28"}),
    ]
    # The day unknown, the general lag stands in.
    undated = nport_source(
        needs(Filed(known_codes={"NPORT-P QQQ": {"QQQ": code}}), contact=CONTACT)
    )
    assert {job.known for job in undated[-1].jobs} == {"after 60 days"}


def test_a_code_that_is_no_place_in_edgar_is_not_asked_for() -> None:
    filed = Filed(known_codes={"NPORT-P QQQ": {"QQQ": "edgar/data/1/../../etc"}})
    assert [one.name for one in nport_source(needs(filed, contact=CONTACT))] == ["funds"]


def test_constructed_bodies_lead_from_the_list_of_funds_to_their_reports(tmp_path: Path) -> None:
    asked: list[str] = []
    wanted = needs(contact=CONTACT)
    while new := [one for one in nport_source(wanted) if one.name not in asked]:
        for one in new:
            assert body(one).read_bytes().lstrip().startswith(one.begins)
            market, report = brought(tmp_path, body(one), one)
            assert (report.quarantined, report.rows_in) == (0, report.accepted)
            market.close()
        asked += [one.name for one in new]
        market = Market.open(tmp_path / "store")
        wanted = replace(wanted, on_file=MarketOnFile(market))
    reports = [f"{fund}-{accession}" for fund, (_, _, accession) in FUNDS.items()]
    assert asked == ["funds", *(f"{fund}-list" for fund in FUNDS), *reports]
    assert {(fund, known) for fund, known in rows(market, "holdings", ("fund", "known_at"))} == {
        (fund, date(2026, 5, 29)) for fund in ("QQQ", "RSP", "XMAG")
    }
    swaps = rows(market, "derivatives", ("fund", "underlying", "counterparty"))
    assert swaps == [("MAGS", "NVDA", "Nomura Securities"), ("MAGS", "AAPL", "Goldman Sachs")]
    market.close()
