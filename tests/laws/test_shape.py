"""How the tree looks: small files and functions, exact names, a test for every module."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

from tests.laws import tree

LINES_A_FILE, LINES_A_FUNCTION = 350, 40
SOURCES = [path for path in tree.sources() if path.name != "__init__.py"]
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
UNSAFE = {"eval", "exec", "pickle", "marshal", "shelve", "dill", "cloudpickle"}


def each(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=tree.where)


@each(tree.sources())
def test_a_file_is_short(path: Path) -> None:
    lines = len(tree.text(path).splitlines())
    assert lines <= LINES_A_FILE, (
        f"{tree.where(path)} has {lines} lines, {LINES_A_FILE} are the most"
    )


@each(tree.sources())
def test_a_function_is_short(path: Path) -> None:
    for function in tree.functions(path):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        assert lines <= LINES_A_FUNCTION, (
            f"{function.name} at {tree.where(path, function)} has {lines} lines,"
            f" {LINES_A_FUNCTION} are the most"
        )


@each(SOURCES)
def test_all_names_exactly_what_a_module_offers(path: Path) -> None:
    body = tree.tree(path).body
    listed = [
        ast.literal_eval(node.value)
        for node in body
        if isinstance(node, ast.Assign) and [tree.dotted(t) for t in node.targets] == ["__all__"]
    ]
    assert listed, f"{tree.where(path)} has no __all__"
    assert len(listed[0]) == len(set(listed[0])), f"{tree.where(path)}: __all__ repeats a name"
    defined = {node.name for node in body if isinstance(node, tree.Function | ast.ClassDef)}
    targets = [t for n in body if isinstance(n, ast.Assign) for t in n.targets]
    targets += [n.target for n in body if isinstance(n, ast.AnnAssign)]
    bound = {tree.dotted(leaf) for target in targets for leaf in ast.walk(target)}
    bound |= {a.asname or a.name for n in body if isinstance(n, ast.ImportFrom) for a in n.names}
    absent = set(listed[0]) - defined - bound
    assert not absent, (
        f"{tree.where(path)}: __all__ names {sorted(absent)}, which it does not define"
    )


@each(SOURCES)
def test_what_others_import_from_a_module_is_in_its_all(path: Path) -> None:
    for module, node in tree.imported(path):
        home, _, name = module.rpartition(".")
        if not home.startswith("rotascope.") or not isinstance(node, ast.ImportFrom):
            continue
        owner = importlib.import_module(home)
        if hasattr(owner, "__path__") or node.module != home:
            continue
        assert name in owner.__all__, (
            f"{tree.where(path, node)} imports {name}, which {home} does not list in __all__"
        )


@each(SOURCES)
def test_every_module_has_its_test_file(path: Path) -> None:
    inside = path.relative_to(tree.SRC)
    mirror = tree.TESTS / inside.parent / f"test_{inside.stem.strip('_')}.py"
    assert mirror.is_file(), f"{tree.where(path)} has no {tree.where(mirror)}"


RAISING = {"raises", "warns", "fail"}


def _checks(function: tree.Function, helpers: frozenset[str]) -> bool:
    """An assertion, a `pytest.raises`, or a call to a helper that asserts."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = tree.dotted(node.func).split(".")[-1]
            if called in RAISING | helpers or called.startswith("assert"):
                return True
    return False


def _asserting(path: Path) -> frozenset[str]:
    """Functions of a test file, other than tests, that assert; also those that call one."""
    others = [f for f in tree.functions(path) if not f.name.startswith("test_")]
    direct = frozenset(f.name for f in others if _checks(f, frozenset()))
    return direct | {f.name for f in others if _checks(f, direct)}


@each(tree.test_files())
def test_every_test_can_fail(path: Path) -> None:
    tests = [f for f in tree.functions(path) if f.name.startswith("test_")]
    assert tests, f"{tree.where(path)} holds no test"
    for function in tests:
        assert _checks(function, _asserting(path)), (
            f"{function.name} at {tree.where(path, function)} asserts nothing"
        )


@each([*tree.sources(), *tree.test_files()])
def test_nothing_is_left_for_later(path: Path) -> None:
    if path == Path(__file__).resolve():
        return
    found = UNFINISHED.search(tree.text(path))
    assert found is None, f"{tree.where(path)} still says {found.group() if found else ''}"


@each(tree.sources())
def test_no_bare_or_broad_except(path: Path) -> None:
    """`except BaseException` is allowed where a panic of a native library must be caught.

    Then the handler says why in a comment and lets KeyboardInterrupt and SystemExit through.
    """
    for node in ast.walk(tree.tree(path)):
        if not isinstance(node, ast.ExceptHandler):
            continue
        assert node.type is not None, (
            f"{tree.where(path, node)} catches everything without saying so"
        )
        caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        names = {tree.dotted(kind) for kind in caught}
        assert "Exception" not in names, (
            f"{tree.where(path, node)} catches Exception: name the errors"
        )
        if "BaseException" in names:
            assert _explained(path, node), (
                f"{tree.where(path, node)} catches BaseException without a reason in a comment"
                " or without re-raising KeyboardInterrupt and SystemExit"
            )


def _explained(path: Path, handler: ast.ExceptHandler) -> bool:
    lines = tree.text(path).splitlines()
    around = "\n".join(lines[max(handler.lineno - 14, 0) : (handler.end_lineno or 0) + 1])
    return "#" in around and "KeyboardInterrupt" in around and "SystemExit" in around


@each(tree.sources())
def test_nothing_evaluates_or_unpickles(path: Path) -> None:
    for module, node in tree.imported(path):
        assert module.split(".")[0] not in UNSAFE, f"{tree.where(path, node)} imports {module}"
    for node in ast.walk(tree.tree(path)):
        if isinstance(node, ast.Call):
            assert tree.dotted(node.func) not in UNSAFE, (
                f"{tree.where(path, node)} calls {tree.dotted(node.func)}"
            )
            for word in node.keywords:
                unpickles = word.arg == "allow_pickle" and not (
                    isinstance(word.value, ast.Constant) and word.value.value is False
                )
                assert not unpickles, f"{tree.where(path, node)} allows pickles"


@each(SOURCES)
def test_every_module_and_public_name_says_what_it_is(path: Path) -> None:
    module = tree.tree(path)
    assert ast.get_docstring(module), f"{tree.where(path)} has no docstring"
    for node in module.body:
        public = isinstance(node, tree.Function | ast.ClassDef) and not node.name.startswith("_")
        if public and not _trivial(node):
            assert ast.get_docstring(node), (
                f"{node.name} at {tree.where(path, node)} has no docstring"
            )


def _trivial(node: ast.stmt) -> bool:
    return isinstance(node, tree.Function) and (node.end_lineno or 0) - node.lineno <= 3
