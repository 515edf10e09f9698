"""The report from the browser: opened, downloaded, kept, printed again byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rotascope.surfaces.web.answers import Busy
from rotascope.surfaces.web.pages.report import Press
from tests.surfaces.web.conftest import ADDRESS, client_of

DAY = {"as_of": "2015-06-30"}
HOME = {"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def own(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A client of a store that may be written to; not started, so nothing is warmed."""
    folder = tmp_path_factory.mktemp("report") / "store"
    # Commands of other tests keep their reports in the store they share.
    shutil.copytree(sample_store, folder, ignore=shutil.ignore_patterns("reports"))
    with client_of(folder) as client:
        yield client


def test_the_page_leads_to_the_report_in_every_form(own: Any) -> None:
    text = own.get("/report", params=DAY).text
    for address in ("/report/sheet?", "/report/pdf?", "/report/keep?", "/report/kept?"):
        assert f"{address}as_of=2015-06-30" in text


def test_the_report_opens_and_downloads_and_asks_for_nothing(own: Any) -> None:
    opened = own.get("/report/sheet", params=DAY)
    assert opened.status_code == 200
    assert "<script" not in opened.text
    assert "Method and limits" in opened.text
    saved = own.get("/report/sheet", params={**DAY, "download": "1", "paper": "letter"})
    assert saved.headers["content-disposition"].endswith('"rotascope-2015-06-30.html"')
    assert "@page{size:letter" in saved.text
    assert own.get("/report/sheet", params={**DAY, "paper": "a0"}).status_code == 400


def test_what_is_kept_is_listed_verified_and_given_again(own: Any) -> None:
    assert "No report was kept yet" in own.get("/report/kept").text
    kept = own.post("/report/keep", params=DAY, headers=HOME)
    assert "1 report, each named" in kept.text
    record = kept.text.partition("/report/kept/")[2][:64]
    again = own.get(f"/report/kept/{record}")
    assert f"report verify {record[:8]}" in again.text
    assert own.get(f"/report/kept/{record}").content == again.content
    checked = own.get("/report/kept", params={"verify": record}).text
    assert "the same as were printed" in checked


def test_without_a_browser_to_print_with_a_sentence_says_so(
    own: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    answered = own.get("/report/pdf", params=DAY)
    assert answered.status_code == 503
    assert "No Chromium is on this machine" in answered.text


def test_one_sheet_is_printed_at_a_time_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    press, printed = Press(), []

    def pdf(text: str, paper: str) -> bytes:
        printed.append((text, paper))
        with pytest.raises(Busy):
            press.pdf("another", "a4")
        return text.encode()

    monkeypatch.setattr("rotascope.surfaces.report_pdf.pdf", pdf)
    assert [press.pdf("one", "a4"), press.pdf("one", "a4")] == [b"one", b"one"]
    press.pdf("one", "letter")
    assert printed == [("one", "a4"), ("one", "letter")]


@pytest.mark.parametrize(("path", "dest"), [("/report/pdf", "document"), ("/report", "iframe")])
def test_another_site_neither_frames_a_page_nor_leads_to_the_pdf(
    own: Any, path: str, dest: str
) -> None:
    told = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": dest}
    assert own.get(path, params=DAY, headers=told).status_code == 403
