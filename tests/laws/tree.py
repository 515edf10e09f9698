"""The source tree as the laws see it: files, syntax trees, functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "rotascope"
TESTS = ROOT / "tests"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources() -> list[Path]:
    return sorted(SRC.rglob("*.py"))


def test_files() -> list[Path]:
    return sorted(TESTS.rglob("test_*.py"))


test_files.__test__ = False  # type: ignore[attr-defined]  # a helper, whatever its name says


@cache
def text(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), str(path))


def where(path: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if node is not None and hasattr(node, "lineno") else ""
    return f"{path.relative_to(ROOT)}{line}"


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def dotted(node: ast.AST) -> str:
    """'np.datetime64' of an attribute chain; '' for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        head = dotted(node.value)
        return f"{head}.{node.attr}" if head else ""
    return ""


def imported(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Every module a file imports anywhere in it: 'a.b' and, for `from a import b`, also 'a.b'."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def module_level(path: Path) -> set[str]:
    """First part of every module imported when the file is (TYPE_CHECKING blocks left out)."""
    found: set[str] = set()
    for node in tree(path).body:
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def floor(path: Path) -> str:
    """'store' for store/market.py, 'panel' for panel.py."""
    return path.relative_to(SRC).parts[0].removesuffix(".py")
