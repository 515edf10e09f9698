"""The command `holders`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rotascope.desk.holders import holders
from rotascope.surfaces.cli import app
from rotascope.surfaces.holders import print_holders
from rotascope.surfaces.screen import screen
from tests.desk.test_holders import _panel


def test_issuers_and_lines_stand_side_by_side_and_every_file_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    panel = _panel(date(2025, 6, 2))
    print_holders(screen(), tuple(holders(panel, role) for role in ("large_cap", "small_cap")))
    said = " ".join(capsys.readouterr().out.split())
    assert "The ten largest issuers are 90.0 % of SPY" in said
    # Alphabet: 20 % and 30 % now, 10 % and 20 % in the file before; its larger line is 30 %.
    assert "Alphabet 50.00 % 30.00 % GOOGL 30.00 %" in said
    assert "2024-05-10 2024-05-13" in said
    assert "small caps: no holdings file of IWM, IJR known by 2025-06-02." in said


def test_the_command_answers_as_known_on_a_day(sample_store: Path) -> None:
    ran = CliRunner().invoke(
        app, ["holders", "--as-of", "2022-06-15", "--store", str(sample_store)]
    )
    said = " ".join(ran.output.split())
    assert ran.exit_code in (0, 1)
    assert "ten largest issuers" in said or "no holdings file" in said
