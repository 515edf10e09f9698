"""The archive of all companies' facts: only what is asked for is opened."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from rotascope.errors import BadFile, NoAnswer
from rotascope.providers import sec_bulk
from rotascope.providers.sec import facts_job
from rotascope.providers.sec_bulk import TAGS, is_facts_archive, read_sec_bulk, sec_bulk_source
from tests.providers.constructed_filings import facts
from tests.providers.doors import BODIES, Filed, brought, needs, rows

CONTACT = "desk@example.org"
CODES = {"FN": "0001408710", "CRDO": "0001807794", "BRK-B": "0001067983"}
ARCHIVE = BODIES / "www.sec.gov/Archives/edgar/daily-index/xbrl/companyfacts.zip"


def archive(folder: Path, entries: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder / "companyfacts.zip"
    with zipfile.ZipFile(path, "w", how) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return path


def test_the_members_of_the_chosen_fund_are_asked_for_in_one_body() -> None:
    filed = Filed(known_codes={"CIK": CODES}, members={"IWM": ("FN", "CRDO", "BRKB", "NOBODY")})
    (one,) = sec_bulk_source(needs(filed, contact=CONTACT, facts_of="iwm"))
    assert one.name == "companyfacts-IWM"
    assert one.large
    assert one.jobs[0].options == {"ciks": ["0001067983", "0001408710", "0001807794"]}


def test_without_a_fund_its_members_or_their_codes_nothing_is_asked() -> None:
    members = {"IWM": ("FN",)}
    assert sec_bulk_source(needs(contact=CONTACT)) == ()
    assert sec_bulk_source(needs(Filed(members=members), contact=CONTACT, facts_of="IWM")) == ()
    known = Filed(known_codes={"CIK": CODES})
    assert sec_bulk_source(needs(known, contact=CONTACT, facts_of="IWM")) == ()
    with pytest.raises(NoAnswer, match="ROTASCOPE_CONTACT"):
        sec_bulk_source(needs(known, facts_of="IWM"))


def test_only_named_companies_and_tags_are_read_and_repetitions_say_nothing_new() -> None:
    made = read_sec_bulk(ARCHIVE, ciks=["0001408710", "CIK0001807794", "0000000001"])
    assert made["entity"].unique().sort().to_list() == ["CIK0001408710", "CIK0001807794"]
    assert "AmortizationOfIntangibleAssets" not in made["tag"].to_list()
    bought = made.filter(tag="PaymentsForRepurchaseOfCommonStock", entity="CIK0001408710")
    # 2024 was filed in 2025 and, unchanged, in 2026: the first filing is the news.
    assert bought.select("date", "known_at").rows() == [
        (date(2024, 12, 31), date(2025, 2, 10)), (date(2025, 12, 31), date(2026, 2, 10)),
    ]  # fmt: skip
    assert made["row"].to_list() == list(range(1, 11))


def test_a_restated_figure_is_news_and_so_is_its_return(tmp_path: Path) -> None:
    document = json.loads(facts(1, "A"))
    flow = document["facts"]["us-gaap"]["PaymentsForRepurchaseOfCommonStock"]["units"]["USD"]
    points = [flow[0] | {"val": value, "filed": day, "accn": day}
              for value, day in ((5, "2025-02-01"), (7, "2025-05-01"), (7, "2025-08-01"),
                                 (5, "2025-11-01"))]  # fmt: skip
    flow[:] = points
    path = archive(tmp_path, {"CIK0000000001.json": json.dumps(document).encode()})
    made = read_sec_bulk(path, ciks=[1], tags=["PaymentsForRepurchaseOfCommonStock"])
    assert made.select("value", "accession").rows() == [
        (5.0, "2025-02-01"), (7.0, "2025-05-01"), (5.0, "2025-11-01"),
    ]  # fmt: skip


def test_an_archive_brought_by_hand_gives_the_seven() -> None:
    assert is_facts_archive(ARCHIVE)
    assert read_sec_bulk(ARCHIVE)["entity"].n_unique() == 7


def test_one_cohort_is_one_commit_and_repeats_nothing_that_is_on_file(tmp_path: Path) -> None:
    filed = Filed(known_codes={"CIK": CODES}, members={"IWM": ("FN", "CRDO")})
    (one,) = sec_bulk_source(needs(filed, contact=CONTACT, facts_of="IWM"))
    assert ARCHIVE.read_bytes().startswith(one.begins)
    market, report = brought(tmp_path, ARCHIVE, one)
    assert (report.rows_in, report.accepted, len(market.commits("facts"))) == (10, 10, 1)
    single = tmp_path / "CIK0001408710.json"
    single.write_bytes(facts(1408710, "Fabrinet"))
    market.close()
    market, report = brought(tmp_path, single, [facts_job("companyfacts")])
    # Of its 7 facts 5 came with the archive; a repetition and a tag outside the list are new.
    assert [(job.rows_in, job.unchanged, job.accepted) for job in report.jobs] == [(7, 5, 2)]
    assert len(rows(market, "facts", ("entity",))) == 12
    market.close()


def hostile(folder: Path, entries: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> str:
    """What is said of the archive."""
    with pytest.raises(BadFile) as raised:
        read_sec_bulk(archive(folder, entries, how), ciks=[1])
    return str(raised.value)


def test_a_hostile_entry_makes_the_archive_a_bad_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "CIK0000000001.json"
    assert name in hostile(tmp_path, {name: b'{"cik":1,"facts":{"a":3}}'})
    assert name in hostile(tmp_path, {name: b"[" * 100_000})
    sound = facts(1, "A").replace(b'"end":"2024-12-31"', b'"end":"2024-13-31"')
    assert name in hostile(tmp_path, {name: sound})
    assert "packed in a way" in hostile(tmp_path, {name: facts(1, "A")}, zipfile.ZIP_LZMA)
    # Its directory may say what it likes: reading stops at the bound.
    monkeypatch.setattr(sec_bulk, "ENTRY", 1000)
    large = {name: b'{"cik":1,"facts":{}}' + b" " * 1000}
    assert "more than 0 MB" in hostile(tmp_path, large)
    # An entry with another's path is no entry of a company's.
    other = {"../CIK0000000001.json": facts(1, "A")}
    assert "no entry of any of 1 companies" in hostile(tmp_path, other)


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    path = archive(tmp_path, {"CIK0000000001.json": facts(1, "A") * 3})
    whole = path.read_bytes()
    for cut in (whole[:-30], whole[: len(whole) // 2], b"PK\x03\x04", b""):
        path.write_bytes(cut)
        assert not is_facts_archive(path)
        with pytest.raises(BadFile):
            read_sec_bulk(path, ciks=[1])
    path.write_bytes(whole[:60] + bytes(byte ^ 0x55 for byte in whole[60:90]) + whole[90:])
    with pytest.raises(BadFile, match="cannot be unpacked"):
        read_sec_bulk(path, ciks=[1])


def test_the_default_tags_are_those_of_the_page_s_questions() -> None:
    wanted = {
        "Assets",
        "NetIncomeLoss",
        "PaymentsForRepurchaseOfCommonStock",
        "LongTermDebt",
        "PaymentsToAcquirePropertyPlantAndEquipment",
        "EntityCommonStockSharesOutstanding",
    }
    assert wanted <= set(TAGS)
    assert len(TAGS) == len(set(TAGS)) == 38


@pytest.mark.shared
def test_apple_repurchased_94949_million_in_fiscal_2024(shared_data: Path, tmp_path: Path) -> None:
    name = "CIK0000320193.json"
    real = shared_data / "earnings" / "sec_companyfacts" / name
    path = archive(tmp_path, {name: real.read_bytes()})
    market, report = brought(tmp_path, path, [facts_job("sec_bulk", {"ciks": ["0000320193"]})])
    assert (report.quarantined, report.rows_in) == (0, report.accepted)
    stored = market.scan("facts").collect()
    year = stored.filter(tag="PaymentsForRepurchaseOfCommonStock", start=date(2023, 10, 1),
                         date=date(2024, 9, 28))  # fmt: skip
    assert year.select("value", "form").rows() == [(94949e6, "10-K")]
    market.close()
