"""Every registered name has help, a method page and a golden case; every table and setting is told."""

from __future__ import annotations

import json
import re
from types import ModuleType
from typing import Any

import pytest

from rotascope.ingest.rules import RULES
from rotascope.registry import PROVIDERS, SIGNALS
from rotascope.settings import Settings
from rotascope.store.tables import TABLES
from rotascope.terms import AXES, FAMILIES
from tests.laws import tree

NAMES = list(SIGNALS)
GOLDEN = tree.TESTS / "golden" / "signals"


@pytest.mark.parametrize("name", NAMES)
def test_a_signal_says_what_it_is_and_why_it_has_its_sign(name: str) -> None:
    spec = SIGNALS[name]
    assert spec.title.strip(), f"{name} has no title"
    assert len(spec.help.split()) >= 8, f"{name} has no help: its docstring is '{spec.help}'"
    assert len(spec.theory.split()) >= 4, f"{name} has no theory sentence behind its sign"
    assert spec.axis in (*AXES, "market"), f"{name} is on no axis"
    assert spec.axis != "market" or not spec.sign, f"{name} is on no axis and cannot lean"
    assert spec.family in FAMILIES, f"{name} is of the unknown family {spec.family}"
    assert re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+){0,2}", name), (
        f"{name} is not spelled like a signal"
    )


@pytest.mark.parametrize("name", NAMES)
def test_what_noise_would_show_is_described(name: str) -> None:
    spec = SIGNALS[name]
    if spec.null is not None:
        assert (spec.null.__doc__ or "").strip(), f"the null of {name} has no docstring"


@pytest.mark.parametrize("name", NAMES)
def test_a_signal_has_a_method_page(name: str) -> None:
    page = tree.ROOT / "docs" / "methods" / f"{name}.md"
    assert page.is_file(), f"{name} has no page: run `make docs`"
    assert f"`{name}`" in page.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_signal_has_a_golden_case(name: str) -> None:
    path = GOLDEN / f"{name}.json"
    assert path.is_file(), f"{name} has no golden case at {tree.where(path)}"
    assert json.loads(path.read_text("utf-8")), f"the golden case of {name} is empty"


def test_no_golden_case_is_left_over() -> None:
    left = {path.stem for path in GOLDEN.glob("*.json")} - set(NAMES)
    assert not left, f"golden cases of signals that are not registered: {sorted(left)}"


def test_the_pages_are_what_the_code_says(docs: ModuleType) -> None:
    assert docs.stale(docs.pages()) == []


def test_a_stale_page_is_seen(docs: ModuleType) -> None:
    path = docs.DOCS / "tables.md"
    assert docs.stale({path: "something else"})[0] == "docs/tables.md is stale"


@pytest.mark.parametrize("table", TABLES)
def test_a_table_says_what_a_row_is_and_the_unit_of_every_value(table: str) -> None:
    spec = TABLES[table]
    assert spec.doc, f"table {table} has no description"
    for column in spec.values:
        assert spec.units.get(column), f"column {column} of {table} has no unit"


def test_every_check_of_the_gate_is_described() -> None:
    """A code that a check says is one of the thirty, and each of the thirty is said by some check."""
    found = [
        code
        for path in (tree.SRC / "ingest").rglob("*.py")
        if path.name != "rules.py"
        for code in re.findall(r"\"(Q\d\d)\"", tree.text(path))
    ]
    counted = {"Q09"}  # a repetition is counted, not told
    assert set(found) | counted == set(RULES)


@pytest.mark.parametrize("name", list(PROVIDERS))
def test_a_reader_has_help(name: str) -> None:
    assert len(PROVIDERS[name].help.split()) >= 4, f"the reader {name} has no help"


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_a_setting_has_help(name: str) -> None:
    assert Settings.model_fields[name].description, f"the setting {name} has no description"


def commands() -> dict[str, Any]:
    import typer

    from rotascope.surfaces.cli import app

    root: Any = typer.main.get_command(app)
    return dict(root.commands)


def test_every_command_and_option_has_help() -> None:
    assert commands(), "the program has no commands"
    for name, command in commands().items():
        assert (command.help or "").strip(), f"`rotascope {name}` has no help"
        for param in command.params:
            told = getattr(param, "help", None) or getattr(param, "hidden", False)
            assert told, f"{param.name} of `rotascope {name}` has no help"


def test_every_command_that_answers_has_json() -> None:
    for name, command in commands().items():
        options = {option for param in command.params for option in param.opts}
        assert "--json" in options, f"`rotascope {name}` has no --json"
