"""The command `axes`."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from rotascope.surfaces.cli import app
from rotascope.surfaces.screen import screen
from tests.terms.test_maps import ONE


def test_the_sample_stands_somewhere_on_both_axes(
    sample_store: Path,
) -> None:
    told = CliRunner().invoke(app, ["axes", "--store", str(sample_store)])
    said = " ".join(told.output.split())
    assert told.exit_code in (0, 1)
    assert "redrawn half-years" in said or "no two pairs share" in said


def test_a_table_says_now_and_a_quarter_ago(capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import date

    from rotascope.surfaces.axes import print_axes
    from rotascope.terms import TwoAxes

    print_axes(screen(), TwoAxes(date(2026, 6, 12), 126, (ONE,), ONE.text, "the method", ""))
    said = capsys.readouterr().out
    assert "Small caps and the rest are ahead" in said
    assert "+3.0 %" in said
    assert "as known on 2026-06-12" in said
