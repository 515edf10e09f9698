"""What a terminal shows of a sync."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.ingest.probe import Outlook, Probe, Wanted
from rotascope.ingest.sync_report import Failure, SourceReport, SyncReport
from rotascope.surfaces.screen import screen
from rotascope.surfaces.sync_tables import (
    age_text,
    last_text,
    print_ages,
    print_outlook,
    print_probe,
    print_sync,
)
from rotascope.terms import Issue, SourceAge

LAST = "2026-06-12T21:30:05+00:00"
GOOD = SourceReport(
    "fred", "FRED", "current", 72, 70, 2, 0, (), 0, 9000, 12, 8988, 0, LAST, 0, "ok."
)
UNSET = SourceReport("alfred", "ALFRED", "unset", 0, 0, 0, 1, (Failure("", "no key"),), 0, 0, 0, 0, 0,
                     "", None, "not asked: no key is set.")  # fmt: skip
HELD = Issue("bars", 3, "IWM 2026-06-12", "Q03", "quarantine", "above 0", "-1", "yahoo/IWM", "")
REPORT = SyncReport(date(2026, 6, 12), None, (GOOD, UNSET), 9000, 12, 8988, 0, (HELD,), "Sum.", 0)


def test_a_sync_is_a_row_a_source_and_what_was_held(capsys: pytest.CaptureFixture[str]) -> None:
    print_sync(screen(120), REPORT)
    out = capsys.readouterr().out
    (row,) = [line for line in out.splitlines() if line.startswith("fred")]
    assert row.split() == ["fred", "up", "to", "date", "72", "of", "72", "12", "2026-06-12", "21:30",
                           "UTC", "0"]  # fmt: skip
    assert "alfred: not asked: no key is set." in out
    assert "Q03 yahoo/IWM, row 3 (IWM 2026-06-12): expected above 0, found -1" in " ".join(
        out.split()
    )
    assert "Sum. Up to session 2026-06-12." in out


def test_a_moment_and_an_age_are_said_or_are_never() -> None:
    assert [last_text(LAST), last_text("")] == ["2026-06-12 21:30 UTC", "never"]
    assert [age_text(1200), age_text(0), age_text(None)] == ["1,200", "0", ""]


def test_ages_say_what_fails_and_nothing_where_nothing_was_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_ages(screen(120), ())
    assert capsys.readouterr().out == ""
    print_ages(screen(120), [SourceAge("stooq", "", None, 70, 70, LAST, "status 404")])
    out = " ".join(capsys.readouterr().out.split())
    assert "stooq never 70 70 2026-06-12 21:30 UTC: status 404" in out


def test_an_address_is_one_line_however_long_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    url = "https://x.example/" + "a" * 300
    wanted = (Wanted("A", url, True, ""), Wanted("B", url, False, LAST))
    print_outlook(
        screen(80), [Outlook("fred", "FRED", date(2026, 6, 12), wanted, "1 of 2 to fetch.")]
    )
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == f"  A  fetch  {url}"
    assert lines[2] == f"  B  good, of 2026-06-12 21:30 UTC  {url}"
    assert lines[-1].startswith("1 to fetch") or "1 to fetch" in " ".join(lines[-2:])


def test_a_probe_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_probe(
        screen(120), Probe("fred", "FRED", "ok", "DGS2", "u", "text/csv", 9, (), "9 bytes.")
    )
    print_probe(screen(120), Probe("sec", "SEC", "unset", "", "", "", 0, (), "no contact."))
    assert capsys.readouterr().out.splitlines() == [
        "fred DGS2: ok, 9 bytes.",
        "sec: not set up, no contact.",
    ]


def test_text_of_others_cannot_ring_or_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    print_probe(screen(120), Probe("x", "X", "failed", "", "", "", 0, (), "said \x1b[2J\x07 this"))
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\x07" not in out
