"""The command `report`, and the files that a brief writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rotascope.surfaces.cli import app
from rotascope.surfaces.report_archive import keep
from rotascope.surfaces.report_sheet import sheet_of
from tests.surfaces import fixtures

RUN = CliRunner()


def run(store: Path, *arguments: str) -> tuple[int, str, str]:
    done = RUN.invoke(app, [*arguments, "--store", str(store)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    keep(folder, sheet_of(fixtures.brief(), fixtures.readings()), "letter")
    return folder


def test_reports_are_listed_shown_and_verified(store: Path, tmp_path: Path) -> None:
    code, out, _ = run(store, "report", "list", "--json")
    (told,) = json.loads(out)
    assert (code, told["paper"]) == (0, "letter")
    code, page, _ = run(store, "report", "show", told["record"][:8])
    assert page.startswith("<!doctype html>")
    file = tmp_path / "again.html"
    assert run(store, "report", "show", told["record"], "--html", str(file))[0] == 0
    assert file.read_text(encoding="utf-8") == page
    code, out, _ = run(store, "report", "verify")
    assert (code, "the same as were printed" in out) == (0, True)
    assert told["record"][:12] in run(store, "report")[1]


def test_nothing_printed_says_what_prints(tmp_path: Path) -> None:
    assert "rotascope brief --html FILE" in run(tmp_path, "report")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "show"), "a report without its digest"),
        (("report", "list", "--html", "x.html"), "show, with a digest"),
        (("report", "show", "zzz"), "no report 'zzz'"),
        (("brief", "--pdf", "/no/such/folder/x.pdf"), "no folder for"),
    ],
)
def test_wrong_use_is_a_sentence(store: Path, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = run(store, *arguments)
    assert code in (1, 2)
    assert said in err


def test_a_pdf_without_a_browser_is_refused_before_anything_is_computed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code, _, err = run(tmp_path / "none", "brief", "--pdf", str(tmp_path / "x.pdf"))
    assert (code, "no Chromium" in err) == (1, True)
    assert not (tmp_path / "none").exists()
