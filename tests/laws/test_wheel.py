"""What the program reads beside its modules is named in pyproject.toml, so that a wheel carries it."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

from tests.laws import tree

PACKAGE = tree.ROOT / "src" / "rotascope"
NAMED = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))
GLOBS = NAMED["tool"]["setuptools"]["package-data"]["rotascope"]


def carried(path: Path) -> bool:
    """Whether a pattern names the file; `**/` stands for any folder below the package, or none."""
    name = path.relative_to(PACKAGE).as_posix()
    return any(
        fnmatch(path.name, glob.removeprefix("**/"))
        if glob.startswith("**/")
        else "/" not in name and fnmatch(name, glob)
        for glob in GLOBS
    )


def beside() -> list[Path]:
    """Every file of the package that is no module and nothing Python made itself."""
    return [
        path
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    ]


def test_a_wheel_carries_every_file_that_is_no_module() -> None:
    left = [tree.where(path) for path in beside() if not carried(path)]
    assert left == [], "name their suffix in package-data of pyproject.toml"


def test_the_mark_and_the_templates_are_among_them() -> None:
    names = {path.name for path in beside()}
    assert {"mark.svg", "app.css", "app.js", "base.html.j2"} <= names


def test_a_file_of_a_suffix_nobody_named_is_seen() -> None:
    assert not carried(PACKAGE / "surfaces" / "web" / "static" / "mark.gif")
    assert carried(PACKAGE / "surfaces" / "web" / "static" / "mark.svg")
