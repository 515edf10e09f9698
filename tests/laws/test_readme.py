"""The README cannot lie: its screen is what the program prints, its commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scripts import readme_screens

from rotascope.surfaces.cli import app
from tests.laws import tree

README = tree.ROOT / "README.md"


@pytest.mark.parametrize("name", sorted(readme_screens.SCREENS))
def test_a_screen_is_what_the_program_prints(name: str, sample_store: Path) -> None:
    text = README.read_text("utf-8")
    shown = readme_screens.with_screen(text, name, readme_screens.screen(name, sample_store))
    assert shown == text, f"README.md shows another {name}: run `make docs`"


def test_every_command_it_names_exists() -> None:
    known = {command.name or "" for command in app.registered_commands}
    named = set(re.findall(r"^ +rotascope ([\w-]+)", README.read_text("utf-8"), re.M))
    assert named
    assert named <= known, f"README.md names {sorted(named - known)}"


def test_every_make_target_it_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (tree.ROOT / "Makefile").read_text("utf-8"), re.M))
    named = set(re.findall(r"`?make ([a-z]+)`?", README.read_text("utf-8")))
    assert named <= targets, f"README.md names `make {sorted(named - targets)}`"


@pytest.mark.parametrize(
    "page", [README, *sorted((tree.ROOT / "docs").glob("*.md"))], ids=tree.where
)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{tree.where(page)} links to {target}"
