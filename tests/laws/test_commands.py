"""A command that a hint, a page or the documentation names is one that can be typed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from rotascope.surfaces.cli import app
from tests.laws import tree

NAMED = re.compile(
    r"`rotascope +([^`\n]*)`|<code>rotascope +([^<\n]*)</code>|\"rotascope ([^\"\n]*)\""
)
WORD = re.compile(r"[a-z][a-z-]*$")
OPTION = re.compile(r"--[a-z][a-z-]*")
PLACES = (
    *sorted((tree.ROOT / "src").rglob("*.py")),
    *sorted((tree.ROOT / "src").rglob("*.j2")),
    *sorted((tree.ROOT / "docs").rglob("*.md")),
    tree.ROOT / "README.md",
)


@cache
def root() -> Any:
    """The tree of commands, as Typer builds it."""
    return get_command(app)


def wrong(typed: str) -> str:
    """What of a command is not registered; '' when it could be typed so, or is filled in later."""
    if typed.startswith("{"):
        return ""
    here, words = root(), typed.replace("|", " ").split()
    for word in words:
        if not hasattr(here, "commands") or not WORD.match(word):
            break
        if word not in here.commands:
            # A group that answers alone takes an argument where others take a command.
            return "" if here is not root() and here.params else word
        here = here.commands[word]
    known = {name for one in here.params for name in (*one.opts, *one.secondary_opts)} | {"--help"}
    return next((name for name in OPTION.findall(typed) if name not in known), "")


def named(text: str) -> list[str]:
    return [next(filter(None, found)) for found in NAMED.findall(text) if any(found)]


def said(path: Path) -> list[str]:
    """Strings that Python joins over two lines are one."""
    text = re.sub(r"\"\s*\n\s*f?\"", "", path.read_text("utf-8"))
    return named(text)


@pytest.mark.parametrize("suffix", [".py", ".j2", ".md"])
def test_every_command_that_is_named_can_be_typed(suffix: str) -> None:
    found = [(path, typed) for path in PLACES if path.suffix == suffix for typed in said(path)]
    unknown = [f"{tree.where(p)}: rotascope {t}: {wrong(t)}" for p, t in found if wrong(t)]
    assert found
    assert unknown == []


def test_a_command_or_an_option_that_is_none_is_seen() -> None:
    assert wrong("yields") == "yields"
    assert wrong("history yields") == ""
    assert wrong("brief --as-of 2020-03-23") == ""
    assert wrong("brief --asof 2020-03-23") == "--asof"
    assert named('say("", "rotascope sync") and `rotascope data X`') == ["sync", "data X"]
