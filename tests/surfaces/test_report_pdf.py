"""Printing needs a browser; without one a sentence says so. Printing itself: test_browser.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.errors import NoAnswer
from rotascope.surfaces.report_pdf import browser_path, pdf


def test_without_a_browser_a_sentence_says_what_would_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoAnswer, match="no Chromium is on this machine"):
        pdf("<p>x</p>")


def test_without_what_drives_it_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser_path() == str(program)
    with pytest.raises(NoAnswer, match="no_such_package is not installed"):
        browser_path("no_such_package")
